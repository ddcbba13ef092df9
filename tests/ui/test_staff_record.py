"""What was seen of a member of staff is written on screen, and the gate leads there (A28, A29)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from concierge_tui.domain.consent import CoordinatorOnly
from concierge_tui.domain.errors import NothingToEnd
from concierge_tui.domain.gate import Rule
from concierge_tui.domain.operation import Author
from concierge_tui.services.desk import Desk
from screens.staff.record import StaffRecordScreen
from screens.staff.screen import StaffScreen
from screens.trial.fixing import fixing_screen
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList
from tests.staging.stage import Stage

SIZE = (80, 24)


async def test_papers_that_were_seen_are_written_with_their_days(desk: Desk) -> None:
    helper = desk.staff.add("中村 認子", "concierge", certification="certified").id
    app = Stage(StaffScreen(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "記録なし" in app.seen
        rows = app.screen.query_one(ResultList)
        rows.focus()
        rows.point(1 + [row.key for row in rows.rows].index(helper))
        await pilot.press("enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "StaffRecordScreen"
        said = {"identity_seen": "R8.12.6", "lifesaving": "R8.4.1", "licence": "保育士",
                "certified_until": "R9.3.31"}  # fmt: skip
        for name, typed in said.items():
            app.screen.query_one(f"#{name} JpInput", JpInput).value = typed
        await pilot.press("ctrl+s")
        assert "これからの日付です" in app.seen
        app.screen.query_one("#identity_seen JpInput", JpInput).value = "R8.12.5"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert type(app.screen).__name__ == "StaffScreen"
        assert "身分証 資格 救命" in app.seen
    now = desk.staff.get(helper)

    assert (now.identity_seen, now.lifesaving) == (date(2026, 12, 5), date(2026, 4, 1))
    assert (now.licence, now.certified_until) == ("保育士", date(2027, 3, 31))
    assert len(desk.journal.history(helper)) == 2


async def test_one_after_the_other_is_added_and_what_ended_is_said(desk: Desk) -> None:
    app = Stage(StaffScreen(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for name, state in (("期限 越子", "certified"), ("期限 無子", "training")):
            await pilot.press(*name)
            assert app.screen.query_one("#name JpInput", JpInput).value == name, "where one begins"
            form = app.screen.values()  # type: ignore[attr-defined]
            said = {"role": "concierge", "certification": state}
            said |= {"until": "2026-12-04"} if state == "certified" else {}
            app.screen.fill(form | said)  # type: ignore[attr-defined]
            await pilot.press("ctrl+s")
            await pilot.pause()
        assert "期限切れ 2026/12/04" in app.seen


def test_no_end_is_written_for_a_certification_that_was_never_given(desk: Desk) -> None:
    helper = desk.staff.add("試験 訓子", "assistant", certification="training").id
    with pytest.raises(NothingToEnd):
        desk.staff.complete(helper, {"certified_until": "2027-03-31"})


@pytest.mark.parametrize(
    ("reason", "screen"),
    [
        ("no_lifesaving", "StaffRecordScreen"),
        ("no_licence", "StaffRecordScreen"),
        ("room_unknown", "MeetupFormScreen"),
    ],
)
def test_the_gate_leads_to_what_is_missing(
    desk: Desk, meetup: str, reason: str, screen: str
) -> None:
    helper = desk.staff.all()[0].id
    now: Any = SimpleNamespace(trial=SimpleNamespace(supervisor=helper))
    name = "ratio" if reason == "room_unknown" else "supervisor"
    found = fixing_screen(desk, meetup, now, Rule(name, (), "amber", reason, {}))

    assert type(found).__name__ == screen


def test_only_a_coordinator_gives_a_role_or_a_certification(desk: Desk) -> None:
    helper = desk.staff.add("受付 ひろこ", "event_staff").id
    desk.staff._author = lambda: Author(desk.area, helper)
    with pytest.raises(CoordinatorOnly):
        desk.staff.add("自 称", "coordinator")
    with pytest.raises(CoordinatorOnly):
        desk.staff.add("自 称", "concierge", certification="certified")
    for said in ({"role": "coordinator"}, {"certification": "certified"}):
        with pytest.raises(CoordinatorOnly):
            desk.staff.complete(helper, said)
    desk.staff.complete(helper, {"licence": "保育士"})
    desk.staff.add("手 伝", "assistant")

    assert desk.staff.get(helper).role == "event_staff"


async def test_by_the_recovery_key_a_coordinator_is_made_and_it_is_told(desk: Desk) -> None:
    gone = desk.staff.add("受付 ひろこ", "event_staff").id
    desk.staff._author = lambda: Author(desk.area, gone)
    desk.staff.by_recovery = True
    app = Stage(StaffScreen(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "復旧キーで開いています" in app.seen
        plain = desk.staff.add("手 伝", "assistant").id
        after = desk.staff.add("後 継子", "coordinator").id
        desk.staff.complete(plain, {"certification": "training"})
        app.push_screen(StaffRecordScreen(desk, after))
        await pilot.pause()
        assert "2026/12/05 に、復旧キーで" in app.seen
    first, mark = desk.journal.history(after)

    assert (first.kind, mark.kind, first.tx == mark.tx) == ("staff.set", "rescue.raise", True)
    assert [op.kind for op in desk.journal.history(plain)] == [
        "staff.set", "staff.set", "rescue.raise",
    ]  # fmt: skip
    assert desk.staff.rescued(gone) == []
    desk.staff.by_recovery = False
    with pytest.raises(CoordinatorOnly):
        desk.staff.add("自 称", "coordinator")
