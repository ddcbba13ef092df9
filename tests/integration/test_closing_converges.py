"""None forgotten at closing, whatever several laptops did and in whichever order they met."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from concierge_tui.domain.closing import ClosingRefused
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft, Operation
from concierge_tui.services.closing import Closing
from tests.syncing.laptops import NOON, Laptop
from tests.syncing.records import records_of
from tests.syncing.rounds import few, many
from tests.syncing.three_laptops import LAPTOPS, ThreeLaptops

MEETUP = "meetup"
CHILDREN = ("c1", "c2")
TRIAL = "trial"
ITEMS = ("bag", "buggy")
INCIDENTS = ("i1", "i2")

DEEDS = st.one_of(
    st.tuples(st.just("hand"), st.sampled_from(CHILDREN), st.sampled_from(["host", "staff"])),
    st.tuples(st.just("back"), st.sampled_from(CHILDREN)),
    st.tuples(st.just("in"), st.sampled_from(ITEMS)),
    st.tuples(st.just("return"), st.sampled_from(ITEMS)),
    st.tuples(st.just("hurt"), st.sampled_from(INCIDENTS), st.sampled_from(["minor", "grave"])),
    st.tuples(st.just("sign"), st.sampled_from(INCIDENTS)),
    st.tuples(st.sampled_from(["start", "end"])),
)


def closing(laptop: Laptop) -> Closing:
    return Closing(MEETUP, records_of(laptop))


def draft(deed: tuple[str, ...]) -> Draft:
    """Return what somebody writes."""
    match deed:
        case ("hand", child, role):
            body = {"child": child, "to": role, "role": role}
            return Draft("custody.hand", custody_id(MEETUP, child), body, "f", MEETUP)
        case ("back", child):
            body = {"child": child, "to": "", "role": "family"}
            return Draft("custody.hand", custody_id(MEETUP, child), body, "f", MEETUP)
        case ("in" | "return", item):
            thing = {"item": item, "what": item, "returned": deed[0] == "return"}
            return Draft("trial.item", TRIAL, thing, None, MEETUP)
        case ("hurt", incident, level):
            body = {"meetup": MEETUP, "level": level, "what": "head"}
            return Draft("incident.set", incident, body, None, MEETUP)
        case ("sign", incident):
            signed: dict[str, Any] = {"meetup": MEETUP, "signed_at": 1, "signed_by": "x"}
            return Draft("incident.set", incident, signed, None, MEETUP)
    return Draft(f"trial.{deed[0]}", TRIAL, {}, None, MEETUP)


def said_in(operation: Operation) -> dict[str, Any]:
    said = json.loads(operation.body or "{}")
    assert isinstance(said, dict)
    return said


def open_by_hand(operations: list[Operation]) -> set[str]:
    """Say what is open, from the operations alone and by other means than the program's folds."""
    open_: set[str] = set()
    for child in CHILDREN:
        hands = [op for op in operations if op.entity == custody_id(MEETUP, child)]
        followed = {seen for op in hands for seen in op.base}
        tips = [said_in(op) for op in hands if op.op_id not in followed]
        if any(tip["role"] != "family" for tip in tips):
            open_.add(child)
    things = [op for op in operations if op.kind == "trial.item"]
    for item in ITEMS:
        mine = [op for op in things if said_in(op)["item"] == item]
        ends = [said_in(op)["returned"] for op in mine]
        latest = max(mine, key=lambda op: (op.wall, op.op_id), default=None)
        if ends.count(False) > ends.count(True) or (latest and not said_in(latest)["returned"]):
            open_.add(item)
    kinds = {op.kind for op in operations}
    if "trial.start" in kinds and not kinds & {"trial.end", "trial.cancel"}:
        open_.add(TRIAL)
    return open_


def known(laptop: Laptop) -> list[Operation]:
    entities = [*(custody_id(MEETUP, child) for child in CHILDREN), TRIAL]
    return [op for ops in laptop.journal.histories(entities).values() for op in ops]


def unsigned_by_hand(laptop: Laptop) -> set[str]:
    rows = laptop.connection.execute("SELECT id, level, signed_at FROM incident").fetchall()
    return {name for name, level, at in rows if level not in (None, "minor") and at is None}


def refuses_what_is_open(laptop: Laptop) -> bool:
    """Try to close; check that it refuses exactly while something is open. Say if it closed."""
    wanted = open_by_hand(known(laptop)) | unsigned_by_hand(laptop)
    try:
        closing(laptop).close(everyone_is_out=True)
    except ClosingRefused as refused:
        assert wanted, "nothing was open"
        named = {
            each.person if each.reason in ("away", "contested")
            else each.what if each.reason == "item" else each.entity
            for each in refused.obstacles
        }  # fmt: skip
        assert wanted == named
        return False
    assert not wanted, f"forgotten: {wanted}"
    return True


class ClosingDay(ThreeLaptops):
    """No child, no thing and no record is forgotten, whichever laptop closes."""

    ticks = 0

    def now(self) -> datetime:
        self.ticks += 1
        return NOON + timedelta(seconds=self.ticks)

    def furnish(self, laptop: Laptop) -> None:
        laptop.write(
            Draft("meetup.set", MEETUP, {"title": "会", "date": "2026-11-22"}, None, MEETUP)
        )

    @rule(at=LAPTOPS, deed=DEEDS)
    def do(self, at: int, deed: tuple[str, ...]) -> None:
        self.laptops[at].write(draft(deed))
        self.try_to_close(at)

    @rule(at=LAPTOPS)
    def try_to_close(self, at: int) -> None:
        if refuses_what_is_open(self.laptops[at]):
            closing(self.laptops[at]).reopen()

    def teardown(self) -> None:
        self.all_hear()
        self.all_hear()
        said = {refuses_what_is_open(laptop) for laptop in self.laptops}
        assert len(said) == 1, "all laptops know the same"
        super().teardown()


TestClosingDay = few(ClosingDay, 8, steps=12)
TestSoaked = many(ClosingDay, steps=12)


@pytest.fixture
def day() -> Iterator[ClosingDay]:
    """A day on which nothing has happened yet."""
    day = ClosingDay()
    day.begin()
    yield day
    day.leave()


@pytest.mark.parametrize("first", [0, 1])
def test_a_laptop_that_closed_too_early_says_so_once_it_has_met_the_other(
    day: ClosingDay, first: int
) -> None:
    early, other = day.laptops[first], day.laptops[1 - first]
    other.write(draft(("hand", "c1", "host")))
    assert closing(early).close(everyone_is_out=True).closed, "it cannot know"

    day.all_hear()
    day.all_hear()

    for laptop in day.laptops:
        assert [each.person for each in closing(laptop).sheet().open] == ["c1"]
        with pytest.raises(ClosingRefused):
            closing(laptop).close(everyone_is_out=True)
