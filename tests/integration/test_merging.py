"""Two registrations become one: on the real store."""

import pytest

from concierge_tui.domain.consent import CONTACT, REGISTRATION, TRIAL
from concierge_tui.domain.custody import ChildInOtherHands
from concierge_tui.domain.errors import ConflictOpen
from concierge_tui.domain.family import Allergy, Emergency
from concierge_tui.domain.ids import consent_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered, WalkInPerson
from tests.journals.children import back_to_the_mother, child, entrusted
from tests.journals.desk_families import AUNT, CHILD, MOTHER, registered
from tests.journals.merging import FATHER, SAME_CHILD, SAME_MOTHER, merge, say


@pytest.fixture
def first(desk: Desk) -> Registered:
    return registered(desk, MOTHER, CHILD)


@pytest.fixture
def second(desk: Desk, first: Registered) -> Registered:
    del first
    return registered(desk, SAME_MOTHER, SAME_CHILD)


def test_two_registrations_become_one_family(
    desk: Desk, first: Registered, second: Registered
) -> None:
    merge(desk, second.family, first.family)

    assert desk.families.ids() == [first.family]
    kept = desk.families.get(first.family)
    assert [person.id for person in kept.people] == list(first.people)
    gone = desk.families.get(second.family)
    assert (gone.merged_into, gone.removed, gone.people) == (first.family, True, ())
    assert desk.families.person(second.people[1]).merged_into == first.people[1]
    assert desk.examine(keep=False).differences == []


def test_both_cards_find_the_family(
    desk: Desk, meetup: str, first: Registered, second: Registered
) -> None:
    merge(desk, first.family, second.family)

    reception = desk.reception(meetup)
    for code in (first.code, second.code):
        assert desk.families.by_code(code) == first.family
        assert reception.by_typed_code(code).family.id == first.family
        assert [h.family.id for h in reception.find(code).households] == [first.family]


def test_an_allergy_is_the_union_and_the_careful_answer(desk: Desk, first: Registered) -> None:
    other = registered(
        desk, SAME_MOTHER, CHILD.model_copy(update={"allergy": Allergy(has="unknown", text="乳")})
    )
    merge(desk, first.family, other.family)

    child = desk.families.person(first.people[1])
    assert child.allergy == Allergy(has="yes", text="乳 / 卵")


@pytest.mark.parametrize("barred", [0, 1])
def test_who_is_barred_anywhere_is_barred(desk: Desk, barred: int) -> None:
    families = [registered(desk, MOTHER, CHILD), registered(desk, SAME_MOTHER, SAME_CHILD)]
    entity = families[barred].people[0]
    draft = Draft("person.set", entity, {"must_not_collect": True}, families[barred].family)
    desk.journal.append([draft], desk.author())

    merge(desk, families[0].family, families[1].family)

    mother = desk.families.person(families[0].people[0])
    assert mother.must_not_collect


@pytest.mark.parametrize("said", [(True, False), (False, True), (True, True)])
def test_a_right_to_collect_needs_both(desk: Desk, said: tuple[bool, bool]) -> None:
    one, other = (
        registered(desk, person.model_copy(update={"may_collect": may}), CHILD)
        for person, may in zip((MOTHER, SAME_MOTHER), said, strict=True)
    )
    merge(desk, one.family, other.family)
    assert desk.families.person(one.people[0]).may_collect is all(said)


def test_whom_only_one_knows_moves_over_with_the_rights_she_has(
    desk: Desk, first: Registered
) -> None:
    other = registered(desk, SAME_MOTHER, SAME_CHILD, FATHER, AUNT)
    merge(desk, first.family, other.family)

    kept = desk.families.get(first.family)
    assert {person.name for person in kept.people} == {
        "田中 美咲", "田中 陽葵", "田中 太郎", "田中 桜",
    }  # fmt: skip
    father = next(person for person in kept.people if person.name == "田中 太郎")
    assert (father.family, father.may_collect) == (first.family, True)


def test_the_fuller_name_and_what_only_one_tells_are_proposed(desk: Desk) -> None:
    bare = registered(desk, SAME_MOTHER, SAME_CHILD)
    full = registered(
        desk, MOTHER, CHILD, postal="3360967", city="緑区", notes="階段が苦手",
        emergency=Emergency(name="祖母", phone="09077778888"),
    )  # fmt: skip
    merge(desk, bare.family, full.family)

    kept = desk.families.get(bare.family)
    assert (kept.people[0].name, kept.city, kept.notes) == ("田中 美咲", "緑区", "階段が苦手")
    assert kept.emergency == Emergency(name="祖母", phone="09077778888")


def test_a_person_may_choose_the_other_value(
    desk: Desk, first: Registered, second: Registered
) -> None:
    merging = desk.merging()
    seen = merging.compare(first.family, second.family)
    (phone,) = [d for d in seen.plan.differences if d.fields[0] == "phone"]
    assert (phone.kept[0], phone.other[0], phone.proposed) == (
        "09011112222", "09033334444", "other",
    )  # fmt: skip

    merging.merge(seen, {phone.key: "kept"})

    assert desk.families.person(first.people[0]).phone == "09011112222"


class TestConsent:
    def granted(self, desk: Desk, family: str, purpose: str) -> bool | None:
        connection = desk.families._connection  # type: ignore[attr-defined]
        row = connection.execute(
            "SELECT granted FROM consent WHERE id = ?", (consent_id(family, purpose),)
        ).fetchone()
        return None if row is None else bool(row[0])

    @pytest.mark.parametrize(
        ("kept", "other", "holds"),
        [
            (True, True, True),
            (True, False, False),
            (False, True, False),
            (False, False, False),
            (True, None, True),
            (None, True, None),
            (None, False, None),
            (False, None, False),
        ],
    )
    def test_the_stricter_answer_holds(
        self, desk: Desk, first: Registered, second: Registered,
        kept: bool | None, other: bool | None, holds: bool | None,
    ) -> None:  # fmt: skip
        for family, said in ((first.family, kept), (second.family, other)):
            if said is not None:
                say(desk, family, CONTACT, yes=said)
        merge(desk, first.family, second.family)
        assert self.granted(desk, first.family, CONTACT) is holds
        if kept is False and other:
            assert self.granted(desk, second.family, CONTACT) is False

    def test_each_purpose_stands_for_itself(
        self, desk: Desk, first: Registered, second: Registered
    ) -> None:
        say(desk, first.family, TRIAL, yes=True)
        say(desk, second.family, TRIAL, yes=False)
        merge(desk, first.family, second.family)
        assert self.granted(desk, first.family, REGISTRATION) is True
        assert self.granted(desk, first.family, TRIAL) is False


class TestVisits:
    def test_inside_stays_inside_exactly_once(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        reception = desk.reception(meetup)
        reception.check_in(second.family, second.people)
        reception.check_in(first.family, first.people[:1])
        before = desk.attendances.of_families(meetup, [second.family])

        merge(desk, first.family, second.family)

        assert reception.counts().people_here == 2
        assert reception.counts().families_here == 1
        rows = {row.person: row for row in desk.attendances.of_meetup(meetup)}
        assert set(rows) == set(first.people)
        assert rows[first.people[1]].arrived_at == before[1].arrived_at
        assert desk.examine(keep=False).differences == []

    def test_who_left_by_one_desk_and_is_inside_by_the_other_is_inside(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        reception = desk.reception(meetup)
        for family in (first, second):
            reception.check_in(family.family, family.people)
        reception.leave(second.family, second.people)
        merge(desk, first.family, second.family)
        assert reception.counts().people_here == 2

    def test_who_left_has_left(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        reception = desk.reception(meetup)
        reception.check_in(second.family, second.people)
        reception.leave(second.family, second.people)
        merge(desk, first.family, second.family)
        counts = reception.counts()
        assert (counts.people_here, counts.people_left) == (0, 2)

    def test_who_is_expected_stays_expected_once(
        self, desk: Desk, meetup: str, first: Registered, second: Registered
    ) -> None:
        for family in (first, second):
            entity = visit_id(meetup, family.family)
            body = {"people": list(family.people)}
            draft = Draft("visit.expect", entity, body, subject=family.family, meetup=meetup)
            desk.journal.append([draft], desk.author())
        merge(desk, first.family, second.family)
        counts = desk.reception(meetup).counts()
        assert (counts.families_expected, counts.people_expected) == (1, 2)


def test_tasks_and_guests_follow(desk: Desk, first: Registered, second: Registered) -> None:
    guest = registered(desk, WalkInPerson(role="guardian", kana="ハヤシ"), host=second.family)
    assert desk.lists.left_for(second.family)[0]
    merge(desk, first.family, second.family)

    assert desk.lists.left_for(second.family)[0] == []
    assert len(desk.lists.left_for(first.family)[0]) == 2
    assert desk.families.get(guest.family).host == first.family


def test_a_field_in_dispute_comes_first(desk: Desk, first: Registered, second: Registered) -> None:
    tips = [op.op_id for op in desk.journal.history(first.people[0])]
    for name in ("サ", "シ"):
        body = {"kana": f"タナカ {name}"}
        draft = Draft("person.set", first.people[0], body, first.family, base=tips)
        desk.journal.append([draft], desk.author())
    with pytest.raises(ConflictOpen):
        merge(desk, first.family, second.family)


def test_a_child_in_other_hands_is_not_merged_away(desk: Desk, meetup: str) -> None:
    kept = registered(desk, MOTHER, CHILD, meetup=meetup)
    gone = registered(desk, SAME_MOTHER, SAME_CHILD, meetup=meetup)
    entrusted(desk, meetup, gone)
    with pytest.raises(ChildInOtherHands):
        merge(desk, kept.family, gone.family)
    assert [each.child.id for each in desk.custody(meetup).out()] == [gone.people[1]]

    desk.custody(meetup).hand(child(desk, meetup, gone), back_to_the_mother(desk, gone))
    merge(desk, kept.family, gone.family)
    assert desk.families.ids() == [kept.family]
