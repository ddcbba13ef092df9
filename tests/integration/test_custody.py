"""Hand-overs at one desk: what is asked for, what is refused, what stays written down."""

from datetime import timedelta

import pytest

from concierge_tui.domain.collection import (
    HandsChanged,
    Proof,
    ProofMissing,
    SecondPersonNeeded,
    WitnessNeeded,
)
from concierge_tui.domain.custody import (
    ChildContested,
    ChildNotHere,
    CollectorRefused,
    HandsUnchanged,
)
from concierge_tui.domain.custody_notes import NOTE
from concierge_tui.domain.errors import FieldInvalid, FieldMissing
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.custody import Handing, read_until
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from tests.conftest import NOON
from tests.journals.children import back_to_the_mother, child, entrusted, with_a_barred_father


@pytest.fixture
def family(desk: Desk, meetup: str) -> Registered:
    return with_a_barred_father(desk, meetup)


def test_a_hand_over_says_from_to_where_until_and_who_saw_it(
    desk: Desk, meetup: str, family: Registered
) -> None:
    wish = entrusted(desk, meetup, family)

    (op,) = desk.journal.history(custody_id(meetup, family.people[1]))
    assert dict(body_of(op)) == {
        "child": family.people[1], "to": wish.to, "role": "staff", "from": family.people[0],
        "place": "和室", "until": wish.until, "back_to": family.people[0],
        "witness": family.people[0],
    }  # fmt: skip
    now = child(desk, meetup, family)
    assert (now.where, now.holder, now.back_to) == ("away", "試験 花子", "田中 美咲")
    assert [each.child.id for each in desk.custody(meetup).out()] == [family.people[1]]


def test_the_agreed_and_the_actual_end_are_both_kept(
    desk: Desk, meetup: str, family: Registered
) -> None:
    wish = entrusted(desk, meetup, family)
    desk.custody(meetup).hand(child(desk, meetup, family), back_to_the_mother(desk, family))

    now = child(desk, meetup, family)
    assert now.now is not None
    assert desk.custody(meetup).last_stay(now) == (wish.until, now.now.since)
    assert desk.custody(meetup).out() == ()


@pytest.mark.parametrize(
    ("change", "fact"),
    [({"place": ""}, FieldMissing), ({"until": None}, FieldMissing), ({"until": 1}, FieldInvalid),
     ({"witness": ""}, WitnessNeeded), ({"to": "nobody"}, CollectorRefused),
     ({"role": "host"}, CollectorRefused)],
)  # fmt: skip
def test_nothing_is_written_of_a_hand_over_that_lacks_something(
    desk: Desk, meetup: str, family: Registered, change: dict[str, object],
    fact: type[Exception],
) -> None:  # fmt: skip
    until = desk.custody(meetup).now_ms + 60_000
    whole = Handing(desk.author().actor, "staff", witness=family.people[0], place="和室",
                    until=until)  # fmt: skip

    with pytest.raises(fact):
        desk.custody(meetup).hand(child(desk, meetup, family), whole._replace(**change))  # type: ignore[arg-type]

    assert desk.journal.history(custody_id(meetup, family.people[1])) == []


def test_the_receiver_is_no_witness(desk: Desk, meetup: str, family: Registered) -> None:
    mother = back_to_the_mother(desk, family)
    with pytest.raises(WitnessNeeded):
        desk.custody(meetup).hand(
            child(desk, meetup, family), mother._replace(witness=family.people[0])
        )


@pytest.mark.parametrize("who", [2, 3])
def test_neither_the_aunt_nor_the_barred_father_is_given_the_child(
    desk: Desk, meetup: str, family: Registered, who: int
) -> None:
    entrusted(desk, meetup, family)
    sure = Proof(slip=True, identity=True, recited=True, second=True)
    wish = Handing(family.people[who], "family", witness=desk.author().actor, proof=sure,
                   second="山本 0900 10:42", call="山本 0900")  # fmt: skip

    with pytest.raises(CollectorRefused) as refused:
        desk.custody(meetup).hand(child(desk, meetup, family), wish)

    assert refused.value.reason == ("barred" if who == 3 else "not_listed")
    names = [each.name for each in desk.custody(meetup).candidates(child(desk, meetup, family))]
    assert names == ["田中 美咲"]  # and not the member of staff who holds it


def test_a_slip_alone_does_not_release_a_child(desk: Desk, meetup: str, family: Registered) -> None:
    entrusted(desk, meetup, family)
    wish = back_to_the_mother(desk, family)._replace(proof=Proof(slip=True))

    with pytest.raises(ProofMissing):
        desk.custody(meetup).hand(child(desk, meetup, family), wish)


@pytest.mark.parametrize("typed", ["山本", "0900"])
def test_a_call_without_a_name_and_a_number_is_no_second_person(
    desk: Desk, meetup: str, family: Registered, typed: str
) -> None:
    entrusted(desk, meetup, family)
    sure = Proof(slip=True, second=True)
    wish = back_to_the_mother(desk, family)._replace(
        proof=sure, second=f"{typed} 10:42 電話", call=typed
    )

    with pytest.raises(SecondPersonNeeded):
        desk.custody(meetup).hand(child(desk, meetup, family), wish)


@pytest.mark.parametrize("second", ["writer", "nobody", "山本", "retired"])
def test_the_second_person_is_somebody_else_of_the_staff(
    desk: Desk, meetup: str, family: Registered, second: str
) -> None:
    entrusted(desk, meetup, family)
    retired = desk.staff.add("退職 花子", "assistant").id
    desk.journal.append([Draft("staff.set", retired, {"removed": True})], desk.author())
    other = desk.staff.add("山本", "assistant").id
    sure = Proof(slip=True, second=True)
    wish = back_to_the_mother(desk, family)._replace(proof=sure)
    named = {"writer": desk.author().actor, "retired": retired}.get(second, second)

    with pytest.raises(SecondPersonNeeded):
        desk.custody(meetup).hand(child(desk, meetup, family), wish._replace(second=named))

    act = desk.custody(meetup).hand(child(desk, meetup, family), wish._replace(second=other))
    assert [body_of(op)["words"] for op in act.operations if op.kind == NOTE] == ["山本"]


def test_who_is_not_inside_cannot_have_come_with_the_child(
    desk: Desk, meetup: str, family: Registered
) -> None:
    entrusted(desk, meetup, family)
    desk.reception(meetup).leave(family.family, family.people[:1])

    with pytest.raises(ProofMissing):
        desk.custody(meetup).hand(child(desk, meetup, family), back_to_the_mother(desk, family))


def test_a_child_in_other_hands_is_not_checked_out_nor_one_alone(
    desk: Desk, meetup: str, family: Registered
) -> None:
    reception = desk.reception(meetup)
    for leaving in (family.people[1:2], family.people[1:3], [family.people[1], family.people[3]]):
        with pytest.raises(CollectorRefused):
            reception.leave(family.family, leaving)
    entrusted(desk, meetup, family)
    with pytest.raises(CollectorRefused) as refused:
        reception.leave(family.family, family.people)
    assert refused.value.reason == "elsewhere"

    desk.custody(meetup).hand(child(desk, meetup, family), back_to_the_mother(desk, family))
    reception.leave(family.family, family.people[:2])
    assert not child(desk, meetup, family).here


def test_two_desks_that_disagree_are_settled_by_who_looks(
    desk: Desk, meetup: str, family: Registered
) -> None:
    entity, who = custody_id(meetup, family.people[1]), family.people[1]
    for to in (desk.author().actor, family.people[0]):
        body = {"child": who, "to": to, "role": "staff"}
        draft = Draft("custody.hand", entity, body, family.family, meetup, base=[])
        desk.journal.append([draft], desk.author())
    custody, mother = desk.custody(meetup), back_to_the_mother(desk, family)
    seen = child(desk, meetup, family)

    assert seen.where == "contested"
    assert custody.board().children[0].child.id == who
    with pytest.raises(ChildContested):
        custody.hand(seen, mother)
    with pytest.raises(ChildContested):
        desk.reception(meetup).leave(family.family, family.people)
    custody.hand(seen, mother, looked=True)
    assert child(desk, meetup, family).where == "family"


def test_what_changed_since_one_looked_is_looked_at_again(
    desk: Desk, meetup: str, family: Registered
) -> None:
    before = child(desk, meetup, family)
    wish = entrusted(desk, meetup, family)

    with pytest.raises(HandsChanged):
        desk.custody(meetup).hand(before, wish._replace(place="廊下"))
    with pytest.raises(HandsUnchanged):
        desk.custody(meetup).hand(child(desk, meetup, family), wish)


def test_a_child_that_went_home_is_given_to_nobody(
    desk: Desk, meetup: str, family: Registered
) -> None:
    desk.reception(meetup).leave(family.family, family.people)

    with pytest.raises(ChildNotHere):
        entrusted(desk, meetup, family)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("30", 30), ("３０分", 30), ("0", None), ("12:30", 30), ("11:00", None), ("", None),
     ("あとで", None), ("25:00", None)],
)  # fmt: skip
def test_an_end_is_read_as_minutes_or_as_a_time_of_today(typed: str, minutes: int | None) -> None:
    now = NOON.astimezone().replace(hour=12, minute=0)
    read = read_until(typed, now)

    wanted = None if minutes is None else int((now + timedelta(minutes=minutes)).timestamp() * 1000)
    assert read == wanted
