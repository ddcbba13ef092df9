"""The area's wards: typed once, said at the desk, and no reason to refuse anyone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from concierge_tui.services.desk import Desk
from concierge_tui.services.slips import slips_of
from concierge_tui.text import area, slip
from screens.reception.facts import facts_of, open_of
from tests.journals.desk_families import registered
from tests.ui.at_the_door import at_home, on_screen, paste, shown

SIZE = (80, 24)


async def test_the_wards_are_typed_into_one_line_and_kept(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.click("#area")
        await on_screen(pilot, "AreaScreen")
        await paste(pilot, "さいたま市緑区、越谷市")
        await pilot.press("tab")
        await paste(pilot, "川口市")
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert area.SAVED[:12] in shown(app)
    kept = desk.areas.here()

    assert kept.cities == ("さいたま市緑区", "越谷市")
    assert [kept.nearness(c) for c in ("越谷市", "さいたま市大宮区", "川口市", "多治見市")] == [
        "home",
        "nearby",
        "nearby",
        "elsewhere",
    ]


async def test_a_ward_that_does_not_exist_is_said_at_its_field(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.click("#area")
        await on_screen(pilot, "AreaScreen")
        await paste(pilot, "みどり区")
        await pilot.press("tab")
        await pilot.pause()

        assert "「みどり区」は見つかりません" in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert desk.areas.here().cities == ()


def test_the_desk_says_how_near_a_family_lives(desk: Desk, meetup: str, tanaka: str) -> None:
    desk.areas.decide({"cities": ["さいたま市岩槻区"]})
    here = desk.reception(meetup).household(tanaka)

    told = facts_of(here, date(2026, 12, 5), open_of(here.family, desk), revealed=False)

    assert any("近く" in part.words for fact in told for part in fact.parts)


async def test_whom_to_ask_and_the_mark_stand_on_paper(desk: Desk, tmp_path: Path) -> None:
    assert desk.areas.contact == slip.CONTACT
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.click("#area")
        await on_screen(pilot, "AreaScreen")
        await pilot.press("tab", "tab")
        await paste(pilot, "みその地区事務局 048-000-0000")
        await pilot.press("tab")
        await paste(pilot, "認証マーク(2026年4月から)")
        await pilot.press("ctrl+s")
        await pilot.pause()

    family = desk.families.get(registered(desk).family)
    (made,) = slips_of([family], None, desk.areas.contact, practice=False)
    assert made.contact == "みその地区事務局 048-000-0000"
    assert desk.areas.mark == "認証マーク(2026年4月から)"
    # It is decided for the area, not for one laptop: it travels.
    assert any("contact" in (op.body or "") for op in desk.journal.history(desk.area))
