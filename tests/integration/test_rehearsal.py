"""The rehearsal meetup: sixty invented families with the situations planted in it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create, practise
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.errors import NothingToUndo
from concierge_tui.domain.family import Family
from concierge_tui.paths import Home
from concierge_tui.rehearsal import planted
from concierge_tui.rehearsal.furnishing import FAMILIES, furnish
from concierge_tui.rehearsal.invented import code_of
from concierge_tui.services.desk import Desk

DAY = date(2026, 12, 5)


@pytest.fixture
def rehearsal(desk: Desk) -> str:
    return furnish(desk)


def planted_family(desk: Desk, key: str) -> Family:
    family = desk.families.by_code(code_of(key))
    assert family is not None
    return desk.families.get(family)


def everyone(desk: Desk) -> list[tuple[object, ...]]:
    families = [desk.families.get(name) for name in desk.families.ids()]
    return sorted(
        (f.code, p.role, p.name, p.kana, str(p.birthday), p.phone, p.allergy.text)
        for f in families
        for p in f.people
    )


@pytest.fixture
def other_desk() -> Iterator[Desk]:
    opened = practise(area="みその", staff="試験", now=lambda: datetime(2026, 12, 5, 3, tzinfo=UTC))
    yield opened
    opened.close()


def test_sixty_families_are_expected_today_and_some_are_here(desk: Desk, rehearsal: str) -> None:
    counts = desk.reception(rehearsal).counts()

    assert counts.families_expected == FAMILIES == 60
    assert 5 <= counts.families_here < 30
    assert desk.meetups.get(rehearsal).date == DAY


@pytest.mark.usefixtures("rehearsal")
def test_every_rehearsal_has_the_same_people_with_the_same_codes(
    desk: Desk, other_desk: Desk
) -> None:
    furnish(other_desk)

    assert everyone(desk) == everyone(other_desk)
    assert len({row[0] for row in everyone(desk)}) == FAMILIES


def test_every_family_has_a_consent_that_says_it_is_invented(desk: Desk, rehearsal: str) -> None:
    tx = desk.journal.history(rehearsal)[0].tx
    operations = desk.journal.operations_of(tx)
    consents = {op.subject for op in operations if op.kind == "consent.grant"}

    assert consents == set(desk.families.ids(rehearsal))


def test_two_mothers_of_one_name_differ_in_town_and_in_their_childrens_birthdays(
    desk: Desk, rehearsal: str
) -> None:
    found = desk.reception(rehearsal).find("田中 美咲").households
    assert [household.family.people[0].name for household in found] == ["田中 美咲", "田中 美咲"]

    cities = {household.family.city for household in found}
    days = [
        {(c.birthday.month, c.birthday.day) for c in h.family.children if c.birthday} for h in found
    ]
    assert len(cities) == 2
    assert days[0].isdisjoint(days[1])


@pytest.mark.usefixtures("rehearsal")
def test_siblings_and_twins_have_the_ages_of_their_situation(desk: Desk) -> None:
    def ages(key: str) -> list[int]:
        children = planted_family(desk, key).children
        return [age_months(child.birthday, DAY) for child in children if child.birthday]

    assert ages(planted.SIBLINGS) == [29, 10]
    assert ages(planted.TWINS) == [10, 10]


@pytest.mark.usefixtures("rehearsal")
def test_one_person_must_not_collect_and_allergies_are_known(desk: Desk) -> None:
    people = [person for name in desk.families.ids() for person in desk.families.get(name).people]

    assert [p.may_collect for p in people if p.must_not_collect] == [False]
    assert {p.allergy.has for p in people if p.role == "child"} == {"yes", "no", "unknown"}


@pytest.mark.parametrize("written", ["高崎", "辻", "吉田", "渡辺", "santos", "ぐえん"])
def test_names_that_are_hard_to_type_are_found(desk: Desk, rehearsal: str, written: str) -> None:
    assert desk.reception(rehearsal).find(written).households


def test_one_undo_too_many_does_not_take_the_sixty_families_away(
    desk: Desk, rehearsal: str
) -> None:
    family = planted_family(desk, planted.BOOKED)
    reception = desk.reception(rehearsal)
    before = reception.counts()
    reception.check_in(family.id, [person.id for person in family.people])
    desk.undo.last()

    with pytest.raises(NothingToUndo):
        desk.undo.last()
    assert reception.counts() == before


@pytest.mark.usefixtures("rehearsal")
def test_telephone_numbers_are_none_that_a_network_assigns(desk: Desk) -> None:
    people = [person for name in desk.families.ids() for person in desk.families.get(name).people]
    mobiles = [person.phone for person in people if person.phone and person.role == "guardian"]

    assert mobiles
    assert {phone[:4] for phone in mobiles} == {"0900"}
    assert {len(phone) for phone in mobiles} == {11}


def test_invented_families_never_enter_a_real_store(tmp_path: Path) -> None:
    real, _ = create(
        Home(tmp_path / "home"), NewStore("みその", "試験", "とても長い合言葉です 1234")
    )

    with pytest.raises(ValueError, match="invented"):
        furnish(real)
    assert real.families.ids() == []
    real.close()
