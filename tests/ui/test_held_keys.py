"""What is done twice in a hurry is done once, and nothing is done behind a hidden desk."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

import screens
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub_ports import Seen
from concierge_tui.services.roster_import import Basis
from screens.consent.asking import AskScreen
from screens.consent.erasing import EraseScreen
from screens.consent.overview import OverviewScreen
from screens.consent.screen import ConsentScreen
from screens.consent.withdrawing import StatementScreen, Withdrawn, WithdrawScreen
from screens.enrol.screen import EnrolScreen
from screens.facing.consenting import consent_pages
from screens.facing.screen import FacingScreen
from screens.hall.page import HallPage
from screens.hand_off.screen import HandOffScreen
from screens.hand_off.waiting import WaitingScreen
from screens.home.screen import HomeScreen
from screens.household.screen import HouseholdScreen
from screens.hub.compare import CompareScreen
from screens.hub.house import HouseScreen
from screens.hub.screen import HubScreen
from screens.inside.screen import InsideScreen
from screens.limits.one import LimitScreen
from screens.limits.screen import LimitsScreen
from screens.long_work import LongWork
from screens.meetup_form.screen import MeetupFormScreen
from screens.pair.screen import PairScreen
from screens.print.screen import PrintScreen
from screens.reception.screen import ReceptionScreen
from screens.repairs.screen import RepairsScreen
from screens.roster.file import RosterFileScreen
from screens.roster.mapping import RosterMappingScreen
from screens.sign_up.more import MoreScreen
from screens.sign_up.screen import SignUpScreen
from screens.sign_up.unfinished import UnfinishedScreen
from screens.slip.screen import SlipScreen
from screens.staff.record import StaffRecordScreen
from screens.stick.screen import StickScreen
from screens.sync.screen import SyncScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.attentive import Attentive
from screens.widgets.confirm import ConfirmScreen
from tests.journals.desk_families import registered
from tests.ui.at_the_door import at_home, at_the_desk, burst, name_of, on_screen, until
from tests.ui.custody_screens import CUSTODY
from tests.ui.held_enter import hold_enter_everywhere, leave_before_it_was_seen
from tests.ui.inbox_hands import INBOX
from tests.ui.link_hands import LINK_SCREENS

SIZE = (80, 24)
CODE = "MS1-7KQ2WX-X"
Make = Callable[[Desk, str, str, Path], Screen[Any]]


async def test_a_held_enter_answers_a_question_once(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app, answers = at_home(desk, tmp_path / "store"), list[bool | None]()
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(ConfirmScreen("?", "?", "はい", "いいえ"), answers.append)
        await pilot.pause()

        burst(app, "enter", "enter", "enter")
        await pilot.pause(0.3)

        assert len(answers) == 1
        assert isinstance(app.screen, ReceptionScreen)


@pytest.mark.parametrize(
    "name", ["household", "walk_in", "sign_up", "more", "inside", "links", "link"]
)
async def test_a_card_that_is_read_three_times_leads_to_the_reception_and_no_further(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        match name:
            case "household":
                app.push_screen(HouseholdScreen(desk, tanaka))
            case "walk_in":
                app.push_screen(WalkInScreen(desk, meetup))
            case "sign_up":
                app.push_screen(SignUpScreen(desk, new_id(), meetup=meetup))
            case "more":
                app.push_screen(MoreScreen(desk, tanaka))
            case "links" | "link":
                app.push_screen(SCREENS[name](desk, meetup, tanaka, tmp_path))
            case _:
                app.push_screen(InsideScreen(desk, meetup))
        await pilot.pause()

        burst(app, *[*CODE, "enter"] * 3)
        await pilot.pause(0.3)

        assert isinstance(app.screen, ReceptionScreen)
        assert [row.key for row in app.screen.results.rows] == [tanaka]


def mapping(desk: Desk, meetup: str, roster: Path) -> Screen[Any]:
    return RosterMappingScreen(desk, desk.meetups.get(meetup), desk.rosters.open(roster))


SCREENS: dict[str, Make] = {
    "home": lambda desk, _m, _f, _r: HomeScreen(desk),
    "reception": lambda desk, m, _f, _r: ReceptionScreen(desk, m),
    "household": lambda desk, _m, f, _r: HouseholdScreen(desk, f),
    "walk_in": lambda desk, m, _f, _r: WalkInScreen(desk, m),
    "sign_up": lambda desk, m, _f, _r: SignUpScreen(desk, new_id(), meetup=m),
    "more": lambda desk, _m, f, _r: MoreScreen(desk, f),
    "unfinished": lambda desk, _m, _f, _r: UnfinishedScreen(desk),
    "inside": lambda desk, m, _f, _r: InsideScreen(desk, m),
    "slip": lambda desk, m, f, _r: SlipScreen(desk, f, m),
    "hand_off": lambda desk, m, f, _r: HandOffScreen(desk, f, m),
    "waiting": lambda desk, _m, _f, _r: WaitingScreen(desk),
    "print": lambda desk, m, f, _r: PrintScreen(desk, m, f),
    "meetup_form": lambda desk, _m, _f, _r: MeetupFormScreen(desk),
    "repairs": lambda desk, _m, _f, _r: RepairsScreen(desk),
    "pair": lambda desk, _m, f, _r: PairScreen(desk, f, registered(desk).family),
    "roster": lambda desk, m, _f, _r: RosterFileScreen(desk, m),
    "mapping": lambda desk, m, _f, r: mapping(desk, m, r),
    "sync": lambda desk, _m, _f, _r: SyncScreen(desk),
    "enrol": lambda desk, _m, _f, _r: EnrolScreen(desk),
    "hub": lambda desk, _m, _f, _r: HubScreen(desk),
    "hub house": lambda desk, _m, _f, _r: HouseScreen(desk),
    "compare": lambda desk, _m, _f, _r: CompareScreen(desk, Seen("https://10.0.0.1:1", bytes(32))),
    "stick": lambda desk, _m, _f, _r: StickScreen(desk),
    "consent": lambda desk, _m, f, _r: ConsentScreen(desk, f),
    "ask": lambda desk, _m, f, _r: AskScreen(desk, desk.families.get(f), "trial"),
    "withdraw": lambda desk, _m, f, _r: WithdrawScreen(desk, desk.families.get(f), "registration"),
    "statement": lambda desk, _m, f, _r: StatementScreen(
        desk, desk.families.get(f), Withdrawn(("trial",), 1)
    ),
    "erase": lambda desk, _m, f, _r: EraseScreen(desk, desk.families.get(f), 0),
    "overview": lambda desk, _m, _f, _r: OverviewScreen(desk),
    "staff_record": lambda desk, _m, _f, _r: StaffRecordScreen(desk, desk.staff.all()[0].id),
    "limits": lambda desk, _m, _f, _r: LimitsScreen(desk),
    "limit": lambda desk, _m, _f, _r: LimitScreen(desk, "fever_tenths"),
    **CUSTODY,
    **INBOX,
    "facing": lambda desk, _m, _f, _r: FacingScreen(desk, consent_pages(desk, ["trial"])),
    **LINK_SCREENS,
}


@pytest.fixture
def roster(desk: Desk, meetup: str, tmp_path: Path) -> Path:
    path = tmp_path / "r.csv"
    head = "保護者氏名,電話番号,子ども氏名,子ども生年月日"
    path.write_text(f"{head}\n田中 花,090-1234-5678,田中 蓮,R7.2.30\n,090-9999-9999,,2024/1/1\n")
    desk.rosters.run(desk.rosters.open(path), meetup, Basis("1", "b", "h"))
    return path


IN_THE_GATE = ("release",)
"""Where a second Enter would do the most harm; the others are held in soak."""


@pytest.mark.parametrize(
    "name",
    [
        each if each in IN_THE_GATE else pytest.param(each, marks=pytest.mark.soak)
        for each in SCREENS
    ],
)
async def test_a_held_enter_opens_at_most_one_screen_from_wherever_the_focus_is(
    desk: Desk, meetup: str, tanaka: str, roster: Path, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await hold_enter_everywhere(pilot, lambda: SCREENS[name](desk, meetup, tanaka, roster))


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in SCREENS if name != "home"])
async def test_a_screen_may_be_left_before_it_was_seen(
    desk: Desk, meetup: str, tanaka: str, roster: Path, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await leave_before_it_was_seen(pilot, lambda: SCREENS[name](desk, meetup, tanaka, roster))


async def test_a_held_enter_in_the_palette_chooses_once_and_closes_nothing(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for keys in (["enter"] * 4, ["pagedown"], ["escape"], ["down", "enter", "enter"]):
            burst(app, "ctrl+p", *keys)
            await pilot.pause(0.3)
            assert app.is_running
            while name_of(app) != "ReceptionScreen":
                assert len(app.screen_stack) > 2, "a screen beneath was closed"
                await pilot.press("escape")
                await pilot.pause(0.1)


@pytest.mark.parametrize(
    "keys",
    [
        ["f9", "ctrl+z", "ctrl+z", "f9"],
        pytest.param(["right", "f3", "f3", "left"], marks=pytest.mark.soak),
        pytest.param(["left", "f9", "f3"], marks=pytest.mark.soak),
    ],
)
async def test_the_parts_of_a_household_turn_one_after_the_other(
    desk: Desk, tanaka: str, tmp_path: Path, keys: list[str]
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        form = HouseholdScreen(desk, tanaka)
        app.push_screen(form)
        await pilot.pause()
        form.who.focus()
        burst(app, *keys, *keys)
        await until(
            pilot, lambda: form.who.is_mounted and form.query("#section").first() is not None
        )
        await pilot.pause(0.2)

        assert app.is_running
        assert len(form.query("#section")) == len(form.query("#who")) == 1


def every_screen() -> Iterator[type[Screen[Any]]]:
    """Yield every screen that the program has."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Screen):
                yield found


def test_every_screen_hears_only_what_is_done_on_top() -> None:
    ours = {kind for kind in every_screen() if kind.__module__.startswith("screens.")}

    assert len(ours) > 30
    assert {kind.__name__ for kind in ours if not issubclass(kind, Attentive)} == set()


def test_every_page_of_the_hall_shows_anew_also_what_was_taken_back() -> None:
    pages = {kind for kind in every_screen() if issubclass(kind, HallPage)} - {HallPage}

    assert len(pages) > 10
    assert [page.__name__ for page in pages if "on_screen_resume" in vars(page)] == []


class Missing(Static):
    """Looks for a part that was never made."""

    def on_mount(self) -> None:
        self.query_one("#nothing")


@pytest.mark.parametrize("is_left", [True, False])
async def test_only_a_screen_that_was_left_may_miss_its_parts(
    desk: Desk, tmp_path: Path, *, is_left: bool
) -> None:
    app = at_home(desk, tmp_path / "store")
    with pytest.raises(NoMatches) if not is_left else nullcontext():
        async with app.run_test(size=SIZE) as pilot:
            await on_screen(pilot, "HomeScreen")
            page = LongWork(desk)
            app.push_screen(page)
            await pilot.pause()
            page.mount(Missing())
            if is_left:
                page.dismiss(None)
            await pilot.pause()

            assert app.is_running == is_left
