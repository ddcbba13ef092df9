"""What the rows and the facts of the reception say, and that nothing of it is cut or private."""

from __future__ import annotations

from collections.abc import Callable

from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen
from tests.staging.stage import Stage

Given = Callable[..., str]


async def test_the_day_of_the_trial_stays_when_the_child_is_in(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    reception = desk.reception(meetup)
    reception.check_in(tanaka, sorted(reception.household(tanaka).awaited))
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("tana")
        await pilot.pause()

        assert "体験は 2/4 から" not in app.seen
        assert "蓮は 2/4 から。0歳は眠っている間" in app.seen


async def test_the_list_cuts_no_day_and_tells_wards_of_one_name_apart(
    desk: Desk, meetup: str, given: Given
) -> None:
    many = [
        {"name": f"平野 {name}", "role": "child", "birthday": day}
        for name, day in (("凛", "2023-10-11"), ("蒼", "2024-12-15"), ("空", "2025-03-04"))
    ]
    mother = {"name": "平野 めぐみ", "kana": "ヒラノ メグミ"}
    given(mother, *many, city="さいたま市緑区", rest="美園1-1")
    given(mother, many[0], city="横浜市緑区", rest="中山町2")
    given({"name": "平井 舞", "kana": "ヒライ マイ"}, many[1], city="中新川郡舟橋村")
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("hira")
        await pilot.pause()
        narrow = app.seen
        await pilot.resize_terminal(160, 40)
        await pilot.pause()
        wide = app.seen

    assert all(words in narrow for words in ("10/11 ほか2", "さいた…", "横浜市…", "舟橋村"))
    assert all(words in wide for words in ("さいたま市緑区", "横浜市緑区", "中新川郡舟橋村"))
    assert not any(secret in narrow + wide for secret in ("美園1", "中山町"))


async def test_a_reading_whose_name_is_not_written_yet_is_never_cut(
    desk: Desk, meetup: str, given: Given
) -> None:
    given({"name": "", "kana": "イシカワ ケイコ"}, city="さいたま市緑区")
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("ishi")
        await pilot.pause()

        assert "漢字まだ" in app.seen
        assert "いしかわ けいこ" in app.seen
        assert "イシカワ" not in app.seen
