"""Every screen of the hall with nobody, with one family, and with two hundred strange ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.ids import consent_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.hall.screen import HallScreen
from screens.hall.ways import WAYS
from tests.ui.at_the_door import at_home, at_the_desk, burst, shown
from tests.ui.test_hall_hostile import back_at_the_desk

STRANGE = (
    "山田[/]花子", "[bold]田中[/bold] 美咲", "a\tb",
    "אבא ישראל", "か゛く けんた", "👩‍👧 絵文字", "同 姓同名", "同 姓同名",
    "長" * 60, "O'Brien; DROP", "ｶﾅ ﾊﾝｶｸ", "葛󠄀 𠮷男",
)  # fmt: skip
SECRETS = ("秘密町9-9-9", "7351", "0480", "secret@example.jp", "内緒の話")
CODE = "MS1-7KQ2WX-X"


def crowd(desk: Desk, meetup: str, count: int) -> None:
    """Let as many families come, with names of every kind and a secret each."""
    drafts: list[Draft] = []
    for number in range(count):
        family, mother, child, father = (new_id() for _ in range(4))
        name = STRANGE[number % len(STRANGE)]
        consent = {"purpose": REGISTRATION, "version": "1", "text_hash": "", "method": SPOKEN}
        secret = {"phone": "09000007351", "email": SECRETS[3], "notes": SECRETS[4]}
        drafts += [
            Draft("consent.grant", consent_id(family, REGISTRATION), consent, family),
            Draft("family.set", family, {"city": "緑区", "rest": SECRETS[0], "fax": "0480007351",
                                         "notes": SECRETS[4]}, family),
            Draft("person.set", mother, {"family": family, "name": name, "kana": f"ア{number}",
                                         "role": "guardian", "may_collect": True, **secret},
                  family),
            Draft("person.set", father, {"family": family, "name": f"禁止 {number}",
                                         "role": "guardian", "must_not_collect": True}, family),
            Draft("person.set", child, {"family": family, "name": f"{name[:6]} 子", "role": "child",
                                        "birthday": "2024-05-05",
                                        "allergy": {"has": "yes", "text": "卵"}}, family),
            Draft("visit.arrive", visit_id(meetup, family), {"people": [mother, child]}, family,
                  meetup),
        ]  # fmt: skip
    desk.journal.append([*drafts, Draft("meetup.set", meetup, {"capacity": 200}, meetup=meetup)],
                        desk.author())  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("count", [0, 1, 200])
async def test_each_screen_opens_answers_and_tells_no_secret(
    desk: Desk, meetup: str, tmp_path: Path, count: int
) -> None:
    crowd(desk, meetup, count)
    mingling = desk.mingling(meetup)
    assert mingling.alone() == len(mingling.lonely()) == count
    slow = {}
    async with at_home(desk, tmp_path / "store").run_test(size=(80, 24)) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        for name, opens in [("hall", HallScreen), *((way.name, way.opens) for way in WAYS)]:
            began = time.perf_counter()
            app.push_screen(opens(desk, meetup))
            await pilot.pause()
            opened = time.perf_counter() - began
            began = time.perf_counter()
            await pilot.press("down", "up")
            slow[name] = (round(opened, 2), round(time.perf_counter() - began, 2))
            said = shown(app)  # type: ignore[arg-type]
            assert "Traceback" not in said
            for key in ("down", "enter", "f2", "f1"):
                await pilot.press(key)
                await pilot.pause()
                said += shown(app)  # type: ignore[arg-type]
            assert app.is_running, name
            found = [secret for secret in SECRETS if secret in said]
            assert not found, (name, found)
            await back_at_the_desk(pilot)
            app.push_screen(opens(desk, meetup))
            await pilot.pause()
            burst(app, *CODE, "enter", *CODE, "enter")  # type: ignore[arg-type]
            await pilot.pause(0.1)
            assert app.is_running, name
            await back_at_the_desk(pilot)
    assert all(opened < 5 for opened, _ in slow.values()), slow
