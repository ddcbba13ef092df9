"""One question after the other: who looked is written down, and an answer can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.search import read_query
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.text import repairs
from screens.widgets.jp_input import FormField
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, on_screen, paste, shown, until

SIZE = (80, 24)
HEAD = "保護者氏名,ふりがな,電話番号,子ども氏名,子どもふりがな,子ども生年月日"
GOOD = "たなか みさき,090-1234-5678,田中 蓮,たなか れん,2024/3/3"

Begin = Callable[..., ConciergeApp]


@pytest.fixture
def begin(desk: Desk, meetup: str, tmp_path: Path) -> Begin:
    """Import rows into the meetup and open the program."""

    def imported(*rows: str) -> ConciergeApp:
        for number, row in enumerate(rows):
            path = tmp_path / f"{number}.csv"
            path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
            desk.rosters.run(desk.rosters.open(path), meetup, Basis("1", "b", "h"))
        return at_home(desk, tmp_path)

    return imported


async def open_first(pilot: Pilot[None], name: str) -> None:
    await on_screen(pilot, "HomeScreen")
    await pilot.press("f2")
    await on_screen(pilot, "RepairsScreen")
    await until(pilot, lambda: bool(pilot.app.screen.query_one(ResultList).rows))
    await pilot.press("enter")
    await on_screen(pilot, name)


def looks(desk: Desk, entity: str) -> list[object]:
    history = desk.journal.history(entity)
    return [body_of(op)["what"] for op in history if op.kind == "looked.at"]


@pytest.mark.parametrize(
    ("row", "screen", "what"),
    [
        (f"田中 美咲,{GOOD.replace('090-1234-5678', '09012')}", "ProblemScreen", [["phone"]]),
        (",,090-1234-5678,,,2024/3/3", "NamelessScreen", [["cells"]]),
        (f"田中 美咲,{GOOD.replace('2024/3/3', 'R7.2.30')}", "ProblemScreen", []),
    ],
)
async def test_whoever_sees_a_private_cell_is_written_down(
    desk: Desk, begin: Begin, row: str, screen: str, what: list[object]
) -> None:
    app = begin(row)
    async with app.run_test(size=SIZE) as pilot:
        problem = desk.lists.problems()[0]
        listed = looks(desk, problem.id)
        await open_first(pilot, screen)

    assert listed == []
    assert looks(desk, problem.id) == what


async def test_a_reading_may_be_typed_in_letters_and_taken_back(desk: Desk, begin: Begin) -> None:
    app = begin(f"田中 美咲,{GOOD.replace('たなか れん', '')}", f"佐藤 花,{GOOD}x")
    async with app.run_test(size=SIZE) as pilot:
        problem = next(p for p in desk.lists.problems() if p.field == "kana")
        await open_first(pilot, "ProblemScreen")
        await paste(pilot, "tanaka ren")
        await pilot.press("enter")
        await until(pilot, lambda: repairs.MENDED in shown(app))
        mended = desk.repairs().family_of(problem.id)
        await pilot.press("ctrl+z")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: "田中家の名簿の直しを取り消しました。" in shown(app))
        taken_back = desk.repairs().family_of(problem.id)

    assert mended is not None
    assert taken_back is not None
    assert [child.kana for child in mended.children] == ["タナカ レン"]
    assert [child.kana for child in taken_back.children] == [""]
    assert problem.id in {open_.id for open_ in desk.lists.problems()}


async def test_a_row_without_a_name_asks_for_the_name_and_reads_letters_as_kana(
    desk: Desk, begin: Begin
) -> None:
    app = begin(",,090-1234-5678,,,2024/3/3")
    async with app.run_test(size=SIZE) as pilot:
        await open_first(pilot, "NamelessScreen")
        app.screen.query_one("#notes JpInput").focus()
        await pilot.press("ctrl+s")
        await pilot.pause()
        asked = app.focused
        assert asked is app.screen.query_one("#name", FormField).input
        await paste(pilot, "中田 りえ")
        await pilot.press("enter")
        await paste(pilot, "nakata rie")
        await pilot.press("ctrl+s")
        await on_screen(pilot, "RepairsScreen")

    [hit, *_] = desk.directory.find(read_query("なかた"), 5)
    assert desk.families.person(hit.person).kana == "ナカタ リエ"
    assert desk.lists.problems() == []


async def test_a_later_roster_is_a_question_with_readings_in_one_script(
    desk: Desk, begin: Begin
) -> None:
    other = GOOD.replace("たなか みさき", "たなか みさ")
    app = begin(f"田中 美咲,{GOOD}", f"田中 美咲,{other}")
    async with app.run_test(size=SIZE) as pilot:
        assert [proposal.field for proposal in desk.lists.proposals()] == ["kana"]
        await open_first(pilot, "ChoiceScreen")
        asked = shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")

    assert "たなか みさ" in asked
    assert "タナカ" not in asked
    assert len(desk.lists.proposals()) == 1


async def test_what_was_left_for_later_leads_back_one_step_at_a_time(
    desk: Desk, begin: Begin
) -> None:
    app = begin(f"田中 美咲,{GOOD}")
    body = {"reason": "complete", "detail": "email", "state": "open"}
    desk.journal.append([Draft("task.set", "11111111-1111-7111-8111-111111111111", body)],
                        desk.author())  # fmt: skip
    async with app.run_test(size=SIZE) as pilot:
        await open_first(pilot, "TaskScreen")
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("enter")
        await on_screen(pilot, "TaskScreen")
        app.screen.query_one("#done", Button).press()
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: repairs.FINISHED in shown(app))
        await pilot.press("enter")
        await pilot.pause()

        assert "Enter" not in shown(app).splitlines()[-1]
        assert repairs.EMPTY in shown(app)
    assert desk.lists.tasks() == []


async def test_what_waits_is_called_so_and_stands_last_with_the_name_of_its_file(
    desk: Desk, begin: Begin
) -> None:
    app = begin(
        f"田中 美咲,{GOOD.replace('2024/3/3', 'R7.2.30')}",
        "佐藤 花,さとう はな,090-2345-6789,佐藤 空,さとう そら,R7.2.31",
    )
    async with app.run_test(size=SIZE) as pilot:
        await open_first(pilot, "ProblemScreen")
        assert "0 2行目" in shown(app)
        await pilot.press("f3")
        await on_screen(pilot, "ProblemScreen")
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: repairs.TASK in shown(app))
        rows = [str(row.cells[0]) for row in app.screen.query_one(ResultList).rows]
        lines = shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "直すところ 1  あとで 1" in shown(app))

    assert rows == [repairs.PROBLEM, repairs.TASK]
    assert "0 2行目" in lines
    assert "1 2行目" in lines
    assert len(desk.lists.problems()) == 2
