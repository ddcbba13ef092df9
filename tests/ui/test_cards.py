"""Preference cards: fast from paper, unseen from the family; no screen ever tells a mark."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot

from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import card_id, introduction_id, seating_id
from concierge_tui.domain.meetup_day import Card
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.cards.facing import card_pages
from screens.cards.screen import CardsScreen
from screens.facing.screen import FacingScreen
from screens.widgets.result_list import ResultList
from tests.staging.stage import Stage

Given = Callable[..., str]
MARKS = "◎○△×"
DAY = date(2026, 12, 5)


@pytest.fixture
def hall(arrived: Given) -> list[str]:
    families = []
    for name, kana in (("青木", "アオキ"), ("千葉", "チバ"), ("馬場", "ババ")):
        families.append(arrived({"name": f"{name} 花", "kana": f"{kana} ハナ"}))
    return families


def mark(desk: Desk, meetup: str, one: str, other: str) -> str | None:
    card = desk.day.get(Card, card_id(meetup, one, other))
    return card.mark if card else None


@asynccontextmanager
async def first_card(desk: Desk, meetup: str) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """Open the paper card of the first family."""
    app = Stage(CardsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        yield app, pilot


async def test_a_paper_card_is_two_digits_and_no_mark_is_shown(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    async with first_card(desk, meetup) as (app, pilot):
        await pilot.press("4", "１")
        await pilot.pause()
        table = app.seen.split("\n", 4)[-1]  # below the line that says which digit is which
        assert not any(each in table for each in MARKS)
        assert table.count("入れた") == 2
        await pilot.press("enter")
        await pilot.pause()
        assert "青木 花さんの希望カードを預かりました" in app.said
        assert "2/2" in app.seen
        assert not any(each in app.seen for each in MARKS)

    assert [mark(desk, meetup, hall[0], other) for other in hall[1:]] == ["X", "A"]
    assert mark(desk, meetup, hall[1], hall[0]) is None


async def test_a_slip_of_a_finger_is_typed_again_or_taken_back(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    app = Stage(CardsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "1", "up", "3")
        await pilot.pause()
        assert mark(desk, meetup, hall[0], hall[1]) == "C"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert mark(desk, meetup, hall[0], hall[1]) == "A"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CardsScreen)


async def test_a_family_answers_for_itself_page_by_page(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    app = Stage(CardsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "ctrl+e")
        await pilot.pause()
        assert isinstance(app.screen, FacingScreen)
        await pilot.press("right", "enter")
        await pilot.pause()
        await pilot.press("right", "right", "right", "right", "enter")
        await pilot.pause()

    said = [mark(desk, meetup, hall[1], other) for other in (hall[0], hall[2])]
    assert None not in said
    assert said[1] == "X"


async def test_one_is_asked_about_whom_one_met(desk: Desk, meetup: str, hall: list[str]) -> None:
    plan = {"meetup": meetup, "families": hall, "plan": [[[0, 1], [2]]], "running": 0}
    desk.journal.append(
        [Draft("seating.set", seating_id(meetup), plan, meetup=meetup)], desk.author()
    )
    assert [o.id for o in _others(desk, meetup, hall[0])] == [hall[1]]

    body = {"meetup": meetup, "one": hall[0], "other": hall[2], "state": "introduced"}
    entity = introduction_id(meetup, hall[0], hall[2])
    desk.journal.append([Draft("introduction.set", entity, body, hall[0], meetup)], desk.author())
    assert [o.id for o in _others(desk, meetup, hall[0])] == [hall[1], hall[2]]


def test_two_of_one_surname_are_told_apart_on_the_turned_screen(
    desk: Desk, hall: list[str], arrived: Given
) -> None:
    namesake = arrived({"name": "青木 葵", "kana": "アオキ アオイ"})
    pages = card_pages([desk.families.get(each) for each in (*hall, namesake)], DAY)

    said = [page.lines("ja")[0].written for page in pages]
    assert said == ["青木 花さん", "千葉さん", "馬場さん", "青木 葵さん"]


async def test_two_of_one_name_are_told_apart_by_their_children(
    desk: Desk, meetup: str, hall: list[str], arrived: Given
) -> None:
    same = {"name": "原 花", "kana": "ハラ ハナ"}
    born = (("陸", "2024-05-01"), ("海", "2026-03-01"))
    both = [
        desk.families.get(
            arrived(same, {"role": "child", "name": f"原 {name}", "birthday": birthday})
        )
        for name, birthday in born
    ]
    said = [[words.written for words in page.lines("ja")] for page in card_pages(both, DAY)]
    assert [lines[:2] for lines in said] == [
        ["原 花さん", "(お子さん 2歳)"],
        ["原 花さん", "(お子さん 0歳)"],
    ]

    app = Stage(CardsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = {row.cells[0] for row in app.screen.query_one(ResultList).rows}
        assert {"原 花(陸)", "原 花(海)", "青木 花"} <= rows
        assert len(rows) == len(hall) + 2


def _others(desk: Desk, meetup: str, family: str) -> tuple[Family, ...]:
    card = desk.cards(meetup).of(family)
    assert card is not None
    return card.others


def test_two_desks_that_wrote_different_marks_are_no_question_for_an_inbox(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    for sign in ("A", "X"):
        body = {"meetup": meetup, "family": hall[0], "other": hall[1], "mark": sign}
        entity = card_id(meetup, hall[0], hall[1])
        rival = Draft("card.set", entity, body, hall[0], meetup, base=())
        desk.journal.append([rival], desk.author())

    assert desk.lists.conflicts() == []
    assert mark(desk, meetup, hall[0], hall[1]) == "X"


async def test_a_held_digit_marks_one_line_and_no_other(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    async with first_card(desk, meetup) as (app, pilot):
        for at in (0.0, 0.5, 0.53, 0.56, 0.59):
            key = events.Key("1", "1")
            key.time += at
            app.screen.post_message(key)
        await pilot.pause()

        assert "押されたまま" in app.said
        assert app.seen.count("入れた") == 1
        assert [mark(desk, meetup, hall[0], other) for other in hall[1:]] == ["A", None]
        later = events.Key("1", "1")
        later.time += 2.0
        app.screen.post_message(later)
        await pilot.pause()
    assert [mark(desk, meetup, hall[0], other) for other in hall[1:]] == ["A", "A"]
