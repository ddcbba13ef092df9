"""Words of the slip, on screen and on paper."""

from typing import Final

from concierge_tui.domain.family import Family
from concierge_tui.domain.meetup import Meetup
from concierge_tui.text import times

TITLE: Final = "控え"
PRINT: Final = "PDF に書き出す"
FILE: Final = "書き出す先"
FILE_HINT: Final = "印刷したら、このファイルは消してください。"
SHOWN: Final = "この番号は、刷り直しても変わりません。\n受付で読み取ると、すぐに見つかります。"
NO_CODE: Final = "この家庭にはまだ番号がありません。"
WRITING: Final = "控えを書き出しています。"
NOT_WRITTEN: Final = "書き出せませんでした。場所と空き容量を確かめてください。"
NO_FOLDER: Final = "そのフォルダーがありません。場所を確かめてください。"
FILE_EMPTY: Final = "書き出す先を入力してください。"
CANCELLED: Final = "書き出しをやめました。"

PRACTICE: Final = "【練習】"
HONORIFIC: Final = "様"
HEADING: Final = "受付の控え"
FAIRNESS: Final = (
    "「登録料・手数料も一切無料」「全支援に対して保険が適用」"
    "(2019年11月からの取り組みの紹介文より。保険には条件があります)"
)
"""The same words to everyone (B1, C17), with the date of what is quoted (A16)."""

CONTACT: Final = "お問い合わせ 045-263-6433(AsMama)"
"""The operator's published number (C19); an area may name another."""


_ALSO: Final = {
    "easy": (
        "おむかえ: おしえて もらった 人だけが、子どもを つれて かえれます。",
        "アレルギー: たべる まえに、まいかい おしえて ください。",
        "どうい: いつでも やめられます。うけつけに いって ください。",
    ),
    "en": (
        "Pick-up: only the people you named can take your child home.",
        "Allergy: tell us every time before your child eats.",
        "Consent: you can stop at any time. Just tell the desk.",
    ),
}


def also_said(language: str) -> tuple[str, ...]:
    """Return pick-up, allergy and consent for a family that reads little Japanese (situation 19).

    A language without words of ours is met with easy Japanese, as on the screen.
    """
    if language in ("", "ja"):
        return ()
    return _ALSO.get(language, _ALSO["easy"])


def addressed(family: Family) -> str:
    """Return for whom the slip is: a name, and nothing else about the household."""
    person = family.representative
    return f"{person.called} {HONORIFIC}" if person and person.called else "ご家庭"


def addressed_kana(family: Family) -> str:
    """Return how the name of the slip is read."""
    person = family.representative
    return person.kana if person and person.name else ""


def event(meetup: Meetup | None) -> str:
    """Return the meetup and its day."""
    return f"{meetup.title} {times.long_day(meetup.date)}" if meetup else ""


def file_name(code: str) -> str:
    """Return the proposed name of the file; it names nobody."""
    return f"slip-{code}.pdf"


def written(path: object) -> str:
    """Say where the slip lies."""
    return f"{path} に書き出しました。開いて印刷してください。"
