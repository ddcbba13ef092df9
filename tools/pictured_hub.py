"""The story of the hub in the hall, for the pictures of the manual: the real screens."""  # noqa: INP001 (a tool, no package)

from asyncio import sleep
from pathlib import Path
from typing import Final

from concierge_tui import bootstrap
from concierge_tui.domain.clock import milliseconds, system_clock
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.hub_ports import Seen
from db.laptop.keyslots import Cost
from screens.hub.compare import CompareScreen
from screens.widgets import held_enter
from tools.hands import Hands, at_the_door
from tools.invented_day import CODE

_PASSPHRASE: Final = "さくら でんしゃ みかん ゆうひ"  # noqa: S105 - of an invented store
_PIN: Final = bytes((12, 98, 155, 31, 201, 77, 140, 66)) + bytes(24)
_DESKS: Final = ("受付2", "受付3")


class _Running:
    """A hub as it stands on a laptop in the hall: one address and one key in every picture."""

    addresses = ("192.168.1.20",)
    port = 8788
    pin = _PIN
    is_over = False

    def new_code(self) -> str:
        """Return the code of every picture."""
        return f"{CODE[:4]}-{CODE[4:8]}-{CODE[8:]}"

    def guests(self) -> dict[str, int]:
        """Return two desks that have just spoken."""
        return dict.fromkeys(_DESKS, milliseconds(system_clock()))

    def stop(self) -> None:
        """Do nothing: nothing runs."""


async def the_hub(folder: Path) -> None:
    """One laptop is made the hub, and the words that another one compares."""
    home = Home(folder / "home")
    new = bootstrap.NewStore("みその", "山田 花子", _PASSPHRASE)
    desk, _ = bootstrap.create(home, new, cost=Cost(8, 1, 1))
    names = [Draft("device.set", name, {"name": name}) for name in _DESKS]
    desk.journal.append(names, desk.author())
    desk.close()
    async with at_the_door(folder) as hands:
        hands.app.run_hub = lambda _: _Running()  # type: ignore[method-assign]
        await hands.sees("合言葉")
        await hands.type(_PASSPHRASE)
        await hands.press("enter")
        await hands.sees("会がまだありません")
        await _begin(hands)
        assert hands.app.desk is not None
        await _compare(hands, hands.app.desk)


async def _begin(hands: Hands) -> None:
    await hands.press("f5")
    await hands.sees("本部との送受信")
    await hands.press("shift+tab", "shift+tab", "enter")
    await hands.sees("アドレス")
    await hands.press("shift+tab", "enter")
    await hands.sees("ハブをはじめる")
    await sleep(held_enter.FIRST)  # an Enter that comes sooner was never let go
    await hands.press("enter")
    await hands.sees("確かめる言葉")
    await sleep(held_enter.FIRST)
    await hands.press("enter")
    await hands.take("hub-house", "登録コード", "受付3", "つながっています")


async def _compare(hands: Hands, desk: Desk) -> None:
    hands.app.push_screen(CompareScreen(desk, Seen("https://192.168.1.20:8788", _PIN)))
    await hands.take("hub-words", "八つの言葉")
