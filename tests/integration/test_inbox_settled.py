"""Whoever settles something settles it for everyone: three laptops, one answer."""

from collections.abc import Callable

import pytest

from concierge_tui.domain.custody import fold_custody
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.ids import custody_id, visit_id
from concierge_tui.domain.inbox import Counts
from concierge_tui.domain.operation import Draft
from tests.syncing.custody_desks import custody_of
from tests.syncing.inbox_desks import choose, conflict_in, counts_of, inbox_of
from tests.syncing.laptops import Central, Laptop, grant, person_of, settle
from tests.syncing.merging_desks import doubles_of, merge

MEETUP, CHILD, MOTHER = "meetup-1", "c1", "m1"
PHONE = "09000001111"


def hand(laptop: Laptop, to: str, base: list[str]) -> None:
    """Note a hand-over that saw only `base`."""
    body = {"child": CHILD, "to": to, "role": "staff", "place": "和室", "until": 2**40}
    entity = custody_id(MEETUP, CHILD)
    laptop.write(Draft("custody.hand", entity, body, "f1", MEETUP, base))


def furnish(laptop: Laptop) -> None:
    laptop.write(
        Draft("meetup.set", MEETUP, {"title": "会", "date": "2026-11-22"}, meetup=MEETUP),
        grant("f1"),
        Draft("family.set", "f1", {"city": "緑区"}, "f1"),
        Draft("person.set", MOTHER, {"family": "f1", "role": "guardian", "name": "山田 花"}, "f1"),
        Draft("person.set", CHILD, {"family": "f1", "role": "child", "kana": "ヤマダ ソラ"}, "f1"),
        Draft("visit.arrive", visit_id(MEETUP, "f1"), {"people": [MOTHER, CHILD]}, "f1", MEETUP),
        *(Draft("staff.set", s, {"name": s, "role": "concierge"}) for s in ("s1", "s2")),
    )


def a_contested_child(one: Laptop, other: Laptop) -> None:
    hand(one, "s1", [])
    hand(other, "s2", [])


def a_sensitive_field(one: Laptop, other: Laptop) -> None:
    for laptop, phone in ((one, "09000000001"), (other, "09000000002")):
        body = {"phone": phone, "phone_typed": typed(phone)}
        laptop.write(Draft("person.set", MOTHER, body, "f1"))


def typed(phone: str) -> str:
    return f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"


def an_ordinary_field(one: Laptop, other: Laptop) -> None:
    for laptop, city in ((one, "見沼区"), (other, "岩槻区")):
        laptop.write(Draft("family.set", "f1", {"city": city}, "f1"))


def a_family_twice(one: Laptop, other: Laptop) -> None:
    for laptop in (one, other):
        family = laptop.family("サトウ リナ")
        fields = {"phone": PHONE, "name": "佐藤 里奈", "role": "guardian"}
        laptop.write(Draft("person.set", person_of(family), fields, family))


def a_refused_operation(one: Laptop, _other: Laptop) -> None:
    one.write(Draft("Not A Kind!", "x", {"words": "あ"}, "f1"))


def look_at_the_child(laptop: Laptop) -> None:
    folded = fold_custody(
        custody_id(MEETUP, CHILD), laptop.journal.history(custody_id(MEETUP, CHILD))
    )
    assert len(custody_of(laptop, MEETUP).board().out) == 1
    hand(laptop, "s1", list(folded.tips))


def make_one_of_two(laptop: Laptop) -> None:
    [pair] = doubles_of(laptop).waiting()
    merge(laptop, pair.one, pair.other)


def deal_with_it(laptop: Laptop) -> None:
    inbox = inbox_of(laptop)
    [refusal] = inbox.refusals()
    assert not inbox.can_be_said_again(refusal)
    inbox.handle(refusal)


CASES: dict[
    str, tuple[Callable[[Laptop, Laptop], None], Counts, Callable[[Laptop], object]]
] = {
    "custody": (a_contested_child, Counts(contested=1), look_at_the_child),
    "sensitive": (
        a_sensitive_field, Counts(decide=1), lambda a: choose(a, "phone", "09000000001"),
    ),
    "ordinary": (an_ordinary_field, Counts(merged=1), lambda a: choose(a, "city", "見沼区")),
    "twice": (a_family_twice, Counts(pairs=1), make_one_of_two),
    "refused": (a_refused_operation, Counts(refused=1), deal_with_it),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_one_laptop_settles_is_settled_on_all(
    central: Central, laptops: list[Laptop], case: str
) -> None:
    happens, waits, resolve = CASES[case]
    aoi, beni, cha = laptops
    furnish(aoi)
    settle(central, laptops)
    happens(aoi, beni)
    settle(central, laptops)
    assert [counts_of(laptop) for laptop in laptops] == [waits] * 3

    resolve(cha)
    settle(central, laptops)

    assert [counts_of(laptop) for laptop in laptops] == [Counts()] * 3
    assert [laptop.status().handled for laptop in laptops] == [case == "refused"] * 3
    assert aoi.shown() == beni.shown() == cha.shown()
    assert all(laptop.is_clean() for laptop in laptops)


def test_two_answers_that_differ_are_one_question_again(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, cha = laptops
    furnish(aoi)
    settle(central, laptops)
    a_sensitive_field(aoi, beni)
    settle(central, laptops)

    choose(aoi, "phone", "09000000001")
    choose(beni, "phone", "09000000002")
    settle(central, laptops)
    assert [counts_of(laptop) for laptop in laptops] == [Counts(decide=1)] * 3
    written_on = {said.value: said.device for said in conflict_in(cha, "phone").values}
    assert written_on == {
        "09000000001": inbox_of(aoi).device, "09000000002": inbox_of(beni).device,
    }  # fmt: skip

    choose(cha, "phone", "09000000002")
    settle(central, laptops)
    assert [counts_of(laptop) for laptop in laptops] == [Counts()] * 3
    assert [laptop.status().conflicts for laptop in laptops] == [0] * 3


def test_how_a_number_was_typed_is_no_question_and_goes_with_the_number(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    furnish(aoi)
    settle(central, laptops)
    a_sensitive_field(aoi, beni)
    settle(central, laptops)
    assert [laptop.status().conflicts for laptop in laptops] == [1] * 3
    choose(beni, "phone", "09000000001")
    settle(central, laptops)
    sought = "SELECT phone, phone_typed FROM person WHERE id = ?"
    shown = [laptop.connection.execute(sought, (MOTHER,)).fetchone() for laptop in laptops]
    assert shown == [("09000000001", typed("09000000001"))] * 3


def test_what_was_refused_is_said_again_as_far_as_it_still_stands(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    furnish(aoi)
    settle(central, laptops)
    family = Draft("family.set", "f1", {"city": "見沼区", "rest": "1-2"}, "f1")
    # The header is at fault, as a damaged program would write it: the store here took it.
    damaged = aoi.write(family._replace(meetup="not an id"))
    aoi.write(Draft("family.set", "f1", {"rest": "3-4"}, "f1", base=[damaged.operations[0].op_id]))
    settle(central, laptops)
    [refusal] = inbox_of(aoi).refusals()
    assert refusal.reason == "bad_id"
    assert inbox_of(aoi).can_be_said_again(refusal)
    assert not inbox_of(beni).can_be_said_again(inbox_of(beni).refusals()[0])

    again = inbox_of(aoi).say_again(refusal)
    said = again.operations[0]

    assert said.body == '{"city":"見沼区"}'
    assert damaged.operations[0].op_id not in said.base
    with pytest.raises(NotFound):
        inbox_of(beni).say_again(refusal)


def test_a_laptop_is_called_by_its_name_on_all_others(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    inbox_of(aoi).name_device(" 受付1\u202e ")
    settle(central, laptops)

    assert inbox_of(beni).device_names() == {inbox_of(aoi).device: "受付1"}
