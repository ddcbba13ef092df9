"""Consent of a family to a purpose: stored as facts, never as a mere tick.

One purpose, one fact (E18, E19): who said yes, for whom, to which text in which language,
how, and whether it was read back. A withdrawal wins over every grant that did not see it.
"""

from typing import Final

from concierge_tui.domain.errors import ConciergeError

REGISTRATION: Final = "registration"
"""The purpose under which a family's details may leave the laptop."""
TRIAL: Final = "trial"
"""What the other family of a trial is told: allergy, care, whom to call (A24, A25)."""
CONTACT: Final = "contact"
"""News of the next meetups."""
REUSE: Final = "reuse"
"""Words, photos or drawings used again; nobody is asked to say yes (E28)."""

PURPOSES: Final = (REGISTRATION, TRIAL, CONTACT, REUSE)
"""In the order of asking. Only the first is needed to be registered."""

SPOKEN: Final = "spoken"
"""The text was read aloud and answered."""
SCREEN: Final = "screen"
"""The person read it on a screen and pressed the key."""
PAPER: Final = "paper"
"""A paper form was signed."""
PROXY: Final = "proxy"
"""Somebody answered for the family (代理)."""
ORGANISER: Final = "organiser"
"""The organiser's basis, recorded when a roster was imported."""

UNDO: Final = "undo"
"""The reason of a withdrawal that only took a slip of a finger back."""
DECLINED: Final = "declined"
"""The reason of a withdrawal that is the answer no, given when the purpose was asked."""

GUARDIAN_AGE: Final = 18
"""Everyone below needs a guardian's consent (E3): no law settles it, so it is a setting."""
GUARDIAN_AGES: Final = range(12, 21)

LANGUAGES: Final = ("ja", "easy", "en")
"""Japanese, やさしい日本語, English; a coordinator may add files of others."""


class FamilyHidden(ConciergeError):
    """The family withdrew its consent to being registered: nobody at the desk is told more."""


class WithdrawalStands(ConciergeError):
    """Somebody else wrote the withdrawal down: only the family's own word lifts it."""


class WithdrawalOutOfSight(ConciergeError):
    """The act is a withdrawal of some time ago, of a family whose consents do not lie open."""


class GuardianNeeded(ConciergeError):
    """Whoever answered is too young to consent; a guardian must (`age` is the limit)."""

    def __init__(self, age: int) -> None:
        super().__init__(age)
        self.age = age


class CoordinatorOnly(ConciergeError):
    """Only a coordinator may do this."""
