"""Links at one desk: only the families make them, and no digit is written anywhere (A2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from concierge_tui.bootstrap import practise
from concierge_tui.domain import link as rule
from concierge_tui.domain.errors import NotFound, NothingToUndo
from concierge_tui.domain.ids import exclusion_id, link_id
from concierge_tui.domain.link import MOST_MISSES, REST_MS
from concierge_tui.domain.linked import Between
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.linking import Linking
from tests.conftest import NOON
from tests.journals.linking import come, keyed, register

ONE, OTHER = "09000000042", "09000001234"


@pytest.fixture
def linking(desk: Desk, meetup: str) -> Linking:
    return desk.linking(meetup)


@pytest.fixture
def pair(desk: Desk, meetup: str) -> tuple[str, str]:
    return come(desk, meetup, "佐藤 花", ONE), come(desk, meetup, "田中 美咲", OTHER)


def linked(linking: Linking, one: str, other: str) -> Between:
    linking.key(one, other, keyed(OTHER))
    return linking.key(other, one, keyed(ONE))


def test_a_link_is_made_when_each_side_has_keyed_and_not_before(
    linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    assert linking.between(one, other).state == "open"
    assert linking.key(one, other, keyed(OTHER)).state == "half"
    assert linking.key(one, other, keyed(OTHER)).state == "half"

    now = linking.key(other, one, keyed(ONE))

    assert now.state == "made"
    assert [family.id for family in linking.partners(one)] == [other]
    assert [family.id for family in linking.partners(other)] == [one]
    assert [each.link for each in linking.of_meetup()] == [link_id(one, other)]


def test_a_family_that_keys_its_own_digits_has_keyed_nothing(
    linking: Linking, pair: tuple[str, str]
) -> None:
    with pytest.raises(rule.DigitsWrong):
        linking.key(*pair, keyed(ONE))

    assert linking.between(*pair).state == "open"


@pytest.mark.parametrize("digits", [b"", b"42", b"042", b"00042", b"0000", b"0420", b"\0\0\0\0"])
def test_a_leading_zero_is_a_digit_like_any_other(
    linking: Linking, pair: tuple[str, str], digits: bytes
) -> None:
    one, other = pair
    with pytest.raises(rule.DigitsWrong):
        linking.key(other, one, bytearray(digits))

    assert linking.key(other, one, keyed(ONE)).one.entered


def test_what_was_keyed_is_zeros_afterwards_right_or_wrong_or_refused(
    linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    right, wrong, refused = keyed(OTHER), keyed("9999"), keyed("1234")
    linking.key(one, other, right)
    with pytest.raises(rule.DigitsWrong):
        linking.key(other, one, wrong)
    with pytest.raises(NotFound):
        linking.key(one, "nobody", refused)

    assert (right, wrong, refused) == (bytearray(4),) * 3


def test_after_three_misses_a_side_rests_ten_minutes_even_with_the_right_digits() -> None:
    now = [NOON]
    desk = practise(area="みその", staff="試験 花子", now=lambda: now[0])
    meetup = desk.meetups.new("会", "2026-12-05").id
    one, other = come(desk, meetup, "佐藤 花", ONE), come(desk, meetup, "田中 美咲", OTHER)
    linking = desk.linking(meetup)
    left = []
    for _ in range(MOST_MISSES):
        with pytest.raises(rule.DigitsWrong) as wrong:
            linking.key(one, other, keyed("0000"))
        left.append(wrong.value.left)
    with pytest.raises(rule.LinkRests) as rests:
        linking.key(one, other, keyed(OTHER))

    assert left == [2, 1, 0]
    assert linking.key(other, one, keyed(ONE)).one.entered, "the other side has tries of its own"
    assert rests.value.until == int(NOON.timestamp() * 1000) + REST_MS
    now[0] += timedelta(milliseconds=REST_MS, seconds=1)
    assert linking.key(one, other, keyed(OTHER)).state == "made"
    desk.close()


def test_a_clock_that_was_wrong_for_a_while_lets_nobody_rest_for_years() -> None:
    now = [NOON + timedelta(days=800)]
    desk = practise(area="みその", staff="試験 花子", now=lambda: now[0])
    meetup = desk.meetups.new("会", "2026-12-05").id
    one, other = come(desk, meetup, "佐藤 花", ONE), come(desk, meetup, "田中 美咲", OTHER)
    for _ in range(MOST_MISSES):
        with pytest.raises(rule.DigitsWrong):
            desk.linking(meetup).key(one, other, keyed("0000"))
    now[0] = NOON

    assert desk.linking(meetup).between(one, other).one.rests_until is None
    for _ in range(MOST_MISSES):
        with pytest.raises(rule.DigitsWrong):
            desk.linking(meetup).key(one, other, keyed("0000"))
    with pytest.raises(rule.LinkRests):
        desk.linking(meetup).key(one, other, keyed("0000"))
    desk.close()


@pytest.mark.parametrize(
    ("person", "counts"),
    [
        ({"phone": OTHER}, True),
        ({"phone": "0480001234"}, False),
        ({"phone": OTHER, "role": "carer"}, False),
        ({"phone": OTHER, "must_not_collect": True}, False),
        ({"phone": OTHER, "removed": True}, False),
        ({"phone": "05000001234"}, False),
    ],
)
def test_whose_number_counts(
    desk: Desk, meetup: str, linking: Linking, person: dict[str, Any], counts: bool
) -> None:
    one = come(desk, meetup, "佐藤 花", ONE)
    other = come(desk, meetup, "田中 美咲", "")
    register(desk, other, {"name": "田中 太郎", **person})

    if counts:
        assert linking.key(one, other, keyed(OTHER)).one.entered
    else:
        with pytest.raises(rule.LinkOnHold):
            linking.key(one, other, keyed(OTHER))


def test_any_guardian_s_mobile_counts(desk: Desk, linking: Linking, pair: tuple[str, str]) -> None:
    one, other = pair
    register(desk, other, {"name": "田中 太郎", "phone": "07000007777"})

    assert linking.key(one, other, keyed("07000007777")).one.entered


def test_without_a_mobile_a_link_waits_and_goes_on_when_there_is_one(
    desk: Desk, meetup: str, linking: Linking
) -> None:
    one, other = come(desk, meetup, "佐藤 花", ONE), come(desk, meetup, "鈴木 和子", "0480000001")
    with pytest.raises(rule.LinkOnHold):
        linking.refuse(one, other)
    assert linking.wish(one, other, "here").state == "hold"
    assert linking.key(other, one, keyed(ONE)).state == "hold", "she can do her part"
    assert [each.state for each in linking.of_meetup()] == ["hold"]
    person = desk.families.get(other).people[0].id
    desk.journal.append([Draft("person.set", person, {"phone": OTHER}, other)], desk.author())

    assert linking.between(one, other).state == "half"
    assert linking.key(one, other, keyed(OTHER)).state == "made"


def test_an_invitation_makes_no_link(linking: Linking, desk: Desk, meetup: str) -> None:
    one, other = come(desk, meetup, "佐藤 花", ONE), register(desk, None, {"phone": OTHER})

    assert linking.wish(one, other, "invited").state == "invited"
    with pytest.raises(rule.KeyerNotHere):
        linking.key(other, one, keyed(ONE))
    assert linking.partners(one) == []


def test_either_family_cancels_and_then_both_key_again(
    linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    for by in pair:
        linked(linking, one, other)
        whom = other if by == one else one
        assert linking.cancel(by, whom, "wish").state == "cancelled"
        assert linking.partners(one) == []
        assert linking.key(one, other, keyed(OTHER)).state == "half"
        linking.cancel(one, other, "wish")

    with pytest.raises(rule.NothingToCancel):
        linking.cancel(one, other, "wish")


def test_undo_takes_an_entry_back_but_neither_a_miss_nor_a_cancellation(
    desk: Desk, linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    linking.key(one, other, keyed(OTHER))
    desk.undo.last()
    assert linking.between(one, other).state == "cancelled"

    with pytest.raises(rule.DigitsWrong):
        linking.key(other, one, keyed("0000"))
    undone = desk.undo.last()
    assert undone.kinds == ("visit.arrive",)
    assert linking.between(other, one).one.left == MOST_MISSES - 1

    linking.key(one, other, keyed(OTHER))
    linking.cancel(other, one, "wish")
    with pytest.raises(rule.CancelledForGood):
        desk.undo.last()


def test_two_who_are_not_to_meet_are_not_linked_here(
    desk: Desk, linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    body = {"one": one, "other": other, "stands": True}
    desk.journal.append([Draft("exclusion.set", exclusion_id(one, other), body)], desk.author())

    with pytest.raises(rule.LinkAdvisedAgainst):
        linking.key(one, other, keyed(OTHER))
    with pytest.raises(rule.LinkAdvisedAgainst):
        linking.wish(other, one, "here")
    assert linking.between(one, other).one.left == MOST_MISSES


def test_a_family_neither_links_with_itself_nor_with_one_that_withdrew(
    desk: Desk, linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    linked(linking, one, other)
    desk.consents.withdraw(other, "registration", "said")

    with pytest.raises(rule.LinkNotPossible):
        linking.key(one, one, keyed(ONE))
    with pytest.raises(NotFound):
        linking.key(one, other, keyed(OTHER))
    assert linking.of_meetup() == []
    assert linking.partners(one) == []

    desk.undo.last()
    assert linking.between(one, other).state == "cancelled", "whoever comes back keys again"


def test_what_two_registrations_of_one_family_keyed_stands_for_the_one(
    desk: Desk, meetup: str, linking: Linking, pair: tuple[str, str]
) -> None:
    one, twice = pair[0], come(desk, meetup, "田中 美咲", OTHER)
    linking.key(twice, one, keyed(ONE))
    merging = desk.merging()
    merging.merge(merging.compare(pair[1], twice), {})
    kept = min(pair[1], twice)

    assert linking.between(one, kept).state == "half"
    assert linking.key(one, kept, keyed(OTHER)).state == "made"
    assert [family.id for family in linking.partners(one)] == [kept]
    assert len(linking.of_meetup()) == 1
    assert linking.cancel(one, kept, "wish").state == "cancelled"


def test_no_digit_stands_in_the_journal_the_settings_or_a_draft(
    desk: Desk, linking: Linking, pair: tuple[str, str]
) -> None:
    one, other = pair
    with pytest.raises(rule.DigitsWrong):
        linking.key(one, other, keyed("7351"))
    linked(linking, one, other)
    linking.cancel(one, other, "wish")

    written = desk.journal.history(link_id(one, other))
    bodies = " ".join(op.body or "" for op in written)
    assert [op.kind for op in written] == ["link.miss", "link.enter", "link.enter", "link.cancel"]
    assert not any(digits in bodies for digits in ("7351", "0042", "1234"))
    with pytest.raises(rule.CancelledForGood):
        desk.undo.last()


def test_nothing_is_left_to_take_back_where_only_a_try_was_made(desk: Desk) -> None:
    meetup = desk.meetups.new("会", "2026-12-05").id
    one, other = register(desk, None, {"phone": ONE}), register(desk, None, {"phone": OTHER})
    draft = Draft("link.miss", link_id(one, other), {"other": other}, one, meetup)
    for _ in range(2):
        desk.undo.last()
    desk.journal.append([draft], desk.author())

    with pytest.raises(NothingToUndo):
        desk.undo.last()
