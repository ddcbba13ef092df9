"""Words of the page on which a family is erased: what goes, what stays, what nobody can erase."""

from typing import Final

from concierge_tui.domain import erasure

KIND: Final = "消去"
TITLE: Final = "家庭を消す"
WISH: Final = "登録をやめて、消してほしいとのことです"
OPEN: Final = "消去へ"
DO: Final = "消す"
WORKING: Final = "消しています"
SURE: Final = "確かめ"
INSTEAD: Final = "けす"
"""What is typed where a family has no reading."""

FOR_GOOD: Final = "ご本人の希望で、この家庭を消します。だれにも戻せません。Ctrl+Z も効きません。"
GOES: Final = (
    "消えるもの: 名前、連絡先、アレルギー、メモ、引き渡しの言葉など、この家庭について書いた文の"
    "すべて。この端末ではすぐに、本部とほかの端末では次の送受信で消えます。"
)
STAYS: Final = (
    "残るもの: 記録の印(番号と日時、書いたスタッフ)、来た人の数、お子さまをだれに渡したか"
    "(番号と部屋の名)。だれのことかは、もう分かりません。"
)
NOT_OURS: Final = (
    "ここでは消せないもの: 紙、書き出した PDF や表、USBメモリーのファイル、バックアップ。"
    "ほかの家庭の記録や、引き継ぎの文に書いたお名前。紙とファイルは、いま捨ててください。"
)
WRONG: Final = "打った文字が違います。消す家庭をもう一度確かめてください。"
PRACTICE: Final = "練習なので消しません。本番では、ここで消えます。Esc で戻ります。"
DONE: Final = (
    "消しました。本部とほかの端末からは、次の送受信で消えます。紙とファイルは捨ててください。"
)
DONE_BUT_COPY: Final = (
    "消しました。自動の写しは書き直せませんでした。"
    "USBメモリーをさしておくと、次の受付のときに書き直します。"
)

_SENTENCES: Final[dict[type[BaseException], str]] = {
    erasure.FamilyErased: "ご本人の希望で消した家庭です。書き込めません。"
    "また来るときは、新しく登録してください。",
    erasure.ErasureStands: "家庭を消した操作は、取り消せません。"
    "その前の操作を直すときは、その家庭の画面で直してください。",
    erasure.ContentGone: "消した家庭についての操作なので、取り消せません。"
    "直すことがあれば、その画面で直してください。",
    erasure.NotWithdrawn: "登録をやめていない家庭です。"
    "「同意」の画面で F9 を押し、登録をやめてから消してください。",
}
_FIRST: Final = {
    "inside": "まだ会場にいる記録があります。帰りを記録するか会を終えてから、消してください。",
    "hands": "お子さまがほかの人といる記録があります。引き渡しを終えてから、消してください。",
    "trial": "終わっていない体験があります。体験を終えるか取りやめてから、消してください。",
}


def open_incidents(count: int) -> str:
    """Say that so many incidents stay until they are closed."""
    return (
        f"終わっていないヒヤリ・事故の記録 {count}件は、署名が済むまで残します。"
        "済むと「要確認」にまた出るので、残りを消してください。"
    )


def how_sure(words: str, *, is_name: bool) -> str:
    """Say what has to be typed."""
    what = f"代表の読み「{words}」" if is_name else f"「{words}」"
    return f"消すときは、{what}を打って、Enter を2回押します。"


def erasing_sentence(error: BaseException) -> str | None:
    """Return what to tell a person about an erasure that may not be, or None for any other."""
    if isinstance(error, erasure.ErasureTooSoon):
        return _FIRST.get(error.reason)
    return next((text for kind, text in _SENTENCES.items() if isinstance(error, kind)), None)


class Erased(str):
    """What was said after something that nobody can take back."""

    __slots__ = ()
