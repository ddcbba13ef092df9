# ruff: noqa: E501 - wide characters count twice
"""The promise about duplicates, judged on households that nobody looked at while tuning."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.household_likeness import SUGGEST, WEIGHTS, household, likeness
from tests.duplicates.generator import Register, halves
from tests.duplicates.judging import judge, pairs_of, scored

FEW = 5000
PEOPLE = 20_000


@pytest.fixture(scope="module", params=[FEW, pytest.param(PEOPLE, marks=pytest.mark.soak)])
def unseen(request: pytest.FixtureRequest) -> Register:
    return halves(request.param)[1]


@pytest.fixture(scope="module")
def scores(unseen: Register) -> dict[frozenset[str], float]:
    return scored(unseen, lambda left, right: likeness(left, right).score)


def test_precision_and_recall_on_the_unseen_half(
    unseen: Register, scores: dict[frozenset[str], float]
) -> None:
    verdict = judge(unseen, scores, SUGGEST)

    assert verdict.truly > len(unseen.families) / 15
    assert verdict.precision >= 0.97
    assert verdict.recall >= 0.90


def test_almost_no_true_pair_is_never_compared(unseen: Register) -> None:
    _, pairs = pairs_of(unseen)
    missed = [pair for pair in unseen.pairs if tuple(sorted(pair)) not in pairs]
    assert len(missed) <= len(unseen.pairs) * 0.01


def test_nobody_is_compared_within_a_household(scores: dict[frozenset[str], float]) -> None:
    assert all(len(pair) == 2 for pair in scores)


def test_twins_are_matched_one_to_one_and_never_with_each_other(unseen: Register) -> None:
    families = {family.id: family for family in unseen.families}
    seen = 0
    for pair, labels in unseen.pairs.items():
        left, right = (families[one] for one in sorted(pair))
        if "twins" in unseen.traits[left.id] and not set(labels) & {"nickname", "child_left_out"}:
            found = likeness(household(left), household(right))
            children = [m for m in found.people if left.person(m.left) in left.children]
            assert len({m.left for m in children}) == len({m.right for m in children})
            seen += 1
    assert seen


def _family(family: str, mother: str, kana: str, *children: tuple[str, str, date | None]) -> Family:
    people = [Person(id=f"{family}-m", family=family, name=mother, kana=kana, phone="09000000001")]
    people += [
        Person(id=f"{family}-{n}", family=family, role="child", name=name, kana=read, birthday=day)
        for n, (name, read, day) in enumerate(children)
    ]
    return Family(id=family, city="緑区", postal="3360001", people=tuple(people))


def _score(left: Family, right: Family) -> float:
    return likeness(household(left), household(right)).score


HIMARI = ("田中 陽葵", "タナカ ヒマリ", date(2024, 4, 1))


def strangers() -> Iterator[tuple[str, Family, Family]]:
    ours = _family("a", "田中 美咲", "タナカ ミサキ", HIMARI)
    ren = ("田中 蓮", "タナカ レン", date(2022, 7, 9))
    yield "same name, other child", ours, _family("b", "田中 美咲", "タナカ ミサキ", ren)
    yield "cousins with one telephone", ours, _family("b", "田中 恵", "タナカ メグミ", ren)
    himeka = ("田中 陽花", "タナカ ハルカ", date(2024, 4, 1))
    yield "cousins of one birthday", ours, _family("b", "田中 恵", "タナカ メグミ", himeka)


@pytest.mark.parametrize(("left", "right"), [pytest.param(a, b, id=n) for n, a, b in strangers()])
def test_those_who_only_look_alike_are_left_alone(left: Family, right: Family) -> None:
    assert _score(left, right) < SUGGEST


@pytest.mark.parametrize(
    "again",
    [
        _family("b", "", "タナカ ミサキ", ("", "タナカ ヒマリ", date(2024, 4, 1))),
        _family("b", "田中 みさき", "タナカ ミサキ", ("陽葵 田中", "ヒマリ タナカ", date(2024, 4, 1))),
        _family("b", "田中 太郎", "タナカ タロウ", HIMARI),
        _family("b", "田中 美咲", "タナカ ミサキ", ("田中 陽葵", "タナカ ヒマリ", date(2024, 1, 4))),
        _family("b", "田中 美咲", "タナカ ミサキ", ("田中 陽葵", "タナカ ヒマリ", None)),
    ],
)  # fmt: skip
def test_the_same_family_is_found(again: Family) -> None:
    assert _score(_family("a", "田中 美咲", "タナカ ミサキ", HIMARI), again) >= SUGGEST


def test_a_telephone_is_one_point_and_decides_nothing() -> None:
    assert WEIGHTS["phone.same"] == 1.0
    ren = ("鈴木 蓮", "スズキ レン", date(2022, 7, 9))
    assert _score(_family("a", "田中 美咲", "タナカ ミサキ", HIMARI),
                  _family("b", "鈴木 恵", "スズキ メグミ", ren)) < SUGGEST  # fmt: skip


def test_the_score_is_the_same_from_either_side() -> None:
    families = halves(300)[0].families
    for left, right in combinations(families[:40], 2):
        assert _score(left, right) == _score(right, left)
