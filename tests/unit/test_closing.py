"""What keeps a meetup from being closed, and the sentences for it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.after_trial import Left
from concierge_tui.domain.closing import ClosingRefused, Obstacle, StillInside, items_out, obstacles
from concierge_tui.domain.closing_sheet import ClosingSheet, Figures, Sat, TrialOver
from concierge_tui.domain.family import Emergency, Family, Need, Person
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import CustodyNow, Incident
from concierge_tui.domain.meetup_day import TrialCourse as Course
from concierge_tui.domain.task import Task
from concierge_tui.domain.trial import TrialCourse, TrialEvent, TrialState
from concierge_tui.text import closing as words
from concierge_tui.text import closing_sheet
from concierge_tui.text.errors import sentence

MEETUP = Meetup(id="m", title="会", date=date(2026, 12, 5), worked="席替えを2回にした")
TANAKA = Family(
    id="f", rest="1-2-3", need=Need(text="美容院のとき"),
    emergency=Emergency(name="田中 晴", phone="09099998888"),
    people=(Person(id="a", family="f", name="田中 美咲", kana="タナカ", phone="09012345678"),),
)  # fmt: skip


def event(number: int, verb: str = "item", **said: object) -> TrialEvent:
    return TrialEvent(f"op{number}", verb, number, "me", said)


def course(state: TrialState, *events: TrialEvent) -> TrialCourse:
    return TrialCourse(state, 1, None, None, events)


@given(st.lists(st.tuples(st.sampled_from(["bag", "buggy", "phone"]), st.booleans())))
def test_a_thing_is_out_until_it_was_given_back(moves: list[tuple[str, bool]]) -> None:
    events = [event(n, item=name, returned=back) for n, (name, back) in enumerate(moves)]
    out = set(items_out(events))

    for name, back in dict(moves).items():
        balance = sum(-1 if returned else 1 for item, returned in moves if item == name)
        assert (name in out) is (not back or balance > 0)
    shuffled = set(items_out(reversed(events)))
    for name in {name for name, _ in moves}:
        if sum(-1 if back else 1 for item, back in moves if item == name) > 0:
            assert name in out & shuffled, "whatever the clocks say"


def test_a_thing_is_told_apart_by_its_name_and_called_by_its_words() -> None:
    events = [event(1, item="1", what="青いバッグ"), event(2, item="2", what="青いバッグ")]

    assert items_out(events) == ("青いバッグ", "青いバッグ")
    assert items_out([*events, event(3, item="1", returned=True)]) == ("青いバッグ",)
    assert items_out([event(1), event(2)]) == ("op1", "op2"), "nameless ones are not one thing"
    assert items_out([event(1, what="鍵"), event(2, what="鍵", returned="yes")]) == ("鍵",)
    assert items_out([event(1, verb="note", what="鍵")]) == ()


def test_children_stand_before_things_and_papers() -> None:
    hands = [
        CustodyNow(id="h1", meetup="m", child="c1", family="f", away=True),
        CustodyNow(id="h2", meetup="m", child="c2", contested=True),
        CustodyNow(id="h3", meetup="m", child="c3", family="f"),
    ]
    trials = [
        ("t1", course(TrialState.RUNNING, event(1, what="鍵"))),
        ("t2", course(TrialState.ENDED, event(1, what="鍵"), event(2, what="鍵", returned=True))),
    ]
    incidents = [
        Incident(id="i1", level="call"), Incident(id="i2"), Incident(id="i3", level="grave"),
    ]  # fmt: skip

    found = obstacles(hands, trials, incidents)

    assert [(each.reason, each.entity) for each in found] == [
        ("contested", "h2"), ("away", "h1"), ("trial", "t1"), ("item", "t1"),
        ("incident", "i1"), ("incident", "i3"),
    ]  # fmt: skip
    assert [each.family for each in found[:2]] == ["", "f"], "whose child it is"
    assert obstacles([hands[2]], [trials[1]], [incidents[1]]) == ()


def test_the_sentence_counts_and_names_nobody() -> None:
    open_ = (
        Obstacle("away", "h", "c", "f"), Obstacle("away", "g"), Obstacle("item", "t", what="鍵"),
    )  # fmt: skip

    assert sentence(ClosingRefused(open_)) == (
        "まだ締められません。預かり中のお子さま2名、返していない預かり物1件を済ませてください。"
    )
    assert "3名" in sentence(StillInside(3))


def test_the_sheet_keeps_five_numbers_apart_and_no_number_of_a_family() -> None:
    task = Task(id="t", family="f", reason="incident", due=date(2026, 12, 6))
    sheet = ClosingSheet(
        MEETUP, Figures(34, 5, 3, 2, None), 90, 41, 1, ((TANAKA, TANAKA),),
        (TrialOver(Course(id="x"), (TANAKA, TANAKA), (Left("report", "f"),)),),
        (Sat(None, "3", (TANAKA, TANAKA)),), ((task, TANAKA),), (TANAKA,),
        (Incident(id="i", level="grave", what="head", at=0),), (),
    )  # fmt: skip
    parts = dict(closing_sheet.parts(sheet))
    figures = parts[closing_sheet.FIGURES]
    everything = "\n".join(line for lines in parts.values() for line in lines)

    assert [line.split()[0] for line in figures[:5]] == [
        "来場", "登録", "つながり", "体験", "会のあとの初めての利用",
    ]  # fmt: skip
    assert closing_sheet.NOT_COUNTED in figures[4], "nothing here counts it: it is no zero"
    told = closing_sheet.parts(sheet._replace(figures=Figures(34, 5, 3, 2, 1, 2)))
    assert "1件(あとで聞いた体験2件のうち)" in dict(told)[closing_sheet.FIGURES][4]
    assert closing_sheet.AFTERWARDS not in parts
    assert "美容院のとき" in everything
    assert "12/6まで" in everything
    assert "報告 まだ" in parts[closing_sheet.TRIALS][0]
    assert MEETUP.worked in everything
    assert not any(secret in everything for secret in ("1-2-3", "0901", "0909", "田中 晴"))


def test_what_came_to_light_afterwards_stands_on_top() -> None:
    sheet = ClosingSheet(
        MEETUP, Figures(0, 0, 0, 0, None), 0, 0, 0, (), (), (), (), (), (),
        (Obstacle("away", "h"),),
    )  # fmt: skip

    assert closing_sheet.parts(sheet)[0] == (
        closing_sheet.AFTERWARDS, (words.OPEN_WORDS["away"],),
    )  # fmt: skip
    assert words.stands(MEETUP.model_copy(update={"closed": True}), 1)[1] == "care"
