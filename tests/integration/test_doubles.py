"""Families that stand twice are found through the index, whatever way they came in."""

from datetime import date
from typing import Any

import pytest

from concierge_tui.domain.household_likeness import SUGGEST, household, likeness
from concierge_tui.services import doubles as service
from concierge_tui.services.desk import Desk
from concierge_tui.services.typed import likely_family
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from concierge_tui.services.walk_in_answers import Answers, ChildAnswers
from tests.duplicates.generator import halves
from tests.duplicates.judging import scored
from tests.journals.desk_families import CHILD, CONSENT, MOTHER, registered

TODAY = date(2026, 12, 5)
AGAIN = MOTHER.model_copy(update={"name": "", "phone": "09033334444"})


def pairs(desk: Desk) -> set[frozenset[str]]:
    desk.doubles.refresh()
    return {frozenset(pair[:2]) for pair in desk.doubles.waiting()}


@pytest.mark.parametrize("whole", [False, True], ids=["one by one", "the whole register"])
def test_both_ways_of_looking_find_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    if whole:
        monkeypatch.setattr(service, "_ONE_BY_ONE", 0)
    register = halves(700)[0]
    ids: dict[str, str] = {}
    for family in register.families:
        people = [
            WalkInPerson(
                role=p.role, name=p.name, kana=p.kana, phone=p.phone,
                birthday=p.birthday.isoformat() if p.birthday else None,
            )
            for p in family.people
        ]  # fmt: skip
        done = registered(desk, *people, postal=family.postal, city=family.city)
        ids[family.id] = done.family
    scores = scored(register, lambda left, right: likeness(left, right).score)
    expected = {
        frozenset(ids[one] for one in pair) for pair, score in scores.items() if score >= SUGGEST
    }

    assert len(expected) > 10
    assert pairs(desk) == expected


def test_a_removed_person_or_family_is_no_question(desk: Desk) -> None:
    first, second = registered(desk), registered(desk, AGAIN, CHILD)
    assert pairs(desk) == {frozenset((first.family, second.family))}
    desk.undo.last()
    assert pairs(desk) == set()


def test_a_corrected_name_is_looked_at_again(desk: Desk) -> None:
    first = registered(desk)
    other = registered(desk, WalkInPerson(role="guardian", name="林 恵", kana="ハヤシ メグミ"))
    assert pairs(desk) == set()
    opened = desk.households.open(other.family)
    right = {"name": "田中 美咲", "kana": "タナカ ミサキ", "phone": "09011112222"}
    desk.households.correct(opened, {other.people[0]: right})
    assert pairs(desk) == {frozenset((first.family, other.family))}


def test_a_search_that_is_stopped_goes_on_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = registered(desk), registered(desk, AGAIN, CHILD)
    for limit in (300, 0):
        monkeypatch.setattr(service, "_ONE_BY_ONE", limit)
        desk.doubles.refresh(cancelled=lambda: True)
        assert desk.doubles.waiting() == []
        assert desk.doubles.behind() > 0
    assert pairs(desk) == {frozenset((first.family, second.family))}
    assert desk.doubles.behind() == 0


def test_nobody_is_compared_with_her_own_household(desk: Desk) -> None:
    twin = CHILD.model_copy(update={"name": "田中 陽花", "kana": "タナカ ヒマカ"})
    family = registered(desk, MOTHER, CHILD, twin)
    like = desk.doubles.like(household(desk.families.get(family.family)))
    assert like == []
    assert pairs(desk) == set()


def answers(**fields: Any) -> Answers:
    child = ChildAnswers(kana=fields.pop("child", "ひまり"), birthday=fields.pop("born", ""))
    return Answers(children=[child], **fields)


@pytest.mark.parametrize(
    ("typed", "is_known"),
    [
        (answers(kana="たなか みさき", born="R6.7.2"), True),
        (answers(kana="tanaka", born="R6.7.2"), False),
        (answers(kana="たなか みさき", phone="090-1111-2222", child=""), True),
        (answers(kana="たなか みさき", child=""), False),
        (answers(kana="", born="R6.7.2"), False),
        (answers(kana="たなか みさき", born="R6.13.40", phone="090"), False),
        (answers(kana="さとう ゆみ", phone="090-1111-2222", child=""), False),
    ],
)
def test_who_it_may_be_is_said_once_enough_is_typed(
    desk: Desk, typed: Answers, *, is_known: bool
) -> None:
    known = registered(desk)
    found = likely_family(typed, desk.doubles, desk.families, TODAY)
    assert (found.id if found else None) == (known.family if is_known else None)
    if found:
        assert likely_family(typed, desk.doubles, desk.families, TODAY, [found.id]) is None


def test_a_walk_in_told_apart_is_apart_for_good(desk: Desk) -> None:
    known = registered(desk)
    form = WalkInForm(people=(AGAIN, CHILD))
    desk.walk_in.register(form, CONSENT, meetup=None, apart=[known.family])
    assert pairs(desk) == set()
    desk.undo.last()
    assert desk.families.ids() == [known.family]


def test_nobody_is_shown_a_family_that_withdrew_beside_another(desk: Desk) -> None:
    one, other = registered(desk), registered(desk)
    desk.doubles.refresh()
    assert len(desk.doubles.waiting()) == 1

    desk.consents.withdraw(other.family, "registration", "said")

    assert desk.doubles.waiting() == []
    desk.doubles.refresh()
    assert desk.doubles.of(one.family) is None
