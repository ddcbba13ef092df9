"""Writes the first page of a sign-up as a concierge does, question by question."""

from __future__ import annotations

from tests.staging.stage import Keys

LANDLINE = "0481234567"


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
