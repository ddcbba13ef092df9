"""Words of the closing: what is still open, the question who is inside, the sheet to keep."""

from collections.abc import Mapping, Sequence
from typing import Final

from concierge_tui.domain.closing import REASONS, Obstacle
from concierge_tui.domain.family import Family
from concierge_tui.domain.meetup import Meetup
from concierge_tui.text import people

TITLE: Final = "締め"
BACK: Final = "もどる"
OPEN: Final = "ひらく"
CLOSE: Final = "締める"
INSIDE: Final = "いる人"
HINT: Final = "赤い行から済ませます。行で Enter を押すと、その画面か退場へ進みます。"
NOTHING_OPEN: Final = "残っていることはありません。Ctrl+S で締められます。"
WORKED: Final = "うまくいったこと(ひとつ)"
WORKED_HINT: Final = "次の会の人へ。空のままでもかまいません。"
NOWHERE: Final = "会場の一覧(F6)から、お預かりか体験の画面をひらいて済ませてください。"

OPEN_WORDS: Final[Mapping[str, str]] = {
    "contested": "居場所の食い違い",
    "away": "預かり中",
    "trial": "体験の途中",
    "item": "預かり物が未返却",
    "incident": "署名まだ",
}
_COUNTED: Final[Mapping[str, str]] = {
    "contested": "お子さまの居場所の食い違い{}件",
    "away": "預かり中のお子さま{}名",
    "trial": "終わっていない体験{}件",
    "item": "返していない預かり物{}件",
    "incident": "署名のない事故の記録{}件",
}
UNWRITTEN: Final = "体験のあと"
"""A trial about which something is not written yet: said, and never in the way of closing."""
STILL_HERE: Final = "まだいる"

ASK_TITLE: Final = "会場を見まわってください"
ASK: Final = (
    "{}名が「いる」のままです。帰った家庭は、もどって退場を残してください。"
    "「いる」のまま締めても、退場にはなりません。紙には「退場の記録なし」と出ます。"
)
ASK_ANSWERS: Final = (("no", "もどる"), ("yes", "見まわった。だれもいない"))
ASK_KEYS: Final = "番号で答えます  Esc もどる"

CLOSED: Final = "締めました。おつかれさま。"
SHEET_TITLE: Final = "締めの記録"
REOPEN: Final = "ひらき直す"
REOPENED: Final = "会をひらき直しました。"
PRINT: Final = "印刷する"
PDF: Final = "PDF に書き出す"
BACKUP: Final = "バックアップ"
SYNC: Final = "本部へ送る"
WRITING: Final = "書き出しています。"
SENDING: Final = "印刷しています。"
SENT: Final = "プリンターに送りました。"
NO_PRINTER: Final = "この端末に印刷の命令がありません。「PDF に書き出す」を選んでください。"
NEXT: Final = "このあとバックアップ(Ctrl+B)、本部へ(F5)。"
CARD_AFTERWARDS: Final = (
    "カードを読みました。この会は締めてあります。"
    "受け付けるときは、「ひらき直す」を押してから、もう一度読みます。"
)


def refused(obstacles: Sequence[Obstacle]) -> str:
    """Say in one sentence what is open; it names nobody."""
    counts = {reason: sum(each.reason == reason for each in obstacles) for reason in REASONS}
    words = [_COUNTED[reason].format(count) for reason, count in counts.items() if count]
    return f"まだ締められません。{'、'.join(words)}を済ませてください。"


def look_round(inside: int) -> str:
    """Say how many stand as inside."""
    return f"{inside}名が「いる」のままです。会場を見まわって、帰った人の退場を残してください。"


def still_inside(inside: int) -> str:
    """Say on the command line how many stand as inside."""
    return f"{inside}名が「いる」のままです(退場にはしていません)。"


def ask(inside: int) -> str:
    """Ask whether somebody walked round."""
    return ASK.format(inside)


def stands(meetup: Meetup, open_: int) -> tuple[str, str]:
    """Say how the closing stands, for the list of the hall."""
    if meetup.closed:
        return (f"締めたあと 残り{open_}件", "care") if open_ else ("締めました", "done")
    return (f"残り {open_}件", "care") if open_ else ("まだ", "")


def whose(family: Family | None, person: str) -> str:
    """Return whom something is about; a family that is not known here is said to be so."""
    found = family.person(person) if family else None
    if found is not None and family is not None:
        return f"{found.called}({people.family_name(family)})"
    return people.family_name(family) if family else "記録を確かめる"


def file_name(meetup: Meetup) -> str:
    """Return the proposed name of the PDF; it names nobody."""
    return f"closing-{meetup.date.isoformat()}.pdf"
