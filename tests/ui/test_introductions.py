"""Proposals: made by the machine, decided by a person, and never a link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from concierge_tui.domain.meetup_day import Introduction
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.pairing.hall import Known
from concierge_tui.services.desk import Desk
from concierge_tui.services.proposals import Proposed
from concierge_tui.text import introductions as text
from screens.introductions.screen import IntroductionsScreen
from screens.introductions.why import WhyScreen
from tests.staging.stage import Stage
from tests.ui.at_the_door import until

Given = Callable[..., str]
SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)]


@pytest.fixture
def hall(arrived: Given) -> list[str]:
    """Four families, of which the last has only an infant."""
    told = [("青木", "アオキ", "2024-05-01"), ("井上", "イノウエ", "2024-05-20"),
            ("上田", "ウエダ", "2021-08-01"), ("江口", "エグチ", "2026-08-01")]  # fmt: skip
    families = []
    for name, kana, born in told:
        child = {"name": f"{name} 蓮", "role": "child", "birthday": born}
        mother = {"name": f"{name} 花", "kana": f"{kana} ハナ", "may_collect": True}
        families.append(arrived(mother, child))
    return families


def states(desk: Desk, meetup: str) -> dict[tuple[str, ...], str]:
    return {each.families: each.state for each in desk.day.of(Introduction, meetup)}


async def proposed(pilot: Pilot[None], app: Stage) -> None:
    """Let the machine make a plan."""
    await pilot.pause()
    await pilot.press("f3")
    await until(pilot, lambda: "案ができました" in app.said)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_plan_is_made_shown_and_decided(
    desk: Desk, meetup: str, hall: list[str], size: tuple[int, int]
) -> None:
    app = Stage(IntroductionsScreen(desk, meetup))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "案はまだありません" in app.seen
        await pilot.press("f3")
        await until(pilot, lambda: "案ができました" in app.said)
        assert "1歳以上の子がいないと組めません" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert "の紹介を記録しました" in app.said

    assert list(states(desk, meetup).values()) == ["introduced"]
    assert not any(desk.day.links(hall))
    assert desk.examine(keep=False).differences == []


@pytest.mark.usefixtures("hall")
async def test_whoever_went_home_is_named_in_the_plan_and_what_was_introduced_takes_room(
    desk: Desk, meetup: str
) -> None:
    app = Stage(IntroductionsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await proposed(pilot, app)
        proposals = desk.proposals(meetup)
        (plan,) = (each for each in proposals.all() if each.state == "proposed")
        people = [person.id for person in desk.families.get(plan.one).people]
        desk.reception(meetup).leave(plan.one, people)
        app.screen.show_now()  # type: ignore[attr-defined]
        await pilot.pause()
        assert text.SOMEBODY_AWAY in app.seen
        assert text.away([desk.families.get(plan.one)]) in app.seen.replace("\n", "")
        desk.reception(meetup).check_in(plan.one, people)
    desk.meetups.correct(meetup, {"rooms": 1})
    before = proposals.hall().day.room
    proposals.decide(plan, "introduced")
    assert proposals.hall().day.room == before - 1
    assert [Known(room=2, used=used).places for used in (0, 1, 9)] == [6, 5, 0]
    assert Known(used=9).places is None


@pytest.mark.usefixtures("hall")
async def test_what_was_decided_stays_and_the_rest_is_planned_anew(desk: Desk, meetup: str) -> None:
    app = Stage(IntroductionsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await proposed(pilot, app)
        (first,) = states(desk, meetup)
        await pilot.press("f9")
        await pilot.pause()
        assert states(desk, meetup)[first] == "declined"
        await pilot.press("f3")
        await until(pilot, lambda: len(states(desk, meetup)) > 1)

    assert states(desk, meetup)[first] == "declined"
    assert "proposed" in states(desk, meetup).values()


async def test_whom_a_person_introduced_stays_introduced_when_the_plan_pairs_them_too(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    desk.mingling(meetup).note(hall[0], hall[1], "introduced", ["ward"])
    app = Stage(IntroductionsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await proposed(pilot, app)
        assert "紹介済み" in app.seen

    pair = tuple(sorted(hall[:2]))
    made = {each.families: each for each in desk.day.of(Introduction, meetup)}
    assert (made[pair].state, made[pair].common) == ("introduced", ("ward",))
    assert desk.mingling(meetup).alone() == len(hall) - 2


def test_three_of_whom_two_were_introduced_are_proposed_all_the_same(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    desk.mingling(meetup).note(hall[0], hall[1], "introduced")
    proposals = desk.proposals(meetup)
    solved = Proposed(proposals.hall(), ((hall[0], hall[1], hall[2]),), (), proved=True)
    proposals.keep(solved)
    proposals.keep(solved)

    made = states(desk, meetup)
    assert sorted(made.values()) == ["introduced", "proposed"]
    (three,) = (families for families, state in made.items() if state == "proposed")
    assert set(three) == set(hall[:3])


async def test_a_plan_that_is_made_again_leaves_nothing_of_the_one_before(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    proposals = desk.proposals(meetup)
    from concierge_tui.services.pairing.search import USUAL

    proposals.keep(proposals.solve(USUAL))
    before = states(desk, meetup)
    assert before
    pair = {"one": hall[0], "other": hall[1], "stands": True}
    desk.journal.append([Draft("exclusion.set", "x", pair)], desk.author())

    proposals.keep(proposals.solve(USUAL))

    for group in states(desk, meetup):
        assert not {hall[0], hall[1]} <= set(group)
    assert desk.examine(keep=False).differences == []


@pytest.mark.usefixtures("hall")
async def test_two_families_can_be_kept_apart_for_good_without_a_reason(
    desk: Desk, meetup: str
) -> None:
    app = Stage(IntroductionsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await proposed(pilot, app)
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert "これからも組みません" in app.said
        assert len(desk.day.exclusions()) == 1
        assert "Ctrl+Z" in app.seen, "a slip of the finger on Ctrl+X is taken back"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not desk.day.exclusions()
        assert "proposed" in states(desk, meetup).values()


async def test_why_not_somebody_else_is_answered_at_once_and_a_card_is_told_to_nobody(
    desk: Desk, meetup: str, hall: list[str]
) -> None:
    """The third wrote a × of the first, the first is kept from the second by a person."""
    desk.cards(meetup).answer(hall[2], hall[0], "X")
    pair = {"one": hall[0], "other": hall[1], "stands": True}
    desk.journal.append([Draft("exclusion.set", "x", pair)], desk.author())
    day = desk.proposals(meetup).hall()
    app = Stage(WhyScreen(desk, meetup, day, hall[0]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = app.seen.splitlines()
        (card,) = (line for line in lines if "上田" in line)
        (kept,) = (line for line in lines if "井上" in line)
        assert card.split()[-1] == kept.split()[-1] == "きょうは組みません"
        await pilot.press(*"ueda", "enter")
        await until(pilot, lambda: app.seen.count("きょうは組みません") == 2)
        assert not {"×", "希望", "見送り"} & set(app.seen.replace("\n", " ").split())
        await pilot.press("escape", "escape")
        await pilot.pause()


@pytest.mark.usefixtures("hall")
async def test_what_another_pair_would_change_is_said(
    desk: Desk, meetup: str, arrived: Given
) -> None:
    """Two pairs of one age suit best; another pair would change both."""
    child = {"name": "大野 蓮", "role": "child", "birthday": "2021-09-01"}
    arrived({"name": "大野 花", "kana": "オオノ ハナ"}, child)
    hall = desk.proposals(meetup).hall()
    first = next(f.id for f in hall.families if f.people[0].name == "青木 花")
    app = Stage(WhyScreen(desk, meetup, hall, first))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"inoue", "enter")
        await until(pilot, lambda: "いまの案の組です" in app.seen)
        await pilot.press("escape", *"ueda", "enter")
        await until(pilot, lambda: "組めます。いまの案の2組が変わります。" in app.seen)


async def test_who_has_nobody_is_told_what_would_change_that_today(
    desk: Desk, meetup: str, arrived: Given
) -> None:
    """One family wants help on a day on which nobody else does."""
    for name, kana, days in (("青木", "アオキ", ["mon", "tue"]), ("井上", "イノウエ", ["mon"]),
                             ("上田", "ウエダ", ["mon"]), ("大野", "オオノ", ["sat"])):  # fmt: skip
        child = {"name": f"{name} 蓮", "role": "child", "birthday": "2024-05-01"}
        mother = {"name": f"{name} 花", "kana": f"{kana} ハナ"}
        arrived(mother, child, need={"days": days, "hours": "", "short": False, "text": ""})
    app = Stage(IntroductionsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await proposed(pilot, app)
        await pilot.press("end")
        await pilot.pause()
        assert "大野 花" in app.seen
        assert "合う曜日と時間が一つあれば、3家庭が候補になります" in app.seen
        await pilot.press("home")
        await pilot.pause()
        assert "候補になります" not in app.seen
