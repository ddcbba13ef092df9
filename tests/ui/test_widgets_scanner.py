"""The scanner and the typist share one keyboard."""

import asyncio
from functools import partial

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button

from screens.widgets.column_layout import Column
from screens.widgets.jp_input import JpInput
from screens.widgets.look import ConciergeLook
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.scanner import GAP, STUCK, Misread, ScanCatcher, Scanned
from tests.ui.at_the_door import until


class Desk(ScanCatcher, ConciergeLook):
    BINDINGS = [Binding(key, "stray", show=False) for key in "ms1-qabcdefgh"]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.misreads = 0
        self.presses = 0
        self.strays = 0
        self.chosen = 0

    def compose(self) -> ComposeResult:
        yield JpInput(id="input")
        yield Button("押す", id="button")
        yield ResultList(Column(10), id="list")

    def on_mount(self) -> None:
        self.query_one(ResultList).show([ResultRow("1", ("田中",)), ResultRow("2", ("佐藤",))])

    def action_stray(self) -> None:
        self.strays += 1

    def on_scanned(self, event: Scanned) -> None:
        self.scans.append(event.code)

    def on_misread(self, _: Misread) -> None:
        self.misreads += 1

    def on_button_pressed(self) -> None:
        self.presses += 1

    def on_result_list_chosen(self) -> None:
        self.chosen += 1

    def burst(self, text: str) -> None:
        names = {"\r": "enter", "\t": "tab", "\n": "ctrl+j"}
        for character in text:
            self.post_message(events.Key(names.get(character, character), character))

    @property
    def touched(self) -> tuple[str, int, int, int]:
        return (self.query_one(JpInput).value, self.presses, self.strays, self.chosen)


UNTOUCHED = ("", 0, 0, 0)


def _told(app: Desk, count: int) -> bool:
    return len(app.scans) == count


@pytest.mark.parametrize("focus", ["input", "button", "list", None])
@pytest.mark.parametrize("end", ["\r", "\r\n", "\t", ""])
async def test_every_burst_is_one_code_and_nothing_else(focus: str | None, end: str) -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_focus(app.query_one(f"#{focus}") if focus else None)
        # Without an end each code takes its pause, so fewer of them say as much.
        codes = [f"MS1-ABC{number:03d}-H" for number in range(40 if end else 8)]
        for count, code in enumerate(codes, start=1):
            app.burst(code + end)
            if not end:
                # A scanner pauses by the clock; a busy machine must not run two into one.
                await until(pilot, partial(_told, app, count))
        await pilot.pause(GAP * 2)

        assert app.scans == codes
        assert app.touched == UNTOUCHED


@pytest.mark.parametrize(
    "burst", ["ms1-kq7rtw-x\r", "ＭＳ１－ＫＱ７ＲＴＷ－Ｘ\r", "ｍｓ１ーkq7rtwーx", "mS1-Kq7RtW-x\t"]
)
async def test_capslock_and_ime_do_not_change_a_code(burst: str) -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#button").focus()
        app.burst(burst)
        await pilot.pause(GAP * 2)

        assert app.scans == ["MS1-KQ7RTW-X"]
        assert app.touched == UNTOUCHED


async def test_half_a_code_is_a_misread_and_presses_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#button").focus()
        app.burst("MS1-KQ\r")
        await pilot.pause()
        app.burst("MS1-AB")
        await pilot.pause(STUCK * 1.5)

        assert app.misreads == 2
        assert app.scans == []
        assert app.touched == UNTOUCHED


async def test_an_enter_that_comes_late_does_not_press_the_button() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#button").focus()
        app.burst("MS1-KQ7RTW-X")
        await pilot.pause(GAP * 2)
        app.burst("\r")
        await pilot.pause()

        assert app.scans == ["MS1-KQ7RTW-X"]
        assert app.presses == 0


async def test_enter_presses_again_once_the_scan_is_over() -> None:
    app = Desk()
    now = 0.0
    app.scan_clock = lambda: now
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#button").focus()
        app.burst("MS1-KQ7RTW-X\r")
        await pilot.pause()
        now = STUCK
        app.burst("\r")
        await pilot.pause()

        assert app.presses == 1


async def test_human_typing_arrives_unchanged_even_when_it_looks_like_a_code() -> None:
    app = Desk()
    text = "ms1-mms matsumoto ms1-kq7rtw-x"
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#input").focus()
        for character in text:
            app.burst(character)
            await pilot.pause(GAP * 1.6)

        assert app.query_one(JpInput).value == text
        assert app.scans == []


async def test_a_fast_typist_loses_nothing() -> None:
    app = Desk()
    text = "mmatsumms1mms1_mmsmm"
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#input").focus()
        app.burst(text)
        await pilot.pause(GAP * 2)

        assert app.query_one(JpInput).value == text


async def test_a_letter_that_cannot_begin_a_code_is_not_delayed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#input").focus()
        await pilot.pause()
        await app.on_event(events.Key("t", "t"))
        await asyncio.sleep(0)
        await pilot.pause()

        assert app.query_one(JpInput).value == "t"
        assert app._scan_timer is None


async def test_keys_held_while_the_program_was_busy_are_still_one_code() -> None:
    import time

    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#button").focus()
        app.burst("MS1-KQ7")
        await asyncio.sleep(0)
        app.burst("RTW-X\r")
        time.sleep(STUCK * 1.2)  # noqa: ASYNC251 - the loop is busy, as in a long handler
        await pilot.pause()

        assert app.scans == ["MS1-KQ7RTW-X"]
        assert app.touched == UNTOUCHED


async def test_the_first_letter_of_a_code_is_typed_at_once_and_taken_back_by_a_scan() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one("#input", JpInput)
        field.focus()
        app.burst("tana")
        await pilot.pause()
        field.cursor_position = 2
        await app.on_event(events.Key("m", "m"))
        await pilot.pause()
        typed = field.value
        await pilot.pause(GAP * 2)
        app.burst("MS1-KQ7RTW-X\r")
        await pilot.pause(GAP * 2)

        assert typed == "tamna"
        assert (field.value, field.cursor_position) == ("tamna", 3)
        assert app.scans == ["MS1-KQ7RTW-X"]
