"""A roster chosen from many files, a slip of the hand in its columns, an import that is stopped."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Button, OptionList

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.search import read_query
from concierge_tui.services.desk import Desk
from concierge_tui.services.likeness import Likely
from concierge_tui.services.roster_import import Basis, RosterImport
from concierge_tui.text import roster, roster_screen
from screens.roster.mapping import RosterMappingScreen
from screens.roster.result import RosterResultScreen
from screens.widgets.result_list import ResultList
from screens.widgets.tick_box import TickBox
from tests.ui.at_the_door import at_home, name_of, on_screen, shown, until
from tests.ui.test_roster_screens import open_file, write

SIZE = (80, 24)


@pytest.fixture
def app(desk: Desk, meetup: str, tmp_path: Path) -> ConciergeApp:
    del meetup
    return at_home(desk, tmp_path)


@pytest.mark.parametrize("way", ["button", "escape"])
async def test_an_import_can_be_stopped_and_leaves_nothing(
    desk: Desk, app: ConciergeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    goes_on, imports = threading.Event(), RosterImport.run

    def slowly(self: RosterImport, *given: Any, dry_run: bool, **more: Any) -> Any:
        if not dry_run:
            goes_on.wait(20)
        return imports(self, *given, dry_run=dry_run, **more)

    monkeypatch.setattr(RosterImport, "run", slowly)
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, write(tmp_path))
        await on_screen(pilot, "RosterMappingScreen")
        app.screen.query_one(TickBox).value = True
        await pilot.press("ctrl+s")
        await until(pilot, lambda: roster_screen.IMPORTING in shown(app))
        if way == "button":
            app.screen.query_one("ProgressRow Button", Button).press()
        else:
            await pilot.press("escape")
        await until(pilot, lambda: "中止しています" in shown(app))
        goes_on.set()
        await on_screen(pilot, "RosterMappingScreen")
        await until(pilot, lambda: roster.CANCELLED in shown(app))

    assert desk.lists.problems() == []
    assert desk.directory.find(read_query("たなか"), 5) == []


async def test_a_column_lets_go_of_a_meaning_that_a_person_gives_to_another(
    app: ConciergeApp, tmp_path: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, write(tmp_path))
        await on_screen(pilot, "RosterMappingScreen")
        app.screen.query_one("#columns", ResultList).move(2)
        await pilot.press("enter")
        await on_screen(pilot, "MeaningScreen")
        options = app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index("g_name")
        await pilot.press("enter")
        await on_screen(pilot, "RosterMappingScreen")

        assert isinstance(app.screen, RosterMappingScreen)
        assert len(app.screen._roster.mapping.indexes("g_name")) == 1
        assert app.screen._roster.mapping.columns[2].meaning == "g_name"
        assert sum(roster_screen.UNKNOWN in line for line in shown(app).splitlines()) == 1


async def test_two_columns_of_one_meaning_are_pointed_out_and_not_imported(
    desk: Desk, app: ConciergeApp, tmp_path: Path
) -> None:
    opened = desk.rosters.open(write(tmp_path))
    columns = opened.mapping.columns
    doubled = columns[2].model_copy(update={"meaning": "g_name", "confidence": 1.0})
    mapping = opened.mapping.model_copy(update={"columns": (*columns[:2], doubled, *columns[3:])})
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        opened = opened._replace(mapping=mapping)
        app.push_screen(RosterMappingScreen(desk, desk.meetups.all()[0], opened))
        await on_screen(pilot, "RosterMappingScreen")
        app.screen.query_one(TickBox).value = True
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "が同じ「保護者 氏名」です" in shown(app))

        listed = [line.rstrip() for line in shown(app).splitlines()]
        assert sum(line.endswith(roster_screen.TWICE) for line in listed) == 2
        assert name_of(app) == "RosterMappingScreen"
    assert desk.families.ids() == []


async def test_every_file_can_be_reached_and_the_list_takes_the_keys(
    app: ConciergeApp, tmp_path: Path
) -> None:
    folder = tmp_path / "名簿"
    for number in range(70):
        (folder / f"{number:03}").mkdir(parents=True)
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, folder)
        await until(pilot, lambda: "000/" in shown(app))
        files = app.screen.query_one(ResultList)
        assert files.highlighted is files.rows[0]
        await pilot.press("end", "up")
        await until(pilot, lambda: "069/" in shown(app))

        assert app.focused is files


async def test_a_file_dragged_onto_the_list_is_opened(app: ConciergeApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, tmp_path)
        await on_screen(pilot, "RosterFileScreen")
        await until(pilot, lambda: app.focused is app.screen.query_one(ResultList))
        app.post_message(events.Paste(f"'{write(tmp_path)}'"))
        await on_screen(pilot, "RosterMappingScreen")


async def test_a_likeness_is_said_in_words(
    desk: Desk, given: Any, app: ConciergeApp, tmp_path: Path
) -> None:
    family = given({"name": "田中 美咲", "kana": "タナカ ミサキ"})
    person = desk.families.get(family).people[0].id
    imported = desk.rosters.run(
        desk.rosters.open(write(tmp_path)),
        desk.meetups.all()[0].id,
        Basis("1", "b", "h"),
        dry_run=True,
    )
    likely = (Likely(2, person, 7.4), Likely(3, person, 5.1))
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(RosterResultScreen(desk, imported._replace(duplicates=likely)))
        await on_screen(pilot, "RosterResultScreen")
        await until(pilot, lambda: "たなか みさき" in shown(app))

        assert "よく似ています" in shown(app)
        assert "%" not in shown(app)
