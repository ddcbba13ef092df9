"""Whatever is typed where nothing takes it is said at once, and what answers there instead."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.question_page import QuestionPage, choice
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage

SIZE = (80, 24)
ANSWERS = (("a", "はい"), ("b", "いいえ"))
ON_ANSWERS = text.lost_on_answers(2, several=False)
ON_BUTTON = text.lost_on_button("保存")


class Asked(QuestionPage):
    """Two answers, a line, and another answer before the button."""

    AUTO_FOCUS = "#first"

    def questions(self) -> Iterable[Widget]:
        yield choice("first", ANSWERS)
        yield choice("ticked", ANSWERS, several=True)
        yield JpInput(id="words")
        yield choice("last", ANSWERS)

    def on_mount(self) -> None:
        self.begin_with({})


async def go_to(pilot: Pilot[None], name: str) -> None:
    pilot.app.screen.query_one(f"#{name}").focus()
    await pilot.pause()


@pytest.mark.parametrize("lost", ["t", "山", "0", "3"])
async def test_what_no_answer_takes_is_said_with_the_digits_that_answer(lost: str) -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        app.type(lost)
        await pilot.pause()
        assert ON_ANSWERS in app.said
        assert "1〜2" in app.said
        await pilot.press("1")
        await pilot.pause()
        assert not app.said, "whoever answers need not be told any more"
        assert app.screen.query_one("#first", ChoiceLine).value == "a"


async def test_ticks_say_that_enter_goes_on_and_the_first_tick_ends_it() -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        await go_to(pilot, "ticked")
        app.type("tanaka")
        await pilot.pause()
        assert text.lost_on_answers(2, several=True) in app.said
        await pilot.press("2")
        await pilot.pause()
        assert not app.said
        await pilot.press("left", "space")
        assert not app.said, "Space is a key of the answers"


@pytest.mark.parametrize("lost", ["t", "1", " "])
async def test_a_button_says_that_enter_presses_it(lost: str) -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        await go_to(pilot, "last")
        await pilot.press("2")
        await pilot.pause()
        assert app.screen.focused is app.screen.query_one("#save")
        app.type(lost)
        await pilot.pause()
        assert ON_BUTTON in app.said
        await pilot.press("shift+tab", "shift+tab")
        await pilot.pause()
        assert not app.said, "it is no longer true"


async def test_what_is_pasted_onto_an_answer_is_not_lost_without_a_word_either() -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        app.post_message(events.Paste("田中 花子"))
        await pilot.pause()
        assert ON_ANSWERS in app.said


async def test_a_line_takes_what_is_typed_and_nothing_is_said() -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        await go_to(pilot, "words")
        app.type("あ1 ")
        await pilot.pause()
        assert app.screen.query_one("#words", JpInput).value == "あ1 "
        assert not app.said


async def test_another_notice_outlives_the_way_on() -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        app.type("t")
        await pilot.pause()
        app.screen.notice.say("名前を入れてください。", "care")  # type: ignore[attr-defined]
        await pilot.press("1")
        await pilot.pause()
        assert "名前を入れてください。" in app.said


async def test_a_held_digit_is_not_lectured() -> None:
    app = Stage(Asked())
    async with app.run_test(size=SIZE) as pilot:
        await go_to(pilot, "last")
        begun = events.Key("x", "x").time
        for seconds in (0.0, 0.03, 0.06):
            key = events.Key("2", "2")
            key.time = begun + seconds
            app.post_message(key)
            await pilot.pause()
        assert app.screen.focused is app.screen.query_one("#save")
        assert not app.said
