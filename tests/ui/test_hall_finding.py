"""The long lists of the hall: whoever types or scans a card there finds one of sixty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.cards.screen import CardsScreen
from screens.custody import screen as custody_screen
from screens.custody.screen import CustodyScreen
from screens.hall.finding import FindingPage
from screens.inside.screen import InsideScreen
from screens.introductions.screen import IntroductionsScreen
from screens.mingling.screen import MinglingScreen
from screens.widgets.scanner import Scanned
from tests.ui.at_the_door import at_home, at_the_desk, on_screen, shown

Given = Callable[..., str]
CODE = "MS1-7KQ2WX-X"
NAMES = ("タナカ ハナ", "スズキ ミサキ", "タナベ ヒロ", "ヤマダ サクラ", "アオキ リン")


def crowd(arrived: Given) -> list[str]:
    """Five families, each with a child; the fourth has a card."""
    return [
        arrived(
            {"name": kana, "kana": kana, "may_collect": True},
            {"name": f"{kana.split()[0]} 蓮", "role": "child", "birthday": "2024-05-01"},
            **({"code": CODE} if number == 3 else {}),
        )
        for number, kana in enumerate(NAMES)
    ]


def names(screen: FindingPage) -> list[str]:
    return [str(row.cells[0]).split()[0] for row in screen.results.rows]


async def test_each_list_finds_by_what_is_typed_and_by_a_card(
    desk: Desk, meetup: str, arrived: Given, tmp_path: Path
) -> None:
    crowd(arrived)
    async with at_home(desk, tmp_path / "store").run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        for kind in (CustodyScreen, CardsScreen, MinglingScreen):
            screen = kind(desk, meetup)
            app.push_screen(screen)
            await pilot.pause()
            assert len(names(screen)) == 5
            await pilot.press(*"tana")
            await pilot.pause()
            assert sorted(names(screen)) == ["タナカ", "タナベ"]
            assert "さがす" in shown(app)  # type: ignore[arg-type]
            await pilot.press("escape")
            await pilot.pause()
            assert len(names(screen)) == 5
            assert app.screen is screen
            screen.post_message(Scanned(CODE))
            await pilot.pause()
            assert app.screen is screen
            highlighted = screen.results.highlighted
            assert highlighted is not None
            assert str(highlighted.cells[0]).startswith("ヤマダ")
            await pilot.press("escape")
            await on_screen(pilot, "ReceptionScreen")
        app.push_screen(IntroductionsScreen(desk, meetup))
        await pilot.pause()
        await pilot.press(*"suzu", "escape", "escape")
        await on_screen(pilot, "ReceptionScreen")


async def test_enter_hands_over_whom_one_typed_and_nobody_stays_hidden(
    desk: Desk, meetup: str, arrived: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = crowd(arrived)
    child = desk.families.get(families[0]).children[0].id
    for to in ("one", "other"):
        body = {"child": child, "to": to, "role": "host", "place": "和室"}
        draft = Draft("custody.hand", custody_id(meetup, child), body, families[0], meetup, base=[])
        desk.journal.append([draft], desk.author())
    async with at_home(desk, tmp_path / "store").run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        board = CustodyScreen(desk, meetup)
        app.push_screen(board)
        await pilot.pause()
        await pilot.press(*"suzu")
        await pilot.pause()
        assert names(board) == ["タナカ", "スズキ"], "a contested child is never hidden"
        late = desk.families.get(families[3]).children[0]
        monkeypatch.setattr(custody_screen, "told_late", lambda *_: [late])
        board.show_now()
        assert names(board) == ["タナカ", "スズキ", "ヤマダ"], "nor one with a late allergy"
        await pilot.press("down", "enter")
        await on_screen(pilot, "WhoScreen")
        await pilot.press("escape")
        await on_screen(pilot, "CustodyScreen")
        await pilot.pause()
        assert len(names(board)) == 5


async def test_the_foot_offers_what_can_be_done_now(
    desk: Desk, meetup: str, arrived: Given, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path / "store").run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(CustodyScreen(desk, meetup))
        await pilot.pause()
        assert "控え" not in shown(app).splitlines()[-1]  # type: ignore[arg-type]
        await pilot.press("escape")
        crowd(arrived)
        app.push_screen(InsideScreen(desk, meetup))
        await pilot.pause()
        assert "いた" not in shown(app).splitlines()[-1]  # type: ignore[arg-type]
        desk.roll_calls(meetup).begin(drill=True)
        await pilot.press("escape")
        app.push_screen(InsideScreen(desk, meetup))
        await pilot.pause()
        assert "Enter いた" in shown(app).splitlines()[-1]  # type: ignore[arg-type]
