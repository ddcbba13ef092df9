"""The input line and its field."""

import pytest
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.look import ConciergeLook


class Form(ConciergeLook):
    def __init__(self) -> None:
        super().__init__()
        self.left: list[str] = []

    def compose(self) -> ComposeResult:
        yield FormField(
            "氏名[/]",
            JpInput(),
            id="name",
            check=lambda value: None if value else "お名前[/]を入力してください。",
        )
        yield FormField("電話", JpInput(kind="digits"), id="phone", hint="例: 090-1234-5678")

    def on_mount(self) -> None:
        self.query_one("#name JpInput").focus()

    def on_form_field_left(self, event: FormField.Left) -> None:
        self.left.append(event.value)


def _type(app: Form, text: str) -> None:
    # Pilot.press drops 。、 and the full-width space.
    for character in text:
        app.post_message(events.Key(character, character))


async def test_blanks_punctuation_and_new_kanji_can_be_typed() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        _type(app, "山田\u3000花子。、〜𠮷\U00031350\ue000")
        await pilot.pause()

        assert app.query_one("#name", FormField).input.value == "山田 花子。、〜𠮷\U00031350\ue000"


async def test_the_full_width_space_replaces_what_is_selected() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        _type(app, "山田花子")
        await pilot.press("shift+left", "shift+left")
        _type(app, "\u3000")
        await pilot.pause()

        assert app.query_one("#name", FormField).input.value == "山田 "


async def test_no_control_character_can_be_put_into_a_value() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one("#name", FormField)
        app.post_message(events.Paste("\x1b]52;c;eHg=\x07山田\r\n\u202e花子\x9b"))
        await pilot.pause()
        pasted = field.value

        field.value = "\x1b[2J田中\u200b"

    assert pasted == "]52;c;eHg=山田 花子"
    assert field.input.value == "[2J田中"


async def test_a_long_paste_is_kept_whole() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste("美" * 3000))
        await pilot.pause()

        assert app.query_one("#name", FormField).value == "美" * 3000


async def test_digits_become_half_width_when_the_field_is_left_and_not_before() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one("#phone", FormField)
        field.input.focus()
        await pilot.pause()
        _type(app, "０９０ー１２３４")
        await pilot.pause()
        while_typing = field.input.value

        app.query_one("#name", FormField).input.focus()
        await pilot.pause()

    assert while_typing == "０９０ー１２３４"
    assert field.input.value == "090-1234"
    assert app.left[-1] == "090-1234"


async def test_enter_submits_the_normalised_value() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one("#phone", FormField)
        field.input.focus()
        await pilot.pause()
        _type(app, "０４８")
        await pilot.press("enter")

        assert field.input.value == "048"


async def test_a_problem_takes_the_place_of_the_hint_and_goes_again() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one("#name", FormField)
        line = field.query_one(".field--line", Static)
        await pilot.press("tab")
        await pilot.pause()
        told = str(line.render())

        await pilot.press("shift+tab")
        _type(app, "山田")
        await pilot.press("tab")
        await pilot.pause()

        assert told == "お名前[/]を入力してください。"
        assert field.problem == ""
        assert not line.display


@pytest.mark.parametrize(("text", "cells"), [("", 0), ("山田", 4), ("yamada", 6), ("ﾀﾅｶ", 3)])
async def test_the_ime_stands_where_the_next_letter_goes(text: str, cells: int) -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one("#name", FormField).input
        _type(app, text)
        await pilot.pause()

        assert app.cursor_position == field.content_region.offset + Offset(cells, 0)


async def test_filling_in_another_field_leaves_the_ime_where_the_person_types() -> None:
    app = Form()
    async with app.run_test(size=(80, 24)) as pilot:
        _type(app, "山")
        await pilot.pause()
        before = app.cursor_position

        app.query_one("#phone", FormField).value = "090"
        await pilot.pause()

        assert app.cursor_position == before


async def test_a_follower_hears_every_value_but_the_one_the_field_is_born_with() -> None:
    heard: list[str] = []

    class Search(ConciergeLook):
        def compose(self) -> ComposeResult:
            yield JpInput("山", follow=heard.append)

    app = Search()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one(JpInput)
        field.focus()
        await pilot.press("a")
        field.value = ""

    assert heard == ["山a", ""]
