"""A whole day on two laptops without a network, and a third that joins in the evening."""

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.commands.people import attendance_json, family_json
from concierge_tui.paths import Home
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from tests.journals.desk_families import add_person
from tests.syncing.service import Running

AREA = "みその"
CONSENT = ConsentGiven("2026-04", "0" * 64)
PASSPHRASE = "しろい うさぎが はねる 野原 42"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    names = ("青木", "馬場", "千葉")
    opened = [
        bootstrap.create(Home(tmp_path / name), bootstrap.NewStore(AREA, name, PASSPHRASE))[0]
        for name in names
    ]
    yield opened
    for desk in opened:
        desk.close()


def enrol(desk: Desk, service: Running) -> None:
    desk.enrolment.enrol(service.url, service.code(AREA))


def exported(desk: Desk, meetup: str) -> bytes:
    """Return all that the commands show of families and attendance."""
    families = [family_json(found) for found in desk.families.many(desk.families.ids()).values()]
    families.sort(key=lambda family: str(family["id"]))
    attendance = [attendance_json(row) for row in desk.attendances.of_meetup(meetup)]
    return json.dumps([families, attendance], ensure_ascii=False, sort_keys=True).encode()


def register(desk: Desk, kana: str, **fields: object) -> str:
    form = WalkInForm(people=(WalkInPerson(role="guardian", kana=kana),), **fields)
    return desk.walk_in.register(form, CONSENT, meetup=None).family


def child(kana: str) -> dict[str, object]:
    return {"role": "child", "kana": kana, "birthday": "2024-05-06"}


def correct_kana(desk: Desk, family: str, person: str, kana: str) -> None:
    desk.households.correct(desk.households.open(family), {person: {"kana": kana}})


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_two_laptops_at_one_meetup_agree_in_the_evening_and_nothing_is_missing(
    service: Running, desks: list[Desk], order: tuple[int, ...]
) -> None:
    here, there, late = desks
    family = register(here, "たなか みさき")
    guardian = here.families.get(family).people[0].id
    meetup = here.meetups.new("みその交流会", "2026-12-05").id
    for desk in (here, there):
        enrol(desk, service)
        desk.synchronise.sync()

    for desk, kana, name in ((here, "たなか みさこ", "はると"), (there, "たなが みさき", "ひまり")):
        desk.reception(meetup).check_in(family, [guardian])
        correct_kana(desk, family, guardian, kana)
        add_person(desk, family, child(name))
    for desk in [[here, there][i] for i in order] * 2:
        desk.synchronise.sync()
    enrol(late, service)
    late.synchronise.sync()

    assert exported(here, meetup) == exported(there, meetup) == exported(late, meetup)
    people = {person.kana for person in late.families.get(family).people}
    assert {"はると", "ひまり"} <= people
    assert late.attendances.of_meetup(meetup)[0].arrivals == 2
    bodies = {str(op.body) for op in late.journal.history(guardian)}
    assert all(any(kana in body for body in bodies) for kana in ("たなか みさこ", "たなが みさき"))
    for desk in desks:
        assert desk.synchronise.status().conflicts == 1
        assert desk.synchronise.status().pending == 0
        assert desk.examine(keep=False).differences == []


def test_what_was_written_before_enrolment_goes_up(service: Running, desks: list[Desk]) -> None:
    here, there, _ = desks
    family = register(here, "まえから いた")

    waiting = here.synchronise.sync()
    enrol(here, service)
    pushed = here.synchronise.sync()
    enrol(there, service)
    there.synchronise.sync()

    assert waiting.no_central
    assert pushed.pushed == waiting.pending
    assert there.families.get(family).people[0].kana == "まえから いた"
