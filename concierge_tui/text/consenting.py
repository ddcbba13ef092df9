"""Words of the pages on which consent is asked for, read back and withdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.consent import (
    CONTACT,
    ORGANISER,
    PAPER,
    PROXY,
    REGISTRATION,
    REUSE,
    SCREEN,
    SPOKEN,
    TRIAL,
)
from concierge_tui.domain.family import Family
from concierge_tui.text import consent, times
from concierge_tui.text.people import family_name

TITLE: Final = "同意"
ASK: Final = "聞く"
FACE: Final = "相手に向ける"
READ_BACK: Final = "読み返す"
WITHDRAW: Final = "やめる"
AGE: Final = "年齢の決まり"
READ_ALOUD: Final = "読み上げる文"

PURPOSES: Final[Mapping[str, str]] = consent.PURPOSES
SHORT: Final[Mapping[str, str]] = {
    REGISTRATION: "登録",
    TRIAL: "体験",
    CONTACT: "お知らせ",
    REUSE: "写真など",
}
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "granted": ("同意", "done"),
    "outdated": ("聞き直す", "care"),
    "withdrawn": ("やめた", "void"),
    "declined": ("いいえ", "void"),
    "never": ("まだ", "todo"),
}
"""Each state as a word and a colour."""

METHODS: Final[Mapping[str, str]] = {
    SPOKEN: "読み上げ",
    SCREEN: "画面",
    PAPER: "紙に署名",
    PROXY: "代わりの人",
    ORGANISER: "主催者の名簿",
}
GUARDIAN: Final = "保護者"

LANGUAGE: Final = "ことば"
WHO: Final = "だれが"
HOW: Final = "どうやって"
WITNESS: Final = "立ち会い"
WITNESS_HINT: Final = "いっしょに聞いた人"
PROXY_NAME: Final = "代わりの人"
PROXY_NAME_HINT: Final = "名前(例: 田中 和子)"
PROXY_RELATION_HINT: Final = "続柄(例: 祖母)"
ANSWER: Final = "返事"
READ_BACK_TICK: Final = "返事を読み返して、合っていると聞いた"
YES: Final = "はい"
NO: Final = "いいえ"
ANSWER_NEEDED: Final = "返事を聞いて、「はい」は 1、「いいえ」は 2 を押してください。"
ASK_HOWS: Final = ((SPOKEN, "読み上げた"), (PAPER, "紙に署名した"))
PROXY_NEEDED: Final = "代わりに答えた人の名前と続柄を書いてください。"
NOBODY_ANSWERS: Final = "同意できる保護者がいません。代わりに答えた人の名前と続柄を書いてください。"
STAYS: Final = "やめたままです。何も変わりません。"

REASON: Final = "伝え方"
REASONS: Final = (
    ("said", "その場で聞いた"),
    ("telephone", "電話"),
    ("letter", "手紙・メール"),
    ("other", "その他"),
)
CONFIRM: Final = "やめる"
NOT_GRANTED: Final = "この目的には、いま同意がありません。やめることはできません。"
CONFIRMED: Final = "読み返して、合っていることを記録しました。"
NOT_RIGHT: Final = "「ちがいます」と答えました。ご家族と話して、聞き直してください。"
TALK: Final = "「スタッフと話す」と答えました。ご家族と話してください。"
FACED: Final = "ご家族の返事を記録しました。"

_KEPT: Final = "残るもの: いつ同意していつやめたかの記録。約束を守ったと示すためです。"
_EFFECTS: Final[Mapping[str, tuple[str, ...]]] = {
    REGISTRATION: (
        "すぐに、この端末では見えなくなります。さがす、一覧、受付、控えの番号のどれにも出ません。",
        "ほかの同意(体験・お知らせ・写真など)とつながりも、いっしょにやめます。",
        "本部とほかの端末に送るのは、やめたことと、会場にいるかどうか(番号だけ)です。",
        "消してほしいというご希望も記録します。責任者が「要確認」で確かめて、どの端末からも消します。",
        "消すまでのあいだは、責任者だけが「要確認」からひらけます。",
        "残るもの: いつやめたかの印(番号だけ)と、来た人の数。約束を守ったと示すためです。",
    ),
    TRIAL: (
        "体験の相手に、アレルギーや緊急の連絡先を伝えなくなります。体験には参加できません。",
        "受付とお知らせは、いままでどおりです。",
        _KEPT,
    ),
    CONTACT: (
        "次の会や催しのご案内をしなくなります。",
        "受付は、いままでどおりです。",
        _KEPT,
    ),
    REUSE: (
        "写真・ことば・絵を、これからは使いません。受付は、いままでどおりです。",
        "もう配ったチラシや報告は、戻せません。使ったものがあれば、責任者に伝えてください。",
        _KEPT,
    ),
}
INSIDE: Final = "いま会場にいるので、帰るまでは、安全のため受付に出ます。"

STATEMENT_TITLE: Final = "同意をやめた控え"
STATEMENT: Final = "同意をおやめになったことを記録しました"
FILE: Final = "書き出す先"
PRINT: Final = "PDF に書き出す"
DONE: Final = "おわる"


def texts_unread(names: Iterable[str]) -> str:
    """Say which replacing texts are not used, and what they lack."""
    return (
        f"読めない文のファイルがあり、もとの文を使っています: {clean_text('、'.join(names))}。"
        f"1行目に「{consent.VERSION_LINE} 2026-11」、2行目から文を書き、UTF-8 で保存してください。"
    )


OVERVIEW_TITLE: Final = "同意の見直し"
OVERVIEW_EMPTY: Final = "聞き直す家庭も、同意をやめた家庭もありません。"
OVERVIEW: Final = "同意の見直し"
OPEN: Final = "ひらく"
REVEAL: Final = "10秒見る"
HIDDEN_NAME: Final = "(名前は隠れています)"
HIDDEN_WORD: Final = "やめた"
AGAIN_WORD: Final = "聞き直す"
REVEALED: Final = "名前を10秒だけ表示します。見たことは記録しました。"
TEXT_IS_NEW: Final = "文が新しくなりました"

PANEL: Final = "同意"
PANEL_KEY: Final = "F8 同意"


def titles(family: Family) -> tuple[str, ...]:
    """Return whose consents these are."""
    return (f"{TITLE}  {family_name(family)}",)


def how(detail: Mapping[str, Any], staff: str) -> str:
    """Return who answered, how, and who wrote it down."""
    by = " ".join(str(detail[name]) for name in ("by", "relation") if detail.get(name))
    words = [by, METHODS.get(str(detail.get("method", "")), "")]
    if detail.get("read_back"):
        words.append("読み返し済")
    if staff:
        words.append(f"記録 {staff}")
    return "  ".join(word for word in words if word)


def when(at: int | None) -> str:
    """Return when it was answered."""
    return "" if at is None else times.stamp(at)


def text_head(language: str, version: str) -> str:
    """Return which text stands below."""
    return f"{READ_ALOUD} ({language}  版 {version})"


def guardians(names: Sequence[str], age: int) -> str:
    """Return for whom a guardian must consent."""
    if not names:
        return f"{age}歳未満の方はいません。"
    return f"{'・'.join(names)}の分も、保護者が答えます({age}歳未満)。"


def asked(purpose: str) -> str:
    """Return the headline of a question."""
    return f"{TITLE}を聞く  {PURPOSES[purpose]}"


def withdrawing(purpose: str) -> str:
    """Return the headline of a withdrawal."""
    return f"{TITLE}をやめる  {PURPOSES[purpose]}"


def effects(purpose: str, *, inside: bool) -> str:
    """Return what withdrawing from exactly this purpose does, and what is kept and why."""
    more = (INSIDE,) if inside and purpose == REGISTRATION else ()
    return "\n".join(f"・{line}" for line in (*more, *_EFFECTS[purpose]))


def given(purposes: Sequence[str]) -> str:
    """Say what was consented to."""
    return f"{_listed(purposes)}の同意を記録しました。"


def declined(purpose: str) -> str:
    """Say that the answer was no."""
    return f"{PURPOSES[purpose]}は「いいえ」と記録しました。"


def withdrawn(purpose: str) -> str:
    """Say that it is done; nobody is named."""
    return f"{PURPOSES[purpose]}の同意をやめたことを記録しました。"


def statement(purposes: Sequence[str], at: int) -> tuple[str, ...]:
    """Return what the slip of a withdrawal says."""
    day = times.long_day(moment_of(at).astimezone().date())
    written = f"記録した日: {day} {times.clock_time(at)}"
    lines = (f"やめた同意: {_listed(purposes)}", written)
    if REGISTRATION not in purposes:
        return (
            *lines,
            "ほかはそのままです。やめたことについて残るのは、いつ同意していつやめたかだけです。",
        )
    return (
        *lines,
        "この端末では、会場を出たあとは見えません。本部とほかの端末にも、やめたことを送ります。",
        "消してほしいというご希望も記録しました。責任者が確かめて、本部とどの端末からも消します。",
        "消したあとに残るのは、いつやめたかの印(番号だけ)と、来た人の数です。",
        "もう一度登録したいときは、受付で声をかけてください。",
    )


def file_name(day: str, code: str) -> str:
    """Return the proposed name of the statement's file; it names nobody."""
    return f"withdrawal-{day}-{code}.pdf" if code else f"withdrawal-{day}.pdf"


def _listed(purposes: Sequence[str]) -> str:
    return "・".join(PURPOSES[purpose] for purpose in purposes)


def overview_counts(again: int, hidden: int) -> str:
    """Return how many families there are to ask again, and how many are hidden."""
    return f"{AGAIN_WORD} {again}  {HIDDEN_WORD} {hidden}"


def panel(outdated: Sequence[str], never: Sequence[str]) -> str:
    """Say in a word what is to be asked; it never stops a check-in."""
    if outdated:
        return f"聞き直す(文が新しい): {_shortly(outdated)}"
    return f"まだ聞いていない: {_shortly(never)}"


def _shortly(purposes: Sequence[str]) -> str:
    return "・".join(SHORT[purpose] for purpose in purposes)


PANEL_INSIDE: Final = "登録をやめました。帰るまで、安全のため出しています。"
