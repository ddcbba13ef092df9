"""Words of what two laptops left for a person: who wrote it, when, where, and what to do."""

from collections.abc import Mapping
from typing import Any, Final

from concierge_tui.domain.clock import is_moment
from concierge_tui.domain.kinds import HOW_WRITTEN
from concierge_tui.text import fields, repairs
from concierge_tui.text.sync_errors import reason_sentence, reason_way
from concierge_tui.text.times import stamp

CONTESTED: Final = "居場所"
DECIDE: Final = "人が決める"
MERGED: Final = "そろえ済み"
REFUSED: Final = "保留"

CONTESTED_LINE: Final = "だれといるか、記録が二つあります。お子さまを見て確かめます"
CONTESTED_TITLE: Final = "お子さまの居場所"
CONTESTED_WORDS: Final = (
    "二台の端末で、別々に引き渡しが記録されました。"
    "お子さまをその目で見てから、Enter でいまだれといるかを記録してください。"
)
CONTESTED_SETTLE: Final = "見て記録する"

DECIDE_WORDS: Final = (
    "二人が別々に入力しました。命や安全にかかわる内容です。"
    "家庭に確かめてから、正しい方の番号を押して、Enter で決めてください。"
)
BOTH_SHOWN: Final = "決まるまでは、用心して両方を合わせて表示しています。"
MERGED_WORDS: Final = (
    "二人が別々に入力したので、あとの方を表示しています。"
    "正しい方の番号を押して、Enter で決めてください。選ばなかった方も記録に残ります。"
)
HEADS: Final = ("内容", "入力した人", "いつ", "どの端末", "")
HEADS_OF_HANDS: Final = ("だれといる", "記録した人", "いつ", "どの端末")

REFUSED_TITLE: Final = "本部が受け取らなかった記録"
REFUSED_WORDS: Final = "この記録は消えていません。人が確かめるまで「対応済」にはなりません。"
WRITTEN: Final = "書かれた内容"
SAY_AGAIN: Final = "もう一度書く"
SAY_AGAIN_WAY: Final = (
    "内容が正しければ「もう一度書く」、要らなければ「対応済にする」を選んでください。"
)
SAY_AGAIN_DONE: Final = "新しい記録として書きました。次の送受信で届きます。"
HANDLED: Final = "対応済にする"
HANDLED_DONE: Final = "対応済にしました。ほかの端末の一覧からも消えます。"
OPEN_FAMILY: Final = "家庭をひらく"
NOTHING_SAID: Final = "この端末では読めません。"

HERE: Final = "この端末"
ELSEWHERE: Final = "別の端末"
NOBODY: Final = "不明"

NAME_TITLE: Final = "この端末の名前(例: 受付1)。ほかの端末の要確認に出ます"
NAME: Final = "端末の名前"

_LONGEST: Final = 6


def field(name: str) -> str:
    """Return what a field is called; a roster calls some of them otherwise."""
    return fields.known(name) or repairs.field_name(name)


def device(name: str, *, is_own: bool) -> str:
    """Return which laptop it was: this one, or another by its name."""
    return HERE if is_own else name or ELSEWHERE


def who(name: str) -> str:
    """Return who wrote it."""
    return name or NOBODY


def when(wall: int) -> str:
    """Return when it was written, by that laptop's clock."""
    return stamp(wall) if wall and is_moment(wall) else NOBODY


def refused_line(what: str, reason: str, records: int) -> str:
    """Return an operation that was set aside as one line of a list."""
    many = f" {records}件" if records > 1 else ""
    return f"{what}{many}: {reason_sentence(reason)}"


def refused_sentence(what: str, reason: str, *, again: bool) -> str:
    """Say why it was not taken and what to do."""
    way = SAY_AGAIN_WAY if again else reason_way(reason)
    return f"{what}の記録です。{reason_sentence(reason)}。{way}"


def said(body: Mapping[str, Any]) -> list[str]:
    """Return what an operation says, a field a line; not again how one of them was typed."""
    again = {HOW_WRITTEN[name] for name in body if name in HOW_WRITTEN}
    told = {name: value for name, value in body.items() if name not in again}
    lines = [f"{field(name)}: {repairs.value(value, name)}" for name, value in told.items()]
    rest = len(lines) - _LONGEST
    return lines[:_LONGEST] + ([f"ほか{rest}項目"] if rest > 0 else [])


def written(person: str, wall: int, where: str) -> str:
    """Say who wrote it, when and on which laptop."""
    return f"{who(person)}  {when(wall)}  {where}"


def named(name: str) -> str:
    """Say what this laptop is called now."""
    return f"この端末を「{name}」と呼びます。次の送受信でほかの端末にも届きます。"


def waits(total: int, urgent: int) -> str:
    """Say on the sync page how much waits for a person."""
    if not total:
        return "要確認はありません。"
    first = f"(先に見るもの {urgent}件)" if urgent else ""
    return f"要確認が{total}件あります{first}。F2 でひらきます。"
