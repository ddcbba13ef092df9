"""What the situations promise about keys, seconds and lines, reckoned from their steps."""

from dataclasses import replace

import pytest

from concierge_tui.rehearsal.situation import Limit, Situation
from concierge_tui.rehearsal.situations import SITUATIONS
from screens.widgets.prose import folded


def by_number(situation: Situation) -> str:
    return f"{situation.number:02}"


@pytest.mark.parametrize("situation", SITUATIONS, ids=by_number)
def test_story_and_hint_fit_into_four_lines_of_eighty_cells(situation: Situation) -> None:
    story = len(folded(situation.story, 78))
    hints = [f"{len(situation.steps)}/{len(situation.steps)} {s.hint}" for s in situation.steps]

    assert [hint for hint in hints if story + len(folded(hint, 78)) > 4] == []


def test_seconds_and_keys_are_reckoned_from_the_steps() -> None:
    situation = SITUATIONS[0]

    assert (situation.commands, situation.typed) == (1, 4)
    assert situation.seconds > 5 * 0.2
    assert not replace(situation, limit=Limit(0, None, 60)).within_limit
    assert not replace(situation, limit=Limit(None, 3, 60)).within_limit
    assert not replace(situation, limit=Limit(None, None, 1)).within_limit
