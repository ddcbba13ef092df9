"""Who works at the desk; a certification is entered, never assumed (A29)."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.errors import ConciergeError

StaffRole = Literal["concierge", "assistant", "event_staff", "coordinator"]
Certification = Literal["none", "applied", "training", "certified", "suspended"]


def may_end(certification: str) -> bool:
    """Say whether a certification has a last day: only one that was given has."""
    return certification in ("certified", "suspended")


class PinOfCoordinator(ConciergeError):
    """Somebody else would choose the PIN of a coordinator, and act in her name from then on."""


class Staff(BaseModel):
    """One member of staff."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str = ""
    role: StaffRole = "event_staff"
    certification: Certification = "none"
    certified_until: date | None = None
    identity_seen: date | None = None
    """When somebody saw who she is (A28); no picture of the paper is kept."""
    licence: str = ""
    """Which one she has, such as 保育士."""
    lifesaving: date | None = None
    """When she last learned to revive (A29)."""
    removed: bool = False

    def certified_on(self, day: date) -> bool:
        """Say whether the certification holds on `day`."""
        in_time = self.certified_until is None or day <= self.certified_until
        return self.certification == "certified" and in_time
