"""What the reception never shows, and what shows without doing anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen
from tests.staging.stage import Stage

Given = Callable[..., str]


@pytest.mark.parametrize(
    "name",
    [
        "山田[/]花子",
        "[bold]山田[/bold]",
        "\x1b[2J山田\x1b]52;c;eHg=\x07",
        "山\u202e田",
        "[@click=quit]山田",
    ],
)
async def test_a_hostile_name_is_shown_and_does_nothing(
    desk: Desk, meetup: str, given: Given, name: str
) -> None:
    given({"name": name, "kana": "ヤマダ", "relation": name},
          {"name": name, "role": "child", "allergy": {"has": "yes", "text": name}},
          notes=name, city=name)  # fmt: skip
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("やまだ")
        await pilot.press("ctrl+y", "enter", "ctrl+z", "f5", "escape")
        await pilot.pause()

        assert "\x1b" not in app.seen
        assert "\u202e" not in app.seen
        assert "田" in app.seen


async def test_the_last_four_digits_are_shown_to_nobody_until_a_logged_look(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    screen = app.first
    assert isinstance(screen, ReceptionScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("tana")
        await pilot.pause()
        assert not any(hidden in app.seen for hidden in ("5678", "美園9", "ベビーカー"))

        await pilot.press("ctrl+y")
        await pilot.pause()
        assert all(shown in app.seen for shown in ("090-1234-5678", "美園9", "ベビーカー"))
        assert "記録しました" in app.said

        screen.conceal()
        await pilot.pause()
        assert "5678" not in app.seen
    assert "looked.at" in [op.kind for op in desk.journal.history(tanaka)]
