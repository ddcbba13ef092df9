"""An allergy that was told late reaches whoever holds the child, in a trial or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.ids import custody_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.late_allergy import told_late
from concierge_tui.services.trial_diary import TrialDiary
from tests.syncing.custody_desks import custody_of
from tests.syncing.laptops import NOON, Laptop
from tests.syncing.trial_desks import CHILD, HELPER, MEETUP, begin, person, ready, trials_of


class Turning:
    """A clock that one turns on by a minute."""

    def __init__(self) -> None:
        self.at = NOON

    def on(self) -> None:
        self.at += timedelta(minutes=1)


@pytest.fixture
def clock() -> Turning:
    return Turning()


@pytest.fixture
def laptop(tmp_path: Path, clock: Turning) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path, "a", now=lambda: clock.at)
    begin(laptop)
    yield laptop
    assert laptop.is_clean()
    laptop.close()


def late(laptop: Laptop) -> list[str]:
    out = custody_of(laptop, MEETUP).board().out
    return [each.id for each in told_late(laptop.journal, trials_of(laptop), out)]


def an_allergy_is_told(laptop: Laptop, what: str) -> None:
    laptop.write(Draft("person.set", CHILD, {"allergy": {"has": "yes", "text": what}}, "g"))


def test_in_a_trial_it_stands_until_it_was_told_on(laptop: Laptop, clock: Turning) -> None:
    trial = ready(laptop)
    assert late(laptop) == []
    trials_of(laptop).start(trial)
    clock.on()
    assert late(laptop) == []
    an_allergy_is_told(laptop, "卵")
    assert late(laptop) == [CHILD]
    assert TrialDiary(trials_of(laptop)).acknowledge(trials_of(laptop).get(trial))
    assert late(laptop) == []


def test_with_staff_it_stands_until_the_child_is_given_on(laptop: Laptop, clock: Turning) -> None:
    body = {"child": CHILD, "to": HELPER, "role": "staff", "from": "g-m"}
    entity = custody_id(MEETUP, CHILD)
    clock.on()
    (first,) = laptop.write(Draft("custody.hand", entity, body, "g", MEETUP)).operations
    assert late(laptop) == [], "what was known before is not late"
    clock.on()
    an_allergy_is_told(laptop, "そば")
    assert late(laptop) == [CHILD]
    clock.on()
    back = {"child": CHILD, "to": "g-m", "role": "family", "from": HELPER}
    laptop.write(Draft("custody.hand", entity, back, "g", MEETUP, [first.op_id]))
    assert late(laptop) == []


def test_a_hand_that_was_forgotten_and_written_later_knew_what_was_told_before(
    laptop: Laptop, clock: Turning
) -> None:
    earlier = milliseconds(clock.at)
    clock.on()
    an_allergy_is_told(laptop, "そば")
    clock.on()
    body = {"child": CHILD, "to": HELPER, "role": "staff", "from": "g-m", "at": earlier}
    laptop.write(Draft("custody.hand", custody_id(MEETUP, CHILD), body, "g", MEETUP))

    assert late(laptop) == []


def test_it_is_heard_also_of_a_registration_that_is_merged_away(
    laptop: Laptop, clock: Turning
) -> None:
    body = {"child": "a-c", "to": HELPER, "role": "staff", "from": "g-m"}
    laptop.write(
        person("a-c", "g", "藤井 光", role="child", allergy={"has": "no", "text": ""}),
        Draft("person.set", CHILD, {"removed": True, "merged_into": "a-c"}, "g"),
        Draft("custody.hand", custody_id(MEETUP, "a-c"), body, "g", MEETUP),
    )
    clock.on()
    assert late(laptop) == []
    an_allergy_is_told(laptop, "そば")
    assert late(laptop) == ["a-c"]


def test_a_clock_that_is_put_back_hides_none(laptop: Laptop, clock: Turning) -> None:
    body = {"child": CHILD, "to": HELPER, "role": "staff", "from": "g-m"}
    laptop.write(Draft("custody.hand", custody_id(MEETUP, CHILD), body, "g", MEETUP))
    clock.at -= timedelta(hours=2)
    an_allergy_is_told(laptop, "そば")

    assert late(laptop) == [CHILD]


def test_what_comes_in_while_the_other_family_reads_was_not_read(
    laptop: Laptop, clock: Turning
) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    shown = trials.allergies_of(trials.get(trial))
    clock.on()
    an_allergy_is_told(laptop, "そば")
    trials.read_allergies(trial, shown)

    rules = {rule.name: rule.reason for rule in trials.gate(trial).rules}
    assert rules["allergy"] == "not_read"
