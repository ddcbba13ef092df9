"""ヒヤリ・事故 on screen: found, kept, told, read and signed; leaving is warned."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.meetup_day import Incident
from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from concierge_tui.text import incident as text
from screens.incident.screen import IncidentScreen
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, at_the_desk, burst, name_of, on_screen, shown, until

SIZE = (80, 24)


@pytest.fixture
def app(desk: Desk, here: str, tmp_path: Path) -> ConciergeApp:
    assert here
    return at_home(desk, tmp_path / "store")


def bump(desk: Desk, meetup: str, family: str) -> Incident:
    child = desk.families.get(family).children[0].id
    return desk.incidents(meetup).note(Happened("grave", "head", child, family))


async def test_the_card_comes_by_one_digit_and_the_look_is_written_down(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "ctrl+d")
        await on_screen(pilot, "IncidentScreen")
        burst(app, *"himari", "enter", "4")
        await pilot.pause()
        burst(app, "3")
        await until(pilot, lambda: "救急です" in shown(app))

        assert "アレルギー あり(卵)" in shown(app)
        assert "090-1234-5678" in shown(app)
        (noted,) = desk.incidents(meetup).all()
        child = desk.families.person(noted.person)
        assert (noted.level, noted.what, child.given) == ("grave", "head", "陽葵")
        looks = [op for op in desk.journal.history(noted.family) if op.kind == "looked.at"]
        assert len(looks) == 1


async def test_the_card_never_waits_for_an_answer(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "f4")
        await on_screen(pilot, "IncidentScreen")
        app.screen.query_one("#level").focus()
        await pilot.press("3")
        await on_screen(pilot, "EmergencyScreen")
        assert text.UNKNOWN_PERSON in shown(app)
        assert desk.incidents(meetup).all() == []
        await pilot.press("escape")
        await on_screen(pilot, "IncidentScreen")
        await pilot.press("f2")
        await on_screen(pilot, "EmergencyScreen")


async def test_what_was_half_written_comes_back(desk: Desk, meetup: str, app: ConciergeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "f4")
        await on_screen(pilot, "IncidentScreen")
        burst(app, *"tanaka ren", "enter", "1")
        await pilot.pause()
        await pilot.press("escape")
        await on_screen(pilot, "HallScreen")
        await pilot.press("f4")
        await on_screen(pilot, "IncidentScreen")
        screen = app.screen
        assert isinstance(screen, IncidentScreen)
        said = screen.values()
        assert desk.families.person(said["person"]).given == "蓮"
        assert said["what"] == "nosebleed"

        await pilot.press("ctrl+s")
        assert text.LEVEL_NEEDED in shown(app)
        await pilot.press("1", "ctrl+s")
        await on_screen(pilot, "HallScreen")
        assert "蓮 鼻血(軽微)を残しました" in shown(app)
        assert desk.drafts.get(f"incident:{meetup}") is None


async def test_other_letters_after_a_choice_choose_nobody(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "f4")
        await on_screen(pilot, "IncidentScreen")
        burst(app, *"himari", "enter")
        await pilot.pause()
        field = app.screen.query_one("#who", JpInput)
        field.focus()
        field.value = "れん"
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, IncidentScreen)
        assert screen.values()["person"] == ""
        await pilot.press("enter")
        assert desk.families.person(screen.values()["person"]).given == "蓮"
        field.value = "5678"
        await pilot.pause()
        assert text.UNLISTED in shown(app), "the last four digits are no way to a child"


async def test_a_record_is_told_and_signed_on_the_screen_that_faces_the_guardian(
    desk: Desk, meetup: str, here: str, app: ConciergeApp
) -> None:
    noted = bump(desk, meetup, here)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "end", "up", "enter")
        await on_screen(pilot, "IncidentsScreen")
        assert text.WAITING in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "RecordScreen")
        await pilot.press("2")
        await on_screen(pilot, "CallScreen")
        assert "090-1234-5678" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: desk.incidents(meetup).get(noted.id).guardian_told is not None)
        await pilot.press("4")
        await on_screen(pilot, "TypedScreen")
        burst(app, *"memo", "enter")
        await on_screen(pilot, "RecordScreen")
        await pilot.press("5")
        await on_screen(pilot, "SignScreen")
        untreated = "".join(text.SIGN_UNTREATED.split())
        seen = "".join(shown(app).replace("│", "").split())
        assert untreated[:14] in seen
        await pilot.press("1", "enter")
        await on_screen(pilot, "FacingScreen")
        await until(pilot, lambda: bool(app.screen.query("#choice-agreed")))
        await pilot.press("left", "enter")
        await pilot.pause()
        assert desk.incidents(meetup).get(noted.id).signed_at is None, "she wants to talk"
        await pilot.press("right", "enter")
        await until(pilot, lambda: desk.incidents(meetup).get(noted.id).signed_at is not None)
        await pilot.press("enter")
        await on_screen(pilot, "RecordScreen")

        signed = desk.incidents(meetup).get(noted.id)
        assert (signed.signed_by, signed.signed_how) == ("田中 美咲", "screen")
        assert signed.insurer_note == "memo"
        assert text.SIGNED in shown(app)


@pytest.mark.parametrize("where", ["reception", "inside"])
async def test_a_family_may_leave_and_is_warned_of_what_is_unsigned(
    desk: Desk, meetup: str, here: str, app: ConciergeApp, where: str
) -> None:
    noted = bump(desk, meetup, here)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        if where == "reception":
            burst(app, *"tanaka")
            await until(pilot, lambda: "美咲" in shown(app))
            await pilot.press("f9")
        else:
            await pilot.press("f5")
            await on_screen(pilot, "InsideScreen")
            await pilot.press("f9")
        await on_screen(pilot, "LeaveScreen")
        assert "まだ署名がありません" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: name_of(app) != "LeaveScreen")

    assert desk.reception(meetup).counts().people_here == 0
    assert desk.incidents(meetup).unsigned() == [noted]


async def note_a_visitor(pilot: Pilot[None], app: ConciergeApp) -> None:
    """Write, in the hall, that somebody who stands in no list hit their head; in two goes."""
    await pilot.press("f4")
    await on_screen(pilot, "IncidentScreen")
    burst(app, *"suzuki", "enter")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, IncidentScreen)
    assert screen.values()["person"] == "", "a mistyped name is nobody, not a visitor"
    await pilot.press("down", "enter", "3")
    await pilot.press("escape")
    await pilot.press("f4")
    await on_screen(pilot, "IncidentScreen")
    assert text.UNLISTED in app.screen.query_one("#who", JpInput).value, "the draft is kept"
    app.screen.query_one("#level").focus()
    await pilot.press("1", "ctrl+s")
    await on_screen(pilot, "HallScreen")


async def put_right(pilot: Pilot[None], app: ConciergeApp) -> None:
    """Say on the record how grave it was, who it was, and what was done."""
    steps = app.screen.query_one("#steps", ResultList)
    for name, said in (("level", ("2",)), ("person", (*"himari", "enter"))):
        await pilot.press(str(1 + [row.key for row in steps.rows].index(name)), *said)
        await on_screen(pilot, "RecordScreen")
    assert "陽葵" in shown(app)
    await pilot.press(str(1 + [row.key for row in steps.rows].index("action")))
    await on_screen(pilot, "TypedScreen")
    app.screen.query_one(JpInput).value = "冷やした"
    await pilot.press("enter")
    await on_screen(pilot, "RecordScreen")


async def test_a_visitor_is_noted_and_level_and_person_are_put_right_with_their_history(
    desk: Desk, meetup: str, here: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "f4")
        await on_screen(pilot, "IncidentScreen")
        await pilot.press("f1")
        await on_screen(pilot, "HelpScreen")
        assert "要差替" in shown(app), "what to do first lies one key away (A17)"
        await pilot.press("escape", "escape")
        await on_screen(pilot, "HallScreen")
        await note_a_visitor(pilot, app)
        (noted,) = desk.incidents(meetup).all()
        assert (noted.whom, noted.person, noted.family) == ("suzuki", "", "")
        assert "suzuki(名簿にない人)" in shown(app)

        await pilot.press("end", "up", "enter")
        await on_screen(pilot, "IncidentsScreen")
        await pilot.press("enter")
        await on_screen(pilot, "RecordScreen")
        await put_right(pilot, app)
        assert "手当: 冷やした" in shown(app), "a guardian reads what was done, and signs that"
        await pilot.press("f4")
        await on_screen(pilot, "IncidentScreen")
        await pilot.press("escape")
    now = desk.incidents(meetup).get(noted.id)

    assert (now.level, now.family, now.whom, now.closed) == ("call", here, "", False)
    assert desk.families.person(now.person).given == "陽葵"
    assert desk.incidents(meetup).unsigned() == [now]
    assert [each.family for each in desk.lists.tasks() if each.reason == "incident"] == [here]
    bodies = [op.body or "" for op in desk.journal.history(noted.id)]
    assert any("suzuki" in body for body in bodies), "what stood before is history, not lost"
