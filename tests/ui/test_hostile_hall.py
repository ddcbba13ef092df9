"""A device that was let in writes nonsense about a meetup: every screen of the hall goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.ids import custody_id, health_id, link_id, seating_id, visit_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.late_allergy import told_late
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import follow_ups_at, trials_at
from db.laptop import intake
from db.laptop.rebuild import rebuild
from screens.hall.screen import HallScreen
from screens.hall.ways import WAYS
from tests.conftest import NOON
from tests.journals.hostile_device import HostileDevice
from tests.journals.stores import desk_and_store
from tests.ui.at_the_door import at_home, at_the_desk, shown
from tests.ui.test_hall_hostile import back_at_the_desk

HUGE = "長" * 20_000
FAR = 253_402_214_400_001


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Desk, str]]:
    """A desk to which a hostile device has brought all it wrote about one meetup."""
    desk, store = desk_and_store(monkeypatch)
    meetup = desk.meetups.new("みその交流会", "2026-12-05").id
    device = HostileDevice(desk.area, 7)
    device.meetups = [meetup]
    device.write_much(120)
    _write_nonsense(device, meetup)
    for start in range(0, len(device.placed), 61):
        intake.apply(store, device.placed[start : start + 61], now_ms=milliseconds(NOON))
    yield desk, meetup
    assert rebuild(store, keep=False) == []
    desk.close()


def _write_nonsense(device: HostileDevice, meetup: str) -> None:
    f, p = device.families, device.people
    device.write("consent.withdraw", f"x{f[3]}", {"purpose": "registration"}, f[3])
    device.write("family.set", f[4], {"removed": True, "merged_into": f[0]}, f[4])
    device.write("family.set", f[0], {"merged_into": f[4]}, f[0])
    device.write("family.set", f[5], {"removed": True}, f[5])
    device.write("person.set", p[0], {"merged_into": p[1], "removed": True, "family": f[4]}, f[4])
    device.write("person.set", p[1], {"merged_into": p[0], "role": "child"}, f[0])
    for family in f:
        device.write("visit.arrive", visit_id(meetup, family), {"people": p}, family, meetup)
    for child in [*p, "nobody", HUGE, "", "９９"]:
        for said in (
            {"to": p[2], "role": "host", "place": HUGE, "until": FAR, "trial": "t1"},
            {"to": "nobody", "role": "collector", "until": -5, "back_to": "nobody", "at": FAR},
            {"to": "", "role": "king"},
        ):
            hand = {"child": child, **said}
            device.write("custody.hand", custody_id(meetup, child), hand, f[1], meetup)
        for what in ("child", "refused", "nonsense"):
            note = {"child": child, "what": what, "words": HUGE, "person": child}
            device.write("custody.note", custody_id(meetup, child), note, f[1], meetup)
    _write_trials(device, meetup)
    for one, other in ((f[0], f[0]), (f[0], "nobody"), (f[3], f[4]), (f[4], f[0])):
        for kind in ("enter", "miss", "wish", "cancel"):
            said = {"other": other, "digits": "abcd", "how": HUGE, "at": FAR}
            device.write(f"link.{kind}", link_id(one, other), said, one, meetup)


def _write_trials(device: HostileDevice, meetup: str) -> None:
    f, p = device.families, device.people
    plans: list[dict[str, Any]] = [
        {"host": f[1], "guest": f[1], "third": f[1], "children": p},
        {"host": "nobody", "guest": f[3], "children": ["nobody", p[0]], "supervisor": HUGE},
        {"host": f[4], "guest": f[0], "children": [p[1]], "ends": FAR, "place": HUGE},
        {"host": f[5], "guest": f[2], "children": [], "service": "accompanying"},
        {},
    ]
    for number, plan in enumerate(plans):
        trial = f"t{number}"
        said = {"meetup": meetup, **plan, "exchanged": [HUGE], "acquainted": p}
        device.write("trial.set", trial, said, f[0], meetup)
        for verb in ("start", "change", "item", "food", "note", "report", "confirm", "feedback"):
            fact = {"until": FAR, "item": "x", "what": HUGE, "note": HUGE, "child": p[0],
                    "family": "nobody", "reactions": {p[0]: "king"}, "actions": [HUGE],
                    "allergies": {p[0]: "x"}, "ill": p, "words": HUGE}  # fmt: skip
            device.write(f"trial.{verb}", trial, fact, f[0], meetup)
    device.write("trial.end", "t3", {}, f[0], meetup)
    plan_ = {"meetup": meetup, "families": ["nobody", *f], "plan": [[[0, 99], [1, 1]], [[5]]],
             "running": 7}  # fmt: skip
    device.write("seating.set", seating_id(meetup), plan_, None, meetup)
    device.write("health.set", health_id(meetup, p[0]),
                 {"meetup": meetup, "person": "nobody", "tenths": 10**9}, f[0], meetup)  # fmt: skip
    device.write("rollcall.begin", "r1", {"people": p, "drill": "maybe"}, None, meetup)
    device.write("rollcall.seen", "r1", {"people": ["nobody", HUGE]}, None, meetup)
    device.write("incident.set", "i1", {"meetup": meetup, "person": "nobody", "family": f[3],
                 "level": "grave", "at": FAR, "what": HUGE}, f[3], meetup)  # fmt: skip
    device.write("shift.set", "s1", {"meetup": meetup, "giver": HUGE, "taker": "x"}, None, meetup)


def test_every_service_of_the_hall_answers_with_a_fact_at_worst(hall: tuple[Desk, str]) -> None:
    desk, meetup = hall
    failed = []

    def tried(name: str, act: Any) -> Any:
        try:
            return act()
        except ConciergeError:
            return None
        except Exception as error:  # noqa: BLE001 - all of them are told
            failed.append((name, repr(error)[:200]))
            return None

    for way in WAYS:
        tried(way.name, lambda: way.stands(desk, meetup))  # noqa: B023
    custody, trials = desk.custody(meetup), trials_at(desk, meetup)
    board = tried("board", custody.board)
    for of in board.children if board else ():
        for name, act in (
            ("rights", custody.rights), ("candidates", custody.candidates),
            ("stay", custody.last_stay), ("notes", desk.collecting(meetup).notes),
        ):  # fmt: skip
            tried(name, lambda: act(of))  # noqa: B023
    tried("late", lambda: told_late(desk.journal, trials, board.out))
    diary = TrialDiary(trials)
    for now in tried("trials", trials.all) or ():
        for name, deed in (
            ("gate", lambda: trials.gate(now.trial.id)), ("alerts", lambda: diary.alerts(now)),  # noqa: B023
            ("left", lambda: diary.left(now)), ("things", lambda: diary.things(now.trial.id)),  # noqa: B023
            ("follow", lambda: follow_ups_at(desk, meetup).of(now)),  # noqa: B023
            ("end", lambda: trials.end(now.trial.id)),  # noqa: B023
            ("start", lambda: trials.start(now.trial.id)),  # noqa: B023
        ):  # fmt: skip
            tried(name, deed)
    tried("closing", desk.closing(meetup).obstacles)
    tried("sheet", desk.closing(meetup).sheet)
    tried("lines", desk.roll_calls(meetup).lines)
    tried("links", desk.linking(meetup).of_meetup)
    tried("shift", desk.shift(meetup).going_on)
    tried("undo", desk.undo.last)
    assert failed == []


@pytest.mark.soak
async def test_every_screen_of_the_hall_opens_upon_nonsense(
    hall: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, meetup = hall
    async with at_home(desk, tmp_path / "store").run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        for name, opens in [("hall", HallScreen), *((way.name, way.opens) for way in WAYS)]:
            app.push_screen(opens(desk, meetup))
            for key in ("down", "enter", "f2", "f1"):
                await pilot.pause()
                assert app.is_running, name
                assert "Traceback" not in shown(app)  # type: ignore[arg-type]
                await pilot.press(key)
            await back_at_the_desk(pilot)
