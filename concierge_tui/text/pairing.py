"""Words about pairing: why two families, why not, who is left out, and what could be done.

A card is shown as 見送り, never whose; a no-go as what a family said of itself. What the solver
finds is called a proposal (案), and the concierge decides.
"""

from typing import Final

from concierge_tui.domain.pairing.eligibility import Reason
from concierge_tui.domain.pairing.errors import InstanceUnreadable, LockImpossible
from concierge_tui.domain.pairing.left_out import OTHERS_UNDER_1_YEAR, Fix, LeftOut

PAIRING_HELP: Final = "家庭の組み合わせの案。"
SOLVE_HELP: Final = (
    "標準入力の一日(azukeai-pairing-1)から、いちばんよい組み合わせの案を JSON で出します。"
    "データの置き場は要りません。"
)
SOLVE_SHORT: Final = "一日の入力から、案を JSON で出します。"
NOT_PROVED: Final = (
    "計算が多すぎるため途中で止めました。"
    "この案は使えますが、もっとよい組み合わせが残っているかもしれません。"
)

REASONS: Final[dict[Reason, str]] = {
    Reason.NOT_MET: "まだ同じテーブルになっていません",
    Reason.DO_NOT_PAIR: "組まないと決めてあります",
    Reason.ALREADY_TRIALLED: "もう体験をしています",
    Reason.UNDER_1_YEAR: "1歳以上の子がいないと組めません",
    Reason.NOGO_CAT: "猫のいる家は不可(ご本人の申告)",
    Reason.NOGO_DOG: "犬のいる家は不可(ご本人の申告)",
    Reason.NOGO_SMOKE: "たばこを吸う家は不可(ご本人の申告)",
    Reason.CARD_X: "見送り",
    Reason.NO_HOST: "預かる側と預ける側がそろいません",
    Reason.NO_COMMON_TIME: "合う曜日と時間がありません",
    Reason.NO_COMMON_SESSION: "同じ体験の回に出られません",
}
"""Why two families may not be introduced; the reason behind 組まない stays off the screen."""

LEFT_OUT: Final[dict[str, str]] = {
    **{reason.value: words for reason, words in REASONS.items()},
    OTHERS_UNDER_1_YEAR: "1歳以上の子のいない家庭とは組めません",
    LeftOut.CAPACITY: "体験の回の空きが足りません",
    LeftOut.BETTER_USED: "組める家庭がみな、ほかの組に入っています",
    LeftOut.NOBODY_HERE: "ほかに家庭がいません",
}

BLOCKED: Final[dict[str, str]] = {
    "twice": "片方の家庭は、ほかの組に固定されています",
    "no_room": "固定した組だけで、体験の回がいっぱいになります",
}
"""Why two families who may be paired cannot be made a pair now."""


def fix(found: Fix) -> str:
    """Say the smallest thing that would give a family someone to be paired with."""
    count = len(found.families)
    match found.reason:
        case Reason.NOT_MET:
            return f"あと1家庭と話せば組めます(候補 {count}家庭)"
        case Reason.NO_COMMON_SESSION:
            return f"出られる回を一つふやすと、{count}家庭が候補になります"
        case Reason.NO_COMMON_TIME:
            return f"合う曜日と時間が一つあれば、{count}家庭が候補になります"
        case Reason.NO_HOST:
            return f"預かる側と預ける側の両方ができれば、{count}家庭が候補になります"
    return ""


_WRONG: Final[dict[str, str]] = {
    "empty": "組み合わせの入力がありません。"
    "concierge pairing solve < ファイル のように渡してください。",
    "too_large": "入力が大きすぎます。20MBまでにしてください。",
    "not_json": "入力を JSON として読めません。"
    "途中で切れていないか、同じ項目が二度ないかを確かめてください。",
    "format": "azukeai-pairing-1 の入力ではありません。format を確かめてください。",
    "not_object": "入力が一つの JSON オブジェクトではありません。形を確かめてください。",
    "unknown_key": "{place}に知らない項目があります。項目の名前を確かめてください。",
    "missing": "{place}がありません。書き足してください。",
    "value": "{place}の値が使えません。確かめて直してください。",
    "same_id": "同じ id の家庭があります。id を一つずつ違うものにしてください。",
    "unknown_family": "{place}に families にない家庭があります。id か番号を確かめてください。",
    "with_itself": "{place}に同じ家庭どうしの組があります。確かめて直してください。",
}
_LOCKS: Final[dict[str, str]] = {
    "ineligible": "固定した組({pair})は、いまの条件では組めません。"
    "固定を外すか、条件を確かめてください。",
    "twice": "固定した組({pair})の家庭が、ほかの組にも固定されています。"
    "どちらかの固定を外してください。",
    "no_room": "固定した組が体験の回に入りきりません。"
    "固定を減らすか、部屋かコンシェルジュをふやしてください。",
}


def pairing_sentence(error: BaseException) -> str | None:
    """Say why a day cannot be paired; nothing that was written stands in it."""
    match error:
        case InstanceUnreadable(code=code, place=place):
            return _WRONG[code].format(place=_place(place))
        case LockImpossible(code=code, pair=pair):
            return _LOCKS[code].format(pair="と".join(f"{family + 1}番目" for family in pair))
    return None


def _place(place: tuple[str | int, ...]) -> str:
    names = [f"{part + 1}番目" if isinstance(part, int) else f" {part} " for part in place]
    return "の".join(names).lstrip() or "入力"
