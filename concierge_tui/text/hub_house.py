"""Words of the page on which this laptop is the hub of the hall."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from concierge_tui.text.times import today_or_stamp

TITLE: Final = "この端末を会場ハブにする"
BUTTON: Final = "この端末をハブにする"
STANDS: Final = "止まっています"
RUNS: Final = "動いています"
INTRO: Final = (
    "会場のパソコンのうち、一台だけを会場ハブにします。ネットがなくても、"
    "同じ Wi-Fi のほかの端末と受付がすぐにそろいます。\n"
    "ハブは、この concierge を閉じると止まります。止まっても、どの端末も受付を続けられます。\n"
    "Windows が「通信を許可しますか」と聞いたら、許可してください。"
)
PRACTICE: Final = "練習ではハブになれません。本番をはじめてから行ってください。"
BEGIN: Final = "ハブをはじめる"
BEGINNING: Final = "会場ハブをはじめています"
BEGUN: Final = (
    "はじめました。ほかの端末の F5 で「会場ハブ」を選び、この画面の言葉を見比べてください。"
)
WORDS: Final = "確かめる言葉"
NEW_CODE: Final = "登録コードを出す"
CODING: Final = "登録コードを作っています"
END: Final = "ハブを止める"
ENDING: Final = "会場ハブを止めますか"
ENDING_WORDS: Final = "ほかの端末は受付を続けられますが、おたがいに見えません。"
STOPPING: Final = "会場ハブを止めています"
ENDED: Final = "会場ハブを止めました。どの端末もそのまま受付を続けられます。"
NOBODY: Final = "まだ、どの端末もつながっていません。"
THERE: Final = "つながっています"
OWN_COPY: Final = (
    "ハブはこの端末の中にあるので、控えにはなりません。"
    "つながった端末に届いた記録が、この端末でも「控えあり」になります。"
)
_UNNAMED: Final = "名前のない端末"
_NO_ADDRESS: Final = (
    "このパソコンは、いまどのネットワークにもつながっていません。\n"
    "Wi-Fi につないでから、止めて、はじめ直してください。"
)


def reached(addresses: Sequence[str], port: int) -> str:
    """Say at which addresses the hub is reached."""
    if not addresses:
        return _NO_ADDRESS
    return "  ".join(["アドレス", *(f"{address}:{port}" for address in addresses[:3])])


def code(written: str) -> str:
    """Show a one-time code."""
    return f"登録コード {written} (15分、一台、一度だけ)"


def called(name: str) -> str:
    """Return what a desk is called."""
    return name or _UNNAMED


def silent(at: int, now: datetime) -> str:
    """Say since when a desk was not heard of."""
    return f"{today_or_stamp(at, now)} から届かない"


def taken(port: int) -> str:
    """Say that something listens there already."""
    return (
        f"ポート {port} はもう使われています。別の窓で会場ハブが動いていないか見て、"
        "止めてから、もう一度はじめてください。"
    )
