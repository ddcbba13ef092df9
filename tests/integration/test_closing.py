"""Closing in a real store: refused while anything is open, and nobody is checked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.closing import ClosingRefused, StillInside
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.ids import (
    custody_id,
    introduction_id,
    link_id,
    new_id,
    seating_id,
    visit_id,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from concierge_tui.services.paper_content import Kept
from concierge_tui.services.walk_in import Registered, WalkInPerson
from concierge_tui.text import closing_sheet
from tests.journals.desk_families import registered
from tests.papers.reading import has_poppler, text_of

SUZUKI = WalkInPerson(role="guardian", name="鈴木 花", kana="スズキ ハナ", phone="09033334444")


@pytest.fixture
def family(desk: Desk, meetup: str) -> Registered:
    """A mother and a child who are inside."""
    return registered(desk, meetup=meetup)


def write(
    desk: Desk, meetup: str, kind: str, entity: str, body: dict[str, Any], subject: str = ""
) -> None:
    desk.journal.append([Draft(kind, entity, body, subject or None, meetup)], desk.author())


def hand(desk: Desk, meetup: str, family: Registered, role: str) -> None:
    child = family.people[1]
    body = {"child": child, "to": "x" if role == "host" else "", "role": role}
    write(desk, meetup, "custody.hand", custody_id(meetup, child), body, family.family)


def reasons(desk: Desk, meetup: str) -> list[str]:
    with pytest.raises(ClosingRefused) as refused:
        desk.closing(meetup).close(everyone_is_out=True)
    assert not desk.meetups.get(meetup).closed
    return [each.reason for each in refused.value.obstacles]


def test_a_child_in_other_hands_keeps_it_open(desk: Desk, meetup: str, family: Registered) -> None:
    hand(desk, meetup, family, "host")
    assert reasons(desk, meetup) == ["away"]

    hand(desk, meetup, family, "family")
    assert desk.closing(meetup).close(everyone_is_out=True).closed


def test_a_trial_and_a_thing_keep_it_open(desk: Desk, meetup: str) -> None:
    trial = new_id()
    write(desk, meetup, "trial.set", trial, {"meetup": meetup, "place": "和室"})
    write(desk, meetup, "trial.start", trial, {})
    write(desk, meetup, "trial.item", trial, {"what": "水筒"})
    assert reasons(desk, meetup) == ["trial", "item"]

    write(desk, meetup, "trial.end", trial, {})
    assert reasons(desk, meetup) == ["item"]

    write(desk, meetup, "trial.item", trial, {"what": "水筒", "returned": True})
    assert desk.closing(meetup).close(everyone_is_out=True).closed


def test_a_thing_of_a_trial_without_a_plan_counts_too(desk: Desk, meetup: str) -> None:
    write(desk, meetup, "trial.item", new_id(), {"what": "水筒"})

    assert reasons(desk, meetup) == ["item"]


def test_an_unsigned_record_keeps_it_open(desk: Desk, meetup: str, family: Registered) -> None:
    incidents = desk.incidents(meetup)
    noted = incidents.note(Happened("call", "graze", family.people[1], family.family))
    assert reasons(desk, meetup) == ["incident"]

    incidents.sign(noted.id, "田中 美咲", "telephone")
    assert desk.closing(meetup).close(everyone_is_out=True).closed


def test_nobody_is_ever_checked_out(desk: Desk, meetup: str, family: Registered) -> None:
    closing = desk.closing(meetup)
    with pytest.raises(StillInside) as inside:
        closing.close(everyone_is_out=False)
    assert inside.value.people == len(family.people)

    closing.close(everyone_is_out=True, worked="名札を大きくした")

    assert closing.inside() == len(family.people)
    sheet = closing.sheet()
    assert sheet.without_leave == 1
    assert sheet.meetup.worked == "名札を大きくした"


def test_an_empty_hall_needs_no_question(desk: Desk, meetup: str, family: Registered) -> None:
    desk.reception(meetup).leave(family.family, family.people)

    assert desk.closing(meetup).close(everyone_is_out=False).closed
    assert desk.closing(meetup).sheet().without_leave == 0


def test_it_can_be_opened_again_and_what_worked_stays(desk: Desk, meetup: str) -> None:
    closing = desk.closing(meetup)
    closing.close(everyone_is_out=True, worked="名札")

    assert not closing.reopen().closed
    assert closing.close(everyone_is_out=True).worked == "名札"


def test_what_comes_to_light_afterwards_is_shown(
    desk: Desk, meetup: str, family: Registered
) -> None:
    closing = desk.closing(meetup)
    closing.close(everyone_is_out=True)
    assert closing.sheet().open == ()

    hand(desk, meetup, family, "host")

    assert [each.reason for each in closing.sheet().open] == ["away"]


def test_no_meetup_is_none(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.closing("nowhere").close(everyone_is_out=True)


def test_the_five_numbers_are_counted_apart(
    desk: Desk, meetup: str, family: Registered, tmp_path: Path
) -> None:
    other = registered(desk, SUZUKI, meetup=meetup)
    roster = tmp_path / "r.csv"
    roster.write_text("氏名,フリガナ,電話番号\n佐藤 里奈,サトウ リナ,09055556666\n", "utf-8")
    from concierge_tui.services.roster_import import Basis

    desk.rosters.run(desk.rosters.open(roster), meetup, Basis("1", "b", "h"))
    (third,) = set(desk.families.ids(meetup)) - {family.family, other.family}
    reception = desk.reception(meetup)
    reception.check_in(third, sorted(reception.household(third).awaited))
    link = link_id(family.family, other.family)
    for mine, theirs in ((family, other), (other, family)):
        write(desk, meetup, "link.enter", link, {"other": theirs.family}, mine.family)
    write(desk, meetup, "trial.start", new_id(), {})
    one, two = sorted((family.family, third))
    write(
        desk, meetup, "introduction.set", introduction_id(meetup, one, two),
        {"meetup": meetup, "one": one, "other": two, "state": "introduced"},
    )  # fmt: skip
    for asks in (family.family, third):
        write(desk, meetup, "family.set", asks, {"intention": "ask"}, asks)

    sheet = desk.closing(meetup).sheet()

    assert sheet.figures == (3, 2, 1, 1, None, 0)
    assert [each.id for each in sheet.unmet] == [third], "who has a link was helped"
    assert [{each.id for each in pair} for pair in sheet.introduced] == [{family.family, third}]
    assert list(desk.examine(keep=False).differences) == []


@pytest.mark.skipif(not has_poppler, reason="poppler reads the PDF")
def test_the_sheet_is_a_pdf(desk: Desk, meetup: str, family: Registered, tmp_path: Path) -> None:
    assert family
    desk.closing(meetup).close(everyone_is_out=True, worked="名札を大きくした\n" * 90)
    parts = closing_sheet.parts(desk.closing(meetup).sheet())
    many = tuple((head, lines * 30) for head, lines in parts)
    printed = desk.press(Kept("締めの記録", many), desk.paperwork().sheet(meetup))
    assert printed is not None
    (tmp_path / "s.pdf").write_bytes(printed.pdf)
    read = text_of(tmp_path / "s.pdf").replace(" ", "")

    assert len(printed.pages) > 1
    assert "名札を大きくした" in read
    assert "来場1家庭" in read


def test_who_met_is_told_round_by_round_with_whoever_went_home_early(
    desk: Desk, meetup: str, family: Registered
) -> None:
    others = [
        registered(
            desk, WalkInPerson(role="guardian", name=f"{name} 花", kana=kana), meetup=meetup
        ).family
        for name, kana in (("青木", "アオキ ハナ"), ("千葉", "チバ ハナ"))
    ]
    everyone = [family.family, *others]
    plan = {
        "families": everyone, "plan": [[[0, 1], [2]], [[0, 2]], [[1, 2]]], "running": 1,
        "meetup": meetup,
    }  # fmt: skip
    write(desk, meetup, "seating.set", seating_id(meetup), plan)
    for name in (everyone[0], everyone[2]):
        body = {"family": name, "table": "1"}
        write(desk, meetup, "visit.set", visit_id(meetup, name), body, name)

    sheet = desk.closing(meetup).sheet()
    told = dict(closing_sheet.parts(sheet))[closing_sheet.MET]

    assert [(sat.round, sat.table, len(sat.families)) for sat in sheet.tables] == [
        (1, "1", 2), (2, "1", 2),
    ]  # fmt: skip
    assert "青木家" in told[0]
    assert told[0].startswith("1回目 テーブル1")
    assert "青木家" not in told[1]
