"""Finding in a list: by reading, romaji and kanji, by a card, and never by the end of a number."""

import pytest

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.finding import finder

CODE, OTHER = "MS1-7KQ2WX-X", "MS1-SKN8TS-D"
TANAKA = Family(
    id="t",
    code=CODE,
    people=(
        Person(id="1", family="t", name="田中 美咲", kana="タナカ ミサキ", phone="09000001234"),
        Person(id="2", family="t", role="child", name="田中 陽葵", kana="タナカ ヒマリ"),
    ),
)


@pytest.mark.parametrize(
    "typed", ["た", "tana", "ﾀﾅｶ", "田中", "美咲", "みさ", "himari", "田中 み", CODE, "咲"]
)
def test_who_is_meant_is_found(typed: str) -> None:
    asked = finder(typed)

    assert asked is not None
    assert asked(TANAKA)


@pytest.mark.parametrize("typed", ["すず", "1234", "09000001234", "田中 よ", OTHER, "なか"])
def test_who_is_not_meant_is_not(typed: str) -> None:
    asked = finder(typed)

    assert asked is not None
    assert not asked(TANAKA)


@pytest.mark.parametrize("typed", ["", " ", "　", "3"])
def test_nothing_asks_for_nobody(typed: str) -> None:
    assert finder(typed) is None
