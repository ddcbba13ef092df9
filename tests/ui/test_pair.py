"""Two families side by side: a few keys make them one, and one takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.family import Allergy
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.services.walk_in import Registered
from concierge_tui.text import pair as text
from screens.repairs.screen import RepairsScreen
from screens.roster.result import RosterResultScreen
from screens.widgets.result_list import ResultList
from tests.journals.desk_families import CHILD, MOTHER, registered
from tests.ui.at_the_door import at_home, on_screen, shown, until

SIZE = (80, 24)


@pytest.fixture
def pair(desk: Desk) -> tuple[Registered, Registered]:
    first = registered(desk, MOTHER, CHILD, city="さいたま市緑区", rest="美園1-2")
    again = MOTHER.model_copy(update={"name": "田中 美沙希", "phone": "09033334444"})
    child = CHILD.model_copy(update={"allergy": Allergy(has="no")})
    return first, registered(desk, again, child, city="さいたま市緑区", rest="美園1-2-305")


@pytest.fixture
def app(desk: Desk, pair: tuple[Registered, Registered], tmp_path: Path) -> ConciergeApp:
    assert all(pair)
    return at_home(desk, tmp_path)


async def opened(pilot: Pilot[None]) -> None:
    await on_screen(pilot, "HomeScreen")
    await pilot.press("f2")
    await on_screen(pilot, "RepairsScreen")
    assert isinstance(pilot.app.screen, RepairsScreen)
    await until(pilot, lambda: bool(pilot.app.screen.query_one(ResultList).rows))
    await pilot.press("enter")
    await on_screen(pilot, "PairScreen")


async def test_five_keys_make_one_family_and_one_takes_it_back(
    app: ConciergeApp, desk: Desk, pair: tuple[Registered, Registered]
) -> None:
    first, second = pair
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        said = shown(app)
        for words in (text.HINT[:12], "田中 美咲", "田中 美沙希", "あり 卵", text.DIFFERENT):
            assert words in said
        await pilot.press("left", "enter")
        await on_screen(pilot, "RepairsScreen")
        assert text.MERGED in shown(app)
        assert desk.families.ids() == [first.family]
        assert desk.families.get(first.family).rest == "美園1-2"
        child = desk.families.person(first.people[1])
        assert child.allergy.has == "yes"

        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(desk.families.ids()) == 2)
        assert text.KIND in shown(app)
    assert desk.families.ids() == [first.family, second.family]


async def test_an_arrow_chooses_a_side(
    app: ConciergeApp, desk: Desk, pair: tuple[Registered, Registered]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("right", "down", "left", "down", "left", "enter")
        await on_screen(pilot, "RepairsScreen")
    kept = desk.families.get(pair[0].family)
    assert kept.rest == "美園1-2-305"
    assert (kept.people[0].name, kept.people[0].phone) == ("田中 美咲", "09011112222")


async def test_a_click_chooses_a_side(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        results = app.screen.query_one(ResultList)
        for x, word in ((30, "左"), (50, "右"), (30, "左")):
            await pilot.click(results, offset=(x, 0))
            assert word in results.rows[0].cells[3]


async def test_what_is_strict_is_nobodys_choice(app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        results = app.screen.query_one(ResultList)
        strict = next(n for n, row in enumerate(results.rows, 1) if row.key.startswith("strict"))
        results.point(strict)
        before = results.rows
        await pilot.press("right", "left")
        assert results.rows == before


async def test_who_wrote_both_is_told_and_what_holds_is_shown_in_full(
    desk: Desk, tmp_path: Path
) -> None:
    long = CHILD.model_copy(update={"allergy": Allergy(has="yes", text="ぎゅうにゅう(少量)")})
    registered(desk, MOTHER, CHILD)
    registered(desk, MOTHER, long)
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        results = app.screen.query_one(ResultList)
        strict = next(n for n, row in enumerate(results.rows, 1) if row.key.startswith("strict"))
        results.point(strict)
        await pilot.pause()
        said = shown(app)
    author = desk.staff.all()[0].name
    assert f"どちらの登録も {author}(この端末)" in said
    assert "こうなります: あり" in said
    line = next(line for line in said.splitlines() if "こうなります: あり" in line)
    assert "ぎゅうにゅう(少量)" in line
    assert "卵" in line


def test_two_writers_stand_below_each_other() -> None:
    told = text.wrote(("山田 花子", "受付1"), ("鈴木 次郎", "この端末"))
    assert told == "先の登録: 山田 花子(受付1)\n後の登録: 鈴木 次郎(この端末)"


async def test_told_apart_they_are_never_shown_again(app: ConciergeApp, desk: Desk) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        await on_screen(pilot, "RepairsScreen")
        assert text.TOLD_APART in shown(app)
        assert text.KIND not in shown(app)
    assert len(desk.families.ids()) == 2
    assert desk.doubles.waiting() == []


async def test_escape_leaves_it_for_later(app: ConciergeApp, desk: Desk) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        assert text.KIND in shown(app)
    assert len(desk.families.ids()) == 2


async def test_enter_pressed_several_times_merges_once(app: ConciergeApp, desk: Desk) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
    assert len(desk.families.ids()) == 1


async def test_hidden_fields_are_seen_with_a_note(app: ConciergeApp, desk: Desk) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot)
    rows = desk.families._connection.execute("SELECT what FROM looked")  # type: ignore[attr-defined]
    assert any("phone" in row[0] for row in rows)


async def test_after_an_import_a_likely_family_opens_side_by_side(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    known = registered(desk, MOTHER, CHILD)
    roster = tmp_path / "名簿.csv"
    head = "保護者氏名,保護者フリガナ,電話番号,子ども氏名,子どもフリガナ,子ども生年月日"
    row = "田中 みさき,タナカ ミサキ,09044445555,田中 陽葵,タナカ ヒマリ,2024/7/2"
    roster.write_text(f"{head}\n{row}\n", encoding="utf-8")
    done = desk.rosters.run(desk.rosters.open(roster), meetup, Basis("1", "b", "h"))
    assert [likely.person for likely in done.duplicates] == [known.people[0]]

    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(RosterResultScreen(desk, done))
        await on_screen(pilot, "RosterResultScreen")
        app.screen.query_one(ResultList).focus()
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        await pilot.press("enter")
        await on_screen(pilot, "PairScreen")
        await pilot.press("enter")
        await on_screen(pilot, "RosterResultScreen")
        assert text.MERGED in shown(app)
        assert desk.families.ids() == [known.family]
        assert desk.attendances.counts(meetup).people_expected == 2
        await pilot.press("ctrl+z")
        await pilot.pause()
    assert len(desk.families.ids()) == 2
