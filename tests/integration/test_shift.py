"""A hand-over in a real store: both PINs or a call, her name after it, also after a restart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from concierge_tui import bootstrap, paths
from concierge_tui.domain.errors import (
    FieldInvalid,
    FieldMissing,
    NotFound,
    NothingToUndo,
    PhoneUnreadable,
    PinWrong,
)
from concierge_tui.domain.meetup_day import Duty, Shift
from concierge_tui.domain.staff import PinOfCoordinator, Staff
from concierge_tui.services.at_the_desk import AtTheDesk
from concierge_tui.services.desk import Desk
from concierge_tui.services.shift import Called
from db.laptop.keyslots import Cost
from tests.conftest import NOON

WORDS = "さくら でんしゃ みかん ゆうひ"
Open = Callable[[], Desk]


class Hall:
    """A real store at a day that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.home = paths.Home(folder)
        self.now: datetime = NOON
        new = bootstrap.NewStore("みその", "渡 花子", WORDS, pin="1111")
        self.desk, _ = bootstrap.create(self.home, new, cost=Cost(8, 1, 1), now=lambda: self.now)
        self.meetup = self.desk.meetups.new("会", "2026-12-05").id
        self.giver = self.desk.author().actor
        self.taker = self.desk.staff.add("受 葵", "concierge").id

    def restart(self) -> Desk:
        """Close the program and open it again."""
        self.desk.close()
        self.desk = bootstrap.open_desk(self.home, WORDS, now=lambda: self.now)
        return self.desk


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "home")
    yield made
    made.desk.close()


def test_both_pins_and_her_name_stands_on_what_follows(hall: Hall) -> None:
    desk = hall.desk
    desk.staff.set_pin(hall.taker, "2222")
    shift = desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")

    assert (shift.giver, shift.taker, shift.how) == (hall.giver, hall.taker, "both")
    assert "預かり中" in shift.summary
    assert desk.author().actor == hall.taker
    act = desk.meetups.correct(hall.meetup, {"venue": "会館"})
    assert {op.actor for op in act.operations} == {hall.taker}
    (written,) = desk.journal.history(shift.id)
    assert written.actor == hall.giver, "whoever gives it writes it"
    assert [duty.staff for duty in desk.day.of(Duty, hall.meetup) if duty.present] == [hall.taker]
    assert list(desk.examine(keep=False).differences) == []


def test_it_holds_after_a_restart_and_in_a_worker_and_not_on_the_next_day(hall: Hall) -> None:
    hall.desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")
    hall.now += timedelta(minutes=1)

    desk = hall.restart()
    assert desk.author().actor == hall.taker
    with desk.fork() as worker:
        assert worker.author().actor == hall.taker
    assert desk.staff.has_pin(hall.taker), "she chose it by taking over"

    hall.now += timedelta(days=1)
    assert desk.author().actor == hall.giver
    assert hall.restart().author().actor == hall.giver


def test_she_may_give_it_back(hall: Hall) -> None:
    hall.desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")
    back = hall.desk.shift(hall.meetup)

    assert [each.id for each in back.takers()] == [hall.giver]
    back.hand_over(hall.giver, "1111", "2222")
    assert hall.desk.author().actor == hall.giver


def test_nobody_else_chooses_the_first_pin_of_a_coordinator(hall: Hall) -> None:
    desk = hall.desk
    leader = desk.staff.add("責 任子", "coordinator").id
    desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")

    for giver in ("2222", Called("渡 花子", "09012345678")):
        with pytest.raises(PinOfCoordinator):
            desk.shift(hall.meetup).hand_over(leader, "3333", giver)
    with pytest.raises(PinOfCoordinator):
        desk.staff.set_pin(hall.giver, "3333")

    assert not desk.staff.has_pin(leader)
    assert desk.author().actor == hall.taker
    desk.shift(hall.meetup).hand_over(hall.giver, "1111", "2222")
    desk.shift(hall.meetup).hand_over(leader, "3333", "1111")
    assert desk.author().actor == leader


@pytest.mark.parametrize(("giver", "taker"), [("9999", "2222"), ("1111", "9999"), ("", "2222")])
def test_a_wrong_pin_changes_nothing(hall: Hall, giver: str, taker: str) -> None:
    hall.desk.staff.set_pin(hall.taker, "2222")
    with pytest.raises(PinWrong):
        hall.desk.shift(hall.meetup).hand_over(hall.taker, taker, giver)

    assert hall.desk.day.of(Shift, hall.meetup) == []
    assert hall.restart().author().actor == hall.giver


def test_a_first_pin_is_chosen_only_when_everything_else_is_right(hall: Hall) -> None:
    shift = hall.desk.shift(hall.meetup)
    with pytest.raises(PinWrong):
        shift.hand_over(hall.taker, "2222", "9999")
    with pytest.raises(FieldInvalid):
        shift.hand_over(hall.taker, "12", "1111")
    assert not hall.desk.staff.has_pin(hall.taker)

    shift.hand_over(hall.taker, "2222", "1111")
    hall.desk.staff.check_pin(hall.taker, "2222")


def test_one_alone_calls_the_coordinator(hall: Hall) -> None:
    shift = hall.desk.shift(hall.meetup)
    with pytest.raises(FieldMissing):
        shift.hand_over(hall.taker, "2222", Called(" ", "048-000-0111"))
    with pytest.raises(PhoneUnreadable):
        shift.hand_over(hall.taker, "2222", Called("責任 者子", ""))
    assert hall.desk.author().actor == hall.giver

    done = shift.hand_over(hall.taker, "2222", Called("責任 者子", "048-000-0111"))

    assert (done.how, done.called, done.number) == ("telephone", "責任 者子", "0480000111")
    assert hall.desk.author().actor == hall.taker


def test_nobody_and_oneself_take_nothing_over(hall: Hall) -> None:
    for nobody in ("", "nobody", hall.giver):
        with pytest.raises(NotFound):
            hall.desk.shift(hall.meetup).hand_over(nobody, "2222", "1111")


def test_no_key_takes_the_name_back(hall: Hall) -> None:
    hall.desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")

    with pytest.raises(NothingToUndo):
        hall.desk.undo.last()
    assert hall.desk.author().actor == hall.taker


@pytest.mark.parametrize("kept", ["", "null", "[1]", "[1,2,3,4]", "{", '["a","b","c","d"]'])
def test_a_broken_memory_leaves_whoever_unlocked_it(hall: Hall, kept: str) -> None:
    hall.desk.settings.put("at_desk", kept)

    assert hall.desk.author().actor == hall.giver


def test_whoever_opens_it_with_her_own_passphrase_is_herself(hall: Hall) -> None:
    desk = hall.desk
    desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")
    third = desk.staff.add("別 葉", "assistant")

    class Register:
        def get(self, staff: str) -> Staff | None:
            return third if staff == third.id else None

        def all(self) -> list[Staff]:
            return [third]

    hers = AtTheDesk(
        desk.area, third.id, register=Register(), settings=desk.settings, day=desk.day,
        now=lambda: hall.now,
    )  # fmt: skip

    assert hers().actor == third.id
    assert desk.author().actor == hall.taker


def test_a_note_without_its_hand_over_counts_for_nothing(hall: Hall) -> None:
    shift = hall.desk.shift(hall.meetup).hand_over(hall.taker, "2222", "1111")
    for named, taker in (("no-such-shift", hall.taker), (shift.id, hall.giver), (shift.id, "x")):
        note = [named, taker, hall.giver, "2026-12-05"]
        hall.desk.settings.put("at_desk", json.dumps(note))
        assert hall.desk.author().actor == hall.giver


def test_a_rehearsal_asks_for_no_pin_that_was_never_set(desk: Desk, meetup: str) -> None:
    taker = desk.staff.add("受 葵", "concierge").id
    desk.shift(meetup).hand_over(taker, "", "")

    assert desk.author().actor == taker
    assert not desk.staff.has_pin(taker)
