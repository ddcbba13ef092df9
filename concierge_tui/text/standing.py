"""Words of how this laptop stands with central: its meetups, and what waits for a coordinator."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from concierge_tui.domain.meetup import Meetup
from concierge_tui.text.times import short_day

_SHOWN: Final = 3
_OWN: Final = "この端末"
_UNNAMED: Final = "名前のない端末"


def let_in(meetups: Sequence[Meetup], unknown: int) -> str:
    """Say for which meetups this laptop is let in; `unknown` is how many have not arrived here."""
    called = [f"{each.title} {short_day(each.date)}".strip() for each in meetups]
    names = _listed([*called, *([f"まだ届いていない会 {unknown}つ"] if unknown else [])], "つ")
    return (
        f"この端末にまかされた会: {names or 'ありません'}。\n"
        "ほかの会や家庭について書いたことは、責任者が受け入れるまで使われません。"
    )


def waiting(waits: Sequence[tuple[str, int]], names: Mapping[str, str], own: str) -> str:
    """Say what waits at central in the name of which laptop, and who lets it count."""
    told = Counter[str]()
    for device, count in waits:
        told[_OWN if device == own else names.get(device) or _UNNAMED] += count
    listed = _listed([f"{name} {count:,}件" for name, count in told.items()], "台")
    return (
        f"責任者の確認を待つ記録が本部にあります({listed})。\n"
        "本部に電話し、命令 concierge central device release で受け入れてもらいます。"
    )


def _listed(words: Sequence[str], counter: str) -> str:
    rest = len(words) - _SHOWN
    return "、".join(words[:_SHOWN]) + (f" ほか{rest}{counter}" if rest > 0 else "")
