"""A device that was let in may write anything: the desk goes on, and shows only clean text."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from concierge_tui.commands.people import attendance_json, family_json
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import ConciergeError, NotFound
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.slips import slips_of
from db.laptop import intake
from db.laptop.rebuild import rebuild
from tests.conftest import NOON
from tests.journals.desk_families import registered
from tests.journals.hostile_device import HostileDevice
from tests.journals.stores import Stores, desk_and_store, household, placed
from tests.journals.writing import op

QUERIES = ("あ", "田中", "tanaka", "5678", "MS1-7KQ2WX-D", "x", "1")


@pytest.fixture(params=range(3))
def attacked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A desk to which a hostile device has brought all it wrote, and its connection."""
    desk, store = desk_and_store(monkeypatch)
    written = HostileDevice(desk.area, request.param).write_much(220)
    for start in range(0, len(written), 61):
        intake.apply(store, written[start : start + 61], now_ms=milliseconds(NOON))
    yield desk, store
    desk.close()


def assert_clean(value: Any) -> None:
    for text in _texts(value):
        assert clean_text(text, multiline=True) == text


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.items() for text in _texts(list(each))]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []


def test_every_table_is_what_the_journal_says(attacked: tuple[Desk, Any]) -> None:
    assert rebuild(attacked[1], keep=False, order=Random(1)) == []


def test_everything_that_is_read_is_clean(attacked: tuple[Desk, Any], tmp_path: Path) -> None:
    desk, _ = attacked
    families = desk.families.many(desk.families.ids()).values()

    assert families
    assert_clean([family_json(family) for family in families])
    for listed in (desk.lists.tasks, desk.lists.problems, desk.lists.proposals,
                   desk.lists.conflicts, desk.staff.all, desk.meetups.all):  # fmt: skip
        assert_clean([each.model_dump(mode="json") for each in listed()])
    for meetup in desk.meetups.all():
        rows = [attendance_json(row) for row in desk.attendances.of_meetup(meetup.id)]
        assert_clean(rows)
        json.dumps(rows)
        slips = slips_of(families, meetup, desk.areas.contact, practice=True)
        desk.print_slips(slips[:2], tmp_path / "slips.pdf")


def test_the_desk_goes_on(attacked: tuple[Desk, Any]) -> None:
    desk, store = attacked
    for meetup in desk.meetups.all():
        reception = desk.reception(meetup.id)
        for query in QUERIES:
            reception.find(query)
        for family in desk.families.ids():
            people = [person.id for person in reception.household(family).family.people]
            for act in (
                lambda: reception.check_in(family, people, reason="x"),  # noqa: B023
                desk.undo.last,
                lambda: desk.households.past(family),  # noqa: B023
                lambda: reception.leave(family, people),  # noqa: B023
            ):
                with suppress(ConciergeError):
                    act()
    _answer_every_question(desk)

    done = registered(desk, meetup=None)
    assert desk.families.get(done.family).people
    assert rebuild(store, keep=False, order=Random(2)) == []


def _answer_every_question(desk: Desk) -> None:
    repairs, lists = desk.repairs(), desk.lists
    for problem in lists.problems():
        with suppress(ConciergeError):
            repairs.mend(problem, "2024-01-01")
    for proposal in lists.proposals():
        with suppress(ConciergeError):
            repairs.take(proposal, repairs.now_of(proposal))
    for conflict in lists.conflicts():
        with suppress(ConciergeError):
            repairs.choose(conflict, conflict.values[0].op_id)
    for task in lists.tasks():
        with suppress(ConciergeError):
            repairs.finish(task)


@pytest.mark.parametrize("field", ["", "people", "__class__", "kana", "nonsense"])
def test_a_proposal_about_no_field_of_a_family_is_no_question(desk: Desk, field: str) -> None:
    family = registered(desk).family
    body = {"field": field, "value": "x", "state": "open"}
    desk.journal.append([Draft("proposal.set", "p", body, subject=family)], desk.author())
    (proposal,) = desk.lists.proposals()

    with pytest.raises(NotFound):
        desk.repairs().take(proposal, desk.repairs().now_of(proposal))


@pytest.mark.parametrize("code", ["x" * 4000, "あ", "MS1 7KQ", "ms1-7kq2wx-d", "0" * 33])
def test_a_code_that_no_card_can_carry_replaces_none(desk: Desk, code: str, tmp_path: Path) -> None:
    family = registered(desk).family
    was = desk.families.get(family).code
    desk.journal.append([Draft("family.set", family, {"code": code}, family)], desk.author())

    found = desk.families.get(family)
    desk.print_slips(
        slips_of([found], None, desk.areas.contact, practice=True), tmp_path / "slips.pdf"
    )

    assert found.code == was


def test_somebody_else_s_fact_about_an_entity_moves_no_conflict(tmp_path: Path) -> None:
    store = Stores(tmp_path).new()
    store.write(*household("f", "p"))
    for city in ("南区", "北区"):
        store.write(Draft("family.set", "f", {"city": city}, "f", base=()))
    earlier = op("o", "looked.at", {"what": ["x"]}, entity="f", subject="somebody-else")

    store.take(*placed([earlier]))

    assert rebuild(store.connection, keep=False) == []
    store.close()
