"""One key takes the last act back: what the tables said before, they say again."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import ChangedSince, NothingToUndo
from concierge_tui.domain.family import Emergency
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.consents import grant
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from tests.journals.desk_families import AUNT, CONSENT, MOTHER, add_person, registered


@pytest.fixture
def family(desk: Desk) -> Registered:
    return registered(desk, emergency=Emergency(name="祖母"))


def seen(desk: Desk, meetup: str) -> Any:
    """Return everything that screens show."""
    reception = desk.reception(meetup)
    families = desk.families.many(desk.families.ids())
    return (
        families,
        desk.attendances.of_meetup(meetup),
        reception.counts(),
        list(reception.find("たな").households),
        desk.lists.tasks(),
        desk.lists.conflicts(),
        {name: consented(desk, name) for name in families},
    )


def consented(desk: Desk, family: str) -> Any:
    from concierge_tui.domain.fold import fold_consent

    state = fold_consent(desk.journal.history(consent_id(family, REGISTRATION)))
    return state.granted, state.detail


def correct(desk: Desk, family: Registered, entity: str, **fields: Any) -> Act | None:
    return desk.households.correct(desk.households.open(family.family), {entity: fields})


def withdraw(desk: Desk, family: Registered) -> Act:
    entity = consent_id(family.family, REGISTRATION)
    body = {"purpose": REGISTRATION, "reason": "電話で"}
    draft = Draft("consent.withdraw", entity, body, subject=family.family)
    return desk.journal.append([draft], desk.author())


def renew(desk: Desk, family: Registered) -> Act:
    again = grant(family.family, CONSENT._replace(version="2027-04"))
    return desk.journal.append([again], desk.author())


ACTS: dict[str, Callable[[Desk, str, Registered], object]] = {
    "check-in": lambda desk, meetup, f: desk.reception(meetup).check_in(f.family, f.people),
    "check-in of one": lambda d, m, f: d.reception(m).check_in(f.family, f.people[:1]),
    "walk-in": lambda desk, meetup, _: registered(desk, MOTHER, AUNT, meetup=meetup),
    "a corrected kana": lambda d, _, f: correct(d, f, f.people[0], kana="タナベ ミサキ"),
    "a first e-mail": lambda d, _, f: correct(d, f, f.people[0], email="a@example.org"),
    "a first role of the photo": lambda d, _, f: correct(
        d, f, f.people[0], photo_visibility="everyone"
    ),
    "a first answer about allergies": lambda d, _, f: correct(
        d, f, f.people[0], allergy={"has": "yes", "text": "そば"}
    ),
    "another answer about allergies": lambda d, _, f: correct(
        d, f, f.people[1], allergy={"has": "no", "text": ""}
    ),
    "a first bar": lambda d, _, f: correct(d, f, f.people[0], must_not_collect=True),
    "a removed emergency contact": lambda d, _, f: correct(d, f, f.family, emergency=None),
    "a first birthday": lambda d, _, f: correct(d, f, f.people[0], birthday="1990-01-01"),
    "categories": lambda d, _, f: correct(d, f, f.family, categories=["父親", "その他"]),
    "several fields": lambda d, _, f: correct(d, f, f.family, rest="1-1", smartphone=True),
    "an added person": lambda d, _, f: add_person(d, f.family, {"kana": "タナカ"}),
    "a removed person": lambda d, _, f: d.households.remove_person(f.family, f.people[1]),
    "a withdrawn consent": lambda d, _, f: withdraw(d, f),
    "a renewed consent": lambda d, _, f: renew(d, f),
}


@pytest.mark.parametrize("name", ACTS)
def test_after_undo_everything_is_as_before(
    desk: Desk, meetup: str, family: Registered, name: str
) -> None:
    before = seen(desk, meetup)
    ACTS[name](desk, meetup, family)
    assert seen(desk, meetup) != before, "the act shows nowhere"

    desk.undo.last()

    assert seen(desk, meetup) == before
    assert desk.examine(keep=False).differences == []


def test_a_table_is_taken_back_to_none(desk: Desk, meetup: str, family: Registered) -> None:
    reception = desk.reception(meetup)
    reception.check_in(family.family, family.people)
    reception.seat(family.family, "3")
    desk.undo.last()

    visit = reception.household(family.family).visit

    assert visit is None or visit.table == ""


def test_a_departure_is_taken_back(desk: Desk, meetup: str, family: Registered) -> None:
    reception = desk.reception(meetup)
    reception.check_in(family.family, family.people)
    before = seen(desk, meetup)
    reception.leave(family.family, family.people)
    desk.undo.last()

    assert seen(desk, meetup) == before


def test_a_check_in_behind_another_takes_only_itself_back(
    desk: Desk, meetup: str, family: Registered
) -> None:
    reception = desk.reception(meetup)
    reception.check_in(family.family, family.people[:1])
    before = seen(desk, meetup)
    reception.check_in(family.family, family.people)
    desk.undo.last()

    assert seen(desk, meetup) == before


def test_each_key_takes_one_more_act_back(desk: Desk, meetup: str, family: Registered) -> None:
    states = [seen(desk, meetup)]
    desk.reception(meetup).check_in(family.family, family.people)
    states.append(seen(desk, meetup))
    correct(desk, family, family.people[0], kana="タナベ")

    for expected in reversed(states):
        desk.undo.last()
        assert seen(desk, meetup) == expected


def test_it_says_what_was_taken_back(desk: Desk, meetup: str, family: Registered) -> None:
    desk.reception(meetup).check_in(family.family, family.people)

    undone = desk.undo.last()

    assert undone.kinds == ("visit.arrive",)
    assert undone.subjects == (family.family,)


def test_looking_is_never_undone(desk: Desk, meetup: str, family: Registered) -> None:
    desk.reception(meetup).check_in(family.family, family.people)
    desk.households.look(family.family, family.people[0], ["phone"])

    assert desk.undo.last().kinds == ("visit.arrive",)
    assert any(op.kind == "looked.at" for op in desk.journal.history(family.people[0]))


def test_a_fresh_store_has_nothing_to_undo_and_keeps_its_coordinator(desk: Desk) -> None:
    with pytest.raises(NothingToUndo):
        desk.undo.last()

    assert desk.staff.me() is not None


def test_a_new_meetup_is_no_slip_of_a_finger(desk: Desk, meetup: str) -> None:
    with pytest.raises(NothingToUndo):
        desk.undo.last()

    assert [each.id for each in desk.meetups.all()] == [meetup]


class TestWhatSomebodyElseChangedSince:
    def elsewhere(self, desk: Desk, draft: Draft) -> Act:
        """Write as another desk does that knows what is here."""
        return desk.journal.append([draft], desk.author())

    def test_a_field_is_not_taken_back(self, desk: Desk, family: Registered) -> None:
        mine = correct(desk, family, family.people[0], kana="タナベ")
        assert mine is not None
        draft = Draft("person.set", family.people[0], {"kana": "タナセ"}, subject=family.family)
        self.elsewhere(desk, draft)

        with pytest.raises(ChangedSince):
            desk.undo.act(mine.tx)
        assert desk.families.person(family.people[0]).kana == "タナセ"

    def test_another_field_of_the_same_person_does_not_matter(
        self, desk: Desk, family: Registered
    ) -> None:
        mine = correct(desk, family, family.people[0], kana="タナベ")
        assert mine is not None
        draft = Draft("person.set", family.people[0], {"email": "a@b"}, subject=family.family)
        self.elsewhere(desk, draft)
        desk.undo.act(mine.tx)

        person = desk.families.person(family.people[0])

        assert (person.kana, person.email) == (MOTHER.kana, "a@b")

    def test_a_withdrawal_elsewhere_is_never_lifted(self, desk: Desk, family: Registered) -> None:
        mine = withdraw(desk, family)
        entity = consent_id(family.family, REGISTRATION)
        first = desk.journal.history(entity)[0]
        theirs = Draft(
            "consent.withdraw", entity, {"purpose": REGISTRATION}, subject=family.family,
            base=[first.op_id],
        )  # fmt: skip
        self.elsewhere(desk, theirs)

        with pytest.raises(ChangedSince):
            desk.undo.act(mine.tx)
        assert not consented(desk, family.family)[0]

    def test_nothing_is_written_when_it_is_refused(self, desk: Desk, family: Registered) -> None:
        mine = correct(desk, family, family.people[0], kana="タナベ")
        assert mine is not None
        draft = Draft("person.set", family.people[0], {"kana": "タナセ"}, subject=family.family)
        self.elsewhere(desk, draft)
        before = desk.examine(keep=False).operations

        with pytest.raises(ChangedSince):
            desk.undo.act(mine.tx)
        assert desk.examine(keep=False).operations == before


def test_the_journal_keeps_what_was_undone(desk: Desk, meetup: str, family: Registered) -> None:
    checked = desk.reception(meetup).check_in(family.family, family.people)
    undone = desk.undo.last()

    assert desk.journal.operations_of(checked.act.tx) == list(checked.act.operations)
    (mark,) = [op for op in undone.act.operations if op.kind == "act.undo"]
    assert mark.entity == checked.act.tx
    assert json.loads(mark.body or "")["kinds"] == ["visit.arrive"]
    assert desk.verify_chains().broken == []
