"""From a file to families, with a header corrected and a row mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Button, OptionList, Select

from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from concierge_tui.text import folders, repairs, roster_screen
from screens.widgets.jp_input import FormField
from screens.widgets.result_list import ResultList
from screens.widgets.tick_box import TickBox
from tests.ui.at_the_door import at_home, on_screen, paste, shown, until

SIZE = (80, 24)
ROWS = """保護者氏名,ふりがな,れんらく,子ども氏名,子どもふりがな,子ども生年月日
田中 美咲,たなか みさき,090-1234-5678,田中 蓮,たなか れん,R7.2.30
佐藤 花,さとう はな,090-2345-6789,佐藤 空,さとう そら,2024/3/3
,,090-3456-7890,,,2024/5/5
"""


@pytest.fixture
def app(desk: Desk, meetup: str, tmp_path: Path) -> ConciergeApp:
    del meetup
    return at_home(desk, tmp_path)


def write(folder: Path, text: str = ROWS, encoding: str = "utf-8") -> Path:
    path = folder / "みその 名簿.csv"
    path.write_bytes(text.encode(encoding))
    return path


async def open_file(pilot: Pilot[None], path: object) -> None:
    await on_screen(pilot, "HomeScreen")
    await until(pilot, lambda: bool(pilot.app.screen.query_one(ResultList).rows))
    await pilot.press("f4")
    await on_screen(pilot, "RosterFileScreen")
    pilot.app.screen.query_one("#path").focus()
    await paste(pilot, str(path))
    await pilot.press("enter")


async def map_and_import(pilot: Pilot[None], app: ConciergeApp) -> tuple[str, str, str]:
    """Correct one heading and import; return what the screen said on the way."""
    await until(pilot, lambda: "2家庭" in shown(app))
    columns = app.screen.query_one("#columns", ResultList)
    columns.move(2)
    await pilot.press("enter")
    await on_screen(pilot, "MeaningScreen")
    options = app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index("phone")
    await pilot.press("enter")
    await on_screen(pilot, "RosterMappingScreen")
    await until(pilot, lambda: "電話番号" in shown(app) and "3行  2家庭" in shown(app))
    mapped = shown(app)
    await pilot.press("ctrl+s")
    await pilot.pause()
    unconfirmed = shown(app).replace("\n", "")
    await pilot.press("space")
    await pilot.press("ctrl+s")
    await on_screen(pilot, "RosterResultScreen")
    return mapped, unconfirmed, shown(app)


async def test_a_header_is_corrected_a_roster_imported_and_a_row_mended(
    desk: Desk, meetup: str, app: ConciergeApp, tmp_path: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, f"'{write(tmp_path)}'")
        await on_screen(pilot, "RosterMappingScreen")
        mapped, unconfirmed, result = await map_and_import(pilot, app)
        app.screen.query_one("#repairs", Button).press()
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: "2件" in shown(app))
        await pilot.press("enter")
        await on_screen(pilot, "ProblemScreen")
        problem = shown(app)
        await paste(pilot, "R7.2.31")
        await pilot.press("enter")
        await pilot.pause()
        refused = shown(app)
        await pilot.press("ctrl+u")
        await paste(pilot, "令和7年2月3日")
        await pilot.press("enter")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: repairs.MENDED in shown(app))
        await pilot.press("enter")
        await on_screen(pilot, "NamelessScreen")
        await paste(pilot, "鈴木　一")
        await pilot.press("ctrl+s")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: repairs.EMPTY in shown(app))

    assert roster_screen.LOOK not in mapped
    assert roster_screen.BASIS_MISSING in unconfirmed
    assert roster_screen.imported(3, 2, 4) in result
    assert "「R7.2.30」" in problem
    assert "その日付はありません" in refused
    families = [desk.families.get(family) for family in desk.families.ids(meetup)]
    by_name = {family.adults[0].name: family for family in families}
    assert by_name["田中 美咲"].adults[0].phone == "09012345678"
    assert str(by_name["田中 美咲"].children[0].birthday) == "2025-02-03"
    assert by_name["鈴木 一"].adults[0].phone == "09034567890"


async def test_no_list_shows_a_telephone_number_or_a_note(
    desk: Desk, app: ConciergeApp, tmp_path: Path
) -> None:
    text = ROWS.replace("れんらく", "電話番号").replace("090-1234-5678", "0901234567890123")
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, write(tmp_path, text))
        await on_screen(pilot, "RosterMappingScreen")
        app.screen.query_one(TickBox).value = True
        await pilot.press("ctrl+s")
        await on_screen(pilot, "RosterResultScreen")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: "電話番号" in shown(app))

        assert "0901234" not in shown(app)
    del desk


async def test_the_encoding_can_be_changed_and_is_named(app: ConciergeApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, write(tmp_path, encoding="cp932"))
        await on_screen(pilot, "RosterMappingScreen")
        await until(pilot, lambda: "Shift_JIS" in shown(app) and "田中" in shown(app))
        app.screen.query_one("#encoding", Select).value = "euc_jp"
        await until(pilot, lambda: "見出しの行" in shown(app))
        after_a_wrong_choice = app.screen.query_one("#encoding", Select).value
        app.screen.query_one("#encoding", Select).value = "shift_jis_2004"
        await until(pilot, lambda: "Shift_JIS-2004 として" in shown(app))

    assert after_a_wrong_choice == "cp932"


async def test_an_unknown_header_is_pointed_at(app: ConciergeApp, tmp_path: Path) -> None:
    text = "みその交流会\n甲,乙,丙\n田中 美咲,たなか みさき,090-1234-5678\n"
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, write(tmp_path, text))
        await on_screen(pilot, "HeaderScreen")
        app.screen.query_one(ResultList).move(1)
        await pilot.press("enter")
        await on_screen(pilot, "RosterMappingScreen")

        assert roster_screen.NO_NAME in shown(app).replace("\n ", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ファイルに何も書かれていません"),
        (b"%PDF-1.4 x", "PDFは読み込めません"),
        (b"PK\x03\x04broken", "壊れていて開けません"),
        (bytes(range(128, 256)) * 4, "文字として読めません"),
    ],
)
async def test_a_file_that_is_no_roster_is_said_and_one_can_choose_again(
    app: ConciergeApp, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, path)
        await until(pilot, lambda: words in shown(app).replace("\n", ""))
        await on_screen(pilot, "RosterFileScreen")

        assert "x.csv" in app.screen.query_one("#path").value  # type: ignore[attr-defined]


async def test_a_path_that_is_not_there_is_said(app: ConciergeApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, tmp_path / "無い.csv")
        await until(pilot, lambda: folders.NO_SUCH_PATH in shown(app))


async def test_a_folder_lists_its_rosters_and_leads_to_them(
    app: ConciergeApp, tmp_path: Path
) -> None:
    (tmp_path / "会").mkdir()
    write(tmp_path / "会")
    (tmp_path / "会" / "写真.png").write_bytes(b"x")
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, tmp_path)
        await until(pilot, lambda: "会/" in shown(app))
        app.screen.query_one("#files").focus()
        await pilot.press("enter")
        await until(pilot, lambda: "みその 名簿.csv" in shown(app))
        assert "写真.png" not in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "RosterMappingScreen")


async def test_what_was_typed_into_a_repair_is_there_again(
    desk: Desk, app: ConciergeApp, tmp_path: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_file(pilot, write(tmp_path))
        await on_screen(pilot, "RosterMappingScreen")
        app.screen.query_one(TickBox).value = True
        await pilot.press("ctrl+s")
        await on_screen(pilot, "RosterResultScreen")
        app.screen.query_one("#repairs", Button).press()
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: "件" in shown(app))
        await pilot.press("enter")
        await on_screen(pilot, "ProblemScreen")
        await paste(pilot, "2025/")
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("enter")
        await on_screen(pilot, "ProblemScreen")

        assert app.screen.query_one("#answer", FormField).value == "2025/"
    del desk


async def test_a_path_that_is_typed_goes_into_its_field(app: ConciergeApp, tmp_path: Path) -> None:
    path = write(tmp_path).rename(tmp_path / "a.csv")
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("f4")
        await on_screen(pilot, "RosterFileScreen")
        await pilot.press("tab", "tab")
        app.screen.query_one("#path").focus()
        await pilot.press("enter")
        await pilot.pause()
        empty = shown(app)
        app.screen.query_one("#files").focus()
        for character in str(path):
            app.post_message(events.Key(character, character))
        await pilot.pause()
        await pilot.press("enter")
        await on_screen(pilot, "RosterMappingScreen")

    assert folders.PATH_EMPTY in empty
