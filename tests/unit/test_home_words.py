"""The line of the home that says what needs a person, and what one of them says."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from concierge_tui.domain.clock import milliseconds, past
from concierge_tui.domain.inbox import Counts
from concierge_tui.domain.meetup import Counts as Arrived
from concierge_tui.text import bundles, home, hub, inbox, reception, sync
from concierge_tui.text.times import stamp

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MINUTE, DAY = 60_000, 86_400_000


@pytest.mark.parametrize("kind", [field.name for field in fields(Counts)])
def test_whatever_is_listed_is_told(kind: str) -> None:
    assert "3" in home.to_mend(Counts(**{kind: 3}))
    assert home.to_mend(Counts(**{kind: 3})) != home.to_mend(Counts())


def test_a_number_that_was_set_aside_is_read_once() -> None:
    body = {"phone": "09000000009", "phone_typed": "0900-000-0009"}
    assert inbox.said(body) == ["電話番号: 09000000009"]


@pytest.mark.parametrize("ahead", [3 * DAY, -3 * DAY])
@pytest.mark.parametrize("put_right", [True, False])
def test_a_sync_under_a_wrong_clock_is_told_by_the_clock_of_the_service(
    ahead: int,
    put_right: bool,
) -> None:
    there = milliseconds(NOW)
    shown = there + 10 * MINUTE + (0 if put_right else ahead)

    told = sync.last(past(there + ahead, ahead, shown), datetime.fromtimestamp(shown / 1000, UTC))

    assert told.removeprefix("前回 ").removesuffix("(本部の時計)") in stamp(there)
    assert told.endswith("(本部の時計)")


def test_a_clock_that_fell_behind_after_a_sync_is_told_to_be_put_right() -> None:
    there = milliseconds(NOW)
    right = home.sent_state(0, past(there, MINUTE, there + MINUTE), NOW)
    found = past(there, 0, there - 3 * DAY)

    fell = home.sent_state(0, found, datetime.fromtimestamp(there / 1000 - 3 * 86_400, UTC))

    assert "本部の時計" not in right
    assert home.CLOCK_BEHIND not in right
    assert f"前回 {stamp(there)}(本部の時計)。{home.CLOCK_BEHIND}" in fell


def test_what_a_clock_that_was_set_back_wrote_down_is_no_time() -> None:
    ahead = milliseconds(NOW) + 3 * DAY

    for told in (hub.state("", ahead, NOW), bundles.last_written(ahead, 3, NOW)):
        assert "不明" in told
        assert stamp(ahead) not in told
    assert "不明" not in hub.state("", milliseconds(NOW), NOW)


def test_where_nobody_was_expected_nobody_is_counted_against_it() -> None:
    walked_in = reception.counts(Arrived(0, 2, 2, 0, 5, 5, 3, 0), pending=None)
    booked = reception.counts(Arrived(9, 2, 2, 20, 5, 5, 3, 0), pending=None)

    assert walked_in == "来場 2家庭  いま 5名(子3)"
    assert booked.startswith("来場 2/9家庭")
