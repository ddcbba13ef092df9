"""The hub on the screens: joined by words, news at once, and nothing stops when it dies."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub import words_of
from concierge_tui.services.hub_ports import Nearby
from concierge_tui.text import hub as text
from concierge_tui.text.kana_words import as_words
from screens.hub.screen import HubScreen
from screens.reception.screen import ReceptionScreen
from tests.journals.desk_families import registered
from tests.syncing.halls import RunningHub, carrying, join, laptop
from tests.ui.at_the_door import at_home, on_screen, paste, shown, until

SIZE = (80, 24)
Family = Callable[..., str]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    """The laptop of the hub, and two desks."""
    made = [laptop(tmp_path / name) for name in ("hub", "first", "second")]
    yield made
    for desk in made:
        desk.close()


async def to_the_hub(pilot: Pilot[None], address: str, code: str) -> None:
    await on_screen(pilot, "HomeScreen")
    await pilot.press("f5")
    await on_screen(pilot, "SyncScreen")
    await pilot.click("#join-hub")
    await on_screen(pilot, "HubScreen")
    await paste(pilot, address)
    await pilot.press("enter")
    if code:
        await paste(pilot, code)
    await pilot.press("enter")


async def join_by_words(pilot: Pilot[None], app: ConciergeApp, hub: RunningHub, here: Desk) -> None:
    """Compare the words and join; a hurried Enter joins nothing, nor does who has no code."""
    await to_the_hub(pilot, hub.address, "")
    await on_screen(pilot, "CompareScreen")
    assert all(word in shown(app) for word in as_words(words_of(hub.running.pin)).split())
    await pilot.press("enter")
    await on_screen(pilot, "HubScreen")
    await pilot.press("ctrl+s")
    await on_screen(pilot, "CompareScreen")
    await pilot.press("tab", "enter")
    await on_screen(pilot, "HubScreen")
    await until(pilot, lambda: "登録コードを出して" in shown(app).replace("\n", ""))
    assert here.hub.joined() is None
    await paste(pilot, hub.running.new_code())
    await pilot.press("enter")
    await on_screen(pilot, "CompareScreen")
    await pilot.press("tab", "enter")
    await on_screen(pilot, "SyncScreen")
    assert text.DONE in shown(app).replace("\n", "")


async def test_two_desks_see_each_other_at_once_and_the_hub_may_die(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, here, there = desks
    meetup = own.meetups.new("みその交流会", here.now().astimezone().date().isoformat()).id
    family = registered(own).family
    hub = RunningHub(own, tmp_path / "hub")
    join(there, hub)
    app = at_home(here, tmp_path)
    with carrying(there), contextlib.ExitStack() as stack:
        stack.callback(hub.stop)
        async with app.run_test(size=SIZE) as pilot:
            await join_by_words(pilot, app, hub, here)
            await until(pilot, lambda: "つながっています" in shown(app))
            await until(pilot, lambda: "控えあり" in shown(app) and own.hub.last_change() > 0)
            await until(pilot, lambda: len(here.meetups.all()) == 1)

            app.push_screen(ReceptionScreen(here, meetup))
            await on_screen(pilot, "ReceptionScreen")
            reception = app.screen
            assert isinstance(reception, ReceptionScreen)
            assert "来場 0" in shown(app)
            await until(pilot, lambda: bool(there.families.ids()))
            found = there.families.get(family)
            await pilot.press(*"tanaka")
            there.reception(meetup).check_in(family, [person.id for person in found.people])
            await until(pilot, lambda: "来場 1" in shown(app))

            hub.stop()
            await until(pilot, lambda: text.AWAY in shown(app))
            assert app.screen is reception
            here.meetups.new("ハブなし", "2026-12-19")
            again = RunningHub(own, tmp_path / "hub", hub.running.port)
            stack.callback(again.stop)
            await until(pilot, lambda: text.AWAY not in shown(app))
            await until(pilot, lambda: len(there.meetups.all()) == 2)


def ids_of(desk: Desk, family: str) -> list[str]:
    return [person.id for person in desk.families.get(family).people]


async def test_whoever_is_before_the_desk_stays_until_another_desk_serves_her(
    desk: Desk, meetup: str, given: Family, tmp_path: Path
) -> None:
    child = {"role": "child", "name": "森 葵", "birthday": "2023-05-05"}
    family = given({"name": "森 千尋", "kana": "モリ チヒロ"}, child)
    other = given({"name": "森田 光", "kana": "モリタ ヒカル"})
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(ReceptionScreen(desk, meetup))
        await on_screen(pilot, "ReceptionScreen")
        reception = app.screen
        assert isinstance(reception, ReceptionScreen)
        await pilot.press(*"mori", "1", "tab", "down", "space")
        assert len(reception.panel.people.ticked) == 1
        with desk.fork() as elsewhere:
            elsewhere.reception(meetup).check_in(other, ids_of(desk, other))
        reception.hear_news()
        await pilot.pause()
        assert len(reception.panel.people.ticked) == 1  # the tick that was taken away stays so
        assert "来場 1" in shown(app)
        assert "済" in shown(app)
        with desk.fork() as elsewhere:
            elsewhere.reception(meetup).check_in(family, ids_of(desk, family))
        reception.hear_news()
        await pilot.pause()
        assert "ほかの端末で" in shown(app)
        assert reception.panel.household is not None
        assert reception.panel.household.presence == "here"


async def test_the_screens_of_the_hub_s_own_laptop_hear_of_a_hub_that_begins_later(
    desks: list[Desk], tmp_path: Path
) -> None:
    own, there, _ = desks
    app = at_home(own, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        hub = RunningHub(own, tmp_path / "hub")
        try:
            join(there, hub)
            there.meetups.new("となりから", there.now().astimezone().date().isoformat())
            with carrying(there):
                await until(pilot, lambda: "となりから" in shown(app))
        finally:
            hub.stop()


async def test_finding_and_what_is_said_of_a_wrong_address(
    desks: list[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, here, _ = desks
    found: list[Nearby] = []
    monkeypatch.setattr("concierge_tui.sync.nearby.nearby", lambda *_: found)
    app = at_home(here, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(HubScreen(here))
        await on_screen(pilot, "HubScreen")
        assert not app.screen.query_one("#leave").display
        await pilot.press("ctrl+s")
        assert text.ADDRESS_EMPTY in shown(app)
        await paste(pilot, "http://10.0.0.1")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "アドレスが読めません" in shown(app))
        app.screen.query_one("#address").value = "127.0.0.1:1"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "会場ハブに届きません" in shown(app))
        await pilot.click("#find")
        await until(pilot, lambda: "近くにハブは見つかりません" in shown(app))
        found.append(Nearby("受付1", "127.0.0.1:2", bytes(32)))
        # A button passes over a second press while it still shows the first, for 0.2 seconds.
        await until(pilot, lambda: not app.screen.query_one("#find").has_class("-active"))
        await pilot.click("#find")
        await until(pilot, lambda: "受付1" in shown(app))
        assert here.hub.joined() is None  # found is not joined
        await pilot.press("enter")
        await until(pilot, lambda: "会場ハブに届きません" in shown(app))
        assert app.screen.query_one("#address").value == "127.0.0.1:2"  # type: ignore[attr-defined]
