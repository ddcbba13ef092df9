"""The custody board and the roll call as hands meet them, on eighty columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.meetup_day import CustodyNow, TemporaryCollector
from concierge_tui.domain.operation import Draft
from concierge_tui.services.custody_board import Candidate
from concierge_tui.services.desk import Desk
from concierge_tui.text.times import clock_time
from screens.custody.release import ReleaseScreen
from screens.custody.screen import CustodyScreen
from screens.custody.temporary import TemporaryScreen
from screens.widgets import held_enter
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage
from tests.ui.at_the_door import (
    at_home,
    at_the_desk,
    burst,
    name_of,
    on_screen,
    paste,
    shown,
    until,
)

SIZE = (80, 24)


@pytest.fixture
def arrived(desk: Desk, meetup: str, tanaka: str) -> str:
    """Mother and children are inside; the barred father and the grandmother are not."""
    household = desk.reception(meetup).household(tanaka)
    desk.reception(meetup).check_in(tanaka, sorted(household.awaited))
    return tanaka


def first_child(desk: Desk, family: str) -> str:
    return desk.families.get(family).children[0].id


async def on_the_board(pilot: Pilot[None], desk: Desk, meetup: str) -> ConciergeApp:
    await at_the_desk(pilot, desk, meetup)
    pilot.app.push_screen(CustodyScreen(desk, meetup))
    await on_screen(pilot, "CustodyScreen")
    await pilot.pause()
    assert isinstance(pilot.app, ConciergeApp)
    return pilot.app


def contested(desk: Desk, meetup: str, family: str) -> str:
    who = first_child(desk, family)
    end = desk.custody(meetup).now_ms + 45 * 60_000
    for to, role, place in ((desk.author().actor, "staff", "和室"), ("somebody", "host", "庭")):
        body = {"child": who, "to": to, "role": role, "place": place, "until": end}
        entity = custody_id(meetup, who)
        desk.journal.append([Draft("custody.hand", entity, body, family, meetup, base=[])],
                            desk.author())  # fmt: skip
    return who


async def test_a_contested_child_stands_in_red_on_top_until_somebody_looked(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path
) -> None:
    who = contested(desk, meetup, arrived)
    end = clock_time(desk.custody(meetup).now_ms + 45 * 60_000)
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = await on_the_board(pilot, desk, meetup)
        first = shown(app).splitlines()[3]
        assert "田中 陽葵" in first
        assert "食い違い" in first
        assert "食い違い 1名" in shown(app)
        assert "お子さまを見て" in shown(app)
        records = [line for line in shown(app).splitlines() if f"{end}まで" in line]
        assert [("和室" in line, "庭" in line) for line in records] == [
            (True, False), (False, True),
        ], "both records say where to look"  # fmt: skip

        await pilot.press("enter")
        await on_screen(pilot, "WhoScreen")
        assert "太郎" not in shown(app)
        staff = next(row for row, line in enumerate(shown(app).splitlines()) if "スタッフ" in line)
        await pilot.press(shown(app).splitlines()[staff].split()[0])
        await on_screen(pilot, "EntrustScreen")
        filled = [app.screen.query_one(name, JpInput).value for name in ("#place", "#until")]
        assert filled == ["和室", end], "what the chosen record says, not the other one"
        await pilot.press("escape")
        await on_screen(pilot, "WhoScreen")
        await pilot.press("1")
        await on_screen(pilot, "ReleaseScreen")
        await pilot.press("1", "enter", "enter")
        await on_screen(pilot, "CustodyScreen")

    row = desk.day.get(CustodyNow, custody_id(meetup, who))
    assert row is not None
    assert (row.contested, row.role) == (False, "family")


async def test_a_child_is_entrusted_with_a_place_an_end_and_who_gets_it_back(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = await on_the_board(pilot, desk, meetup)
        await pilot.press("enter")
        await on_screen(pilot, "WhoScreen")
        await pilot.press("1")
        await on_screen(pilot, "EntrustScreen")
        await paste(pilot, "和室")
        await pilot.press("enter", "2", "enter", "enter", "enter", "enter", "enter")
        await on_screen(pilot, "CustodyScreen")
        text = shown(app)

    row = next(iter(desk.day.of(CustodyNow, meetup)))
    assert (row.place, row.role, row.back_to) == (
        "和室", "staff", desk.families.get(arrived).people[0].id,
    )  # fmt: skip
    assert row.until is not None
    assert row.since is not None
    assert row.until - row.since == 30 * 60_000
    assert "預かり中" in text
    assert "さんに渡しました" in text
    assert "人数" in text
    assert "上限" in text


async def test_a_barred_name_turns_red_and_is_nowhere_kept(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = await on_the_board(pilot, desk, meetup)
        await pilot.press("enter", "0")
        await on_screen(pilot, "RefusedScreen")
        await pilot.press("2")
        await on_screen(pilot, "TemporaryScreen")
        await pilot.press("1", "1")
        await paste(pilot, "タナカ タロウ")
        await pilot.press("enter")
        await paste(pilot, "父")
        await pilot.press("enter", "1")
        await paste(pilot, "山本 0900")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: name_of(app) == "RefusedScreen")
        await pilot.pause()

        assert "申し訳ありません" in shown(app)
        assert all(word not in shown(app) for word in ("田中", "陽葵", "太郎", "父"))
    assert desk.day.of(TemporaryCollector, meetup) == []
    child = desk.custody(meetup).child(desk.custody(meetup).board().children[0].child.id)
    reasons = [n.reason for n in desk.collecting(meetup).notes(child) if n.what == "refused"]
    assert reasons == ["not_listed", "barred"]
    assert arrived


async def test_the_coordinator_on_the_telephone_has_a_number(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path
) -> None:
    of = desk.custody(meetup).child(first_child(desk, arrived))
    mother = desk.families.get(arrived).people[0]
    to = Candidate(mother.id, "田中 美咲", "母", "family", inside=True)
    asked = {
        TemporaryScreen(desk, meetup, of): {
            "called": mother.id,
            "answered": "yes",
            "second": "telephone",
        },
        ReleaseScreen(desk, meetup, of, to): {"identity": "neither", "second": "telephone"},
    }
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = await on_the_board(pilot, desk, meetup)
        for screen, answers in asked.items():
            app.push_screen(screen)
            await on_screen(pilot, type(screen).__name__)
            for line, answer in answers.items():
                if "called" in answers and line != "second":
                    await pilot.press("ctrl+s")
                    assert app.screen.query_one(f"#{line}").has_focus, "where the answer is missing"
                screen.query_one(f"#{line}", ChoiceLine).choose(answer)
                await pilot.pause()
            screen.query_one("#typed", JpInput).value = "責任者 山本"
            for field in screen.query("#name, #relation").results(JpInput):
                field.value = "祖母"
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert "かけた番号" in shown(app)
            await pilot.press("escape")
            await on_screen(pilot, "CustodyScreen")

    assert not desk.day.of(TemporaryCollector, meetup)
    assert desk.custody(meetup).child(of.child.id).now is None


async def test_what_was_typed_about_a_collector_outlives_the_screen(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        await on_the_board(pilot, desk, meetup)
        of = desk.custody(meetup).child(first_child(desk, arrived))
        for typed in ("山田 次郎", ""):
            pilot.app.push_screen(TemporaryScreen(desk, meetup, of))
            await on_screen(pilot, "TemporaryScreen")
            field = pilot.app.screen.query_one("#name", JpInput)
            if typed:
                field.focus()
                await paste(pilot, typed)
                await pilot.press("escape")
                await on_screen(pilot, "CustodyScreen")
            else:
                assert field.value == "山田 次郎"


async def test_who_stood_there_an_hour_ago_is_not_sure_now(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path
) -> None:
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = await on_the_board(pilot, desk, meetup)
        of = desk.custody(meetup).child(first_child(desk, arrived))
        mother = desk.families.get(arrived).people[0]
        to = Candidate(mother.id, mother.name, mother.relation, "family", inside=True)
        for again in (False, True):
            app.push_screen(ReleaseScreen(desk, meetup, of, to))
            await on_screen(pilot, "ReleaseScreen")
            if again:
                await pilot.press("ctrl+s")
                assert "どなたかがまだ確かめられていません" in shown(app)
            else:
                await pilot.press("1", "escape")
                await on_screen(pilot, "CustodyScreen")
    assert desk.day.of(CustodyNow, meetup) == []


@pytest.mark.parametrize(
    ("recited", "goes", "role"),
    [("no", "home", "staff"), ("yes", "stay", "family"), ("yes", "home", "family")],
)
async def test_without_the_slip_a_child_goes_only_to_who_can_recite(
    desk: Desk, meetup: str, arrived: str, recited: str, goes: str, role: str
) -> None:
    who = first_child(desk, arrived)
    held = {"child": who, "to": desk.author().actor, "role": "staff"}
    draft = Draft("custody.hand", custody_id(meetup, who), held, arrived, meetup)
    desk.journal.append([draft], desk.author())
    carer = desk.families.get(arrived).people[1]
    to = Candidate(carer.id, carer.name, carer.relation, "family", inside=False)
    screen = ReleaseScreen(desk, meetup, desk.custody(meetup).child(who), to)
    app = Stage(screen)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        answers = {"identity": "identity", "slip": "no", "recited": recited, "goes": goes}
        for line, answer in answers.items():
            screen.query_one(f"#{line}", ChoiceLine).choose(answer)
        await pilot.press("ctrl+s")
        await pilot.pause()

    row = desk.day.get(CustodyNow, custody_id(meetup, who))
    assert row is not None
    assert row.role == role
    here = {each.person for each in desk.attendances.of_meetup(meetup) if each.here}
    assert (who in here) == (goes == "stay" or role == "staff")


async def test_one_key_lists_everyone_and_a_held_enter_ticks_once(
    desk: Desk, meetup: str, arrived: str, tmp_path: Path, given: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for number in range(59):
        family = given({"name": f"家庭{number:02d}", "kana": f"ア{number:02d}"})  # type: ignore[operator]
        people = [person.id for person in desk.families.get(family).people]
        desk.reception(meetup).check_in(family, people)
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = await on_the_board(pilot, desk, meetup)
        burst(app, "f5")
        await until(pilot, lambda: "家庭00" in shown(app))

        await pilot.press("f5", "2")
        await until(pilot, lambda: "点呼(訓練)" in shown(app))
        burst(app, *["enter"] * 4)
        await pilot.pause(0.1)
        calls = desk.roll_calls(meetup)
        assert [line.state for line in calls.lines()].count("all") == 1

        monkeypatch.setattr(held_enter, "AGAIN", 0.0)
        await pilot.pause(0.3)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert [line.state for line in calls.lines()].count("all") == 3
    assert arrived
