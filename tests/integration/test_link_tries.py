"""How often somebody may try another family's digits: nothing gives a second row of tries."""

from __future__ import annotations

import pytest

from concierge_tui.domain import link as rule
from concierge_tui.services.desk import Desk
from tests.journals.linking import come, keyed

ONE, OTHER = "09000007351", "09000000042"


def test_whoever_is_registered_twice_has_no_second_row_of_tries(
    desk: Desk,
    meetup: str,
) -> None:
    linking = desk.linking(meetup)
    one = come(desk, meetup, "佐藤 花", ONE)
    other, twice = (come(desk, meetup, "田中 美咲", OTHER) for _ in range(2))
    for end in (twice, other, other):
        with pytest.raises(rule.DigitsWrong):
            linking.key(one, end, keyed("0000"))
    desk.merging().merge(desk.merging().compare(other, twice), {})

    with pytest.raises(rule.LinkRests):
        linking.key(one, min(other, twice), keyed(OTHER))
