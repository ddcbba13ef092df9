"""The screens of the custody board, each about a child that has arrived."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from concierge_tui.services.custody_board import Candidate, ChildNow
from concierge_tui.services.desk import Desk
from screens.custody.contact import ContactScreen
from screens.custody.entrust import EntrustScreen
from screens.custody.refused import RefusedScreen
from screens.custody.release import ReleaseScreen
from screens.custody.screen import CustodyScreen
from screens.custody.temporary import TemporaryScreen
from screens.custody.who import WhoScreen

Make = Callable[[Desk, str, str, Path], Screen[Any]]


def with_child(desk: Desk, meetup: str, family: str) -> tuple[str, ChildNow]:
    """Let a family arrive, and return one of its children."""
    known = desk.families.get(family)
    if not any(row.here for row in desk.attendances.of_families(meetup, [family])):
        desk.reception(meetup).check_in(family, [person.id for person in known.people])
    return meetup, desk.custody(meetup).child(known.children[0].id)


def mother_of(desk: Desk, family: str) -> str:
    return desk.families.get(family).people[0].id


CUSTODY: dict[str, Make] = {
    "custody": lambda desk, m, f, _r: CustodyScreen(desk, with_child(desk, m, f)[0]),
    "who": lambda desk, m, f, _r: WhoScreen(desk, *with_child(desk, m, f)),
    "release": lambda desk, m, f, _r: ReleaseScreen(
        desk, *with_child(desk, m, f), Candidate(mother_of(desk, f), "母", "母", "family", True)
    ),
    "entrust": lambda desk, m, f, _r: EntrustScreen(
        desk, *with_child(desk, m, f), Candidate(desk.author().actor, "人", "", "staff", True)
    ),
    "refused": lambda desk, m, f, _r: RefusedScreen(desk, *with_child(desk, m, f)),
    "today": lambda desk, m, f, _r: TemporaryScreen(desk, *with_child(desk, m, f)),
    "contact": lambda desk, m, f, _r: ContactScreen(desk, *with_child(desk, m, f)),
}
