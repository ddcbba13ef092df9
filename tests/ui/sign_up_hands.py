"""Writes the first page of a sign-up as a concierge does, question by question."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from concierge_tui.domain.family import Family
from concierge_tui.services.desk import Desk
from screens.sign_up.screen import SignUpScreen
from tests.staging.stage import Keys, Stage
from tests.ui.at_the_door import until

SIZE = (80, 24)
LANDLINE = "0481234567"
MOBILE = "09055556666"


async def ready(pilot: Pilot[None], form: SignUpScreen) -> None:
    """Wait until the whole page is built."""
    await until(pilot, lambda: bool(form.query("#save")))
    await pilot.pause()


def top(app: Stage) -> Screen[Any]:
    """Return the screen on top; asked anew each time."""
    return app.screen


def the_family(desk: Desk) -> Family:
    """Return the only family there is."""
    (family,) = desk.families.many(desk.families.ids()).values()
    return family


async def proxy_and_guardian(keys: Keys, *, phone: str = LANDLINE) -> None:
    """From the language to the telephone: a grandmother answers for the mother."""
    await keys.press("enter")
    await keys.type("2")
    await keys.type("takagi kiyo")
    await keys.press("enter")
    await keys.type("祖母")
    await keys.press("enter")
    await keys.type("takagi mai")
    await keys.press("enter", "enter")
    await keys.type("1")
    await keys.type(phone)
    await keys.press("enter")


async def child(keys: Keys, kana: str, birthday: str, allergy: str) -> None:
    """Write one child, up to the next one's line."""
    await keys.type(kana)
    await keys.press("enter", "enter")
    await keys.type(birthday)
    await keys.press("enter")
    await keys.type(allergy)


async def safety(keys: Keys) -> None:
    """From a blank child to the consents: emergency, one collector, one who must not."""
    await keys.press("enter")
    await keys.type(LANDLINE)
    await keys.press("enter")
    await keys.type("祖母 きよ")
    await keys.press("enter")
    await keys.type("takagi kiyo")
    await keys.press("enter")
    await keys.type("祖母")
    await keys.press("enter", "enter")
    await keys.type("takagi ken")
    await keys.press("enter")
    await keys.type("父")
    await keys.press("enter", "enter", "enter")
