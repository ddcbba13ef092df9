"""What is written on the forms, as it is stored."""

from __future__ import annotations

from datetime import date

import pytest

from concierge_tui.domain.errors import BirthdayUnreadable, FieldMissing, PhoneUnreadable
from concierge_tui.domain.family import Allergy, Emergency, Family, Person
from concierge_tui.services.addresses import address_parts
from concierge_tui.services.household_answers import (
    family_changes,
    person_changes,
    shown_family,
    shown_person,
)
from concierge_tui.services.walk_in_answers import Answers, ChildAnswers, full_kana, read_answers
from db.reference.postal import PostalBook

TODAY = date(2026, 12, 5)
BOOK = PostalBook()
MOTHER = Person(id="p", family="f", name="田中 美咲", kana="タナカ ミサキ", phone="09012345678")


@pytest.mark.parametrize(
    ("given", "guardian", "kana"),
    [
        ("ひまり", "たなか みさき", "タナカ ヒマリ"),
        ("すずき ひまり", "たなか みさき", "スズキ ヒマリ"),
        ("ひまり", "たなか", "ヒマリ"),
        ("", "たなか みさき", ""),
    ],
)
def test_a_child_takes_the_surname_of_the_guardian(given: str, guardian: str, kana: str) -> None:
    assert full_kana(given, guardian) == kana


def test_an_unanswered_allergy_is_unknown_and_a_text_means_yes() -> None:
    children = [
        ChildAnswers(kana="あ"),
        ChildAnswers(kana="い", allergy="no"),
        ChildAnswers(kana="う", allergy_text="卵"),
        ChildAnswers(),
    ]

    form = read_answers(Answers(kana="たなか", children=children), TODAY, BOOK)

    assert [person.allergy.has for person in form.people[1:]] == ["unknown", "no", "yes"]


def test_what_cannot_be_read_stops_the_form_with_its_reason() -> None:
    with pytest.raises(FieldMissing):
        read_answers(Answers(phone="0481234567"), TODAY, BOOK)
    with pytest.raises(PhoneUnreadable):
        read_answers(Answers(kana="あ", phone="12"), TODAY, BOOK)
    child = ChildAnswers(kana="い", birthday="R6.2.30")
    with pytest.raises(BirthdayUnreadable):
        read_answers(Answers(kana="あ", children=[child]), TODAY, BOOK)


def test_only_a_city_that_exists_is_public() -> None:
    known = address_parts("336-0967", "さいたま市緑区", "美園1", BOOK)
    unknown = address_parts("", "さいたま市緑区美園1-2-3", "5号室", BOOK)

    assert known == ("3360967", "埼玉県", "さいたま市緑区", "美園1")
    assert unknown == ("", "", "", "さいたま市緑区美園1-2-3" + "5号室")


def test_a_form_that_was_not_touched_writes_nothing() -> None:
    assert person_changes(MOTHER, {}, TODAY) == {}
    assert family_changes(Family(id="f"), {}, BOOK) == {}


def test_what_the_form_shows_reads_back_as_it_was() -> None:
    shown = shown_person(MOTHER.model_copy(update={"birthday": date(1990, 4, 1)}))
    changes = person_changes(MOTHER, shown, TODAY)

    assert changes["kana"] == MOTHER.kana
    assert changes["birthday"] == "1990-04-01"
    assert changes["phone"] == MOTHER.phone


def test_an_allergy_answered_no_loses_its_text() -> None:
    child = MOTHER.model_copy(update={"allergy": Allergy(has="yes", text="卵")})

    assert person_changes(child, {"allergy": "no"}, TODAY)["allergy"] == {"has": "no", "text": ""}
    changed = person_changes(child, {"allergy_text": "牛乳"}, TODAY)
    assert changed["allergy"] == {"has": "yes", "text": "牛乳"}


def test_rights_are_written_together() -> None:
    changes = person_changes(MOTHER, {"rights": ["must_not_collect"]}, TODAY)

    assert changes == {"may_bring": False, "may_collect": False, "must_not_collect": True}


def test_an_emergency_contact_keeps_what_was_not_edited() -> None:
    family = Family(id="f", emergency=Emergency(name="父", phone="0481234567", relation="父"))

    changes = family_changes(family, {"emergency_name": "太郎"}, BOOK)

    assert changes["emergency"] == {"name": "太郎", "phone": "0481234567", "relation": "父"}
    assert shown_family(family)["emergency_phone"] == "0481234567"
