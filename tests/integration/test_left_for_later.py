"""What was left for later is settled by whichever form answers it, and by nothing else."""

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.services.household_answers import family_changes
from concierge_tui.services.left_for_later import gaps_of
from concierge_tui.services.sign_up_more import known_of
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from screens.household.saving import NEW, save
from tests.journals.desk_families import CONSENT

EMERGENCY = {"emergency_name": "祖母", "emergency_phone": "09011112222"}


@pytest.fixture
def family(desk: Desk, meetup: str) -> str:
    form = WalkInForm(people=(WalkInPerson(role="guardian", kana="サトウ ハナ"),))
    return desk.walk_in.register(form, CONSENT, meetup=meetup).family


def gaps(desk: Desk, family: str) -> set[str]:
    return set(gaps_of(desk.lists.left_for(family)[0]))


def correct(desk: Desk, family: str, **edited: str) -> None:
    opened = desk.households.open(family)
    of_family = family_changes(opened.family, edited, desk.postal)
    desk.households.correct(opened, {family: of_family})


def complete(desk: Desk, family: str, **typed: str) -> None:
    opened = desk.households.open(family)
    before = known_of(opened.family)
    desk.sign_up().complete(opened, before, before.model_copy(update=typed))


def test_a_correction_on_the_household_settles_what_it_answers(desk: Desk, family: str) -> None:
    before = gaps(desk, family)
    assert {"emergency", "phone"} <= before
    correct(desk, family, **EMERGENCY)
    assert gaps(desk, family) == before - {"emergency"}


def test_no_telephone_is_an_answer(desk: Desk, family: str) -> None:
    before = gaps(desk, family)
    complete(desk, family, phone="なし")
    assert gaps(desk, family) == before - {"phone"}


def test_what_is_all_answered_is_done(desk: Desk, family: str) -> None:
    correct(desk, family, **EMERGENCY, city="さいたま市緑区", channel="friend")
    person = desk.families.get(family).adults[0].id
    opened = desk.households.open(family)
    desk.households.correct(opened, {person: {"name": "佐藤 花", "phone": "09033334444"}})
    assert gaps(desk, family) == set()
    assert desk.lists.left_for(family)[0] == []


def test_a_name_alone_leaves_the_number_of_the_emergency_contact(desk: Desk, family: str) -> None:
    correct(desk, family, **EMERGENCY)
    complete(desk, family, emergency_name="祖母 和子")
    kept = desk.families.get(family).emergency
    assert kept is not None
    assert (kept.name, kept.phone) == ("祖母 和子", "09011112222")
    complete(desk, family, emergency_name="なし", emergency_phone="なし")
    assert desk.families.get(family).emergency is None


def test_a_household_is_saved_whole_or_not_at_all(desk: Desk, family: str) -> None:
    opened = desk.households.open(family)
    mother = opened.family.adults[0].id
    save(
        desk,
        opened,
        {mother: {"notes": "ベビーカー"}, NEW: {"role": "child", "kana": "さとう ゆい"}},
    )
    assert len(desk.families.get(family).people) == 2

    desk.undo.last()

    (person,) = desk.families.get(family).people
    assert person.notes == ""
