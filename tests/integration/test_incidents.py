"""Incidents in a real store: written, told, signed, merged, and open until signed."""

from __future__ import annotations

import pytest

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import FieldInvalid, FieldMissing, NotFound
from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from tests.conftest import NOON
from tests.journals.desk_families import registered


@pytest.fixture
def hurt(desk: Desk, meetup: str) -> Happened:
    """A child that bumped its head, of a family that is inside."""
    family = registered(desk, meetup=meetup).family
    child = desk.families.get(family).children[0].id
    return Happened(level="grave", what="head", person=child, family=family, seen_by="試験 花子")


def test_children_inside_stand_before_grown_ups(desk: Desk, meetup: str, hurt: Happened) -> None:
    registered(desk)  # not inside
    inside = desk.incidents(meetup).inside()

    assert [each.person.role for each in inside] == ["child", "guardian"]
    assert {each.family.id for each in inside} == {hurt.family}


def test_the_time_is_now_unless_somebody_says_otherwise(
    desk: Desk, meetup: str, hurt: Happened
) -> None:
    incidents = desk.incidents(meetup)

    assert incidents.note(hurt).at == milliseconds(NOON)
    assert incidents.note(hurt._replace(at=5)).at == 5


def test_a_grave_one_waits_for_a_signature_and_leaves_a_call(
    desk: Desk, meetup: str, hurt: Happened
) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.note(hurt)
    assert incidents.unsigned_of(hurt.family) == [noted]
    (task,) = [each for each in desk.lists.tasks() if each.reason == "incident"]
    assert (task.family, task.person, str(task.due)) == (hurt.family, hurt.person, "2026-12-06")

    signed = incidents.sign(noted.id, "田中 美咲", "paper")

    assert (signed.signed_by, signed.signed_how, signed.closed) == ("田中 美咲", "paper", True)
    assert incidents.unsigned() == []
    assert list(desk.examine(keep=False).differences) == []


def test_a_minor_one_is_done_and_leaves_no_task(desk: Desk, meetup: str, hurt: Happened) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.note(hurt._replace(level="minor", what="nosebleed"))

    assert noted.closed
    assert incidents.unsigned() == []
    assert [each for each in desk.lists.tasks() if each.reason == "incident"] == []


def test_what_is_corrected_after_the_signature_is_signed_anew(
    desk: Desk, meetup: str, hurt: Happened
) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.sign(incidents.note(hurt).id, "田中 美咲", "screen")

    same = incidents.complete(noted.id, {"insurer_note": "電話した"})
    assert same.signed_at is not None, "a note for the insurer is none of hers"
    changed = incidents.complete(noted.id, {"action": "冷やした"})

    assert changed.signed_at is None
    assert incidents.unsigned() == [changed]
    assert incidents.complete(noted.id, {"action": "冷やした"}) == changed


def test_a_minor_one_that_turns_out_worse_waits_too(
    desk: Desk, meetup: str, hurt: Happened
) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.note(hurt._replace(level="minor"))

    assert incidents.unsigned_of(hurt.family) == []
    incidents.complete(noted.id, {"level": "call"})
    assert len(incidents.unsigned_of(hurt.family)) == 1


def test_nothing_and_nobody_are_refused(desk: Desk, meetup: str, hurt: Happened) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.note(hurt)

    with pytest.raises(FieldMissing):
        incidents.note(hurt._replace(what=" "))
    with pytest.raises(FieldMissing):
        incidents.sign(noted.id, "　", "paper")
    with pytest.raises(FieldInvalid):
        incidents.complete(noted.id, {"level": "worst"})
    with pytest.raises(NotFound):
        desk.incidents("elsewhere").get(noted.id)


def test_one_undo_takes_a_slip_of_the_finger_back_with_its_task(
    desk: Desk, meetup: str, hurt: Happened
) -> None:
    incidents = desk.incidents(meetup)
    incidents.note(hurt)

    undone = desk.undo.last()

    assert undone.kinds == ("incident.set", "task.set")
    assert incidents.all() == []
    assert [each for each in desk.lists.tasks() if each.reason == "incident"] == []


def test_another_family_is_told_anew(desk: Desk, meetup: str, hurt: Happened) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.guardian_told(incidents.note(hurt).id)
    other = registered(desk)

    now = incidents.complete(noted.id, {"family": other.family, "person": ""})

    assert (now.family, now.guardian_told) == (other.family, None)
    assert desk.journal.history(noted.id)[-1].subject == other.family
    due = [each.family for each in desk.lists.tasks() if each.reason == "incident"]
    assert (len(due), set(due)) == (2, {hurt.family, other.family})
