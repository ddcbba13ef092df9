"""One lesson after the other in the same rehearsal."""

from __future__ import annotations

from pathlib import Path

from concierge_tui.rehearsal.situations import SITUATIONS
from tests.ui.test_situations import (
    be_ready_for_the_next,
    choose_lesson,
    lines_of_lesson,
    rehearsal,
    take,
    the_desk,
)


async def test_a_lesson_begins_although_what_was_practised_can_never_be_taken_back(
    tmp_path: Path,
) -> None:
    booked, late = SITUATIONS[0], next(each for each in SITUATIONS if each.number == 23)
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        desk, meetup = the_desk(pilot)
        before = desk.custody(meetup).board().out
        await choose_lesson(pilot, SITUATIONS.index(late))
        for step in late.steps:
            await take(pilot, step)  # a call and a word to the coordinator stay as they are
        await be_ready_for_the_next(pilot)

        await choose_lesson(pilot, 0)
        assert booked.story in lines_of_lesson(pilot)
        assert desk.custody(meetup).board().out == before, "what can be taken back was"
