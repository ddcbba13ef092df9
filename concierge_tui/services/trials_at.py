"""Wires the trials and the health check of one meetup from the services of a desk."""

from typing import TYPE_CHECKING

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup_day import Trial, TrialCourse
from concierge_tui.services.health_check import HealthCheck
from concierge_tui.services.trial_facts import TrialFacts
from concierge_tui.services.trial_follow_up import FollowUps
from concierge_tui.services.trials import Trials

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


def trials_at(desk: "Desk", meetup: str) -> Trials:
    """Return what plans, starts and ends the trials of one meetup."""
    custody = desk.custody(meetup)
    facts = TrialFacts(custody, desk.linking(meetup), desk, staff=desk.staff, areas=desk.areas)
    return Trials(meetup, desk, custody=custody, facts=facts)


def follow_ups_at(desk: "Desk", meetup: str) -> FollowUps:
    """Return what keeps whom one asks after the trials of one meetup."""
    return FollowUps(trials_at(desk, meetup), desk.journal, desk.author)


def health_check_at(desk: "Desk", meetup: str) -> HealthCheck:
    """Return what notes how the children of one meetup are."""
    return HealthCheck(meetup, desk, desk.areas)


def to_check(desk: "Desk", meetup: str, family: Family) -> tuple[Person, ...]:
    """Return the children of a family that are to be entrusted today and nobody looked at yet."""
    mine = {child.id for child in family.children}
    over = {each.id for each in desk.day.of(TrialCourse, meetup) if each.state != "draft"}
    wanted = {
        child
        for trial in desk.day.of(Trial, meetup)
        if trial.id not in over
        for child in mine.intersection(trial.children)
    }
    if not wanted:  # nearly always, and the reception asks at every key
        return ()
    facts = trials_at(desk, meetup).facts
    return tuple(
        child for child in family.children if child.id in wanted and facts.health(child) is None
    )
