"""What a family keys: whatever its IME makes of it, hidden from everybody, counted once."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from textual import events

from concierge_tui.domain.errors import StoreFull
from concierge_tui.domain.ids import link_id
from concierge_tui.domain.link import MOST_MISSES, DigitsWrong
from concierge_tui.services.desk import Desk
from concierge_tui.text import keying
from screens.link.list import LinkList, LinksScreen
from screens.link.screen import LinkScreen
from tests.journals.linking import come
from tests.ui.at_the_door import at_home, burst, name_of, on_screen, shown
from tests.ui.link_hands import (
    MINE,
    PIN,
    SIZE,
    THEIRS,
    boxes,
    letters,
    opened,
    turned,
    two_families,
    typed,
)
from tests.ui.test_hostile_typing import OWN


@pytest.fixture
def pair(desk: Desk, meetup: str) -> tuple[str, str]:
    return two_families(desk, meetup)


def logs(folder: Path) -> list[str]:
    return [path.read_bytes().decode("latin-1") for path in folder.rglob("*.log*")]


@pytest.mark.parametrize(
    "typing", ["0042", "００４２", "わわうふ", "ﾜﾜｳﾌ", "ワワウフ", "09000000042", "090-0000-0042"]
)
async def test_digits_are_taken_whatever_the_ime_made_of_them(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path, typing: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        typed(app, typing)
        await pilot.press("enter")
        await pilot.pause()

        assert desk.linking(meetup).between(*pair).one.entered


@pytest.mark.parametrize("typing", ["0042", "００４２", "下4けたは 0042 です"])
async def test_digits_that_an_ime_commits_at_once_are_taken(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path, typing: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        app.post_message(events.Paste(typing))
        await pilot.press("enter")
        await pilot.pause()

        assert desk.linking(meetup).between(*pair).one.entered


async def test_backspace_takes_one_digit_back_and_too_few_are_no_try(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        await pilot.press("backspace", *"009", "enter", "enter")
        await pilot.pause()
        assert keying.SHORT["ja"] in shown(app)
        assert desk.linking(meetup).between(*pair).one.left == MOST_MISSES
        await pilot.press("backspace", *"42")
        await pilot.pause()
        assert keying.SHORT["ja"] not in shown(app)
        await pilot.press("enter")
        await pilot.pause()

        assert desk.linking(meetup).between(*pair).one.entered


async def test_a_wrong_entry_says_how_many_are_left_and_the_third_makes_a_rest(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        await pilot.press(*"9999", "enter", "escape")
        await on_screen(pilot, "LinkScreen")
        assert "まだ(あと2回)" in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "KeyingScreen")
        for said in ("あと1回", "休みます"):
            await pilot.press(*"9999", "enter")
            await pilot.pause()
            assert said in shown(app)
            assert boxes(app).is_empty
        await pilot.press(*THEIRS, "enter")
        await pilot.pause()
        assert "休みます" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "休みます" in shown(app), "not that a digit is missing"
        await pilot.press("escape")
        await on_screen(pilot, "LinkScreen")

        assert "休み(" in shown(app)
        assert not desk.linking(meetup).between(*pair).one.entered


async def test_nobody_is_sent_to_a_screen_on_which_only_a_resting_family_could_key(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, linking = at_home(desk, tmp_path / "store"), desk.linking(meetup)
    linking.key(pair[1], pair[0], bytearray(MINE.encode()))
    for _ in range(MOST_MISSES):
        with pytest.raises(DigitsWrong):
            linking.key(pair[0], pair[1], bytearray(b"9999"))
    async with app.run_test(size=SIZE) as pilot:
        await opened(pilot, desk, meetup, pair)
        assert "まで休みです" in letters(app)
        assert not app.screen.query_one("#face").display

        monkeypatch.setattr("concierge_tui.domain.link.REST_MS", 0)
        assert isinstance(app.screen, LinkScreen)
        app.screen.hear_news()
        await pilot.pause()
        assert "まで休みです" not in letters(app)
        assert app.focused is app.screen.query_one("#face"), "the rest is over"


async def test_whoever_keyed_ahead_is_not_asked_again_and_the_list_points_at_the_new_link(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    other = come(desk, meetup, "鈴木 和子", "")
    linking = desk.linking(meetup)
    linking.wish(*pair, "here")
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(LinksScreen(desk, meetup))
        await on_screen(pilot, "LinksScreen")
        links = app.screen
        assert isinstance(links, LinksScreen)
        links._open(pair[0], other)
        await on_screen(pilot, "LinkScreen")
        assert "鈴木家の分は、いま先に" in letters(app)
        linking.key(other, pair[0], bytearray(MINE.encode()))
        assert isinstance(app.screen, LinkScreen)
        app.screen.hear_news()
        await pilot.pause()
        assert "鈴木家の分は、入っています" in letters(app)
        await pilot.press("escape")
        await on_screen(pilot, "LinksScreen")
        await pilot.pause()
        row = links.query_one(LinkList).highlighted
        assert row is not None
        assert "鈴木 和子" in row.cells, "Enter opens what was just written"


async def test_no_digit_is_shown_kept_logged_or_left_in_memory(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app, canary, screens = at_home(desk, tmp_path / "store"), "8163", list[str]()
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        screens.append(shown(app))
        for character in canary:
            await pilot.press(character)
            screens.append(shown(app))
        assert screens[-1].count("•") == 4
        held = bytes(boxes(app)._keyed)
        assert held == canary.encode(), "the test looks in the right place"
        dump = repr(app.screen) + "".join(map(repr, app.screen.query("*")))
        await pilot.press("enter")
        await pilot.pause()
        screens.append(shown(app))
        keyed_bytes = boxes(app)._keyed
        await pilot.press(*canary)
        await pilot.press("escape")
        await on_screen(pilot, "LinkScreen")
        screens.append(shown(app))
        assert bytes(keyed_bytes) == bytes(4), "what was typed is wiped when one goes back"

    gc.collect()
    left = [each for each in gc.get_objects() if isinstance(each, bytearray)
            and canary.encode() in each]  # fmt: skip
    assert left == []
    rows = [row for screen in screens for row in screen.splitlines() if "│" in row]
    assert rows
    assert not any(character.isdigit() for row in rows for character in row)
    history = desk.journal.history(link_id(*pair))
    written = [*(op.body or "" for op in history), dump, *screens]
    written += logs(tmp_path)
    assert [op.kind for op in history] == ["link.miss"]
    assert not any(digits in text for text in written for digits in (canary, MINE, THEIRS))


async def test_hiding_the_screen_forgets_what_was_keyed(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        await pilot.press(*"004", "f12")
        await on_screen(pilot, "LockScreen")
        await pilot.press("space")
        await on_screen(pilot, "KeyingScreen")

        assert boxes(app).is_empty


async def test_no_key_of_the_staff_works_there_and_typing_anything_harms_nothing(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, PIN)
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        for key in ("ctrl+q", "ctrl+p", "f1", "f4", "f9", "ctrl+z", "ctrl+e", "ctrl+w", "tab"):
            await pilot.press(key)
        for line in OWN:
            typed(app, line[:40])
            app.post_message(events.Paste(line))
            await pilot.press(*["backspace"] * 4)
            await pilot.pause()
        assert name_of(app) == "KeyingScreen"
        typed(app, "MS1-7KQ2WX-X")
        app.post_message(events.Key("enter", None))
        await pilot.pause(0.4)
        assert name_of(app) == "KeyingScreen"
        assert desk.linking(meetup).between(*pair).one.left == MOST_MISSES
        assert app.is_running
        await pilot.press("escape")
        await on_screen(pilot, "PinScreen")
        await pilot.press("escape")
        await on_screen(pilot, "KeyingScreen")


async def test_a_held_enter_keys_once_and_a_disk_that_is_full_loses_no_try(
    desk: Desk, meetup: str, pair: tuple[str, str], tmp_path: Path, monkeypatch: Any
) -> None:
    def full(*_: object) -> None:
        raise StoreFull

    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await turned(pilot, desk, meetup, pair)
        with monkeypatch.context() as broken:
            broken.setattr(type(desk.journal), "append", full)
            await pilot.press(*THEIRS, "enter")
            await pilot.pause()
            assert "スタッフを呼んでください" in shown(app)
        typed(app, THEIRS)
        burst(app, *["enter"] * 6)
        await pilot.pause(0.3)

        assert [op.kind for op in desk.journal.history(link_id(*pair))] == ["link.enter"]
        assert name_of(app) == "KeyingScreen"
