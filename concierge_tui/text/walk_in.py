"""Words of the form for walk-ins."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.meetup import Meetup
from concierge_tui.text import times

TITLE: Final = "当日参加"
GUEST_TITLE: Final = "お友だちの当日参加"
SAVE: Final = "登録して受け付ける"
TO_CONSENT: Final = "同意へ"
BACK: Final = "もどる"
IN_DETAIL: Final = "くわしく"
CLEAR: Final = "白紙にする"
NEXT: Final = "次へ"
OPEN_ALIKE: Final = "その家庭を開く"
APART: Final = "別人"

KANA: Final = "ふりがな"
KANA_HINT: Final = "姓 名(間に空白)。ローマ字でもOK"
NAME: Final = "名前"
LATER_HINT: Final = "漢字は、あとでもかまいません"
PHONE: Final = "電話"
PHONE_HINT: Final = "なければ空のまま"
CHILD_HINT: Final = "名(かな)"
BIRTHDAY_HINT: Final = "生年月日 R6.4.1"
ALLERGY: Final = "アレルギー"
ALLERGY_HINT: Final = "例: 卵、牛乳(少量なら可)"
EMERGENCY: Final = "緊急連絡先"
EMERGENCY_WHO: Final = "だれ(例: 父 太郎)"
CHANNEL: Final = "きっかけ"
CONSENT: Final = "同意"
READ_ALOUD: Final = "読み上げてください"
CONSENT_KEY: Final = "はい(Enter で登録して受け付けます)"
HOST: Final = "招いた家庭"
HOST_MAY_COLLECT: Final = "招いた家庭がこの家の子をお迎えしてよい"
MORE: Final = "あとでもよいこと(Tab で進めます)"

FORM_NUMBER: Final = "用紙の番号"
FORM_NUMBER_HINT: Final = "紙のとき。例 GK7-014-3"
CAME_AT: Final = "来た時刻"
CAME_AT_HINT: Final = "紙の時刻。例 10:05"
FROM_ELSEWHERE: Final = "別の端末で刷った用紙です。番号を見直して、合っていれば続けてください。"
RELATION: Final = "続柄"
EMAIL: Final = "メール"
SMARTPHONE: Final = "スマホ"
CATEGORIES: Final = "区分"
MOVED_IN: Final = "転入"
MOVED_IN_HINT: Final = "例: 2026年4月"
PHOTO: Final = "写真の公開"
AGE: Final = "年齢の公開"
EXCEPTION: Final = "本名でない"
EXCEPTION_HINT: Final = "理由(本名が原則です)"
NOTES: Final = "メモ"

NO_PHONE: Final = frozenset({"なし", "無し", "無", "ない", "-"})
NOBODY: Final = NO_PHONE | {"いない", "いません"}
"""Written where a name could stand, these name nobody."""
"""What people write where there is no telephone."""

ALLERGIES: Final = (("no", "なし"), ("yes", "あり"), ("unknown", "不明"))
RELATIONS: Final = tuple((word, word) for word in ("母", "父", "祖母", "祖父", "その他"))
SMARTPHONES: Final = (("yes", "あり"), ("no", "なし"))
VISIBILITIES: Final = (("acquaintances", "知り合いのみ"), ("everyone", "全体に公開"))
CHANNELS: Final = tuple(
    (word, word)
    for word in (
        "チラシ", "市HP・広報", "SNS・アプリ", "園・支援センター",
        "友人の紹介", "お店・習い事", "新聞・テレビ", "その他",
    )
)  # fmt: skip
"""Channels of the source documents, in one key (C15, C26)."""
CATEGORY_WORDS: Final = tuple(
    (word, word)
    for word in (
        "幼児", "学童", "思春期", "妊産婦", "父親", "母親",
        "家族", "社員", "医師", "保育士", "教員", "その他",
    )
)  # fmt: skip
"""Attendee categories as the programme gives them (B16)."""

DRAFT_RESTORED: Final = "書きかけを戻しました。Ctrl+Z で白紙になります。"
CLEARED: Final = "白紙にしました。もう一度 Ctrl+Z で、書きかけを戻せます。"
BROUGHT_BACK: Final = "書きかけを戻しました。"
NOT_YET: Final = "まだ登録していません。同意の欄で Enter を押してください。"
KANA_NEEDED: Final = "ふりがなか名前を書いてください。"
REFUSED: Final = "「いいえ」と答えました。同意がないので登録しません。Ctrl+Z で白紙にできます。"
MISREAD: Final = "番号を読み取れませんでした。もう一度読み取ってください。"


def titles(meetup: Meetup, host: str) -> tuple[str, ...]:
    """Return where one is, the longest way of saying it first."""
    title = f"{GUEST_TITLE}({host}の招待)" if host else TITLE
    return (f"{title}  {meetup.title} {times.short_day(meetup.date)}", title)


def child(number: int) -> str:
    """Return the label of a child's line."""
    return f"子ども{number}"


def alike(name: str, town: str, born: Sequence[str] = ()) -> str:
    """Say that this may be a family that is registered; nothing is blocked.

    As at the desk, a child is told by month and day and a telephone not at all.
    """
    known = "、".join(filter(None, (town, f"子 {'・'.join(born)}" if born else "")))
    where = f"({known})" if known else ""
    return f"{name}{where}は登録があるようです。同じ方なら F5 で開き、別の方なら F3 を押します。"


APART_NOTED: Final = "別人として覚えます。このまま続けてください。"
