"""Everything that two laptops can leave for a person, on a desk whose other laptop is played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from concierge_tui.domain.ids import custody_id, derived_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.sync_ports import Play
from screens.repairs.choice import choice_of_conflict
from screens.repairs.contested import ContestedScreen
from screens.repairs.set_aside import SetAsideScreen

OTHER_STAFF = derived_id("staff", "of the other laptop")
NASTY = "卵と[bold]乳[/bold]\u202e\x1b[31m"

Make = Callable[[Desk, str, str, Path], Screen[Any]]


def play_of(desk: Desk) -> Play:
    play = desk.synchronise.play
    assert play is not None
    return play


def trouble(desk: Desk, meetup: str, family: str) -> None:
    """Let both laptops write about one family, and one record be refused."""
    if desk.inbox.contested():
        return
    play = play_of(desk)
    play.begin("練習の本部")
    known = desk.families.get(family)
    mother, child = known.adults[0].id, known.children[0].id
    if not any(row.here for row in desk.attendances.of_families(meetup, [family])):
        desk.reception(meetup).check_in(family, [person.id for person in known.people])
    entity = custody_id(meetup, child)

    def hand(to: str) -> Draft:
        body = {"child": child, "to": to, "role": "staff", "place": "和室", "until": 2**41}
        return Draft("custody.hand", entity, body, family, meetup, [])

    me = desk.author().actor
    desk.journal.append(
        [
            hand(me),
            Draft("person.set", child, {"allergy": {"has": "yes", "text": "小麦"}}, family),
            Draft("family.set", family, {"city": "緑区"}, family),
        ],
        desk.author(),
    )
    desk.synchronise.sync()
    allergy = {"has": "yes", "text": NASTY}
    other = play.other_laptop(
        [
            Draft("staff.set", OTHER_STAFF, {"name": "相方 二郎", "role": "concierge"}),
            hand(OTHER_STAFF),
            Draft("person.set", child, {"allergy": allergy}, family),
            Draft("family.set", family, {"city": "岩槻区"}, family),
        ],
        OTHER_STAFF,
    )
    play.other_laptop([Draft("device.set", other, {"name": "受付2"})], OTHER_STAFF)
    play.refuse("person.set", "other_content")
    desk.journal.append(
        [Draft("person.set", mother, {"phone": "09000004321"}, family)], desk.author()
    )
    desk.synchronise.sync()


def _made(kind: str) -> Make:
    seen: dict[int, Any] = {}  # a held Enter may have settled it: the screen may still lie open

    def made(desk: Desk, meetup: str, family: str, _folder: Path) -> Screen[Any]:
        trouble(desk, meetup, family)
        if id(desk) not in seen:
            what: dict[str, Callable[[], list[Any]]] = {
                "contested": desk.inbox.contested,
                "set aside": desk.inbox.refusals,
                "conflict": desk.lists.conflicts,
            }
            seen[id(desk)] = what[kind]()[0]
        found = seen[id(desk)]
        if kind == "conflict":
            return choice_of_conflict(desk, found, "田中")
        return (ContestedScreen if kind == "contested" else SetAsideScreen)(desk, found)

    return made


INBOX: dict[str, Make] = {kind: _made(kind) for kind in ("contested", "set aside", "conflict")}
