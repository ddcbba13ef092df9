"""The screen of tables and rounds: planned by three numbers, begun by Enter, rung by a bell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.seating.planning import NOBODY
from concierge_tui.services.desk import Desk
from concierge_tui.services.table_plan import Numbers
from screens.hall.screen import HallScreen
from screens.mingling.screen import MinglingScreen
from screens.print.screen import PrintScreen
from screens.seating.form import SeatingFormScreen
from screens.seating.screen import SeatingScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage
from tests.ui.at_the_door import at_home, at_the_desk, shown, until

Given = Callable[..., str]
SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)]


@pytest.fixture
def hall(arrived: Given) -> list[str]:
    families = []
    for number in range(6):
        child = {"name": "試 蓮", "role": "child", "birthday": "2024-05-01"}
        families.append(arrived({"name": f"試{number} 花", "kana": "タメシ ハナ"}, child))
    return families


async def planned(pilot: Any, app: Stage) -> None:
    await pilot.pause()
    await pilot.press("f3")
    await pilot.pause()
    assert isinstance(app.screen, SeatingFormScreen)
    app.screen.query_one("#size", JpInput).value = "２"
    app.screen.query_one("#rounds", JpInput).value = "3"
    await pilot.press("ctrl+s")
    await until(pilot, lambda: "案ができました" in app.said)


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_plan_is_made_and_rounds_begin(
    desk: Desk, meetup: str, arrived: Given, size: tuple[int, int]
) -> None:
    away = desk.families.get(arrived({"name": "試9 花", "kana": "タメシ ハナ"}))
    screen = SeatingScreen(desk, meetup)
    app = Stage(screen)
    async with app.run_test(size=size) as pilot:
        await planned(pilot, app)
        assert "1回目 / 3回(これから)" in app.seen
        assert "同じ相手とは二度座りません" in app.said
        await pilot.press("enter")
        await pilot.pause()
        assert "1回目 / 3回(いま)" in app.seen
        assert "残り 1" in app.seen
        await pilot.press("right")
        assert "2回目 / 3回(これから)" in app.seen
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "1回目 / 3回(これから)" in app.seen
        assert "テーブル1" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        desk.reception(meetup).leave(away.id, [each.id for each in away.people])
        arrived({"name": "試8 花", "kana": "タメシ ハナ"})
        screen.show_now()
        await pilot.pause()
        assert "試9 花(帰った)" in app.seen
        assert "帰った家庭 1。" in app.seen, "the whole of the sentence"
        assert "反映します。" in app.seen
        await pilot.press("f11")
        await pilot.pause()
        assert isinstance(app.screen, PrintScreen)
        assert app.screen.query_one("#kind", ChoiceLine).value == "tables"


@pytest.mark.usefixtures("hall")
async def test_the_bell_rings_once_when_the_round_is_over_and_five_minutes_may_be_added(
    desk: Desk, meetup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = SeatingScreen(desk, meetup)
    app = Stage(screen)
    rung: list[int] = []
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "bell", lambda: rung.append(1))
        await planned(pilot, app)
        await pilot.press("enter")
        await pilot.pause()
        now = desk.now()
        object.__setattr__(desk, "now", lambda: _later(now, 16))
        screen._plan._now = screen._clock._now = desk.now
        screen._tick()
        screen._tick()
        await pilot.pause()
        assert rung == [1]
        assert "時間です" in app.seen
        await pilot.press("ctrl+w")
        await pilot.pause()
        assert "残り" in app.seen


@pytest.mark.usefixtures("hall")
async def test_the_bell_rings_on_whatever_screen_one_is_unless_it_is_silent(
    desk: Desk, meetup: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = desk.table_plan(meetup)
    numbers = Numbers(2, 3, 15)
    plan.keep(plan.solve(numbers, NOBODY), numbers)
    plan.begin(12)
    app, now, rung = at_home(desk, tmp_path / "store"), desk.now(), list[int]()
    moments = [now, now]
    object.__setattr__(desk, "now", lambda: moments[-1])
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "bell", lambda: rung.append(1))
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(HallScreen(desk, meetup))
        await until(pilot, lambda: "席替え 1/3回目  残り12分" in shown(app))
        app.push_screen(MinglingScreen(desk, meetup))
        await pilot.pause()
        moments.append(_later(now, 13))
        await until(pilot, lambda: rung == [1])
        assert "席替えをしましょう" in shown(app)
        app.push_screen(SeatingScreen(desk, meetup))
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert "音を消しました" in shown(app)
        assert "ベルを鳴らす" in shown(app)
        desk.table_plan(meetup).begin(12)
        moments.append(_later(now, 13 + 12))
        await until(pilot, lambda: "席替えをしましょう" in shown(app))
        assert rung == [1]
        assert not desk.round_clock(meetup).is_due()


@pytest.mark.usefixtures("hall")
async def test_no_round_runs_on_at_a_meetup_that_is_closed(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    plan = desk.table_plan(meetup)
    numbers = Numbers(2, 3, 15)
    plan.keep(plan.solve(numbers, NOBODY), numbers)
    plan.begin(12)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(HallScreen(desk, meetup))
        await until(pilot, lambda: "席替え 1/3回目  残り12分" in shown(app))
        desk.closing(meetup).close(everyone_is_out=True)
        app.screen.hear_news()  # type: ignore[attr-defined]
        await until(pilot, lambda: "この会は締めました" in shown(app))
        assert "席替え 1/3回目" not in shown(app)
        app.push_screen(SeatingScreen(desk, meetup))
        await until(pilot, lambda: "1回目 / 3回(済み)" in shown(app))
        assert "この会は締めました" in shown(app)
        assert "残り" not in shown(app), "the countdown"
        now = desk.now()
        object.__setattr__(desk, "now", lambda: _later(now, 13))
        assert not desk.round_clock(meetup).is_due()
        desk.closing(meetup).reopen()
        assert desk.round_clock(meetup).is_due(), "it goes on where it is opened again"


def _later(now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)


async def test_numbers_that_are_none_are_said_at_the_field(desk: Desk, meetup: str) -> None:
    app = Stage(SeatingScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        app.screen.query_one("#size", JpInput).value = "四"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "数字で入れてください" in app.seen
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, SeatingScreen)


async def test_too_few_families_are_said(desk: Desk, meetup: str) -> None:
    app = Stage(SeatingScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3", "ctrl+s")
        await until(pilot, lambda: "2家庭がいります" in app.said)
        await pilot.press("enter")
        await pilot.pause()
        assert "席替えの案はまだありません" in app.seen
