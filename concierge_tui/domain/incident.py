"""ヒヤリ・事故: what may have happened, how grave it is, and what still has to be done about it."""

from collections.abc import Iterable
from typing import Final, Literal

from concierge_tui.domain.meetup_day import Incident

Level = Literal["minor", "call", "grave"]
HowSigned = Literal["screen", "paper", "telephone"]

KINDS: Final = (
    "nosebleed",
    "graze",
    "bruise",
    "head",
    "unwell",
    "swallowed",
    "allergic",
    "quarrel",
    "near_miss",
)
"""What is chosen by number; anything else is written in words."""
ACTIONS: Final = ("cooled", "washed", "pressed", "rested", "watched", "to_guardian")
"""What is done about it, by number."""


def awaits_signature(incident: Incident) -> bool:
    """Say whether a guardian has still to read and sign; a graze is told and that is all (A11)."""
    return incident.level != "minor" and incident.signed_at is None


def unsigned(incidents: Iterable[Incident]) -> list[Incident]:
    """Return those that still have to be read and signed, the earliest first."""
    waiting = [each for each in incidents if awaits_signature(each)]
    return sorted(waiting, key=lambda each: (each.at or 0, each.id))


def steps_left(incident: Incident) -> tuple[str, ...]:
    """Return what nobody has done yet, in the order in which it is done."""
    if incident.level == "minor":
        return ()
    done = {
        "ambulance": incident.ambulance is not None or incident.level != "grave",
        "guardian": incident.guardian_told is not None,
        "seen_by": bool(incident.seen_by),
        "insurer": bool(incident.insurer_note),
        "signature": incident.signed_at is not None,
    }
    return tuple(name for name, is_done in done.items() if not is_done)
