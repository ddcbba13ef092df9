"""The keys of the desk: the same key means the same thing on every screen.

The first of each is on the footer, the second is for laptops that map F-keys to volume.
No plain letter is a key, because a scanner types letters; nothing that matters lies on F6 to
F10, which a Japanese IME takes while composing.
"""

from typing import Final

BACK: Final = "escape"
HELP: Final = "f1,ctrl+g"
MEND: Final = "f2,ctrl+o"
NEW: Final = "f3,ctrl+n"
ROSTER: Final = "f4,ctrl+b"
"""On the home screen; at the reception F4 is the sign-up."""
ROLL_CALL: Final = "f5,ctrl+r"
SYNC: Final = "f5,ctrl+r"
"""On the home screen, where there is no roll to call."""
SLIP: Final = "f11,ctrl+t"
HIDE: Final = "f12,ctrl+l"
UNDO: Final = "ctrl+z"
SAVE: Final = "ctrl+s"
QUIT: Final = "ctrl+q"
LEAVE: Final = "f9,ctrl+e"
"""Not Ctrl+S: whoever has just saved a form with it must not send the family home."""
GUEST: Final = "ctrl+b"
"""On the reception screen: this family brought a friend."""
SIGN_UP: Final = "f4,ctrl+d"
"""On the reception screen: the assisted sign-up (代理入力)."""
MORE: Final = "f2,ctrl+o"
"""On a form: ask in more detail, on the pages of the sign-up."""
ALIKE: Final = "f5,ctrl+r"
"""On a form: open the family that looks like the one being written."""
STOP_HERE: Final = "f9,ctrl+x"
"""On the sign-up: it is stuck, and somebody calls back."""
REVEAL: Final = "ctrl+y"
CONSENT: Final = "f8,ctrl+k"
"""What a family consents to; it never stops a check-in, so it may lie beyond F6."""
READ_BACK: Final = "f7,ctrl+f"
"""On the page of consents: what was written is read back."""
FACE: Final = "f4,ctrl+e"
"""On forms: turn the laptop to the family (相手に向ける)."""
WITHDRAW: Final = "f9,ctrl+w"
"""On the page of consents: the family withdraws."""
