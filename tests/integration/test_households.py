"""Correcting a household: history stays, and what the writer saw is stated."""

from typing import Any

import pytest

from concierge_tui.domain.errors import FieldInvalid, FieldMissing, NotFound
from concierge_tui.domain.family import Emergency
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from tests.journals.desk_families import AUNT, CHILD, MOTHER, add_person, registered


def test_only_what_differs_is_written(desk: Desk) -> None:
    done = registered(desk, city="緑区")
    mother = done.people[0]
    opened = desk.households.open(done.family)

    act = desk.households.correct(
        opened, {mother: {"name": MOTHER.name, "kana": "タナベ"}, done.family: {"city": "緑区"}}
    )

    assert act is not None
    assert [operation.body for operation in act.operations] == ['{"kana":"タナベ"}']


def test_nothing_that_differs_writes_nothing(desk: Desk) -> None:
    done = registered(desk)
    opened = desk.households.open(done.family)

    assert desk.households.correct(opened, {done.people[0]: {"kana": MOTHER.kana}}) is None


def test_a_bad_value_stops_the_whole_correction(desk: Desk) -> None:
    done = registered(desk)
    opened = desk.households.open(done.family)

    with pytest.raises(FieldInvalid) as caught:
        desk.households.correct(
            opened, {done.people[0]: {"kana": "タナベ"}, done.people[1]: {"birthday": "昨日"}}
        )

    assert caught.value.field == "birthday"
    assert desk.families.get(done.family) == opened.family


@pytest.mark.parametrize("field", ["id", "op_id", "unknown"])
def test_a_field_that_does_not_exist_is_refused(desk: Desk, field: str) -> None:
    done = registered(desk)

    with pytest.raises(FieldInvalid):
        desk.households.correct(desk.households.open(done.family), {done.family: {field: "x"}})


def test_a_person_of_another_family_is_not_corrected_in_passing(desk: Desk) -> None:
    here, there = registered(desk), registered(desk)

    with pytest.raises(NotFound):
        desk.households.correct(
            desk.households.open(here.family), {there.people[0]: {"kana": "ア"}}
        )


def test_two_who_corrected_the_same_field_unseen_are_shown_as_a_conflict(desk: Desk) -> None:
    done = registered(desk)
    mother = done.people[0]
    mine, yours = desk.households.open(done.family), desk.households.open(done.family)
    desk.households.correct(mine, {mother: {"phone": "0311111111"}})
    desk.households.correct(yours, {mother: {"phone": "0322222222"}})

    (conflict,) = desk.lists.conflicts()

    assert (conflict.entity, conflict.field, conflict.sensitive) == (mother, "phone", True)
    assert {said.value for said in conflict.values} == {"0311111111", "0322222222"}
    assert [said.value for said in conflict.values if said.shown] == [
        desk.families.person(mother).phone
    ]


def test_who_reopens_and_chooses_settles_the_conflict_even_with_the_shown_value(
    desk: Desk,
) -> None:
    done = registered(desk)
    mother = done.people[0]
    mine, yours = desk.households.open(done.family), desk.households.open(done.family)
    desk.households.correct(mine, {mother: {"phone": "0311111111"}})
    desk.households.correct(yours, {mother: {"phone": "0322222222"}})
    shown = desk.families.person(mother).phone

    act = desk.households.correct(desk.households.open(done.family), {mother: {"phone": shown}})

    assert act is not None
    assert desk.lists.conflicts() == []


def test_corrections_of_different_fields_both_stand(desk: Desk) -> None:
    done = registered(desk)
    mother = done.people[0]
    mine, yours = desk.households.open(done.family), desk.households.open(done.family)
    desk.households.correct(mine, {mother: {"kana": "タナベ"}})
    desk.households.correct(yours, {mother: {"email": "a@example.org"}})

    person = desk.families.person(mother)

    assert (person.kana, person.email) == ("タナベ", "a@example.org")
    assert desk.lists.conflicts() == []


def test_every_value_ever_written_is_in_the_past_newest_first(desk: Desk) -> None:
    done = registered(desk)
    mother = done.people[0]
    for kana in ("タナベ", "タナセ"):
        desk.households.correct(desk.households.open(done.family), {mother: {"kana": kana}})

    past = [
        entry.value
        for entry in desk.households.past(done.family)
        if (entry.entity, entry.field) == (mother, "kana")
    ]

    assert past == ["タナセ", "タナベ", MOTHER.kana]


def test_the_past_shows_nothing_unclean_or_unknown(desk: Desk) -> None:
    done = registered(desk)
    body = {"kana": "\x1b[2Jタナ", "future": "x", "phone": ["x"]}
    draft = Draft("person.set", done.people[0], body, subject=done.family)
    desk.journal.append([draft], desk.author())

    newest = desk.households.past(done.family)[0]

    assert (newest.field, newest.value) == ("kana", "[2Jタナ")
    assert not any(entry.field == "future" for entry in desk.households.past(done.family))


def test_a_person_is_added_to_any_household(desk: Desk) -> None:
    done = registered(desk, MOTHER)
    add_person(desk, done.family, AUNT.model_dump(include={"role", "name", "kana"}))

    assert [person.role for person in desk.families.get(done.family).people] == [
        "guardian",
        "carer",
    ]


def test_an_added_person_cannot_slip_into_another_family(desk: Desk) -> None:
    here, there = registered(desk), registered(desk)
    add_person(desk, here.family, {"family": there.family, "kana": "ア"})

    assert len(desk.families.get(here.family).people) == 3
    assert len(desk.families.get(there.family).people) == 2


def test_nobody_is_added_to_a_household_that_does_not_exist(desk: Desk) -> None:
    with pytest.raises(NotFound):
        add_person(desk, "nowhere", {"kana": "ア"})


def test_a_removed_person_is_gone_from_the_household_and_the_search(
    desk: Desk, meetup: str
) -> None:
    done = registered(desk, meetup=meetup)
    desk.households.remove_person(done.family, done.people[1])

    assert [p.id for p in desk.families.get(done.family).people] == [done.people[0]]
    assert desk.reception(meetup).find("ひまり").households == ()


def test_an_emptied_field_is_empty(desk: Desk) -> None:
    contact = Emergency(name="祖母", phone="0312345678", relation="祖母")
    done = registered(desk, emergency=contact)
    opened = desk.households.open(done.family)
    desk.households.correct(
        opened, {done.family: {"emergency": None}, done.people[1]: {"birthday": None}}
    )

    found = desk.families.get(done.family)

    assert found.emergency is None
    assert found.children[0].birthday is None


def test_looking_is_written_down(desk: Desk) -> None:
    done = registered(desk)
    act = desk.households.look(done.family, done.people[0], ["phone", "address"])

    (operation,) = act.operations

    assert (operation.kind, operation.entity, operation.subject) == (
        "looked.at",
        done.people[0],
        done.family,
    )


class TestMeetups:
    def test_a_title_of_unseen_characters_is_none(self, desk: Desk) -> None:
        with pytest.raises(FieldMissing):
            desk.meetups.new(" \u200b\u3000", "2026-12-05")

        assert desk.meetups.all() == []

    @pytest.mark.parametrize("day", ["", "2026-02-30", "明日", "12/5"])
    def test_a_day_that_does_not_exist_is_refused(self, desk: Desk, day: str) -> None:
        with pytest.raises(FieldInvalid):
            desk.meetups.new("会", day)

    @pytest.mark.parametrize("do", ["correct", "get"])
    def test_what_does_not_exist_is_not_made_in_passing(self, desk: Desk, do: str) -> None:
        asked: dict[str, list[Any]] = {"correct": [{"title": "x"}]}
        more = asked.get(do, [])
        with pytest.raises(NotFound):
            getattr(desk.meetups, do)("nowhere", *more)

        assert desk.meetups.all() == []

    def test_children_come_after_guardians_and_carers(self, desk: Desk) -> None:
        done = registered(desk, CHILD, AUNT, MOTHER)

        roles = [person.role for person in desk.families.get(done.family).people]

        assert roles == ["guardian", "carer", "child"]
