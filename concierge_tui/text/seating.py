"""Words about seating: tables (テーブル), rounds (回), and what cannot be planned."""

from typing import Final

from concierge_tui.domain.seating.errors import (
    NobodyToSeat,
    NoPlan,
    SeatingImpossible,
    SeatingStopped,
)
from concierge_tui.domain.seating.tables import MOST_FAMILIES, MOST_ROUNDS

SEATING_HELP: Final = "席替えの案。"
PLAN_HELP: Final = (
    "標準入力の一日(azukeai-pairing-1 に、1テーブルの家庭の数 k と回の数 rounds を足したもの)から、"
    "席替えの案を JSON で出します。データの置き場は要りません。"
)
STOPPED: Final = "席替えの案づくりを止めました。もう一度はじめられます。"

_IMPOSSIBLE: Final[dict[str, str]] = {
    "empty": "席替えの入力がありません。concierge seating plan < ファイル のように渡してください。",
    "families": f"席替えできるのは1から{MOST_FAMILIES}家庭です。families を確かめてください。",
    "k": f"1テーブルの家庭の数 k は、2から{MOST_FAMILIES}までの整数で書いてください。",
    "rounds": f"回の数 rounds は、1から{MOST_ROUNDS}までの整数で書いてください。",
}


def seating_sentence(error: BaseException) -> str | None:
    """Say why there is no plan."""
    match error:
        case SeatingImpossible(code=code):
            return _IMPOSSIBLE[code]
        case SeatingStopped():
            return STOPPED
        case NobodyToSeat():
            return "席替えには2家庭がいります。受付をしてから、もう一度どうぞ。"
        case NoPlan():
            return (
                "席替えの案がないか、どの回も終わっています。"
                "会場の「席替え」で F3 を押してください。"
            )
    return None


def together(pairs: int) -> str:
    """Say that families share a table though they were to be kept apart."""
    return (
        f"同じテーブルにしないと決めた{pairs}組を、分けきれませんでした。"
        "テーブルの人数か回の数を減らしてください。"
    )
