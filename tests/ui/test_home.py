"""The home screen, the form of a meetup, the register, the backup, the sync."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Select

from concierge_tui.domain.central_errors import CentralUnreachable
from concierge_tui.domain.urgency import Backlog, Urgency
from concierge_tui.services.desk import Desk
from concierge_tui.services.sync_ports import Tally
from concierge_tui.text import backup, home, meetup_form, staff, sync, welcome
from screens.widgets.jp_input import FormField
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, name_of, on_screen, paste, shown, until

SIZE = (80, 24)


async def test_home_says_how_things_stand(desk: Desk, meetup: str, tmp_path: Path) -> None:
    del meetup
    desk.meetups.new("先月の会", "2026-11-07", starts="10:00")
    desk.meetups.new("来週の会", "2026-12-12", starts="10:00")
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.pause()
        lines = shown(app).splitlines()

    listed = [line for line in lines if "の会" in line or "交流会" in line]
    assert [("きょう" in listed[1]), ("予定" in listed[2]), ("終わり" in listed[3])] == [True] * 3
    assert "みその交流会" in listed[1]
    assert any(home.PRACTICE in line for line in lines)


async def test_an_empty_home_says_what_to_do_next(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f4")
        await pilot.pause()

        assert home.EMPTY in shown(app)
        assert home.ROSTER_NEEDS_MEETUP in shown(app)


async def test_a_meetup_is_planned_from_a_template_with_a_day_in_wareki(
    desk: Desk, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        app.screen.query_one("#template", Select).value = meetup_form.template("説明会")
        await pilot.pause()
        await paste(pilot, "令和８年１２月１２日（土）")
        await pilot.press("tab")
        await pilot.pause()
        understood = shown(app)
        await pilot.press("ctrl+s")
        await on_screen(pilot, "HomeScreen")

        made = desk.meetups.all()[0]
        assert (made.title, made.kind, made.date.isoformat()) == (
            "説明会",
            "briefing",
            "2026-12-12",
        )
        assert "2026年12月12日(土) と読みました" in understood
        assert home.SAVED in shown(app).replace("\n", "")
        assert desk.drafts.get("meetup:new") is None


async def test_a_copy_leaves_the_official_listing_to_be_checked_anew(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    desk.meetups.correct(meetup, {"listed": True, "capacity": 60, "rounds": 3})
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        copy = meetup_form.copy_of("12/5(土)", "みその交流会")
        app.screen.query_one("#template", Select).value = copy
        await pilot.pause()
        app.screen.query_one("#date", FormField).value = "12/19"
        await pilot.press("ctrl+s")
        await on_screen(pilot, "HomeScreen")

    made = desk.meetups.all()[0]
    assert (made.venue, made.capacity, made.rounds) == ("美園コミュニティセンター", 60, 3)
    assert made.listed is None


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("title", "", meetup_form.NAME_EMPTY),
        ("date", "2/30", meetup_form.DAY_BAD),
        ("starts", "25:00", meetup_form.TIME_BAD),
        ("capacity", "たくさん", meetup_form.CAPACITY_BAD),
    ],
)
async def test_a_meetup_with_a_wrong_field_is_not_written(
    desk: Desk, tmp_path: Path, name: str, typed: str, words: str
) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        for field, value in ({"title": "会", "date": "12/12"} | {name: typed}).items():
            app.screen.query_one(f"#{field}", FormField).value = value
        await pilot.press("ctrl+s")

        assert app.screen.query_one(f"#{name}", FormField).problem == words
        assert desk.meetups.all() == []


async def test_a_half_typed_meetup_is_there_again(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f3")
        await on_screen(pilot, "MeetupFormScreen")
        app.screen.query_one("#venue JpInput").focus()
        await paste(pilot, "公民館")
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        await pilot.press("ctrl+n")
        await on_screen(pilot, "MeetupFormScreen")

        assert app.screen.query_one("#venue", FormField).value == "公民館"


async def test_correcting_a_meetup_writes_only_what_changed(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await until(pilot, lambda: bool(app.screen.query_one(ResultList).rows))
        app.screen.query_one("#edit", Button).press()
        await on_screen(pilot, "MeetupFormScreen")
        app.screen.query_one("#capacity", FormField).value = "６０"
        await pilot.press("ctrl+s")
        await on_screen(pilot, "HomeScreen")

    assert desk.journal.history(meetup)[-1].body == '{"capacity":60}'
    assert desk.meetups.get(meetup).title == "みその交流会"


async def test_staff_are_entered_with_what_they_said(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.screen.query_one("#staff", Button).press()
        await on_screen(pilot, "StaffScreen")
        app.screen.query_one("#name", FormField).value = "鈴木　一"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert staff.ROLE_MISSING in shown(app)
        app.screen.query_one("#role", Select).value = "event_staff"
        app.screen.query_one("#certification", Select).value = "none"
        app.screen.query_one("#until", FormField).value = "R9.3.31"
        await pilot.press("ctrl+s")
        assert app.screen.query_one("#until", FormField).problem == welcome.UNTIL_NOT_NEEDED
        app.screen.query_one("#until", FormField).value = ""
        app.screen.query_one("#certification", Select).value = "certified"
        await pilot.press("ctrl+s")
        assert app.screen.query_one("#until", FormField).problem == welcome.UNTIL_MISSING
        app.screen.query_one("#until", FormField).value = "R9.3.31"
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert staff.added("鈴木 一") in shown(app)
    added = desk.staff.all()[-1]
    assert (added.name, added.role, str(added.certified_until)) == (
        "鈴木 一",
        "event_staff",
        "2027-03-31",
    )


async def test_practice_is_neither_backed_up_nor_sent_nor_enrolled(
    desk: Desk, tmp_path: Path
) -> None:
    from screens.backup.screen import BackupScreen
    from screens.enrol.screen import EnrolScreen

    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f5")
        await on_screen(pilot, "SyncScreen")
        await pilot.press("f5")
        await pilot.pause()
        assert sync.PRACTICE in shown(app)
        assert sync.UNSENT not in shown(app), "what is never sent is not counted as unsent"
        app.push_screen(EnrolScreen(desk))
        await on_screen(pilot, "EnrolScreen")
        await paste(pilot, "https://honbu.example.jp")
        await pilot.press("enter")
        await paste(pilot, "ABCDEFGHJKLM")
        await pilot.press("enter")
        await pilot.pause()
        assert sync.ENROL_PRACTICE in shown(app).replace("\n", "")
        app.push_screen(BackupScreen(desk))
        await on_screen(pilot, "BackupScreen")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert backup.PRACTICE in shown(app).replace("\n", "")


class _Enrolled:
    """Stands in for the sync of an enrolled laptop."""

    def __init__(self, answer: Tally | Exception) -> None:
        self._answer = answer

    def status(self) -> object:
        from concierge_tui.services.sync_ports import Refused, SyncStatus

        refused = (Refused("x", "person.set", "e", None, "gap", 0),)
        return SyncStatus("enrolled", 12, 3, 0, 340, 2, 1, 1, refused, "https://h", None, 0)

    def backlog(self) -> Backlog:
        return Backlog(((Urgency.WITHDRAWAL, 2), (Urgency.REST, 10)))

    def sync(self, progress: object, cancelled: object) -> Tally:
        del progress, cancelled
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Tally(pushed=5, pulled=7), sync.done(5, 7, 0, 2)),
        (Tally(refused=1), sync.refused(1)),
        (Tally(cancelled=True), sync.CANCELLED),
        (CentralUnreachable(), "本部につながりません"),
    ],
)
async def test_a_sync_tells_sent_from_received(
    desk: Desk, tmp_path: Path, answer: Tally | Exception, words: str
) -> None:
    from contextlib import contextmanager
    from dataclasses import replace

    from screens.sync.screen import SyncScreen

    def fork() -> object:
        @contextmanager
        def here():  # type: ignore[no-untyped-def]
            with desk.fork() as other:
                yield replace(other, synchronise=_Enrolled(answer))  # type: ignore[arg-type]

        return here()

    enrolled = replace(desk, synchronise=_Enrolled(answer), fork=fork)  # type: ignore[arg-type]
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(SyncScreen(enrolled))
        await on_screen(pilot, "SyncScreen")
        await pilot.press("f5")
        await until(pilot, lambda: words in shown(app).replace("\n", ""))

        told = shown(app)
        assert all(
            part in told for part in ("9件", "3件", "340件", "2件", "前の記録が届いていません")
        )
        assert name_of(app) == "SyncScreen"
