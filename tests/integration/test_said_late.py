"""What another desk says of a registration that is merged away holds for whoever lives on."""

from __future__ import annotations

import pytest

from concierge_tui.domain.collection import Proof
from concierge_tui.domain.consent import TRIAL
from concierge_tui.domain.custody import CollectorRefused
from concierge_tui.domain.family import Allergy
from concierge_tui.domain.ids import consent_id, health_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.consents import ConsentGiven, having_read
from concierge_tui.services.custody import Handing
from concierge_tui.services.desk import Desk
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import trials_at
from concierge_tui.services.walk_in import Registered
from tests.journals.children import child, entrusted
from tests.journals.desk_families import CHILD, MOTHER, registered
from tests.journals.merging import SAME_CHILD, SAME_MOTHER, merge
from tests.ui.trial_hands import let_them_meet, planned

SAFE_CHILD = CHILD.model_copy(update={"allergy": Allergy(has="no")})
REGISTRATION = "registration"


@pytest.fixture
def kept(desk: Desk) -> Registered:
    return registered(desk, MOTHER, SAFE_CHILD)


@pytest.fixture
def gone(desk: Desk, kept: Registered) -> Registered:
    """The same family, registered at another desk and merged into the first."""
    other = registered(desk, SAME_MOTHER, SAME_CHILD)
    merge(desk, kept.family, other.family)
    return other


def write(desk: Desk, *drafts: Draft) -> None:
    desk.journal.append(drafts, desk.author())


def say(desk: Desk, of: Registered, who: int, **said: object) -> None:
    write(desk, Draft("person.set", of.people[who], said, of.family))


def gate(desk: Desk, meetup: str, trial: str) -> dict[str, str]:
    return {rule.name: f"{rule.colour} {rule.reason}" for rule in
            trials_at(desk, meetup).gate(trial).rules}  # fmt: skip


def test_a_parent_who_is_barred_there_is_given_no_child(
    desk: Desk, meetup: str, kept: Registered, gone: Registered
) -> None:
    desk.reception(meetup).check_in(kept.family, kept.people)
    entrusted(desk, meetup, kept)
    mother = Handing(kept.people[0], "family", desk.author().actor, proof=Proof(identity=True,
                     slip=True))  # fmt: skip
    say(desk, gone, 0, must_not_collect=True)

    with pytest.raises(CollectorRefused) as refused:
        desk.custody(meetup).hand(child(desk, meetup, kept), mother)
    assert refused.value.reason == "barred"
    assert kept.people[0] not in {
        each.id for each in desk.custody(meetup).candidates(child(desk, meetup, kept))
    }

    merge(desk, kept.family, gone.family)
    say(desk, kept, 0, must_not_collect=False, may_collect=True)
    desk.custody(meetup).hand(child(desk, meetup, kept), mother)
    assert child(desk, meetup, kept).where == "family"


def test_an_allergy_that_is_told_there_closes_the_gate_and_reaches_whoever_holds_the_child(
    desk: Desk, meetup: str, kept: Registered, gone: Registered
) -> None:
    host = registered(desk)
    let_them_meet(desk, meetup, host.family, kept.family)
    trial = planned(desk, meetup, host.family, kept.family)
    assert gate(desk, meetup, trial)["allergy"] == "green read_no"

    say(desk, gone, 1, allergy={"has": "yes", "text": "落花生"})

    trials = trials_at(desk, meetup)
    assert gate(desk, meetup, trial)["allergy"] == "red not_read"
    assert trials.get(trial).children[0].allergy == Allergy(has="yes", text="落花生")
    trials.read_allergies(trial)
    assert gate(desk, meetup, trial)["allergy"] == "green read_yes"
    entrusted(desk, meetup, kept)
    say(desk, gone, 1, allergy={"has": "yes", "text": "落花生・卵"})
    (out,) = desk.custody(meetup).out()
    assert "卵" in out.child.allergy.text


def test_a_fever_and_a_tick_that_are_entered_there_are_seen(
    desk: Desk, meetup: str, kept: Registered
) -> None:
    other = registered(desk, SAME_MOTHER, SAME_CHILD)
    host = registered(desk)
    let_them_meet(desk, meetup, host.family, other.family)
    trial = planned(desk, meetup, host.family, other.family)
    fever = {"meetup": meetup, "person": other.people[1], "tenths": 382}
    write(desk, Draft("health.set", health_id(meetup, other.people[1]), fever, other.family,
                      meetup))  # fmt: skip
    merge(desk, kept.family, other.family)
    write(desk, Draft("consent.grant", consent_id(kept.family, TRIAL), {"purpose": TRIAL},
                      kept.family))  # fmt: skip

    said = gate(desk, meetup, trial)
    assert said["health"] == "red fever"
    assert said["met"] == "green met"
    write(desk, Draft("trial.start", trial, {}, kept.family, meetup))
    diary, trials = TrialDiary(trials_at(desk, meetup)), trials_at(desk, meetup)
    assert "fever" in [alert.what for alert in diary.alerts(trials.get(trial))]
    told = {"allergies": {}, "ill": [other.people[1]]}
    write(desk, Draft("trial.note", trial, told, kept.family, meetup))
    assert "fever" not in [alert.what for alert in diary.alerts(trials.get(trial))]


@pytest.mark.parametrize("purpose", [REGISTRATION, TRIAL])
def test_a_withdrawal_there_closes_the_gate_and_is_lifted_under_the_kept_name(
    desk: Desk, meetup: str, kept: Registered, gone: Registered, purpose: str
) -> None:
    host = registered(desk)
    let_them_meet(desk, meetup, host.family, kept.family)
    trial = planned(desk, meetup, host.family, kept.family)
    assert gate(desk, meetup, trial)["consent"].startswith("green")
    entity = consent_id(gone.family, purpose)
    write(desk, Draft("consent.withdraw", entity, {"purpose": purpose}, gone.family))

    assert gate(desk, meetup, trial)["consent"].startswith("red")
    seen = desk.consents.of(kept.family)
    assert seen.of(purpose).state == "withdrawn"
    given: list[ConsentGiven] = [having_read(desk.wordings.get(purpose))]
    desk.consents.give(seen, given, desk.families.get(kept.family))
    assert desk.consents.of(kept.family).of(purpose).state == "granted"
    assert gate(desk, meetup, trial)["consent"].startswith("green")
    assert not desk.families.get(kept.family).withdrawn
    assert desk.consents.withdrawn_families() == []


def test_an_answer_lifts_only_what_had_been_withdrawn_when_it_was_asked(
    desk: Desk, kept: Registered, gone: Registered
) -> None:
    seen = desk.consents.of(kept.family)
    entity = consent_id(gone.family, REGISTRATION)
    write(desk, Draft("consent.withdraw", entity, {"purpose": REGISTRATION}, gone.family))

    given = [having_read(desk.wordings.get(REGISTRATION))]
    desk.consents.give(seen, given, desk.families.get(kept.family))

    assert desk.families.get(kept.family).withdrawn
