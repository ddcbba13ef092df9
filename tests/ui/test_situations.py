"""Every situation, driven through the screens of the program within its keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.bootstrap import practise
from concierge_tui.doorway import LaptopDoorway
from concierge_tui.paths import Home
from concierge_tui.rehearsal.facts import meetup_of_lessons
from concierge_tui.rehearsal.furnishing import furnish
from concierge_tui.rehearsal.situation import Press, Situation, Step
from concierge_tui.rehearsal.situations import SITUATIONS
from concierge_tui.services.desk import Desk
from screens.home.screen import HomeScreen
from screens.lesson import guide
from screens.lesson.visible import visible_text
from screens.reception.screen import ReceptionScreen
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

NOON = datetime(2026, 12, 5, 3, 0, tzinfo=UTC)
SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)]
TRIES = 200


class RehearsalDoor(LaptopDoorway):
    """Leads into a rehearsal whose clock stands still."""

    day = NOON

    def practise(self) -> Desk:
        return practise(area="みその", staff="練習 はなこ", now=lambda: self.day)


@asynccontextmanager
async def rehearsal(
    folder: Path, size: tuple[int, int], day: datetime = NOON
) -> AsyncIterator[Pilot[None]]:
    """Open the program as `concierge demo` does, and go to reception."""
    door = RehearsalDoor(Home(folder), furnish)
    door.day = day
    app = ConciergeApp(door, practice=True)
    async with app.run_test(size=size) as pilot:
        await sees(pilot, "みその交流会")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReceptionScreen), "reception")
        yield pilot


def the_app(pilot: Pilot[None]) -> ConciergeApp:
    assert isinstance(pilot.app, ConciergeApp)
    return pilot.app


def the_desk(pilot: Pilot[None]) -> tuple[Desk, str]:
    desk = the_app(pilot).desk
    assert desk is not None
    meetup = meetup_of_lessons(desk)
    assert meetup is not None
    return desk, meetup


def seen(pilot: Pilot[None]) -> str:
    return visible_text(pilot.app.screen)


async def until(pilot: Pilot[None], holds: Callable[[], bool], what: str) -> None:
    for _ in range(TRIES):
        if holds():
            return
        await pilot.pause(0.02)
    pytest.fail(f"waited for {what}; the screen is:\n{seen(pilot)}")


async def sees(pilot: Pilot[None], *words: str) -> None:
    await until(pilot, lambda: all(word in seen(pilot) for word in words), f"{words}")


def type_(pilot: Pilot[None], text: str) -> None:
    for character in text:
        pilot.app.post_message(events.Key(character, character))


async def take(pilot: Pilot[None], step: Step) -> None:
    for stroke in step.strokes:
        if isinstance(stroke, Press):
            await pilot.press(*stroke.keys)
        else:
            type_(pilot, stroke.text)
            await pilot.pause()
    await pilot.pause()
    await sees(pilot, *step.shows)
    for words in step.hides:
        assert words not in seen(pilot)


async def be_ready_for_the_next(pilot: Pilot[None]) -> None:
    while not isinstance(pilot.app.screen, ReceptionScreen):
        at_home = isinstance(pilot.app.screen, HomeScreen)
        below = None if at_home else pilot.app.screen_stack[-2]
        await pilot.press("enter" if at_home else "escape")
        await until(
            pilot,
            lambda: pilot.app.screen is below or isinstance(pilot.app.screen, ReceptionScreen),  # noqa: B023
            "one step toward the reception",
        )
    reception = pilot.app.screen
    if reception.query_one("#query", JpInput).value or reception.panel.household is not None:
        await pilot.press("escape")


def by_number(situation: Situation) -> str:
    return f"{situation.number:02}"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("situation", SITUATIONS, ids=by_number)
async def test_a_situation_is_mastered_within_its_keys(
    situation: Situation, size: tuple[int, int], tmp_path: Path
) -> None:
    assert situation.within_limit, (situation.commands, situation.typed, situation.seconds)
    async with rehearsal(tmp_path, size) as pilot:
        desk, meetup = the_desk(pilot)
        if situation.before is not None:
            situation.before(desk, meetup)
        assert not situation.solved(desk, meetup)
        for step in situation.steps:
            await take(pilot, step)

        assert [fact for fact in situation.facts if not fact(desk, meetup)] == []
        assert list(desk.examine(keep=False).differences) == []


ALONE = [[each] for each in SITUATIONS if each.number in (12, 21, 22, 25)]  # in a fresh hall each
DURING = [each for each in SITUATIONS if [each] not in ALONE]
DAYS = [datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2028, 2, 29, 3, tzinfo=UTC)]


@pytest.mark.soak
@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
async def test_every_situation_can_be_mastered_on_any_day(day: datetime, tmp_path: Path) -> None:
    for situations in (DURING, *ALONE):
        async with rehearsal(tmp_path, (80, 24), day) as pilot:
            desk, meetup = the_desk(pilot)
            for situation in situations:
                if situation.before is not None:
                    situation.before(desk, meetup)
                for step in situation.steps:
                    await take(pilot, step)
                await be_ready_for_the_next(pilot)

            assert [each.number for each in situations if not each.solved(desk, meetup)] == []


def lines_of_lesson(pilot: Pilot[None]) -> str:
    lines = pilot.app.screen.query("LessonPanel > Prose").results(Prose)
    return "\n".join(line.words for line in lines)  # none while the panel is being taken away


async def choose_lesson(pilot: Pilot[None], down: int) -> None:
    the_app(pilot).action_lessons()
    await sees(pilot, "練習の課題", "Esc で閉じます")
    await pilot.press(*["down"] * down, "enter")
    await until(pilot, lambda: lines_of_lesson(pilot) != "", "the lines of the lesson")


async def test_a_lesson_goes_on_with_the_screen_and_says_when_it_is_done(tmp_path: Path) -> None:
    booked = SITUATIONS[0]
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        await choose_lesson(pilot, 0)
        assert booked.story in lines_of_lesson(pilot)
        assert booked.steps[0].hint in lines_of_lesson(pilot)

        await take(pilot, booked.steps[0])
        await until(pilot, lambda: booked.steps[1].hint in lines_of_lesson(pilot), "a hint")
        await take(pilot, booked.steps[1])
        await sees(pilot, "ができました", "3名を受け付けました")
        assert "Esc か次の受付で消えます" in lines_of_lesson(pilot)


@pytest.mark.parametrize("way", ["escape", "next act", "undo"])
async def test_the_lines_of_a_finished_lesson_go_away(tmp_path: Path, way: str) -> None:
    booked = SITUATIONS[0]
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        await choose_lesson(pilot, 0)
        for step in booked.steps:
            await take(pilot, step)
        await sees(pilot, "ができました")
        if way == "escape":
            await pilot.press("escape")
        elif way == "next act":
            type_(pilot, "ogawa")
            await sees(pilot, "小川")
            assert lines_of_lesson(pilot) != ""
            await pilot.press("enter")
        else:
            await pilot.press("ctrl+z")
            await until(pilot, lambda: booked.steps[-1].hint in lines_of_lesson(pilot), "the hint")
            return
        await until(pilot, lambda: lines_of_lesson(pilot) == "", "no lesson")


async def test_a_lesson_begins_from_a_clean_meetup_however_much_was_practised(
    tmp_path: Path,
) -> None:
    booked = SITUATIONS[0]
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        desk, meetup = the_desk(pilot)
        before = desk.reception(meetup).counts()
        for step in booked.steps:
            await take(pilot, step)
        assert booked.solved(desk, meetup)

        await choose_lesson(pilot, 0)
        assert desk.reception(meetup).counts() == before
        for step in booked.steps:
            await take(pilot, step)
        await until(pilot, lambda: "ができました" in lines_of_lesson(pilot), "the end")
        the_app(pilot).action_lessons()
        await sees(pilot, "練習の課題", booked.title)

        assert any("済" in line for line in seen(pilot).splitlines() if booked.title in line)


async def test_the_palette_offers_lessons_in_a_rehearsal_alone(tmp_path: Path) -> None:
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        app = the_app(pilot)
        assert "練習の課題" in [each.title for each in app.get_system_commands(app.screen)]

        await choose_lesson(pilot, 0)
        assert "課題をやめる" in [each.title for each in app.get_system_commands(app.screen)]
        app.end_lesson()
        await until(pilot, lambda: lines_of_lesson(pilot) == "", "no lesson")

    door = ConciergeApp(RehearsalDoor(Home(tmp_path), furnish))
    async with door.run_test(size=(80, 24)):
        assert "練習の課題" not in [each.title for each in door.get_system_commands(door.screen)]


async def test_the_list_says_which_lessons_were_done(tmp_path: Path) -> None:
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        for step in SITUATIONS[0].steps:
            await take(pilot, step)
        the_app(pilot).action_lessons()
        await sees(pilot, "練習の課題", SITUATIONS[0].title)

        done = [line for line in seen(pilot).splitlines() if SITUATIONS[0].title in line]
        assert "済" in done[0]
        await pilot.press("end")
        await sees(pilot, SITUATIONS[-1].title)
        other = [line for line in seen(pilot).splitlines() if SITUATIONS[-1].title in line]
        assert "未" in other[0]


@pytest.mark.soak
async def test_all_lessons_can_be_followed_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide, "LOOK_EVERY", 0.05)
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        desk, meetup = the_desk(pilot)
        for situation in DURING:
            the_app(pilot).begin_lesson(situation, meetup)
            for step in situation.steps:
                await until(pilot, lambda: step.hint in lines_of_lesson(pilot), step.hint)  # noqa: B023
                await take(pilot, step)
            await until(pilot, lambda: "ができました" in lines_of_lesson(pilot), "the end")
            await be_ready_for_the_next(pilot)

        assert [each.number for each in DURING if not each.solved(desk, meetup)] == []
        assert desk.reception(meetup).counts().families_arrived > len(DURING)
        assert list(desk.examine(keep=False).differences) == []


async def test_a_lesson_that_is_chosen_at_home_opens_reception(tmp_path: Path) -> None:
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        await pilot.press("escape")
        await sees(pilot, "きょうの会", "練習の課題")
        await pilot.click("#lessons")
        await sees(pilot, "Esc で閉じます")
        await pilot.press("enter")

        await sees(pilot, "さがす", SITUATIONS[0].story)
