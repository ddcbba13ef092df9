"""Consent at the desk: states, new texts, and whose guardian answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.consent import (
    CONTACT,
    PROXY,
    REGISTRATION,
    REUSE,
    SCREEN,
    TRIAL,
    CoordinatorOnly,
    GuardianNeeded,
)
from concierge_tui.domain.errors import FieldInvalid
from concierge_tui.domain.operation import Author
from concierge_tui.services.consents import ConsentGiven, having_read
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered, WalkInPerson
from tests.journals.consenting import give, states
from tests.journals.desk_families import CHILD, registered


@pytest.fixture
def family(desk: Desk) -> Registered:
    return registered(desk)


class TestStates:
    def test_a_walk_in_is_asked_about_its_registration_alone(
        self, desk: Desk, family: Registered
    ) -> None:
        seen = desk.consents.of(family.family)

        assert [now.state for now in seen.purposes] == ["granted", "never", "never", "never"]
        assert seen.never_asked == (TRIAL, CONTACT), "nobody is asked to be reused (E28)"
        assert seen.of(REGISTRATION).actor == desk.author().actor

    def test_several_purposes_are_one_act(self, desk: Desk, family: Registered) -> None:
        seen = desk.consents.of(family.family)
        read = [having_read(desk.wordings.get(p)) for p in (TRIAL, CONTACT)]

        act = desk.consents.give(seen, read, desk.families.get(family.family))

        assert [op.kind for op in act.operations] == ["consent.grant"] * 2
        assert states(desk, family.family)[CONTACT] == "granted"
        desk.undo.last()
        assert states(desk, family.family)[CONTACT] == "never"

    def test_no_is_an_answer_and_wins_like_a_withdrawal(
        self, desk: Desk, family: Registered
    ) -> None:
        seen = desk.consents.of(family.family)
        desk.consents.decline(seen, having_read(desk.wordings.get(REUSE)))

        desk.consents.give(
            seen, [having_read(desk.wordings.get(REUSE))], desk.families.get(family.family)
        )

        assert states(desk, family.family)[REUSE] == "declined", "the yes had not seen the no"

    def test_what_was_read_back_is_noted_and_stays_what_it_was(
        self, desk: Desk, family: Registered
    ) -> None:
        give(desk, family.family, TRIAL, by="田中 美咲", method=SCREEN)
        before = desk.consents.of(family.family).of(TRIAL).detail

        desk.consents.confirm(desk.consents.of(family.family))

        after = desk.consents.of(family.family).of(TRIAL).detail
        assert after == {**before, "read_back": True}
        assert states(desk, family.family)[CONTACT] == "never"

    def test_the_language_is_the_one_that_was_really_read(self, desk: Desk) -> None:
        assert having_read(desk.wordings.get(TRIAL, "pt")).language == "ja"
        assert having_read(desk.wordings.get(TRIAL, "en")).language == "en"


class TestANewText:
    @pytest.fixture
    def folder(self, tmp_path: Path, desk: Desk) -> Path:
        desk.wordings._folder = tmp_path
        return tmp_path

    def write(self, folder: Path, name: str, version: str) -> None:
        (folder / name).write_text(f"版: {version}\n新しい文。", "utf-8")

    def test_is_asked_again_and_the_answer_counts_for_the_new_one(
        self, desk: Desk, family: Registered, folder: Path
    ) -> None:
        give(desk, family.family, TRIAL)
        self.write(folder, "trial.ja.txt", "2027-04")
        before = desk.consents.of(family.family)
        again = desk.consents.to_ask_again()

        give(desk, family.family, TRIAL)

        assert (before.outdated, again) == ((TRIAL,), [family.family])
        assert TRIAL in before.granted, "it stands until the family says otherwise"
        assert desk.consents.of(family.family).outdated == ()
        assert desk.consents.to_ask_again() == []

    def test_in_another_language_asks_nobody_who_read_japanese(
        self, desk: Desk, family: Registered, folder: Path
    ) -> None:
        give(desk, family.family, TRIAL)
        self.write(folder, "trial.en.txt", "2027-04")

        assert desk.consents.of(family.family).outdated == ()
        assert desk.consents.to_ask_again() == []

    def test_does_not_touch_the_basis_of_an_organiser(
        self, desk: Desk, family: Registered, folder: Path
    ) -> None:
        seen = desk.consents.of(family.family)
        basis = ConsentGiven("2020-01", "hash", "organiser")
        desk.consents.give(seen, [basis], desk.families.get(family.family))
        self.write(folder, "registration.ja.txt", "2027-04")

        assert desk.consents.of(family.family).outdated == ()


class TestGuardians:
    def test_everyone_below_the_age_needs_one(self, desk: Desk) -> None:
        young = WalkInPerson(role="guardian", name="森 舞", birthday="2010-01-01")
        made = registered(desk, young, CHILD)
        family = desk.families.get(made.family)

        assert {p.name for p in desk.consents.minors(family)} == {"森 舞", "田中 陽葵"}
        assert desk.consents.answering(family) == ()
        with pytest.raises(GuardianNeeded):
            give(desk, made.family, TRIAL)
        give(desk, made.family, TRIAL, method=PROXY, by="森 花子", relation="祖母")
        assert states(desk, made.family)[TRIAL] == "granted"

    def test_a_child_cannot_answer_for_the_family(self, desk: Desk, family: Registered) -> None:
        with pytest.raises(GuardianNeeded):
            give(desk, family.family, TRIAL, by="田中 陽葵")

        assert states(desk, family.family)[TRIAL] == "never"

    def test_the_age_is_a_coordinators_to_change(self, desk: Desk) -> None:
        desk.areas.decide({"guardian_age": 16})
        assert desk.consents.guardian_age == 16
        with pytest.raises(FieldInvalid):
            desk.areas.decide({"guardian_age": 3})
        helper = desk.staff.add("受付 ひろこ", "event_staff")
        desk.areas._author = lambda: Author(desk.area, helper.id)
        with pytest.raises(CoordinatorOnly):
            desk.areas.decide({"guardian_age": 20})
        assert desk.consents.guardian_age == 16
