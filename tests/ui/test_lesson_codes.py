"""A lesson whose last step shows a code is seen to be done, whatever room its lines take."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.rehearsal.situations import SITUATIONS
from tests.ui.test_situations import choose_lesson, rehearsal, sees, take


@pytest.mark.parametrize("number", [5])
async def test_a_lesson_that_ends_at_a_code_is_seen_to_be_done(tmp_path: Path, number: int) -> None:
    lesson = next(each for each in SITUATIONS if each.number == number)
    async with rehearsal(tmp_path, (80, 24)) as pilot:
        await choose_lesson(pilot, SITUATIONS.index(lesson))
        for step in lesson.steps[:-1]:
            await take(pilot, step)
        await pilot.press("f11")
        await sees(pilot, "ができました")
