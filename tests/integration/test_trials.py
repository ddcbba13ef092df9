"""A trial from its plan to its report on a real store: nothing starts past a red rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.consent import REGISTRATION, TRIAL
from concierge_tui.domain.custody import ChildContested, CollectorRefused
from concierge_tui.domain.errors import MeetupClosed
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.gate import Approval
from concierge_tui.domain.ids import consent_id, custody_id, exclusion_id, link_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.trial import (
    ApprovalMissing,
    FactStays,
    GateClosed,
    TrialNotDraft,
    TrialNotPossible,
    TrialNotRunning,
)
from concierge_tui.services.trial_follow_up import FollowUps
from concierge_tui.services.undo import Undo
from tests.syncing.custody_desks import custody_of
from tests.syncing.laptops import Laptop
from tests.syncing.trial_desks import (
    CHILD,
    FATHER,
    HELPER,
    HOST,
    HOSTS_CHILD,
    MEETUP,
    MOTHER,
    SUPERVISOR,
    agreed,
    begin,
    health_of,
    person,
    ready,
    trials_of,
)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path, "a")
    begin(laptop)
    yield laptop
    assert laptop.is_clean()
    laptop.close()


def hand(laptop: Laptop) -> tuple[str, str]:
    now = custody_of(laptop, MEETUP).child(CHILD).now
    return (now.holder, now.role) if now else ("", "family")


def test_a_trial_starts_and_the_child_is_with_the_host_in_the_same_act(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    act = trials.start(trial)

    assert [op.kind for op in act.operations] == ["trial.start", "custody.hand", "trial.set"]
    assert {op.tx for op in act.operations} == {act.operations[0].tx}
    assert hand(laptop) == (HOST, "host")
    assert body_of(act.operations[1])["witness"] == SUPERVISOR
    assert body_of(act.operations[1])["back_to"] == MOTHER
    assert set(body_of(act.operations[0])["colours"].values()) == {"green"}
    assert trials.get(trial).course.state == "running"


@pytest.mark.parametrize("earlier", [None, 60_000], ids=["at once", "agreed"])
def test_a_trial_that_was_to_begin_at_once_began_when_the_gate_opened(
    laptop: Laptop, earlier: int | None
) -> None:
    trials = trials_of(laptop)
    at = None if earlier is None else trials.now_ms - earlier
    trial = ready(laptop, starts=at)
    act = trials.start(trial)

    assert trials.get(trial).trial.starts == (at or trials.now_ms)
    Undo(laptop.journal, lambda: laptop.author).act(act.operations[0].tx)
    assert trials.get(trial).trial.starts == at, "not yet, or not any more"


def test_it_ends_with_the_child_in_the_hands_of_who_may_collect(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    with pytest.raises(CollectorRefused):
        trials.end(trial, {CHILD: FATHER})
    with pytest.raises(CollectorRefused):
        trials.end(trial, {CHILD: HOST})
    assert hand(laptop) == (HOST, "host")
    act = trials.end(trial)

    assert [op.kind for op in act.operations] == ["trial.end", "custody.hand", *["task.set"] * 2]
    assert hand(laptop) == (MOTHER, "family")
    assert trials.get(trial).course.state == "ended"
    with pytest.raises(TrialNotRunning):
        trials.end(trial)
    with pytest.raises(TrialNotDraft):
        trials.start(trial)


Spoil = Callable[[Laptop], object]


def write(*drafts: Draft) -> Spoil:
    return lambda laptop: laptop.write(*drafts)


RED: dict[str, tuple[str, Spoil]] = {
    "the link was cancelled": ("link", write(
        Draft("link.cancel", link_id("h", "g"), {"other": "g"}, "h", MEETUP))),
    "they are kept apart": ("link", write(
        Draft("exclusion.set", exclusion_id("h", "g"),
              {"one": "h", "other": "g", "stands": True}))),
    "the mother left": ("met", write(
        Draft("visit.leave", visit_id(MEETUP, "g"), {"people": [MOTHER, FATHER]}, "g", MEETUP))),
    "the host's child left": ("met", write(
        Draft("visit.leave", visit_id(MEETUP, "h"), {"people": [HOSTS_CHILD]}, "h", MEETUP))),
    "the birthday was wrong": ("age", write(
        Draft("person.set", CHILD, {"birthday": "2025-11-23"}, "g"))),
    "a late allergy": ("allergy", write(
        Draft("person.set", CHILD, {"allergy": {"has": "yes", "text": "卵"}}, "g"))),
    "nobody knows any more": ("allergy", write(
        Draft("person.set", CHILD, {"allergy": {"has": "unknown", "text": ""}}, "g"))),
    "fever": ("health", lambda laptop: health_of(laptop).note(CHILD, tenths=375)),
    "the host's child is ill": ("health",
                                lambda laptop: health_of(laptop).note(HOSTS_CHILD, looks="unwell")),
    "the host is barred": ("collectors", write(
        person("g-x", "g", "西村 香", role="carer", must_not_collect=True))),
    "nobody may collect": ("collectors", write(
        Draft("person.set", MOTHER, {"may_collect": False}, "g"))),
    "trials were refused": ("consent", write(
        Draft("consent.withdraw", consent_id("g", TRIAL), {"purpose": TRIAL}, "g"))),
    "the host withdrew": ("consent", write(
        Draft("consent.withdraw", consent_id("h", REGISTRATION), {"purpose": REGISTRATION}, "h"))),
    "not listed": ("insurance", write(
        Draft("meetup.set", MEETUP, {"listed": False}, meetup=MEETUP))),
    "suspended": ("supervisor", write(
        Draft("staff.set", SUPERVISOR, {"certification": "suspended"}))),
    "expired": ("supervisor", write(
        Draft("staff.set", SUPERVISOR, {"certified_until": "2026-11-21"}))),
}  # fmt: skip


@pytest.mark.parametrize("what", RED)
def test_the_gate_is_judged_anew_at_the_moment_of_the_start(laptop: Laptop, what: str) -> None:
    rule, spoil = RED[what]
    trials, trial = trials_of(laptop), ready(laptop)
    assert not trials.gate(trial).is_red
    spoil(laptop)
    everything = [
        Approval(each.name, each.reason, "よい", "guardian", MOTHER)
        for each in trials.gate(trial).rules
    ]

    with pytest.raises(GateClosed) as closed:
        trials.start(trial, everything)

    assert rule in closed.value.rules
    assert hand(laptop) == ("", "family")
    assert trials.get(trial).course.state == "draft"


def test_a_contested_child_is_entrusted_to_nobody(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    for who in (SUPERVISOR, HELPER):
        body = {"child": CHILD, "to": who, "role": "staff"}
        laptop.write(Draft("custody.hand", custody_id(MEETUP, CHILD), body, "g", MEETUP, []))

    with pytest.raises(GateClosed):
        trials.start(trial)


def test_a_trial_whose_child_became_contested_does_not_end_by_itself(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    body = {"child": CHILD, "to": HELPER, "role": "staff"}
    laptop.write(Draft("custody.hand", custody_id(MEETUP, CHILD), body, "g", MEETUP, []))

    with pytest.raises(ChildContested):
        trials.end(trial)
    assert trials.get(trial).course.state == "running"


def test_amber_needs_a_second_person_who_is_not_the_writer(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop, exchanged=["address"])
    (amber,) = trials.gate(trial).of("amber")
    assert amber.name == "exchange"

    def approval(how: Any, who: str, number: str = "") -> Approval:
        return Approval(amber.name, amber.reason, "電話で聞く", how, who, number, trials.now_ms)

    for bad in (
        [],
        [approval("staff", laptop.author.actor)],
        [approval("staff", "nobody")],
        [approval("guardian", HOST)],
        [approval("telephone", "責任者")],
    ):
        with pytest.raises(ApprovalMissing):
            trials.start(trial, bad)
    act = trials.start(trial, [approval("guardian", MOTHER)])

    (kept,) = body_of(act.operations[0])["approvals"]
    assert (kept["rule"], kept["who"], kept["reason"]) == ("exchange", MOTHER, "電話で聞く")


def test_being_accompanied_hands_nobody_over(laptop: Laptop) -> None:
    laptop.write(Draft("person.set", CHILD, {"birthday": "2026-05-05"}, "g"))
    trials, trial = trials_of(laptop), ready(laptop, service="accompanying")
    trials.start(trial)

    assert hand(laptop) == ("", "family")
    assert "custody.hand" not in [op.kind for op in trials.end(trial).operations]


def test_no_allergy_is_told_without_consent(laptop: Laptop) -> None:
    trials = trials_of(laptop)
    trial = trials.plan(agreed(laptop)).id
    laptop.write(Draft("consent.withdraw", consent_id("g", TRIAL), {"purpose": TRIAL}, "g"))

    with pytest.raises(GateClosed):
        trials.read_allergies(trial)


@pytest.mark.parametrize(
    "said",
    [{"guest": "h"}, {"children": []}, {"children": [HOSTS_CHILD]}, {"guest": ""},
     {"guest": "nobody"}, {"third": "g"}],
)  # fmt: skip
def test_a_trial_needs_two_families_and_a_child_of_a_guest(
    laptop: Laptop, said: dict[str, Any]
) -> None:
    with pytest.raises(TrialNotPossible):
        trials_of(laptop).plan(agreed(laptop, **said))


def test_undo_of_a_start_calls_the_trial_off_and_takes_the_child_back(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    Undo(laptop.journal, lambda: laptop.author).last()

    assert trials.get(trial).course.state == "cancelled"
    assert hand(laptop)[1] == "family"


def test_undo_of_an_end_gives_the_child_back_to_the_host_and_asks_later_all_the_same(
    laptop: Laptop,
) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    trials.end(trial)
    Undo(laptop.journal, lambda: laptop.author).last()

    assert trials.get(trial).course.state == "ended"
    assert hand(laptop)[1] == "host"
    asked = FollowUps(trials, laptop.journal, lambda: laptop.author).of(trials.get(trial))
    assert [each.task.state for each in asked] == ["open", "open"]


def test_what_was_added_to_a_trial_is_not_said_to_be_taken_back(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    trials.add(trial, "food", {"what": "せんべい"})
    with pytest.raises(FactStays):
        Undo(laptop.journal, lambda: laptop.author).last()

    assert trials.get(trial).course.state == "running"


def test_nothing_starts_in_a_meetup_that_is_over(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    laptop.write(Draft("meetup.set", MEETUP, {"closed": True}, meetup=MEETUP))

    with pytest.raises(MeetupClosed):
        trials.start(trial)


def test_a_child_found_to_be_registered_twice_stays_in_its_plan(laptop: Laptop) -> None:
    trial = ready(laptop)
    laptop.write(
        person("a-c", "g", "藤井 光", role="child"),
        Draft("person.set", CHILD, {"removed": True, "merged_into": "a-c"}, "g"),
    )
    now = trials_of(laptop).get(trial)

    assert [child.id for child in now.children] == ["a-c"]
