"""A merge is taken back wholly, or not at all: on the real store, by properties."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_tui.bootstrap import practise
from concierge_tui.domain.consent import CONTACT
from concierge_tui.domain.errors import ChangedSince
from concierge_tui.domain.family import Allergy
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.merging import Side
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from tests.conftest import NOON
from tests.journals.desk_families import AUNT, CHILD, MOTHER, registered
from tests.journals.merging import FATHER, SAME_CHILD, SAME_MOTHER, merge, say, tables


@pytest.fixture
def first(desk: Desk) -> Registered:
    return registered(desk, MOTHER, CHILD)


@pytest.fixture
def second(desk: Desk, first: Registered) -> Registered:
    del first
    return registered(desk, SAME_MOTHER, SAME_CHILD)


class TestUndo:
    def test_one_key_takes_a_merge_of_expected_families_back(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        entity = visit_id(meetup, second.family)
        body = {"people": list(second.people)}
        draft = Draft("visit.expect", entity, body, subject=second.family, meetup=meetup)
        desk.journal.append([draft], desk.author())
        before = tables(desk)
        merge(desk, first.family, second.family)
        desk.undo.last()
        assert tables(desk) == before

    def test_it_refuses_once_somebody_went_on(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        desk.reception(meetup).check_in(second.family, second.people)
        merging = desk.merging()
        act = merging.merge(merging.compare(first.family, second.family), {})
        desk.reception(meetup).leave(first.family, first.people)
        before = tables(desk)
        with pytest.raises(ChangedSince):
            desk.undo.act(act.tx)
        assert tables(desk) == before

    def test_merged_again_after_undo(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        desk.reception(meetup).check_in(second.family, second.people)
        phone: dict[str, Side] = {f"{first.people[0]}:phone": "kept"}
        merging = desk.merging()
        merging.merge(merging.compare(first.family, second.family), phone)
        after = tables(desk)
        desk.undo.last()
        merging.merge(merging.compare(first.family, second.family), phone)
        assert tables(desk) == after


def test_told_apart_is_remembered_and_can_be_taken_back(
    desk: Desk, first: Registered, second: Registered
) -> None:
    desk.doubles.refresh()
    assert [(p.one, p.other) for p in desk.doubles.waiting()] == [(first.family, second.family)]

    desk.doubles.different(first.family, second.family)
    assert desk.doubles.waiting() == []
    desk.doubles.refresh()
    assert desk.doubles.waiting() == []

    before = tables(desk)["pair"]
    desk.undo.last()
    assert len(before) == 1
    assert tables(desk)["pair"] == []
    assert desk.doubles.waiting() != []


ANSWERS = st.sampled_from([Allergy(), Allergy(has="no"), Allergy(has="yes", text="卵")])
CITIES = st.sampled_from(["", "緑区"])
NOTES = st.sampled_from(["", "メモ"])
PRESENCE = st.sampled_from(["away", "expected", "inside", "left"])


@st.composite
def _family(draw: st.DrawFn) -> dict[str, Any]:
    mother = draw(st.sampled_from([MOTHER, SAME_MOTHER, FATHER]))
    child = CHILD.model_copy(
        update={"allergy": draw(ANSWERS), "name": draw(st.sampled_from(["", "田中 陽葵"]))}
    )
    return {
        "people": (mother.model_copy(update={"may_collect": draw(st.booleans())}), child,
                   *draw(st.lists(st.sampled_from([AUNT]), max_size=1))),
        "fields": {"city": draw(CITIES), "notes": draw(NOTES)},
        "presence": draw(PRESENCE),
        "barred": draw(st.booleans()),
        "contact": draw(st.sampled_from([None, True, False])),
    }  # fmt: skip


def _enter(desk: Desk, meetup: str, asked: dict[str, Any]) -> Registered:
    family = registered(desk, *asked["people"], **asked["fields"])
    if asked["barred"]:
        draft = Draft("person.set", family.people[0], {"must_not_collect": True}, family.family)
        desk.journal.append([draft], desk.author())
    if asked["contact"] is not None:
        say(desk, family.family, CONTACT, yes=asked["contact"])
    if asked["presence"] == "expected":
        entity = visit_id(meetup, family.family)
        body = {"people": list(family.people)}
        draft = Draft("visit.expect", entity, body, subject=family.family, meetup=meetup)
        desk.journal.append([draft], desk.author())
    elif asked["presence"] != "away":
        desk.reception(meetup).check_in(family.family, family.people)
        if asked["presence"] == "left":
            entity, body = visit_id(meetup, family.family), {"people": list(family.people)}
            draft = Draft("visit.leave", entity, body, subject=family.family, meetup=meetup)
            desk.journal.append([draft], desk.author())
    return family


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Desk, str]]:
    desk = practise(area="みその", staff="試験 花子", now=lambda: NOON)
    yield desk, desk.meetups.new("みその交流会", "2026-12-05").id
    desk.close()


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(_family(), _family(), st.lists(st.sampled_from(["kept", "other"]), min_size=9, max_size=9))
def test_merged_and_taken_back_nothing_has_changed(
    shared: tuple[Desk, str], one: dict[str, Any], other: dict[str, Any], sides: list[Side]
) -> None:
    desk, meetup = shared
    kept, gone = _enter(desk, meetup, one), _enter(desk, meetup, other)
    before = tables(desk)
    inside = desk.reception(meetup).counts()
    barred = one["barred"] or other["barred"]
    merging = desk.merging()
    seen = merging.compare(gone.family, kept.family)
    choices = {d.key: side for d, side in zip(seen.plan.differences, sides, strict=False)}

    merging.merge(seen, choices)

    family = desk.families.get(kept.family)
    assert any(person.must_not_collect for person in family.people) == barred
    assert not any(
        p.may_collect and p.must_not_collect and p.role == "child" for p in family.people
    )
    answers = {one["people"][1].allergy.has, other["people"][1].allergy.has}
    (child,) = family.children
    assert child.allergy.has == next(w for w in ("yes", "unknown", "no") if w in answers)
    is_inside = "inside" in (one["presence"], other["presence"])
    rows = desk.attendances.of_families(meetup, [kept.family])
    assert any(row.here for row in rows if row.person == child.id) == is_inside
    assert desk.attendances.of_families(meetup, [gone.family]) == []
    after = desk.reception(meetup).counts()
    assert after.families_here <= inside.families_here
    assert desk.examine(keep=False).differences == []

    desk.undo.last()

    assert tables(desk) == before
    assert desk.examine(keep=False).differences == []
