"""Words about the thirty days: how long this laptop opens without its service."""

from collections.abc import Iterator
from typing import Final, Protocol

from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.device_errors import LeaseOver
from concierge_tui.domain.lease import DAYS, LeaseState
from concierge_tui.text.times import month_day

TITLE: Final = "期限が切れています"
CONTACT: Final = "本部とつなぐ"
CONTACTING: Final = "本部と話しています"
EXTEND: Final = "番号で延ばす"
EXTENDING: Final = "番号を確かめています…"
BACK: Final = "もどる"
CODE: Final = "延長の番号"
CODE_HINT: Final = "責任者に電話で聞いた8文字。きょうだけ使えます。"
CODE_EMPTY: Final = "延長の番号を入力してください。"
INTRO: Final = (
    "「本部とつなぐ」を押してください。つながると、すぐに開きます。\n"
    "電波がないときは、責任者に電話で番号を聞き、下に入れてください。"
)
RENEW_HELP: Final = "電話で聞いた延長の番号で、この端末の期限を延ばします。"
REFUSED: Final = "この端末の、きょうの番号ではありません。責任者に電話で、もう一度聞いてください。"
UNREADABLE: Final = "延長の番号のどこかが違います。1文字ずつ見比べて、打ち直してください。"


class Shown(Protocol):
    """A lease as it is shown."""

    @property
    def standing(self) -> LeaseState:
        """How it stands."""

    @property
    def until(self) -> int:
        """When it ends."""

    @property
    def days(self) -> int:
        """Whole days that are left."""


def over(fact: LeaseOver) -> str:
    """Say that nothing is read any more, and the ways on."""
    ways = "本部と送受信するか、責任者に電話して延長の番号を聞いてください。"
    return reason(fact) + ways


def reason(fact: LeaseOver) -> str:
    """Say why nothing is read any more."""
    words = (
        f"本部と{DAYS}日話していないので、この端末は{_day(fact.until)}から開きません。"
        "記録は残っています。"
    )
    if fact.is_doubtful:
        words += f"この端末の日付は{moment_of(fact.now).year}年です。違うときは直してください。"
    return words


def state(lease: Shown) -> str:
    """Return until when this laptop opens; louder as the day comes near."""
    if lease.standing is LeaseState.RUNNING:
        return (
            "期限が切れました。お子さんが会場にいるあいだは開いています。"
            "終わったら送受信してください。"
        )
    if lease.standing is LeaseState.OVER:
        return "期限が切れました。閉じる前に本部と送受信すると、次も開きます。"
    if lease.standing is LeaseState.ENDING:
        left = f"あと{lease.days}日" if lease.days else "きょうまで"
        return f"この端末の期限は{left}です。本部と送受信すると、{DAYS}日延びます。"
    return f"この端末は{_day(lease.until)}まで開きます。送受信するたびに{DAYS}日になります。"


def is_urgent(lease: Shown) -> bool:
    """Say whether people should read it now."""
    return lease.standing is not LeaseState.GOOD


def lines(lease: Shown | None) -> Iterator[str]:
    """Say it after a command, where there is something to say."""
    if lease is not None:
        yield state(lease)


def renewed_lines(lease: Shown | None) -> Iterator[str]:
    """Say that the lease began anew."""
    if lease is not None:
        yield f"期限を延ばしました。この端末は{_day(lease.until)}まで開きます。"


def _day(ms: int) -> str:
    return month_day(moment_of(ms).astimezone().date())
