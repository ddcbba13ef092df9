"""A hall becomes a day to be paired with what the desk knows, and nothing is made up."""

from datetime import date
from typing import Any

from concierge_tui.domain.family import Family, Need, Person
from concierge_tui.domain.pairing.eligibility import Reason, reasons
from concierge_tui.domain.pairing.hall import Known, day_of
from concierge_tui.domain.pairing.instance import Instance
from concierge_tui.domain.pairing.score import facts, points

TODAY = date(2026, 12, 5)


def family(name: str, *born: str, **more: Any) -> Family:
    children = tuple(
        Person(id=f"{name}{n}", family=name, role="child", birthday=date.fromisoformat(day))
        for n, day in enumerate(born)
    )
    return Family(id=name, people=children, **more)


def day(*families: Family, **known: Any) -> Instance:
    return day_of(families, Known(**known), TODAY)


def test_who_was_not_asked_fits_with_everybody() -> None:
    hall = day(family("a", "2024-01-01"), family("b", "2020-01-01", intention="ask"))

    assert reasons(hall, 0, 1) == ()
    assert len(facts(hall, (0, 1)).slots) == 21


def test_a_child_counts_from_its_first_birthday_until_it_is_thirteen() -> None:
    hall = day(family("a", "2025-12-05"), family("b", "2025-12-06"), family("c", "2013-12-05"))

    assert [each.months for each in hall.families] == [(12,), (), ()]
    assert Reason.UNDER_1_YEAR in reasons(hall, 0, 1)


def test_two_who_only_ask_have_no_host() -> None:
    asking = [family(name, "2024-01-01", intention="ask") for name in "ab"]

    assert reasons(day(*asking), 0, 1) == (Reason.NO_HOST,)


def test_what_a_family_asked_for_has_to_fit() -> None:
    tuesday = family("a", "2024-01-01", need=Need(days=("tue",)))
    friday = family("b", "2024-01-01", need=Need(days=("fri", "tue")))

    assert facts(day(tuesday, friday), (0, 1)).slots == {"tue-am", "tue-pm", "tue-eve"}


def test_the_same_code_is_nearer_than_the_same_ward_and_that_nearer_than_another() -> None:
    here = family("a", "2024-01-01", city="緑区", postal="3360000")
    street = family("b", "2024-01-01", city="緑区", postal="3360000")
    ward = family("c", "2024-01-01", city="緑区", postal="3360001")
    far = family("d", "2024-01-01", city="岩槻区")
    hall = day(here, street, ward, far)

    near = [points(hall, (0, other)).distance for other in (1, 2, 3)]
    assert near[0] > near[1] > near[2] == 0


def test_what_was_decided_is_left_out_of_account_and_strangers_are_ignored() -> None:
    hall = day(
        family("a", "2024-01-01"),
        family("b", "2024-01-01"),
        settled=["a", "gone"],
        apart=[frozenset({"a", "gone"}), frozenset({"b"})],
        cards={("a", "b"): "X", ("b", "gone"): "A"},
        waited={"b": 2},
        room=1,
    )

    assert hall.absent == {0}
    assert hall.do_not_pair == frozenset()
    assert hall.cards == {(0, 1): "X"}
    assert (hall.families[1].waited, hall.room) == (2, 3)


def test_a_name_stands_in_for_a_code_and_who_gave_no_address_is_nobodys_neighbour() -> None:
    hall = day(
        family("a", "2024-01-01", city="緑区", postal="3360967", rest="美園1-2"),
        family("b", "2024-01-01", city="緑区", rest="美園4丁目"),
        family("c", "2024-01-01", city="緑区"),
        family("d", "2024-01-01"),
        family("e", "2024-01-01"),
    )

    distance = {pair: points(hall, pair).distance for pair in ((0, 1), (0, 2), (1, 2), (3, 4))}
    assert distance[0, 1] == 250
    assert 200 < distance[0, 2] == distance[1, 2] < 250
    assert distance[3, 4] == 0


def test_whoever_stays_of_a_group_of_three_stays_together() -> None:
    here = [family(name, "2024-01-01") for name in "abc"]
    before = {frozenset("ab"), frozenset("acx"), frozenset("bxy")}

    assert day(*here, previous=before).previous == {(0, 1), (0, 2)}
