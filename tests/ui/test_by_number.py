"""Digits lead to the row that bears their number, and to no other."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.text import page as text
from screens.page import Page
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.look import ConciergeLook
from screens.widgets.result_list import ResultRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from textual.pilot import Pilot
    from textual.widget import Widget

NUMBERS = (1, 2, 5, 9, 12, 66, 68)


def rows(numbers: Sequence[int] = NUMBERS) -> list[ResultRow]:
    return [ResultRow(f"card {each}", (f"家庭 {each}",), number=each) for each in numbers]


class Numbered(Page):
    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []

    def body(self) -> "Iterable[Widget]":
        yield ByNumberList(Column(10, grow=1), most=None)

    def on_mount(self) -> None:
        self.query_one(ByNumberList).show(rows())

    def on_result_list_chosen(self, event: ByNumberList.Chosen) -> None:
        self.chosen.append(event.row.key)


class Desk(ConciergeLook):
    def get_default_screen(self) -> Numbered:
        return Numbered()


@asynccontextmanager
async def numbered() -> "AsyncIterator[tuple[Pilot[None], Numbered, ByNumberList]]":
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.screen
        assert isinstance(page, Numbered)
        listed = page.query_one(ByNumberList)
        listed.focus()
        await pilot.pause()
        yield pilot, page, listed


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_number_leads_to_its_row(number: int) -> None:
    async with numbered() as (pilot, page, _):
        await pilot.press(*str(number), "enter")
        await pilot.pause()

        assert page.chosen == [f"card {number}"]


async def test_a_number_that_no_row_bears_chooses_nobody() -> None:
    async with numbered() as (pilot, page, listed):
        await pilot.press("6", "9", "enter")
        await pilot.pause()

        assert page.chosen == []
        assert listed.highlighted is not None, "what the other keys act on is seen"
        assert page.notice.sentence.endswith(text.no_such_number("69"))


async def test_half_a_number_chooses_nobody_until_it_is_whole() -> None:
    async with numbered() as (pilot, page, _):
        await pilot.press("6")
        assert page.notice.sentence == ""
        await pilot.press("enter")
        await pilot.pause()
        assert page.chosen == []
        assert page.notice.sentence.endswith(text.no_such_number("6"))

        await pilot.press("6", "8", "enter")
        await pilot.pause()
        assert page.chosen == ["card 68"]
        assert page.notice.sentence == ""


@pytest.mark.parametrize("wrong", [("9", "9"), ("3", "3", "3"), ("7", "enter")])
async def test_after_a_wrong_number_the_right_one_is_typed_at_once(wrong: tuple[str, ...]) -> None:
    async with numbered() as (pilot, page, _):
        await pilot.press(*wrong, "2", "enter")
        await pilot.pause()

        assert page.chosen == ["card 2"]


@pytest.mark.parametrize("key", ["home", "end", "down"])
async def test_whoever_goes_to_a_row_means_it(key: str) -> None:
    async with numbered() as (pilot, page, listed):
        await pilot.press("7", key)
        at = listed.highlighted
        listed.show(rows())
        await pilot.press("enter")
        await pilot.pause()

        assert at is not None
        assert page.chosen == [at.key]


async def test_a_number_behind_an_enter_is_a_new_one() -> None:
    async with numbered() as (pilot, page, _):
        await pilot.press("1", "enter", "2", "enter")
        await pilot.pause()

        assert page.chosen == ["card 1", "card 2"]


async def test_rows_that_come_anew_are_not_picked_behind_a_number_that_is_missing() -> None:
    async with numbered() as (pilot, page, listed):
        await pilot.press("7")
        listed.show(rows(NUMBERS[1:]))
        await pilot.press("enter")
        await pilot.pause()

        assert page.chosen == []


async def test_an_arrow_ends_the_complaint() -> None:
    async with numbered() as (pilot, page, listed):
        await pilot.press("7", "down")
        await pilot.pause()

        assert listed.highlighted is not None
        assert page.notice.sentence == ""


@given(st.lists(st.integers(1, 120), min_size=1, unique=True), st.text("0123456789", max_size=3))
def test_enter_means_what_was_typed_or_nobody(numbers: list[int], typed: str) -> None:
    chosen: list[object] = []
    listed = ByNumberList(Column(10, grow=1), most=None)
    listed.show(rows(sorted(numbers)))
    listed.post_message = chosen.append  # type: ignore[method-assign, assignment]
    for digit in typed:
        listed.type_digit(int(digit), at=0.0)
    chosen.clear()
    listed.action_choose()

    (said,) = chosen
    if isinstance(said, ByNumberList.Chosen):
        assert not typed or str(said.row.number) in (typed, typed[-2:], typed[-1:])
    else:
        assert isinstance(said, ByNumberList.Missed)
        assert typed.endswith(said.number)
