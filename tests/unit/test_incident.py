"""What an incident still asks for, as a rule and as words that are read to a guardian (A11)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.area import Area
from concierge_tui.domain.family import Allergy, Emergency, Family, Person
from concierge_tui.domain.incident import ACTIONS, KINDS, awaits_signature, steps_left, unsigned
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import Incident
from concierge_tui.services.wordings import Wordings
from concierge_tui.text import incident as text

MEETUP = Meetup.model_validate({"id": "m", "title": "会", "date": "2026-12-05", "venue": "会館"})
CHILD = Person(id="c", family="f", role="child", name="田中 蓮", allergy=Allergy(has="unknown"))
MOTHER = Person(id="a", family="f", name="田中 美咲", relation="母", phone="09012345678")
BARRED = Person(id="b", family="f", name="田中 太郎", phone="09000000000", must_not_collect=True)
FAMILY = Family(
    id="f", people=(MOTHER, BARRED, CHILD),
    emergency=Emergency(name="田中 和子", phone="0480000101", relation="祖母"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("level", "signed_at", "waits"),
    [("minor", None, False), ("call", None, True), ("grave", None, True), ("grave", 1, False)],
)
def test_only_a_minor_one_needs_no_signature(
    level: str, signed_at: int | None, waits: bool
) -> None:  # fmt: skip
    incident = Incident.model_validate({"id": "i", "level": level, "signed_at": signed_at})

    assert awaits_signature(incident) is waits
    assert unsigned([incident]) == ([incident] if waits else [])


@given(
    level=st.sampled_from(["minor", "call", "grave"]),
    times=st.tuples(*[st.none() | st.integers(1, 9)] * 3),
    words=st.tuples(*[st.sampled_from(["", "メモ"])] * 2),
)
def test_what_is_left_is_what_nobody_did(
    level: str, times: tuple[int | None, ...], words: tuple[str, ...]
) -> None:
    incident = Incident.model_validate(
        {
            "id": "i", "level": level, "ambulance": times[0], "guardian_told": times[1],
            "signed_at": times[2], "seen_by": words[0], "insurer_note": words[1],
        }
    )  # fmt: skip
    left = steps_left(incident)

    assert ("signature" in left) is awaits_signature(incident)
    assert ("ambulance" in left) is (level == "grave" and times[0] is None)
    for step in text.STEPS:
        assert (text.step_state(incident, step)[0] == text.TO_DO) is (step in left)


def test_every_kind_and_every_action_has_a_word() -> None:
    assert set(text.KIND_WORDS) == set(KINDS)
    assert set(text.ACTION_WORDS) == set(ACTIONS)
    assert len(KINDS) <= 9, "each is one digit"


def test_the_card_says_where_we_are_whose_allergies_and_whom_to_call() -> None:
    area = Area(id="a", coordinator="責任 者子", coordinator_phone="0480000111")

    assert text.where_we_are(MEETUP, area)[0] == "ここは 会館 です。"
    assert text.NO_ADDRESS in text.where_we_are(MEETUP, area)[1]
    assert "わからない" in text.about(CHILD, FAMILY, MEETUP)[0]
    assert text.numbers(FAMILY) == [
        "美咲(母) 090-1234-5678",
        "緊急 田中 和子(祖母) 048-000-0101",
    ], "whoever must not collect is not called"
    assert text.leads(area) == ["責任者 責任 者子 048-000-0111"]
    assert text.about(None, None, MEETUP) == [text.UNKNOWN_PERSON]


def test_the_manual_that_is_shipped_says_that_it_is_a_template() -> None:
    manual = Wordings().get("accident")

    assert "要差替" in manual.version
    assert "要差替" in manual.text


def test_what_was_done_is_one_sentence() -> None:
    assert text.actions(["pressed", "", "nonsense"], " ティッシュで ") == (
        "押さえて止めた、ティッシュで"
    )
    assert text.actions([""], "") == ""


def test_whoever_signs_reads_what_happened_and_not_how_grave_the_staff_took_it() -> None:
    incident = Incident(id="i", level="grave", what="head", at=0, seen_by="花子", place="和室")
    read = "\n".join(text.told(incident, CHILD, FAMILY, to_staff=False))

    assert "頭を打った" in read
    assert "和室" in read
    assert "重大" not in read
    assert "重大" in "\n".join(text.told(incident, CHILD, FAMILY))
