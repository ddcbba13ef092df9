"""The laptop turned to a family: its own data, large, and no way past it without the PIN."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.consent import CONTACT, REGISTRATION, SCREEN, TRIAL
from concierge_tui.domain.errors import StoreFull
from concierge_tui.services.desk import Desk
from concierge_tui.text import facing
from screens.consent.screen import ConsentScreen
from screens.facing.consenting import consent_pages, keep_consent
from screens.facing.page import Answer
from screens.facing.read_back import family_page
from screens.facing.screen import FacingScreen
from screens.household.screen import HouseholdScreen
from screens.lock.unattended import SOFT_LOCK
from screens.widgets.large_text import large
from tests.ui.at_the_door import at_home, name_of, on_screen, shown, until

SIZE = (80, 24)
PIN = "2468"
CODE = "MS1-7KQ2WX-X"


def letters(app: ConciergeApp) -> str:
    """Return what is shown without the room between the letters."""
    return "".join(shown(app).split())


async def turned(pilot: Pilot[None], screen: FacingScreen) -> None:
    await on_screen(pilot, "HomeScreen")
    pilot.app.push_screen(screen)
    await on_screen(pilot, "FacingScreen")
    await pilot.pause()


def of_consent(desk: Desk, family: str, *purposes: str) -> FacingScreen:
    found = desk.families.get(family)
    return FacingScreen(
        desk, consent_pages(desk, purposes), lambda answer: keep_consent(desk, found, answer)
    )


async def test_a_family_reads_answers_and_gives_the_screen_back(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, PIN)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(ConsentScreen(desk, tanaka))
        await on_screen(pilot, "ConsentScreen")
        await pilot.press("down", "down", "f4")
        await on_screen(pilot, "FacingScreen")
        await pilot.press("right", "enter")  # the trial: yes
        await pilot.press("left", "left", "enter")  # news: no
        await pilot.pause()
        assert "お返事を確かめてください" in letters(app)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert "次へ進みます" not in shown(app), "behind the thanks nothing follows"
        await pilot.press("enter")
        await on_screen(pilot, "PinScreen")
        assert "画面がスタッフにもどります" in shown(app).replace("\n", "")
        await pilot.press(*PIN, "enter")
        await on_screen(pilot, "ConsentScreen")

    seen = desk.consents.of(tanaka)
    assert (seen.of(TRIAL).state, seen.of(CONTACT).state) == ("granted", "declined")
    detail = seen.of(TRIAL).detail
    assert (detail["method"], detail["read_back"]) == (SCREEN, True)
    assert detail["text_hash"] == desk.wordings.get(TRIAL).hash


async def test_an_enter_too_many_says_neither_yes_nor_no(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, of_consent(desk, tanaka, TRIAL, CONTACT))
        for _ in range(9):
            app.post_message(events.Key("enter", None))
        await pilot.pause(0.2)

        assert desk.consents.of(tanaka).of(TRIAL).state == "never"
        assert "預け合いの体験" in letters(app)


async def test_the_answers_stand_only_behind_the_last_sheet(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, of_consent(desk, tanaka, REGISTRATION))
        await pilot.press("space", "space")
        await pilot.pause()
        first = letters(app)
        assert not app.screen.query(".facing-choice")
        await pilot.press("enter")
        await pilot.pause()

        assert "Ｗｅｗｉｌｌｗｒｉｔｅｄｏｗｎ" in first
        assert [str(b.label) for b in app.screen.query(".facing-choice").results(Button)] == [
            "Ｔａｌｋ　ｔｏ　ｓｔａｆｆ".replace("\u3000", " "),
            "Ｙｅｓ",
        ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
@pytest.mark.parametrize("language", facing.LANGUAGES)
async def test_every_word_of_a_text_is_shown_at_any_size(
    desk: Desk, tanaka: str, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    presses = list(facing.LANGUAGES).index(language)
    async with app.run_test(size=size) as pilot:
        await turned(pilot, of_consent(desk, tanaka, REGISTRATION))
        await pilot.press(*["space"] * presses)
        await pilot.pause()
        read = ""
        while True:
            read += shown(app)
            if app.screen.query(".facing-choice"):
                break
            await pilot.press("enter")
            await pilot.pause()

    wanted = "".join(large(desk.wordings.get(REGISTRATION, language).text).split())
    letter = iter(read)
    assert [each for each in wanted if each not in letter] == [], "something was never shown"


async def test_no_key_of_the_staff_works_and_a_card_opens_nothing(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, PIN)
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, of_consent(desk, tanaka, TRIAL))
        await pilot.press("right")
        for key in (
            "ctrl+q", "ctrl+p", "ctrl+c", "f1", "f2", "f3", "f4", "f5", "f8", "f9", "f11",
            "ctrl+g", "ctrl+z", "ctrl+s", "ctrl+n", "ctrl+r", "ctrl+t", "ctrl+k", "a", "1", "tab",
        ):  # fmt: skip
            await pilot.press(key)
        for character in CODE:
            app.post_message(events.Key(character, character))
        app.post_message(events.Key("enter", None))
        await pilot.pause(0.4)

        assert app.is_running
        assert name_of(app) == "FacingScreen"
        assert desk.consents.of(tanaka).of(TRIAL).state == "never"
        await pilot.press("escape")
        await on_screen(pilot, "PinScreen")
        for key in ("ctrl+q", "ctrl+p", "f1", "ctrl+g"):
            await pilot.press(key)
        await pilot.pause()
        assert name_of(app) == "PinScreen"
        await pilot.press("escape")
        await on_screen(pilot, "FacingScreen")


async def test_a_wrong_pin_leads_nowhere_and_five_close_the_store(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, PIN)
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, of_consent(desk, tanaka, TRIAL))
        await pilot.press("escape")
        await on_screen(pilot, "PinScreen")
        for _ in range(4):
            await pilot.press(*"1111", "enter")
        assert name_of(app) == "PinScreen"
        await pilot.press(*"1111", "enter")
        await until(pilot, lambda: app.desk is None)

        assert name_of(app) == "WelcomeScreen"


async def test_an_idle_desk_hides_and_comes_back_to_the_family_not_past_it(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, PIN)
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, of_consent(desk, tanaka, TRIAL))
        app._touched_at -= SOFT_LOCK
        app.look_for_idle()
        await on_screen(pilot, "LockScreen")
        await pilot.press("space")
        await on_screen(pilot, "PinScreen")
        await pilot.press(*PIN, "enter")

        await on_screen(pilot, "FacingScreen")


async def test_an_answer_that_cannot_be_kept_stays_a_question(desk: Desk, tmp_path: Path) -> None:
    def full(answer: Answer) -> None:
        assert answer.page == TRIAL
        raise StoreFull

    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, FacingScreen(desk, consent_pages(desk, [TRIAL]), full))
        await pilot.press("left", "enter")
        await pilot.pause()

        assert "スタッフを呼んでください" in shown(app)
        assert app.screen.query(".facing-choice")


async def test_read_back_shows_the_family_its_own_data_and_no_link_code(
    desk: Desk, tanaka: str, suzuki: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(120, 40)) as pilot:
        await turned(pilot, FacingScreen(desk, [family_page(desk.families.get(tanaka))]))
        said = letters(app)

    assert suzuki
    for words in ("田中美咲", "みさき", "陽葵", "ひまり", "卵", "２０２４年７月１日", "０９０"):
        assert words in said
    assert "５６７８" not in said
    assert "5678" not in said
    assert "鈴木" not in said
    assert "太郎" in said


async def test_read_back_says_everything_also_on_a_small_screen(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    page = family_page(desk.families.get(tanaka))
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, FacingScreen(desk, [page]))
        read = ""
        while not app.screen.query(".facing-choice"):
            read += shown(app)
            await pilot.press("enter")
            await pilot.pause()
        read += shown(app)

    wanted = "".join("".join(large(line.written).split()) for line in page.lines("ja"))
    letter = iter(read)
    assert [each for each in wanted if each not in letter] == []


async def test_a_household_is_turned_to_the_family_only_as_it_is_stored(
    desk: Desk, tanaka: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(HouseholdScreen(desk, tanaka))
        await on_screen(pilot, "HouseholdScreen")
        app.post_message(events.Paste("べつ"))
        await pilot.pause()
        await pilot.press("ctrl+e")
        await pilot.pause()
        unsaved = (name_of(app), shown(app))
        await pilot.press("ctrl+z")
        await pilot.pause()
        await pilot.press("ctrl+e")
        await on_screen(pilot, "FacingScreen")

    assert unsaved[0] == "HouseholdScreen"
    assert "先に Ctrl+S で保存" in unsaved[1]
    looked = [op for op in desk.journal.history(tanaka) if op.kind == "looked.at"]
    assert len(looked) == 1, "what was shown was written down"
