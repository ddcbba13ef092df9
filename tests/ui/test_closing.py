"""締め on screen: what is open leads to where it is settled; the sheet, the PDF, opening again."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.gate import Approval
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import closing as text
from concierge_tui.text import hall
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown, until
from tests.ui.trial_hands import let_them_meet, planned

SIZE = (80, 24)
NUMBER = hall.number("closing")


@pytest.fixture
def app(desk: Desk, here: str, tmp_path: Path) -> ConciergeApp:
    assert here
    return at_home(desk, tmp_path / "store")


def hand(desk: Desk, meetup: str, family: str, role: str) -> None:
    child = desk.families.get(family).children[0].id
    body = {"child": child, "to": "x" if role == "host" else "", "role": role}
    entity = custody_id(meetup, child)
    desk.journal.append([Draft("custody.hand", entity, body, family, meetup)], desk.author())


async def test_it_refuses_with_reasons_and_closes_once_they_are_settled(
    desk: Desk, meetup: str, here: str, app: ConciergeApp
) -> None:
    child = desk.families.get(here).children[0].id
    noted = desk.incidents(meetup).note(Happened("call", "head", child, here))
    hand(desk, meetup, here, "host")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ClosingScreen")
        for words in ("預かり中", "署名まだ", "陽葵", text.STILL_HERE):
            assert words in shown(app)
        await pilot.press("ctrl+s", "ctrl+s")
        assert "預かり中のお子さま1名、署名のない事故の記録1件" in shown(app).replace("\n", "")
        assert not desk.meetups.get(meetup).closed

        await pilot.press("down", "enter")
        await on_screen(pilot, "RecordScreen")
        desk.incidents(meetup).sign(noted.id, "田中 美咲", "paper")
        hand(desk, meetup, here, "family")
        await pilot.press("escape")
        await on_screen(pilot, "ClosingScreen")
        assert "署名まだ" not in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "LeaveScreen")
        await pilot.press("enter")
        await on_screen(pilot, "ClosingScreen")
        assert text.NOTHING_OPEN in shown(app)
        await pilot.press("ctrl+s")
        await on_screen(pilot, "ClosingSheetScreen")
        assert text.CLOSED in shown(app)

    assert desk.meetups.get(meetup).closed


async def test_a_trial_and_its_things_are_named_by_their_families_and_opened_at_once(
    desk: Desk, meetup: str, here: str, suzuki: str, app: ConciergeApp
) -> None:
    let_them_meet(desk, meetup, suzuki, here)
    trial = planned(desk, meetup, suzuki, here)
    agreed = Approval("exchange", "missing", "時間がない", "telephone", "責任者", "09000000099", 1)
    trials_at(desk, meetup).start(trial, [agreed])
    TrialDiary(trials_at(desk, meetup)).belongings(trial, "かばん")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ClosingScreen")
        lines = shown(app).splitlines()
        for words in ("体験の途中", "預かり物が未返却"):
            assert "鈴木家 ← 田中家" in next(line for line in lines if words in line)
        for row in (2, 3):
            app.screen.query_one(ResultList).point(row)
            await pilot.press("enter")
            await on_screen(pilot, "TrialScreen")
            await pilot.press("escape")
            await on_screen(pilot, "ClosingScreen")


def is_pdf(folder: Path) -> bool:
    return [each.read_bytes()[:4] for each in folder.glob("closing-*.pdf")] == [b"%PDF"]


async def test_whoever_is_inside_is_asked_about_and_stays_inside(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ClosingScreen")
        before = desk.closing(meetup).inside()
        for answer in ("enter", "escape", "1"):
            await pilot.press("ctrl+s")
            await on_screen(pilot, "LookRoundScreen")
            await pilot.press(answer)
            if answer == "enter":
                assert type(app.screen).__name__ == "LookRoundScreen", "an Enter answers nothing"
                await pilot.press("escape")
            await on_screen(pilot, "ClosingScreen")
            assert not desk.meetups.get(meetup).closed
        await pilot.press("ctrl+s")
        await on_screen(pilot, "LookRoundScreen")
        await pilot.press("2")
        await on_screen(pilot, "ClosingSheetScreen")

        assert "退場の記録なし 1家庭" in shown(app)
        burst(app, *"MS1-0000-0", "enter")
        await until(pilot, lambda: "この会は締めてあります" in shown(app))
        assert type(app.screen).__name__ == "ClosingSheetScreen"
        assert desk.closing(meetup).inside() == before > 0


async def test_what_worked_is_kept_while_it_is_written_and_stands_on_the_sheet(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ClosingScreen")
        app.screen.query_one("#worked JpInput", JpInput).focus()
        burst(app, *"nafuda")
        await pilot.pause()
        await pilot.press("escape")
        await on_screen(pilot, "HallScreen")
        await pilot.press(NUMBER)
        await on_screen(pilot, "ClosingScreen")
        assert "nafuda" in shown(app)
        await pilot.press("ctrl+s", "2")
        await on_screen(pilot, "ClosingSheetScreen")
        app.screen.query_one("#sheet").scroll_end(animate=False)
        await pilot.pause()
        assert "nafuda" in shown(app)

    assert desk.meetups.get(meetup).worked == "nafuda"


async def test_the_sheet_is_written_as_a_pdf_and_the_meetup_opens_again(
    desk: Desk, meetup: str, app: ConciergeApp, tmp_path: Path
) -> None:
    desk.closing(meetup).close(everyone_is_out=True)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ClosingSheetScreen")
        app.screen.query_one("#file", JpInput).value = str(tmp_path)
        await pilot.click("#pdf")
        await until(pilot, lambda: is_pdf(tmp_path))
        await until(pilot, lambda: "書き出しました" in shown(app))
        app.screen.query_one("#file", JpInput).value = "/nowhere/at/all.pdf"
        await pilot.click("#pdf")
        await until(pilot, lambda: "フォルダー" in shown(app))

        await pilot.click("#reopen")
        await on_screen(pilot, "HallScreen")
        assert text.REOPENED in shown(app)

    assert not desk.meetups.get(meetup).closed


async def test_backup_and_sync_are_one_key_away(desk: Desk, meetup: str, app: ConciergeApp) -> None:
    desk.closing(meetup).close(everyone_is_out=True)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        for key, name in (("ctrl+b", "BackupScreen"), ("f5", "SyncScreen")):
            await on_screen(pilot, "ClosingSheetScreen")
            await pilot.press(key)
            await on_screen(pilot, name)
            await pilot.press("escape")
        await on_screen(pilot, "ClosingSheetScreen")
        app.screen.query_one("#file", JpInput).focus()
        await pilot.press("ctrl+b")
        await on_screen(pilot, "BackupScreen")


async def test_home_shows_in_red_what_came_to_light_after_the_closing(
    desk: Desk, meetup: str, here: str, app: ConciergeApp
) -> None:
    desk.closing(meetup).close(everyone_is_out=True)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: "締め" in shown(app))
        hand(desk, meetup, here, "host")
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        (row,) = app.screen.query_one(ResultList).rows

        assert (row.cells[-1], row.state) == ("残り", "care")
