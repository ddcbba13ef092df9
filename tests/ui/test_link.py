"""Links on the screens of the desk: it sees who keyed, and can make none by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events

from concierge_tui.domain.ids import exclusion_id, link_id
from concierge_tui.domain.invitation import invitation_code
from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal.situation import Limit, Situation
from concierge_tui.rehearsal.situations.linking import linking
from concierge_tui.services.desk import Desk
from concierge_tui.text import hall
from screens.hall.screen import HallScreen
from screens.link.choosing import SearchLine
from screens.link.list import LinksScreen
from screens.widgets.jp_input import JpInput
from tests.journals.linking import come, keyed, register
from tests.papers.reading import text_of
from tests.ui.at_the_door import at_home, at_the_desk, name_of, on_screen, shown, until
from tests.ui.link_hands import (
    MINE,
    ONE,
    OTHER,
    PIN,
    SIZE,
    THEIRS,
    letters,
    opened,
    turned,
    two_families,
    typed,
)
from tests.ui.test_hostile_typing import OWN
from tests.ui.test_situations import take


@pytest.fixture
def pair(desk: Desk, meetup: str) -> tuple[str, str]:
    return two_families(desk, meetup)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_the_hall_two_families_key_and_the_link_is_made(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path, size: tuple[int, int]
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, PIN)
    async with app.run_test(size=size) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(HallScreen(desk, meetup))
        await on_screen(pilot, "HallScreen")
        await pilot.press(hall.number("links"))
        await on_screen(pilot, "LinksScreen")
        await pilot.press("f3")
        await on_screen(pilot, "ChooseFamilyScreen")
        typed(app, "田中")
        await pilot.press("enter")
        await until(pilot, lambda: "とつながる家庭" in shown(app))
        assert "田中 美咲" not in shown(app), "nobody is linked with itself"
        typed(app, "佐藤")
        await pilot.press("enter")
        await on_screen(pilot, "LinkScreen")
        assert "Ctrl+E" in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "KeyingScreen")
        await pilot.press(*THEIRS, "enter")
        await pilot.pause()
        assert "次は、佐藤花さんの番です" in letters(app)
        await pilot.press("enter", *MINE, "enter")
        await pilot.pause()
        assert "つながりました" in letters(app)
        assert desk.linking(meetup).between(*pair).state == "made"
        await pilot.press("enter", "enter")
        await on_screen(pilot, "PinScreen")
        await pilot.press(*PIN, "enter")
        await on_screen(pilot, "LinkScreen")
        assert "成立" in shown(app)
        assert "Ctrl+E" not in shown(app), "nothing is left to be keyed"
        await pilot.press("escape")
        await on_screen(pilot, "LinksScreen")
        assert re.search("(田中 美咲 +佐藤 花|佐藤 花 +田中 美咲) .*成立", shown(app))


async def test_each_family_reads_its_own_name_and_the_public_one_of_the_other(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    one, other = come(desk, meetup, "田中 美咲", ONE), come(desk, meetup, "佐藤 花", OTHER)
    person = desk.families.get(other).people[0].id
    desk.journal.append([Draft("person.set", person, {"display_name": "はなちゃん"}, other)],
                        desk.author())  # fmt: skip
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, (one, other))
        for language in ("日本語", "やさしい日本語", "English"):
            assert "はなちゃん" in letters(app), language
            assert "田中美咲" in letters(app)
            assert "佐藤" not in letters(app)
            assert "緑区" not in letters(app)
            await pilot.press("space")
            await pilot.pause()


async def test_one_without_a_mobile_waits_and_is_told_kindly(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    pair = come(desk, meetup, "田中 美咲", ONE), come(desk, meetup, "鈴木 和子", "0480000001")
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        assert "ほかの家庭と同じに受けられます" in letters(app)
        await pilot.press("enter")  # keep it
        await pilot.pause()
        assert "田中家と鈴木家: 保留" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        app.push_screen(LinksScreen(desk, meetup))
        await on_screen(pilot, "LinksScreen")

        assert "保留" in shown(app)


async def test_a_family_that_is_not_here_is_invited(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    one, away = come(desk, meetup, "田中 美咲", ONE), register(
        desk, None, {"name": "佐藤 花", "phone": OTHER}
    )  # fmt: skip
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, (one, away))
        assert "招待に残せます" in letters(app)
        await pilot.press("f11")
        await on_screen(pilot, "LinkScreen")  # there is nothing to print yet
        await pilot.press("enter")
        await pilot.pause()
        assert "招待中" in shown(app)
        assert "「招待の紙」(F11)" in letters(app)
        await pilot.press("f11")
        await on_screen(pilot, "InvitationScreen")
        await pilot.pause()
        code = invitation_code(link_id(one, away))
        assert " ".join(code) in shown(app)
        assert not any(digits in shown(app) for digits in (MINE, THEIRS))
        app.screen.query_one("#file", JpInput).value = str(tmp_path / "i.pdf")
        await pilot.press("ctrl+s")
        await until(pilot, (tmp_path / "i.pdf").exists)
        printed = text_of(tmp_path / "i.pdf")
        assert code in printed
        assert "田中 美咲さんから" in printed
        assert not any(digits in printed for digits in (MINE, THEIRS))


async def test_a_family_that_has_still_to_key_is_checked_in_first(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    one, other = pair
    desk.linking(meetup).key(one, other, keyed(OTHER))
    people = [person.id for person in desk.families.get(other).people]
    desk.reception(meetup).leave(other, people)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        assert "佐藤家は、いま会場にいません" in letters(app)
        await pilot.press("ctrl+e")
        await pilot.pause()

        assert "受付をしてから" in shown(app)
        assert name_of(app) == "LinkScreen"


async def test_a_link_is_cancelled_with_who_and_why(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    one, other = pair
    desk.linking(meetup).key(one, other, keyed(OTHER))
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        await pilot.press("ctrl+w")
        await on_screen(pilot, "CancelLinkScreen")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "どちらの家庭" in shown(app)
        await pilot.press("2", "3", "enter")
        await on_screen(pilot, "LinkScreen")

        assert "取消" in shown(app)
    last = desk.journal.history(link_id(*pair))[-1]
    assert (last.kind, last.subject) == ("link.cancel", other)
    assert '"moved"' in (last.body or "")


async def test_two_who_are_not_to_meet_get_a_sentence_without_a_reason(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    body = {"one": pair[0], "other": pair[1], "stands": True}
    desk.journal.append([Draft("exclusion.set", exclusion_id(*pair), body)], desk.author())
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        await pilot.pause()
        assert "責任者に聞いてください" in shown(app)
        await pilot.press("ctrl+e", "enter")
        await pilot.pause()

        assert "KeyingScreen" not in [type(screen).__name__ for screen in app.screen_stack]


async def test_the_reception_names_with_whom_a_family_is_linked(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    one, other = pair
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        typed(app, "田中")
        await pilot.pause()
        assert "つながり" not in shown(app)
        desk.linking(meetup).key(one, other, keyed(OTHER))
        desk.linking(meetup).key(other, one, keyed(ONE))
        await pilot.press("escape")
        typed(app, "田中")
        await pilot.pause()

        assert re.search("つながり +佐藤家", shown(app))


async def test_what_has_just_happened_is_written_down_from_here_too(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        await pilot.press("ctrl+d")
        await on_screen(pilot, "IncidentScreen")
        await pilot.press("escape")
        await on_screen(pilot, "LinkScreen")


async def test_last_four_digits_find_nobody_where_families_are_chosen(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(LinksScreen(desk, meetup))
        await on_screen(pilot, "LinksScreen")
        await pilot.press("ctrl+n")
        await on_screen(pilot, "ChooseFamilyScreen")
        for query in (MINE, OTHER):
            await pilot.press(*query)
            await pilot.pause()
            assert "名前で探してください" in shown(app)
            assert "田中" not in shown(app)
            await pilot.press(*["backspace"] * len(query))
        await pilot.press("enter")
        await pilot.pause()

        for line in OWN:
            app.post_message(events.Paste(line))
            await pilot.pause()
            app.screen.query_one(SearchLine).value = ""
        assert (app.is_running, name_of(app)) == (True, "ChooseFamilyScreen")
    assert pair


@pytest.mark.parametrize("ways", [("f5",), (hall.number("links"), "f5")])
async def test_a_walk_in_is_registered_from_who_is_inside_however_one_came_there(
    desk: Desk, meetup: str, tmp_path: Path, ways: tuple[str, ...]
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", *ways)
        await on_screen(pilot, "InsideScreen")
        await pilot.press("f3")
        await on_screen(pilot, "WalkInScreen")

        assert [type(each).__name__ for each in app.screen_stack[-2:]] == [
            "ReceptionScreen", "WalkInScreen",
        ]  # fmt: skip


async def test_the_steps_of_a_lesson_make_a_link_with_six_commands_and_eight_digits(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app, steps = at_home(desk, tmp_path / "store"), linking(THEIRS, MINE)
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        for step in steps:
            await take(pilot, step)

    assert desk.linking(meetup).between(*pair).state == "made"
    part = Situation(21, "", "", Limit(6, 8, 10), steps, ())
    assert (part.commands, part.typed, part.within_limit) == (6, 8, True)
