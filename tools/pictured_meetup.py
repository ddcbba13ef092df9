"""The stories of the meetup itself, for the pictures of the manual: each is told by lessons."""  # noqa: INP001 (a tool, no package)

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from concierge_tui.rehearsal.situation import Situation
from concierge_tui.rehearsal.situations import SITUATIONS
from concierge_tui.services.desk import Desk
from concierge_tui.text.hall import number
from tools.hands import Hands, at_the_door

_INSIDE: Final = 28
"""So many families have come when the hall is shown."""


async def the_hall(folder: Path) -> None:
    """The ways of the hall while families mingle, and the end of the day."""
    async with _at_reception(folder) as (hands, desk, meetup):
        _let_in(desk, meetup)
        await hands.press("f6")
        await hands.take("hall", "まだひとりの家庭", "点呼")
        for name, way, words in (
            ("preparation", "preparation", "時計"),
            ("mingling", "mingling", "紹介してみませんか"),
            ("shift", "shift", "引き継ぎ"),
        ):
            await _look(hands, number(way), name, words)
        await hands.type(number("seating"))
        await hands.sees("席替え")
        await hands.press("f3")
        await hands.sees("1テーブル")
        await hands.press("ctrl+s")
        await hands.take("seating", "席替え", "テーブル1")
        await hands.press("escape")
        await hands.sees("点呼")
        await hands.press("f4")
        await hands.take("incident", "ヒヤリ・事故", "緊急カード")
        await hands.press("escape")
        await hands.press("f5", "f5")
        await hands.take("roll-call", "点呼")


async def two_families(folder: Path) -> None:
    """From the gate that says no, over the digits of both, to the trial that runs."""
    told = _situation(21)
    async with _at_reception(folder) as (hands, desk, meetup):
        assert told.before is not None
        told.before(desk, meetup)
        for at, step in enumerate(told.steps):
            await hands.follow([step])
            if at == 2:
                await hands.take("gate", "はじめられません")
            if at == 4:
                await hands.take("keying")
        await hands.take("trial", "体験中")


async def a_child_in_care(folder: Path) -> None:
    """A parent who is late, and somebody who is on no list."""
    late, stranger = _situation(23), _situation(10)
    async with _at_reception(folder) as (hands, desk, meetup):
        assert late.before is not None
        assert stranger.before is not None
        _let_in(desk, meetup)
        late.before(desk, meetup)
        stranger.before(desk, meetup)
        await hands.press("f6")
        await hands.type(number("custody"))
        await hands.take("custody", "10分過ぎ")
        await hands.press("f2")
        await hands.take("calling", "ようす・連絡")
        await hands.press("escape", "down", "enter")
        await hands.take("collecting", "一覧にない人")
        await hands.type("0")
        await hands.take("refusing", "お渡しできません")


async def _look(hands: Hands, way: str, name: str, *words: str) -> None:
    await hands.type(way)
    await hands.take(name, *words)
    await hands.press("escape")
    await hands.sees("点呼")


@asynccontextmanager
async def _at_reception(folder: Path) -> AsyncIterator[tuple[Hands, Desk, str]]:
    async with at_the_door(folder, practice=True) as hands:
        await hands.sees("みその交流会")
        await hands.press("enter")
        await hands.sees("さがす")
        desk = hands.app.desk
        assert desk is not None
        yield hands, desk, desk.meetups.all()[0].id


def _let_in(desk: Desk, meetup: str) -> None:
    reception = desk.reception(meetup)
    for family in desk.families.ids(meetup)[:_INSIDE]:
        if awaited := reception.household(family).awaited:
            reception.check_in(family, sorted(awaited))


def _situation(wanted: int) -> Situation:
    return next(each for each in SITUATIONS if each.number == wanted)
