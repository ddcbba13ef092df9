"""The hand-off at the desk: the QR, who is waited for, and what is said when she has written."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import cairosvg
import pytest
import zxingcpp
from PIL import Image
from textual.app import App

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.consent import REGISTRATION, SCREEN
from concierge_tui.domain.errors import MeetupFull
from concierge_tui.domain.hand_off import PHONE, read_token
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.operation import Author, Draft
from concierge_tui.services.desk import Desk
from concierge_tui.text import hand_off as text
from concierge_tui.text.people import NAMELESS
from concierge_tui.text.times import stamp
from screens.hand_off.screen import HandOffScreen
from screens.hand_off.waiting import WaitingScreen
from screens.reception.screen import ReceptionScreen
from screens.slip.screen import SlipScreen
from screens.walk_in.screen import WalkInScreen
from tests.conftest import NOON
from tests.staging.granted import URL, grant
from tests.staging.stage import Stage


def decoded(app: App[Any]) -> list[str]:
    svg = app.export_screenshot(simplify=True)
    png = cairosvg.svg2png(bytestring=svg.encode(), scale=2)
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


def name_of(app: App[Any]) -> str:
    return type(app.screen).__name__


def arrive(desk: Desk, family: str) -> None:
    """Write what a sync would bring in."""
    consent = {"purpose": REGISTRATION, "version": "1", "text_hash": "", "method": SCREEN}
    desk.journal.append(
        [
            Draft("consent.grant", consent_id(family, REGISTRATION), consent, subject=family),
            Draft("person.set", f"p-{family}", {"family": family, "name": "高橋 結衣"}, family),
        ],
        Author(desk.area, PHONE),
    )


@pytest.mark.parametrize(
    "url", [URL, "https://concierge.mamasapo.shi.example.lg.jp", "http://[::1]:8787"]
)
async def test_a_camera_reads_the_code_at_80x24(enrolled: Desk, day: str, url: str) -> None:
    grant(enrolled, url)
    begun = enrolled.hand_off.begin(day)
    app = Stage(HandOffScreen(enrolled, begun.family, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (found,) = decoded(app)
        seen = app.seen

    address, _, token = found.rpartition("/")
    assert address == f"{url.upper()}/H"
    assert read_token(token).token.family == begun.family
    assert text.until(stamp(milliseconds(NOON + timedelta(hours=48)))) in seen
    for sentence in text.SENTENCES:
        assert sentence[:12] in seen.replace("\n", "")


@pytest.mark.parametrize(
    "every", [pytest.param(True, marks=pytest.mark.soak), False], ids=["every", "five"]
)
async def test_a_camera_reads_the_code_in_every_theme(
    enrolled: Desk, day: str, *, every: bool
) -> None:
    family = enrolled.hand_off.begin(day).family
    app = Stage(HandOffScreen(enrolled, family, day))
    read: dict[str, int] = {}
    async with app.run_test(size=(80, 24)) as pilot:
        themes = list(app.available_themes)
        for theme in themes if every else themes[:: len(themes) // 4]:
            app.theme = theme
            await pilot.pause()
            await pilot.pause()
            read[theme] = len(decoded(app))

    assert len(read) > (10 if every else 4)
    assert [theme for theme, codes in read.items() if codes != 1] == []


async def test_a_walk_in_with_nothing_on_the_form_is_inside_at_once(
    enrolled: Desk, day: str
) -> None:
    app = Stage(ReceptionScreen(enrolled, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.press("f11")
        await pilot.pause()
        assert name_of(app) == "HandOffScreen"
        await pilot.press("enter")
        await pilot.pause()

        assert name_of(app) == "ReceptionScreen"
        assert NAMELESS in app.seen
    counts = enrolled.reception(day).counts()
    assert (counts.people_here, len(enrolled.hand_off.waiting())) == (1, 1)


async def test_a_consented_form_is_saved_and_handed_on(enrolled: Desk, day: str) -> None:
    form = WalkInScreen(enrolled, day)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("abe yui")
        form.lines.consent.choose("yes")
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert name_of(app) == "HandOffScreen"

    (family,) = enrolled.families.ids()
    assert enrolled.families.get(family).people[0].kana == "アベ ユイ"
    assert [each.family for each in enrolled.hand_off.waiting()] == [family]


async def test_a_form_without_consent_is_not_thrown_away(enrolled: Desk, day: str) -> None:
    app = Stage(WalkInScreen(enrolled, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("abe yui")
        await pilot.press("f11")
        await pilot.pause()

        assert name_of(app) == "WalkInScreen"
        assert text.BEGUN[:10] in app.said
    assert enrolled.families.ids() == []


async def test_a_guest_is_not_parted_from_her_host(enrolled: Desk, day: str) -> None:
    host = enrolled.hand_off.begin(day).family
    app = Stage(WalkInScreen(enrolled, day, host))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f11")
        await pilot.pause()
        assert text.GUEST[:10] in app.said
        assert enrolled.families.ids() == [host]


@pytest.mark.parametrize("reason", ["not_enrolled", "no_page"])
async def test_without_a_way_out_the_form_itself_is_the_way(
    enrolled: Desk, day: str, reason: str
) -> None:
    connection = enrolled.hand_off._rows._connection  # type: ignore[attr-defined]
    connection.execute("DELETE FROM local_grant")
    if reason == "not_enrolled":
        connection.execute("DELETE FROM local_peer")
    app = Stage(WalkInScreen(enrolled, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f11")
        await pilot.pause()

        assert name_of(app) == "WalkInScreen"
        assert text.unavailable(reason)[:15] in app.said
        assert "代理入力" in app.said
    assert enrolled.families.ids() == []


async def test_beyond_the_capacity_a_reason_lets_them_in(enrolled: Desk, day: str) -> None:
    enrolled.meetups.correct(day, {"capacity": 0})
    with pytest.raises(MeetupFull):
        enrolled.hand_off.begin(day)
    app = Stage(WalkInScreen(enrolled, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f11")
        await pilot.pause()
        assert enrolled.families.ids() == []
        app.type("見学のみ")
        await pilot.press("enter")
        await pilot.pause()
        assert name_of(app) == "HandOffScreen"

    assert enrolled.reception(day).counts().people_here == 1


async def test_a_held_key_makes_one_family(enrolled: Desk, day: str) -> None:
    app = Stage(ReceptionScreen(enrolled, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.press("f11", "f11", "f11")
        await pilot.pause()

    assert len(enrolled.families.ids()) == 1


async def test_the_code_stays_until_it_is_made_anew(enrolled: Desk, day: str) -> None:
    family = enrolled.hand_off.begin(day).family
    first, again = (enrolled.hand_off.address(family, day).url for _ in range(2))
    app = Stage(HandOffScreen(enrolled, family, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = decoded(app)
        await pilot.click("#anew")
        await pilot.pause()
        renewed = decoded(app)

    assert first == again == shown[0] != renewed[0]


async def test_from_the_slip_a_known_family_goes_on_by_telephone(enrolled: Desk, day: str) -> None:
    family = enrolled.hand_off.begin(day).family
    app = Stage(SlipScreen(enrolled, family, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f11")
        await pilot.pause()
        assert name_of(app) == "HandOffScreen"
        await pilot.press("escape")
        assert name_of(app) == "SlipScreen"


async def test_an_arrival_is_told_once_and_opens_the_household(enrolled: Desk, day: str) -> None:
    waits, came = (enrolled.hand_off.begin(day).family for _ in range(2))
    for family in (waits, came):
        enrolled.hand_off.address(family, day)
    arrive(enrolled, came)
    app = Stage(ReceptionScreen(enrolled, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert text.arrived(1)[:14] in app.said
        await app.push_screen(WaitingScreen(enrolled))
        await pilot.pause()
        rows = [line for line in app.seen.splitlines() if stamp(milliseconds(NOON)) in line]
        assert text.WAITING in rows[0]
        assert NAMELESS in rows[0]
        assert text.ARRIVED in rows[1]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert name_of(app) == "HouseholdScreen"
        await pilot.press("escape", "escape")
        await pilot.pause()

        assert name_of(app) == "ReceptionScreen"
    assert enrolled.hand_off.news() == []


async def test_practice_leads_nowhere(desk: Desk, meetup: str) -> None:
    app = Stage(WalkInScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f11")
        await pilot.pause()

        assert decoded(app) == [text.PRACTICE_PAYLOAD]
        assert text.PRACTICE in app.seen
    assert desk.hand_off.waiting() == []
