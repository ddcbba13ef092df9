"""今日の準備 on screen: every line leads to its next step, and one key prints the pack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.preparation import VENUE
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.text import preparation as text
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, at_the_desk, on_screen, shown, until

SIZE = (80, 24)


@pytest.fixture
def app(desk: Desk, meetup: str, tanaka: str, tmp_path: Path) -> ConciergeApp:
    assert meetup
    assert tanaka
    return at_home(desk, tmp_path / "store")


def states(desk: Desk, meetup: str) -> dict[str, str]:
    return {line.name: line.state for line in desk.preparation(meetup).lines()}


async def choose(pilot: Pilot[Any], name: str) -> None:
    """Press Enter on one line."""
    rows = pilot.app.screen.query_one("#lines", ResultList)
    rows.point(1 + [row.key for row in rows.rows].index(name))
    await pilot.press("enter")


async def test_every_line_leads_to_its_next_step_and_back(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    next_steps = {
        "roster": "RosterFileScreen", "contacts": "LimitsScreen", "address": "MeetupFormScreen",
        "rules": "LimitsScreen", "listing": "MeetupFormScreen", "staff": "TickScreen",
        "venue": "TickScreen", "backup": "BackupScreen", "printer": "PrintScreen",
    }  # fmt: skip
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("ctrl+a")
        await on_screen(pilot, "PreparationScreen")
        for name, screen in next_steps.items():
            await choose(pilot, name)
            await on_screen(pilot, screen)
            await pilot.press("escape")
            await on_screen(pilot, "PreparationScreen")
        for name in set(states(desk, meetup)) - set(next_steps):
            await choose(pilot, name)
            assert type(app.screen).__name__ == "PreparationScreen"


async def test_a_next_step_begins_where_something_is_missing(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    desk.areas.decide({"coordinator": "責任 者子"})
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "1")
        await on_screen(pilot, "PreparationScreen")
        for name, field in (("address", "#address"), ("listing", "#listed"), ("clock", "#lines")):
            await choose(pilot, name)
            await pilot.pause()
            focused = app.screen.focused
            assert focused is not None
            assert field[1:] in {each.id for each in focused.ancestors_with_self}
            if name != "clock":
                await pilot.press("escape")
        names = [row.key for row in app.screen.query_one("#lines", ResultList).rows]
        await pilot.press(str(1 + names.index("contacts")), "enter")
        await on_screen(pilot, "LimitsScreen")
        row = app.screen.query_one("#limits", ResultList).highlighted
        assert row is not None
        assert row.key == "coordinator_phone"


@pytest.mark.parametrize("from_hall", [True, False])
async def test_what_was_brought_in_leads_to_the_reception_as_its_button_says(
    desk: Desk, meetup: str, app: ConciergeApp, tmp_path: Path, from_hall: bool
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("保護者氏名,電話番号\n田中 花,090-0000-5678\n")
    imported = desk.rosters.run(desk.rosters.open(path), meetup, Basis("1", "b", "h"))
    async with app.run_test(size=SIZE) as pilot:
        if from_hall:
            await at_the_desk(pilot, desk, meetup)
            await pilot.press("f6", "1")
        else:
            await on_screen(pilot, "HomeScreen")
            await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
            await pilot.press("f6")
        await on_screen(pilot, "PreparationScreen")
        app.screen._imported(imported)  # type: ignore[attr-defined]
        await on_screen(pilot, "RosterResultScreen")
        assert text.BACK_HERE in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "ReceptionScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


async def test_a_pack_for_another_printer_is_enough(desk: Desk, meetup: str) -> None:
    if states(desk, meetup)["printer"] == "todo":
        desk.form_numbers.reserve(1, meetup)

    assert states(desk, meetup)["printer"] == "ok"


async def test_it_turns_green_line_by_line(desk: Desk, meetup: str, app: ConciergeApp) -> None:
    certified = desk.staff.add("認定 葵", "concierge", certification="certified").id
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "1")
        await on_screen(pilot, "PreparationScreen")
        before = states(desk, meetup)
        assert (before["venue"], before["staff"], before["address"]) == ("todo",) * 3
        await choose(pilot, "venue")
        await on_screen(pilot, "TickScreen")
        for _ in VENUE:
            await pilot.press("space", "down")
        await pilot.press("enter")
        await choose(pilot, "staff")
        await on_screen(pilot, "TickScreen")
        await pilot.press("space", "enter")
        await on_screen(pilot, "PreparationScreen")
        assert states(desk, meetup)["staff"] == "care", "nobody of those is certified"
        await choose(pilot, "staff")
        await on_screen(pilot, "TickScreen")
        await pilot.press("down", "space", "enter")
        await on_screen(pilot, "PreparationScreen")
        desk.meetups.correct(meetup, {"listed": True, "address": "緑区美園0-0"})
        desk.areas.decide({
            "coordinator": "責任 者子", "coordinator_phone": "0480000111",
            "insurer_phone": "0480000222",
        })  # fmt: skip
        await pilot.press("f5")
        await on_screen(pilot, "InsideScreen")
        await pilot.press("escape")
        await on_screen(pilot, "PreparationScreen")
        after = states(desk, meetup)

    assert certified in {each.id for each in desk.preparation(meetup).present()}
    assert desk.meetups.get(meetup).checked == VENUE
    assert {name for name, state in after.items() if state != "ok"} <= {"printer"}
    assert list(desk.examine(keep=False).differences) == []


async def test_who_goes_home_is_unticked(desk: Desk, meetup: str) -> None:
    preparation = desk.preparation(meetup)
    me = desk.author().actor
    preparation.note_present([me])
    preparation.note_present([me])
    preparation.note_present([])

    assert preparation.present() == []


class Printing:
    """A printer of a test."""

    can_print = True
    can_open = False

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, document: bytes) -> None:
        self.sent.append(document)

    def open(self, document: bytes) -> None:
        raise AssertionError(len(document))

    def sweep(self) -> None:
        """Nothing was written."""


@pytest.mark.parametrize("has_printer", [True, False])
async def test_one_key_prints_the_paper_pack(
    desk: Desk, meetup: str, app: ConciergeApp, monkeypatch: pytest.MonkeyPatch, has_printer: bool
) -> None:
    printer = Printing()
    printer.can_print = has_printer
    monkeypatch.setattr("concierge_tui.wiring.paper.SystemPrinter", lambda _folder: printer)
    object.__setattr__(desk, "printer", printer)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "1")
        await on_screen(pilot, "PreparationScreen")
        assert text.NAMES["printer"] in shown(app)
        await pilot.press("f11")
        if has_printer:
            await until(pilot, lambda: "プリンターに送りました" in shown(app))
        else:
            await on_screen(pilot, "PrintScreen")
            chosen = app.screen.query_one("#kind", ChoiceLine).value
            assert chosen == "pack", "not whatever stands first"
            assert app.screen.query_one("#save").has_class("-primary")
            assert "pack-" in app.screen.query_one("#file", JpInput).value

    assert len(printer.sent) == int(has_printer)
