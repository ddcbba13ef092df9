"""The reception screen: find, see, check in, take back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen
from screens.widgets.result_list import ResultList
from screens.widgets.scanner import STUCK
from tests.staging.stage import Keys, Stage

Given = Callable[..., str]


@pytest.fixture
def tanakas(tanaka: str, given: Given) -> tuple[str, str]:
    """Two mothers called 田中 美咲."""
    other = given(
        {"name": "田中 美咲", "kana": "タナカ ミサキ", "phone": "09099998888"},
        {"name": "田中 湊", "kana": "タナカ ミナト", "role": "child", "birthday": "2023-11-30"},
        city="さいたま市見沼区",
    )
    return tanaka, other


@pytest.mark.usefixtures("suzuki")
async def test_three_letters_and_enter_check_the_whole_family_in(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(app, pilot)
        await keys.type("suz")
        await keys.press("enter")

        assert "鈴木家 2名を受け付けました。次回は12/12です。" in app.said
        assert keys.commands == 1
        assert "来場 1/1家庭  いま 2名(子1)" in app.seen
    assert desk.reception(meetup).counts().people_here == 2


@pytest.mark.usefixtures("suzuki")
async def test_the_list_is_empty_until_one_searches_and_enter_does_nothing(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()

        assert "鈴木" not in app.seen
        assert app.said == ""
    assert desk.reception(meetup).counts().people_arrived == 0


async def test_of_two_with_one_name_nobody_is_chosen_until_a_number_is_typed(
    desk: Desk, meetup: str, tanakas: tuple[str, str]
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(app, pilot)
        await keys.type("たなか")
        assert app.screen.query_one(ResultList).highlighted is None
        assert {"7/1", "11/30", "見沼区"} <= set(app.seen.replace(",", " ").split())
        await keys.press("enter")
        assert "2家庭あります" in app.said
        assert desk.reception(meetup).counts().people_arrived == 0

        rows = app.screen.query_one(ResultList).rows
        number = [row.key for row in rows].index(tanakas[1]) + 1
        before = keys.commands
        await keys.press(str(number), "enter")

        assert keys.commands - before == 2
        assert "田中家 2名を受け付けました" in app.said
    assert desk.reception(meetup).household(tanakas[1]).presence == "here"
    assert desk.reception(meetup).household(tanakas[0]).presence == "expected"


@pytest.mark.usefixtures("tanakas")
async def test_the_row_that_the_arrow_keys_went_to_is_checked_in(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(app, pilot)
        await keys.type("たなか")
        await keys.press("down", "down")
        row = app.screen.query_one(ResultList).highlighted
        await keys.press("enter")

        assert row is not None
        assert "を受け付けました" in app.said
        assert desk.reception(meetup).household(row.key).presence == "here"


async def test_whoever_must_not_collect_is_never_ticked_and_named_in_words(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("tana")
        await pilot.pause()
        assert "[ ] 太郎 父 お迎え不可" in app.seen
        assert "体験は 2/4 から" in app.seen
        assert "0歳は眠っている間の事故が多いため" in app.seen
        assert "卵(陽葵)" in app.seen
        await pilot.press("enter")
        await pilot.pause()

    household = desk.reception(meetup).household(tanaka)
    here = {p.name for p in household.family.people if p.id in household.attendance
            and household.attendance[p.id].here}  # fmt: skip
    assert here == {"田中 美咲", "田中 和子", "田中 陽葵", "田中 蓮"}


@pytest.mark.usefixtures("tanaka")
async def test_someone_who_stayed_at_home_is_unticked_with_space(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("tana")
        await pilot.pause()
        await pilot.press("tab", "right", "space", "enter")
        await pilot.pause()

        assert "3名を受け付けました" in app.said
        assert "一部" not in app.said
        assert app.screen.focused is app.screen.query_one("#query")


async def test_ten_rapid_check_ins_keep_the_counts_equal_to_the_log(
    desk: Desk, meetup: str, given: Given
) -> None:
    names = ["あおき", "いとう", "うえだ", "えんどう", "おおの",
             "かとう", "きむら", "くどう", "けんじ", "こばやし"]  # fmt: skip
    for name in names:
        given({"name": name, "kana": name}, {"name": f"{name} 子", "role": "child"})
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for name in names:
            app.type(f"{name}\r")
        await pilot.pause(0.2)

        counts = desk.reception(meetup).counts()
        assert (counts.families_arrived, counts.people_here, counts.children_here) == (10, 20, 10)
        assert "来場 10/10家庭  いま 20名(子10)" in app.seen


@pytest.mark.usefixtures("suzuki")
async def test_undo_takes_the_check_in_back_and_shows_the_family_again(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz\r")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()

        assert "鈴木家の受付を取り消しました" in app.said
        assert "来場 0/1家庭  いま 0名" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert desk.reception(meetup).counts().people_here == 2
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await pilot.pause()
    assert desk.reception(meetup).counts().people_here == 0


@pytest.mark.parametrize("focus", ["#query", "#people", "#table"])
async def test_a_scan_shows_its_family_from_any_focus_and_checks_nobody_in(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, focus: str
) -> None:
    assert tanaka != suzuki
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz")
        await pilot.pause()
        app.screen.query_one(focus).focus()
        await pilot.pause()
        app.type("MS1-7KQ2WX-X\r")
        await pilot.pause(0.1)

        assert "田中家の控えです" in app.said
        assert desk.reception(meetup).counts().people_arrived == 0
        await pilot.pause(STUCK)
        await pilot.press("enter")
        await pilot.pause()
        assert "田中家 4名を受け付けました" in app.said

        app.type("ＭＳ１ー７ＫＱ２ＷＸーＸ\r")
        await pilot.pause(0.1)
        assert "に受付済みです" in app.said


async def test_an_unknown_code_is_never_accepted(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("MS1-ZZZZZZ-Z\r")
        await pilot.pause(0.1)

        assert "未照合" in app.said
        assert "当日参加にします。" in app.seen, "what to do next fits on the line"
    assert desk.reception(meetup).counts().people_arrived == 0


@pytest.mark.parametrize("typed", ["田中\u3000美咲", "ﾀﾅｶ", "misaki", "ひまり", "5678", "7kq2wx-x"])
@pytest.mark.usefixtures("tanaka", "suzuki")
async def test_a_family_is_found_however_one_types(desk: Desk, meetup: str, typed: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type(typed)
        await pilot.pause(0.1)

        assert "田中 美咲" in app.seen
        assert "鈴木" not in app.seen


@pytest.mark.usefixtures("suzuki")
async def test_a_full_room_asks_for_a_reason(desk: Desk, meetup: str) -> None:
    desk.meetups.correct(meetup, {"capacity": 1})
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz\r")
        await pilot.pause()
        assert "定員1名です" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert desk.reception(meetup).counts().people_here == 0
        app.type("責任者が了承\r")
        await pilot.pause()

        assert "2名を受け付けました" in app.said
    assert desk.reception(meetup).counts().people_here == 2


async def test_one_person_leaves_and_the_others_stay(desk: Desk, meetup: str, suzuki: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz\r")
        await pilot.pause()
        await pilot.press("f9", "right", "space", "enter")
        await pilot.pause()

        assert "鈴木家 1名が退場しました" in app.said
        assert "退場 1" in app.seen
    household = desk.reception(meetup).household(suzuki)
    assert [row.here for row in household.attendance.values()] == [False, True]


async def test_the_table_is_a_plain_field_and_stands_in_the_success_line(
    desk: Desk, meetup: str, suzuki: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz")
        await pilot.press("tab", "tab")
        app.type("５")
        await pilot.press("enter")
        await pilot.pause()
        assert "鈴木家はテーブル5です" in app.said
        await pilot.press("enter")
        await pilot.pause()

        assert "受け付けました。テーブル5。" in app.said
    visit = desk.reception(meetup).household(suzuki).visit
    assert visit is not None
    assert visit.table == "5"


@pytest.mark.usefixtures("suzuki")
async def test_escape_clears_first_and_then_goes_home(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz")
        await pilot.press("escape")
        await pilot.pause()
        assert "鈴木" not in app.seen
        assert app.answers == []
        await pilot.press("escape")
        await pilot.pause()

    assert app.answers == [None]
