"""The foot says which keys work, a click presses one, and no other widget is laid out for it."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Button, Input

from screens.widgets.key_foot import KeyFoot


class Opener(Button):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "press", "押す")]


class Desk(App[None]):
    """Two widgets with other keys, one key that is off, one that nobody is to see."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "correct", "訂正"),
        Binding("f3,ctrl+n", "walk_in", "当日参加", key_display="F3"),
        Binding("f9", "off", "止める"),
        Binding("f12", "hidden", "かくれ", show=False),
    ]
    pressed: ClassVar[list[str]] = []

    def compose(self) -> ComposeResult:
        yield Input()
        yield Opener("x")
        yield KeyFoot()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "off" else super().check_action(action, parameters)

    def action_correct(self) -> None:
        self.pressed.append("correct")

    def action_walk_in(self) -> None:
        self.pressed.append("walk_in")

    def action_off(self) -> None:
        self.pressed.append("off")


def words(app: App[None]) -> list[str]:
    return [f"{each.display} {each.words}" for each in app.query_one(KeyFoot).shown]


async def test_it_shows_what_works_where_one_stands() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Input).focus()
        await pilot.pause()
        in_field = words(app)
        app.query_one(Opener).focus()
        await pilot.pause()

        assert in_field[:2] == ["f2 訂正", "F3 当日参加"]
        assert [each for each in words(app) if each not in in_field] == ["⏎ 押す"]
        assert not any("かくれ" in each for each in words(app))


@pytest.mark.parametrize(
    ("x", "done"), [(0, ["correct"]), (6, ["correct"]), (7, []), (8, ["walk_in"]), (79, [])]
)
async def test_a_click_presses_the_key_under_the_mouse(x: int, done: list[str]) -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pressed.clear()
        app.query_one(Input).focus()
        await pilot.pause()
        await pilot.click(KeyFoot, offset=(x, 0))
        await pilot.pause()

        assert app.pressed == done


async def test_a_key_that_is_off_rings_and_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Desk()
    rung: list[bool] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pressed.clear()
        app.query_one(Input).focus()
        await pilot.pause()
        foot = app.query_one(KeyFoot)
        left = sum(each.cells + 1 for each in foot.shown[:2])
        await pilot.click(KeyFoot, offset=(left, 0))
        await pilot.pause()

        assert (app.pressed, rung) == ([], [True])


async def test_other_keys_do_not_lay_the_screen_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Input).focus()
        await pilot.pause()
        laid_out: list[bool] = []
        monkeypatch.setattr(Screen, "_refresh_layout", lambda *_, **__: laid_out.append(True))
        before = words(app)
        app.query_one(Opener).focus()
        await pilot.pause()

        assert words(app) != before
        assert laid_out == []
