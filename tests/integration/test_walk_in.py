"""A family that stands at the desk, with the least that safety needs."""

import json

import pytest

from concierge_tui.domain.codes import read_code
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import (
    ConsentMissing,
    FieldInvalid,
    FieldMissing,
    MeetupClosed,
    MeetupFull,
    NotFound,
)
from concierge_tui.domain.family import Emergency
from concierge_tui.domain.ids import consent_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from tests.journals.desk_families import AUNT, CHILD, CONSENT, MOTHER, registered


def operations(desk: Desk) -> int:
    return desk.examine(keep=False).operations


def test_one_act_writes_the_family_its_consent_its_arrival_and_what_is_left(
    desk: Desk, meetup: str
) -> None:
    done = registered(desk, meetup=meetup)
    kinds = {operation.kind for operation in desk.journal.operations_of(done.act.tx)}

    assert kinds == {"family.set", "person.set", "consent.grant", "visit.arrive", "task.set"}
    assert desk.reception(meetup).household(done.family).presence == "here"


def test_a_kana_alone_is_enough(desk: Desk, meetup: str) -> None:
    done = registered(desk, WalkInPerson(role="guardian", kana="タナカ"), meetup=meetup)

    assert done.left_for_later == ("name", "address", "channel", "emergency", "phone")
    assert desk.families.get(done.family).people[0].called == "たなか"


def test_what_was_left_is_a_task_in_the_order_of_asking(desk: Desk) -> None:
    done = registered(desk, MOTHER, CHILD.model_copy(update={"birthday": None}))

    (task,) = desk.lists.tasks()

    assert task.family == done.family
    assert tuple(task.detail.split(",")) == done.left_for_later
    assert done.left_for_later == ("address", "channel", "emergency", "birthday")


def test_nothing_is_left_where_everything_was_said(desk: Desk) -> None:
    done = registered(
        desk,
        city="さいたま市緑区",
        channel="チラシ",
        emergency=Emergency(name="祖母", phone="0312345678", relation="祖母"),
    )

    assert done.left_for_later == ()
    assert desk.lists.tasks() == []


@pytest.mark.parametrize(
    "people",
    [
        (),
        (CHILD,),
        (WalkInPerson(role="guardian"),),
        (WalkInPerson(role="guardian", kana=" \u200b\u3000"),),
    ],
)
def test_somebody_grown_up_must_be_named(
    desk: Desk, meetup: str, people: tuple[WalkInPerson, ...]
) -> None:
    before = operations(desk)

    with pytest.raises(FieldMissing):
        desk.walk_in.register(WalkInForm(people=people), CONSENT, meetup=meetup)

    assert operations(desk) == before


def test_without_consent_nothing_is_written(desk: Desk, meetup: str) -> None:
    before = operations(desk)

    with pytest.raises(ConsentMissing):
        desk.walk_in.register(WalkInForm(people=(MOTHER,)), None, meetup=meetup)

    assert operations(desk) == before
    assert desk.families.ids() == []


def test_the_consent_keeps_what_was_read_and_how(desk: Desk) -> None:
    done = registered(desk)

    (consent,) = desk.journal.history(consent_id(done.family, REGISTRATION))

    assert json.loads(consent.body or "") == {
        "purpose": REGISTRATION,
        "version": CONSENT.version,
        "text_hash": CONSENT.text_hash,
        "method": CONSENT.method,
    }


def test_a_meetup_that_is_over_takes_nobody_in(desk: Desk, meetup: str) -> None:
    desk.closing(meetup).close(everyone_is_out=True)
    before = operations(desk)

    with pytest.raises(MeetupClosed):
        registered(desk, meetup=meetup)

    assert operations(desk) == before


def test_a_meetup_that_does_not_exist_takes_nobody_in(desk: Desk) -> None:
    with pytest.raises(NotFound):
        registered(desk, meetup="nowhere")

    assert desk.families.ids() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("birthday", "2023-02-30"), ("phone", "０９０"), ("role", "dog"), ("phone", "090-1")],
)
def test_a_value_that_cannot_be_stored_is_named_and_nothing_is_written(
    desk: Desk, field: str, value: str
) -> None:
    before = operations(desk)

    with pytest.raises(FieldInvalid) as caught:
        registered(desk, MOTHER.model_copy(update={field: value}))

    assert caught.value.field == field
    assert operations(desk) == before


def test_each_family_has_a_card_code_of_its_own_that_finds_it(desk: Desk, meetup: str) -> None:
    first, second = registered(desk, meetup=meetup), registered(desk, meetup=meetup)

    assert first.code != second.code
    assert read_code(first.code) == first.code
    assert desk.reception(meetup).by_typed_code(first.code.lower()).family.id == first.family


def test_a_child_never_has_the_right_to_collect(desk: Desk) -> None:
    done = registered(desk, MOTHER, AUNT, CHILD)
    mother, aunt, child = desk.families.get(done.family).people

    assert (mother.may_collect, aunt.may_collect, child.may_collect) == (True, False, False)
    assert (mother.may_bring, aunt.may_bring, child.may_bring) == (True, True, False)


def test_what_was_typed_is_stored_clean(desk: Desk) -> None:
    hostile = MOTHER.model_copy(update={"name": "\x1b[31m田中\u202e　美咲\x07"})
    done = registered(desk, hostile, notes="一\r\n二\x00")

    found = desk.families.get(done.family)

    assert found.people[0].name == "[31m田中 美咲"
    assert found.notes == "一\n二"


def test_a_registration_without_a_meetup_arrives_nowhere(desk: Desk, meetup: str) -> None:
    done = registered(desk)

    assert desk.attendances.of_meetup(meetup) == []
    assert desk.reception(meetup).household(done.family).presence == "none"


def test_beyond_the_capacity_only_a_reason_lets_them_in_by_any_door(
    desk: Desk, meetup: str
) -> None:
    desk.meetups.correct(meetup, {"capacity": 1})
    before = operations(desk)

    with pytest.raises(MeetupFull) as caught:
        registered(desk, MOTHER, CHILD, meetup=meetup)
    assert operations(desk) == before
    assert (caught.value.capacity, caught.value.here) == (1, 0)

    registered(desk, MOTHER, CHILD.model_copy(update={"is_here": False}), meetup=meetup)
    alone = WalkInForm(people=(AUNT,))
    desk.walk_in.register(alone, CONSENT, meetup=meetup, reason="お子さんを迎えに来た")

    assert desk.reception(meetup).counts().people_here == 2
