"""The reception desk: found, checked in with one act, counted, let go."""

from datetime import datetime, timedelta

import pytest

from concierge_tui.bootstrap import practise
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import (
    AlreadyHere,
    CodeUnreadable,
    MeetupClosed,
    MeetupFull,
    NobodyChosen,
    NotFound,
    TooManyLooks,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import LAST4_LIMIT, LAST4_WINDOW_MS, SHOWN, Reception
from tests.conftest import NOON
from tests.journals.desk_families import AUNT, CHILD, MOTHER, registered

NOON_MS = milliseconds(NOON)


@pytest.fixture
def reception(desk: Desk, meetup: str) -> Reception:
    return desk.reception(meetup)


def test_nothing_typed_shows_nobody(desk: Desk, reception: Reception) -> None:
    registered(desk)

    assert reception.find("") == reception.find(" 　") == ((), False)


def test_a_family_is_found_once_though_all_of_it_matches(desk: Desk, reception: Reception) -> None:
    done = registered(desk)

    (found,) = reception.find("たなか").households

    assert found.family.id == done.family
    assert found.presence == "none"


def test_people_of_this_meetup_stand_before_others(desk: Desk, meetup: str) -> None:
    registered(desk)
    expected = registered(desk, meetup=meetup)

    found = desk.reception(meetup).find("たなか").households

    assert len(found) == 2
    assert found[0].family.id == expected.family


def test_more_than_the_list_holds_is_said(desk: Desk, reception: Reception) -> None:
    for _ in range(SHOWN + 1):
        registered(desk, MOTHER)

    found = reception.find("たなか")

    assert (len(found.households), found.more) == (SHOWN, True)


def test_check_in_is_one_act_for_all_who_are_ticked(desk: Desk, reception: Reception) -> None:
    done = registered(desk, MOTHER, AUNT, CHILD)

    checked = reception.check_in(done.family, done.people[:2])

    assert len(checked.act.operations) == 1
    assert set(checked.people) == set(done.people[:2])
    assert checked.household.presence == "partly"
    assert checked.household.arrived_at == NOON_MS
    assert checked.next_event == "次回は12/12です。"


def test_who_comes_later_is_added_and_the_first_time_stays(
    desk: Desk, meetup: str, reception: Reception
) -> None:
    done = registered(desk)
    reception.check_in(done.family, done.people[:1])

    checked = reception.check_in(done.family, done.people)

    assert checked.people == (done.people[1],)
    assert checked.household.presence == "here"
    assert desk.attendances.counts(meetup).people_here == 2


def test_a_second_check_in_is_refused_with_the_time_of_the_first(
    desk: Desk, reception: Reception
) -> None:
    done = registered(desk)
    reception.check_in(done.family, done.people)
    before = desk.examine(keep=False).operations

    with pytest.raises(AlreadyHere) as caught:
        reception.check_in(done.family, done.people)

    assert caught.value.at == NOON_MS
    assert desk.examine(keep=False).operations == before


@pytest.mark.parametrize("chosen", [[], ["stranger"]])
def test_somebody_of_the_family_must_be_chosen(
    desk: Desk, reception: Reception, chosen: list[str]
) -> None:
    done = registered(desk)

    with pytest.raises(NobodyChosen):
        reception.check_in(done.family, chosen)


def test_nobody_of_another_family_slips_in(desk: Desk, reception: Reception) -> None:
    here, there = registered(desk), registered(desk)

    checked = reception.check_in(here.family, [*here.people, *there.people])

    assert set(checked.people) == set(here.people)


def test_a_family_that_does_not_exist_is_not_found(reception: Reception) -> None:
    with pytest.raises(NotFound):
        reception.check_in("nowhere", ["x"])


def test_a_closed_meetup_takes_nobody_in_but_lets_people_go(
    desk: Desk, meetup: str, reception: Reception
) -> None:
    inside, outside = registered(desk), registered(desk)
    reception.check_in(inside.family, inside.people)
    desk.closing(meetup).close(everyone_is_out=True)

    with pytest.raises(MeetupClosed):
        reception.check_in(outside.family, outside.people)
    reception.leave(inside.family, inside.people)

    assert reception.counts().people_here == 0


class TestCapacity:
    @pytest.fixture
    def small(self, desk: Desk) -> Reception:
        return desk.reception(desk.meetups.new("小さな会", "2026-12-05", capacity=3).id)

    def test_the_last_place_is_given(self, desk: Desk, small: Reception) -> None:
        done = registered(desk, MOTHER, AUNT, CHILD)

        assert len(small.check_in(done.family, done.people).people) == 3

    def test_one_more_is_refused_with_the_numbers(self, desk: Desk, small: Reception) -> None:
        first, second = registered(desk), registered(desk)
        small.check_in(first.family, first.people)

        with pytest.raises(MeetupFull) as caught:
            small.check_in(second.family, second.people)

        assert (caught.value.capacity, caught.value.here) == (3, 2)
        assert small.counts().people_here == 2

    @pytest.mark.parametrize("reason", ["", " ", "\u3000\u200b"])
    def test_no_reason_is_no_reason(self, desk: Desk, small: Reception, reason: str) -> None:
        first, second = registered(desk), registered(desk)
        small.check_in(first.family, first.people)

        with pytest.raises(MeetupFull):
            small.check_in(second.family, second.people, reason=reason)

    def test_a_reason_lets_them_in_and_is_kept_clean(self, desk: Desk, small: Reception) -> None:
        first, second = registered(desk), registered(desk)
        small.check_in(first.family, first.people)

        act = small.check_in(second.family, second.people, reason="責任者が\x1b許可").act

        assert small.counts().people_here == 4
        assert "責任者が許可" in (act.operations[1].body or "")
        assert "許可" not in (act.operations[0].body or "")

    def test_who_has_left_makes_room(self, desk: Desk, small: Reception) -> None:
        first, second = registered(desk), registered(desk)
        small.check_in(first.family, first.people)
        small.leave(first.family, first.people)

        assert small.check_in(second.family, second.people).people


def test_only_who_is_inside_leaves(desk: Desk, meetup: str, reception: Reception) -> None:
    done = registered(desk)
    reception.check_in(done.family, done.people[:1])
    reception.leave(done.family, done.people)

    assert reception.household(done.family).presence == "left"
    assert desk.attendances.counts(meetup).people_left == 1
    with pytest.raises(NobodyChosen):
        reception.leave(done.family, done.people)


def test_who_left_can_come_back(desk: Desk, reception: Reception) -> None:
    done = registered(desk)
    reception.check_in(done.family, done.people)
    reception.leave(done.family, done.people)
    reception.check_in(done.family, done.people)

    assert reception.household(done.family).presence == "here"


def test_counts_follow_from_the_facts(desk: Desk, meetup: str, reception: Reception) -> None:
    whole, part = registered(desk, MOTHER, AUNT, CHILD), registered(desk)
    registered(desk)
    reception.check_in(whole.family, whole.people)
    reception.check_in(part.family, part.people[1:])
    reception.leave(whole.family, whole.people[1:2])

    counts = desk.attendances.counts(meetup)

    assert (counts.families_arrived, counts.families_here) == (2, 2)
    assert (counts.people_arrived, counts.people_here, counts.people_left) == (4, 3, 1)
    assert counts.children_here == 2


def test_a_card_is_never_accepted_unseen(desk: Desk, reception: Reception) -> None:
    done = registered(desk)

    assert reception.by_typed_code(f" {done.code.lower()} ").family.id == done.family
    with pytest.raises(NotFound):
        reception.by_code("MS1-222222-2")
    with pytest.raises(CodeUnreadable):
        reception.by_typed_code("MS1-???")


def test_the_code_of_a_removed_family_is_none(desk: Desk, reception: Reception) -> None:
    done = registered(desk)
    removed = Draft("family.set", done.family, {"removed": True}, subject=done.family)
    desk.journal.append([removed], desk.author())

    with pytest.raises(NotFound):
        reception.by_typed_code(done.code)


class TestSearchingByTheLastFourDigits:
    def test_it_finds_the_family_and_is_written_down(
        self, desk: Desk, meetup: str, reception: Reception
    ) -> None:
        done = registered(desk)

        (found,) = reception.find("2222").households

        assert found.family.id == done.family
        (looked,) = [op for op in desk.journal.history(meetup) if op.kind == "looked.at"]
        assert "2222" not in (looked.body or "")

    def test_it_is_limited_and_the_limit_passes(self) -> None:
        clock: list[datetime] = [NOON]
        desk = practise(area="みその", staff="試験 花子", now=lambda: clock[0])
        meetup = desk.meetups.new("会", "2026-12-05").id
        other = desk.meetups.new("別の会", "2026-12-05").id
        for i in range(LAST4_LIMIT):
            # Each time the screen is opened anew.
            desk.reception((meetup, other)[i % 2]).find(f"{i:04}")

        reception = desk.reception(meetup)
        with pytest.raises(TooManyLooks):
            reception.find("9999")
        assert reception.find("たなか").households == ()

        clock[0] = NOON + timedelta(milliseconds=LAST4_WINDOW_MS + 1)
        reception.find("9999")
        desk.close()


def test_a_table_is_kept_per_meetup(desk: Desk, reception: Reception) -> None:
    done = registered(desk)
    reception.seat(done.family, "3")
    other = desk.reception(desk.meetups.new("別の会", "2026-12-06").id)

    visit = reception.household(done.family).visit

    assert visit is not None
    assert visit.table == "3"
    assert other.household(done.family).visit is None


def test_two_desks_with_their_own_connections_see_each_other(desk: Desk, meetup: str) -> None:
    done = registered(desk)
    with desk.fork() as other:
        other.reception(meetup).check_in(done.family, done.people)

    assert desk.reception(meetup).household(done.family).presence == "here"
