"""How numbers, allergies and what was taken back are said."""

from __future__ import annotations

import pytest

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.services.undo import _OPPOSITES
from concierge_tui.text import household, incident, people, repairs, undo

NEVER_BY_A_KEY = {
    f"{noun}.set" for noun in ("meetup", "staff", "area", "paper", "shift", "device", "roster")
}
"""No slip of a finger at the desk: the journal leaves these out."""


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("09000001234", "090-0000-1234"),
        ("0120999999", "0120-999-999"),
        ("0570000000", "0570-000-000"),
        ("08001234567", "0800-123-4567"),
        ("0312345678", "03-1234-5678"),
        ("0480000111", "048-000-0111"),
        ("819012345678", "819012345678"),
        ("", ""),
    ],
)
def test_a_number_is_grouped_as_people_read_it_out(digits: str, said: str) -> None:
    assert people.phone(digits) == said


@pytest.mark.parametrize(
    ("has", "written", "said"),
    [("no", "なし", "なし"), ("no", "卵は治った", "なし(卵は治った)"), ("yes", "卵", "あり(卵)")],
)
def test_an_allergy_is_said_once(has: str, written: str, said: str) -> None:
    person = Person.model_validate(
        {"id": "p", "family": "f", "allergy": {"has": has, "text": written}}
    )

    assert incident.allergy(person) == said


def test_a_round_that_was_taken_back_is_nobodys_own() -> None:
    some = Family.model_validate({"id": "f"})

    assert undo.undone([some, some], ["seating.set", "visit.set"]) == "席替えを取り消しました。"


def test_families_of_several_groups_are_not_named_as_one() -> None:
    some = Family.model_validate(
        {"id": "f", "people": [{"id": "p", "family": "f", "name": "山口 舞"}]}
    )

    said = undo.undone([some] * 4, ["introduction.set"])
    assert said == f"{undo.PLAN}を取り消しました。"
    assert "山口家" in undo.undone([some] * 3, ["introduction.set"])


@pytest.mark.parametrize(
    "kind",
    sorted(
        {f"{noun}.set" for noun in REGISTERS} - NEVER_BY_A_KEY
        | {"visit.arrive", "visit.leave", "custody.hand", "consent.grant", "consent.withdraw"}
        | set(_OPPOSITES)
    ),
)
def test_whatever_one_key_takes_back_has_a_name(kind: str) -> None:
    assert undo.named([], [kind]) != undo.named([], ["none.such"])


def test_what_a_roster_says_of_an_allergy_is_not_read_twice() -> None:
    assert repairs.value({"has": "no", "text": "なし"}) == "なし"
    assert repairs.value({"has": "yes", "text": "卵"}) == "あり 卵"
    assert repairs.value({"has": "unknown"}) == "わからない"
    assert household.said_value("allergy", {"has": "no", "text": "なし"}) == "なし"
