"""A coordinator erases a family that withdrew: when, by whom, and what is left at this desk."""

import pytest

from concierge_tui.domain.consent import REGISTRATION, CoordinatorOnly
from concierge_tui.domain.erasure import (
    ERASE,
    ContentGone,
    ErasureStands,
    ErasureTooSoon,
    NotWithdrawn,
)
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import custody_id, new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.erasing import Asked, asked_for
from concierge_tui.services.incidents import Happened
from concierge_tui.services.walk_in import Registered
from tests.journals.desk_families import registered


@pytest.fixture
def gone(desk: Desk) -> Registered:
    """Return a family that withdrew and wishes to be erased."""
    family = registered(desk)
    desk.consents.withdraw(family.family, REGISTRATION, "said")
    return family


def test_it_is_asked_for_until_it_is_done(desk: Desk, gone: Registered) -> None:
    other = registered(desk)
    desk.consents.withdraw(other.family, REGISTRATION, "said")
    before = desk.inbox.counts().wishes

    act = desk.erasing.erase(gone.family)

    assert (before, desk.inbox.counts().wishes) == (2, 1)
    assert desk.erasing.wishing() == desk.consents.withdrawn_families() == [other.family]
    assert [op.kind for op in act.operations] == [ERASE]
    with pytest.raises(NotWithdrawn):
        desk.erasing.erase(gone.family)
    assert desk.families.get(gone.family).people == ()
    with pytest.raises(NotFound):
        desk.families.person(gone.people[0])
    assert desk.consents.to_ask_again() == []
    assert list(desk.examine(keep=False).differences) == []
    assert not desk.verify_chains().broken


def test_only_a_coordinator_erases(desk: Desk, gone: Registered) -> None:
    helper = desk.staff.add("受付 係", "event_staff")
    desk.erasing._author = lambda: desk.author()._replace(actor=helper.id)

    with pytest.raises(CoordinatorOnly):
        desk.erasing.erase(gone.family)
    assert desk.erasing.wishing() == [gone.family]


def test_a_family_that_is_registered_is_never_erased(desk: Desk) -> None:
    family = registered(desk)

    with pytest.raises(NotWithdrawn):
        desk.erasing.erase(family.family)


def test_whoever_is_inside_goes_home_first(desk: Desk, meetup: str) -> None:
    family = registered(desk)
    reception = desk.reception(meetup)
    reception.check_in(family.family, family.people)
    desk.consents.withdraw(family.family, REGISTRATION, "said")
    with pytest.raises(ErasureTooSoon) as early:
        desk.erasing.erase(family.family)
    reception.leave(family.family, family.people)

    desk.erasing.erase(family.family)

    assert early.value.reason == "inside"
    assert desk.attendances.counts(meetup).families_arrived == 1, "the counts stay true"


def test_a_child_in_other_hands_comes_back_first(desk: Desk, meetup: str, gone: Registered) -> None:
    _, child = gone.people
    hand = {"child": child, "to": "staff-1", "role": "staff", "place": "和室"}
    draft = Draft("custody.hand", custody_id(meetup, child), hand, gone.family, meetup)
    desk.journal.append([draft], desk.author())

    with pytest.raises(ErasureTooSoon) as early:
        desk.erasing.erase(gone.family)

    assert early.value.reason == "hands"


def test_a_trial_that_was_agreed_is_ended_or_cancelled_first(
    desk: Desk, meetup: str, gone: Registered
) -> None:
    trial, body = new_id(), {"meetup": meetup, "host": gone.family, "guest": "x"}
    desk.journal.append([Draft("trial.set", trial, body, "x", meetup)], desk.author())
    with pytest.raises(ErasureTooSoon) as early:
        desk.erasing.erase(gone.family)
    desk.journal.append([Draft("trial.cancel", trial, {}, "x", meetup)], desk.author())

    desk.erasing.erase(gone.family)

    assert early.value.reason == "trial"


def test_an_incident_that_waits_for_a_signature_stays_and_is_asked_for_again(
    desk: Desk, meetup: str
) -> None:
    family = registered(desk)
    incidents = desk.incidents(meetup)
    happened = Happened("call", "転んだ", person=family.people[1], family=family.family)
    incident = incidents.note(happened)
    small = incidents.note(Happened("minor", "すりむいた", family=family.family))
    desk.consents.withdraw(family.family, REGISTRATION, "said")
    assert desk.erasing.staying(family.family) == 1
    desk.erasing.erase(family.family)

    assert incidents.get(incident.id).what == "転んだ"
    assert desk.erasing.wishing() == []
    incidents.guardian_told(incident.id)
    incidents.sign(incident.id, "田中 美咲", "telephone")
    assert desk.erasing.wishing() == [family.family]
    desk.erasing.erase(family.family)

    with pytest.raises(NotFound):
        incidents.get(small.id)
    with pytest.raises(NotFound):
        incidents.get(incident.id)
    assert desk.erasing.wishing() == []


def test_both_registrations_of_a_family_go(desk: Desk) -> None:
    one, other = registered(desk), registered(desk)
    merging = desk.merging()
    merging.merge(merging.compare(one.family, other.family), {})
    kept, _ = sorted([one.family, other.family])
    desk.consents.withdraw(kept, REGISTRATION, "said")

    act = desk.erasing.erase(kept)

    assert {op.subject for op in act.operations} == {one.family, other.family}
    assert desk.families.ids(withdrawn=True) == [kept]
    assert desk.families.get(kept).people == ()
    assert list(desk.examine(keep=False).differences) == []


def test_the_row_it_was_written_from_goes_with_it(desk: Desk, meetup: str) -> None:
    from concierge_tui.services.nameless import NamelessForm

    row, left = new_id(), new_id()
    for each in (row, left):
        body = {"roster": "r", "record": 1, "code": "nobody_named", "cells": ["田中の家"],
                "state": "open"}  # fmt: skip
        desk.journal.append([Draft("problem.set", each, body, meetup=meetup)], desk.author())
    problem = next(p for p in desk.lists.problems() if p.id == row)
    desk.repairs().register(problem, NamelessForm(name="田中 美咲", kana="タナカ ミサキ"))
    (family,) = desk.families.ids()
    desk.consents.withdraw(family, REGISTRATION, "said")

    desk.erasing.erase(family)

    said = [body_of(op) for each in (row, left) for op in desk.journal.history(each)]
    assert said == [{}, {}, {"roster": "r", "record": 1, "code": "nobody_named",
                             "cells": ["田中の家"], "state": "open"}]  # fmt: skip


def test_it_cannot_be_undone(desk: Desk, gone: Registered) -> None:
    desk.erasing.erase(gone.family)

    with pytest.raises(ErasureStands):
        desk.undo.last(consents_of=gone.family)
    later = registered(desk)
    assert desk.undo.last().subjects == (later.family,)
    with pytest.raises(ErasureStands):
        desk.undo.last()
    with pytest.raises(ContentGone):
        desk.undo.act(gone.act.tx)


def test_what_is_typed_for_a_second_look(desk: Desk) -> None:
    family = desk.families.get(registered(desk).family)
    asked = asked_for(family, "けす")

    assert asked.shown.startswith("たなか")
    assert all(map(asked.is_answered_by, (asked.shown, asked.shown.replace(" ", ""),
                                          "tanaka misaki", "タナカ ミサキ")))  # fmt: skip
    assert not any(map(asked.is_answered_by, ("", " ", "たなか", "けす")))
    nobody = asked_for(family.model_copy(update={"people": ()}), "けす")
    assert nobody == Asked("けす", is_name=False)
    assert nobody.is_answered_by("kesu")
    assert not nobody.is_answered_by("")
