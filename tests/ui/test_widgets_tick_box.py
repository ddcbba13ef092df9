"""A tick by itself: Space turns it, Enter goes on and leaves it as it is."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Button

from screens.widgets.tick_box import TickBox


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield TickBox("紙に書きました", id="written")
        yield Button("次へ", id="next")


async def test_space_ticks_and_enter_goes_on() -> None:
    app = Page()
    async with app.run_test(size=(80, 24)) as pilot:
        tick = app.query_one(TickBox)
        tick.focus()
        await pilot.press("space", "enter")
        await pilot.pause()

        assert tick.value
        assert app.focused is app.query_one(Button)


async def test_enter_alone_ticks_nothing() -> None:
    app = Page()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(TickBox).focus()
        await pilot.press("enter")
        await pilot.pause()

        assert not app.query_one(TickBox).value
