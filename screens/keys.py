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
"""On the reception screen F4 is free."""
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
REVEAL: Final = "ctrl+y"
