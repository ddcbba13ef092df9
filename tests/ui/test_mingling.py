"""The families that know nobody: proposed, introduced, put off, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from concierge_tui.domain.ids import introduction_id
from concierge_tui.domain.meetup_day import Introduction
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.mingling.screen import MinglingScreen
from tests.staging.stage import Stage

Given = Callable[..., str]
SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)]


@pytest.fixture
def hall(arrived: Given) -> list[str]:
    """Three families inside: one asked to be introduced, two have children of two years."""
    told = [("青木", "アオキ", "2024-05-01"), ("馬場", "ババ", "2024-08-01"), ("千葉", "チバ", "")]
    families = []
    for name, kana, born in told:
        child = {"name": f"{name} 蓮", "role": "child", "birthday": born or None}
        mother = {"name": f"{name} 花", "kana": f"{kana} ハナ"}
        families.append(
            arrived(mother, child, city="さいたま市緑区", wants_introduction=name == "千葉")
        )
    return families


def state(desk: Desk, meetup: str, one: str, other: str) -> str | None:
    row = desk.day.get(Introduction, introduction_id(meetup, one, other))
    return row.state if row else None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_who_asked_stands_first_and_one_key_notes_the_introduction(
    desk: Desk, meetup: str, hall: list[str], size: tuple[int, int]
) -> None:
    app = Stage(MinglingScreen(desk, meetup))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "まだ 3家庭  紹介 0組" in app.seen
        first = next(line for line in app.seen.splitlines() if "1 " in line and "花" in line)
        assert "千葉 花" in first
        assert "紹介の希望" in first
        await pilot.press("enter")
        await pilot.pause()
        assert "千葉 花さんと青木 花さんの紹介を記録しました" in app.said
        assert "まだ 1家庭  紹介 1組" in app.seen
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "まだ 3家庭  紹介 0組" in app.seen

    assert state(desk, meetup, hall[2], hall[0]) is None
    assert desk.examine(keep=False).differences == []


async def test_another_neighbour_is_one_arrow_away_and_a_pair_can_be_put_off(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    app = Stage(MinglingScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down")
        assert "青木 花さんを、千葉 花さんに紹介してみませんか。同じ区" in app.seen
        await pilot.press("right")
        assert "青木 花さんを、馬場 花さんに紹介してみませんか。どちらも2歳のお子さん" in app.seen
        await pilot.press("left", "right", "ctrl+w")
        await pilot.pause()
        assert "青木 花さんと馬場 花さんは、きょうはもう出しません" in app.said

    assert state(desk, meetup, hall[0], hall[1]) == "declined"


async def test_nobody_sees_a_family_that_withdrew_and_an_excluded_pair_is_never_proposed(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    desk.consents.withdraw(hall[2], "registration", "said")
    pair = {"one": hall[0], "other": hall[1], "stands": True}
    desk.journal.append([Draft("exclusion.set", "x", pair)], desk.author())
    app = Stage(MinglingScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "千葉" not in app.seen
        assert "いまは、ほかに家庭がいません" in app.seen
        await pilot.press("enter", "ctrl+w", "right")
        await pilot.pause()

    assert desk.day.of(Introduction, meetup) == []


async def test_an_empty_hall_says_so(desk: Desk, meetup: str) -> None:
    app = Stage(MinglingScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "right", "ctrl+w")
        assert "まだひとりの家庭はありません" in app.seen
