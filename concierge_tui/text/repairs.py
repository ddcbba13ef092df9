"""Words of the list of what needs a person, and of each question in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from concierge_tui.domain.after_trial import FOLLOW_UP
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.domain.roster import RosterProblem
from concierge_tui.domain.task import Problem
from concierge_tui.text import after_trial, fields, sign_up
from concierge_tui.text.roster import FIELDS, problem_sentence

TITLE: Final = "要確認"
EMPTY: Final = "確かめることはありません。おつかれさまです。"
OPEN: Final = "ひらく"

PROBLEM: Final = "直すところ"
PROPOSAL: Final = "名簿の変更"
TASK: Final = "あとで"

MEND: Final = "直す"
LOOKED: Final = "見ました"
LATER: Final = "あとで"
NEVER: Final = "直さない"
GO_ON: Final = "代理入力の続き"
MEND_FAMILY: Final = "家庭を直す"
RAW: Final = "名簿に書かれていた内容"
MENDED: Final = "直しました。"
SEEN: Final = "見たことを記録しました。"
LEFT: Final = "そのままにします。"
SKIPPED: Final = "あとでにしました。要確認に残ります。"
GONE: Final = "その家庭はもう登録されていません。「直さない」で一覧から外せます。"

SEVERAL_TITLE: Final = "どちらが正しいですか"

NAMELESS_TITLE: Final = "名前のない行"
NAMELESS_WORDS: Final = "名簿の内容を入れてあります。名前かふりがなを入力すると取り込みます。"
REGISTER: Final = "取り込む"
REGISTERED: Final = "取り込みました。"
GUARDIAN: Final = "保護者の名前"
GUARDIAN_KANA: Final = "保護者のふりがな"
CHILD: Final = "お子さまの名前"
CHILD_KANA: Final = "お子さまのふりがな"
CHILD_BIRTHDAY: Final = "お子さまの生年月日"
PHONE: Final = "電話番号"
EMAIL: Final = "メール"
POSTAL: Final = "郵便番号"
ADDRESS: Final = "住所"
NOTES: Final = "メモ"
ROW_CELLS: Final = "この行"

CHOOSE: Final = "こちらにする"
PROPOSAL_WORDS: Final = "新しい名簿では内容が違います。正しい方を選んで Enter を押してください。"
REGISTERED_NOW: Final = "いまの登録"
NEW_ROSTER: Final = "新しい名簿"
SHOWN_NOW: Final = "表示中"
CHOSEN: Final = "選んだ内容にしました。"

TASK_WORDS: Final = "あとで聞くことにした内容です。聞けたら家庭を直し、「できた」を押してください。"
DONE: Final = "できた"
FINISHED: Final = "あとでの一つがおわりました。"

_FILE_LETTERS: Final = 10
_HINTS: Final = {
    "birthday": "例: 2024/4/1、令和6年4月1日、R6.4.1",
    "phone": "例: 090-1234-5678",
    "kana": "例: やまだ はなこ",
    "name": "例: 山田 花子",
    "postal": "例: 336-0967",
    "address": "例: さいたま市緑区美園1-2-3",
    "email": "例: hanako@example.com",
    "smartphone": "あり か なし",
    "adults": "例: 2",
    "emergency": "電話番号か、名前",
}
_REASONS: Final = {
    "complete": "登録の続き",
    "incident": "ヒヤリ・事故のあと。けがや体調のその後をたずねてください",
    "candidate": "手伝いたい方。話をうかがってください",
}
_BOTH: Final = {True: "はい", False: "いいえ"}
_HAS: Final = {"yes": "あり", "no": "なし", "unknown": "わからない"}
_STATES: Final = {"everyone": "全体に公開", "acquaintances": "知り合いだけ"}


def counts(number: int) -> str:
    """Return how many questions there are."""
    return f"{number}件"


def field_name(field: str) -> str:
    """Return what a field is called."""
    return FIELDS.get(field) or fields.name_of(field)


def hint(field: str) -> str:
    """Return an example for a field."""
    return _HINTS.get(field, "")


def place(number: int, total: int, record: int, field: str, file: str = "") -> str:
    """Say which problem of how many this is, and where it stands in the file."""
    return f"{number} / {total}   {in_file(file, record)}   {field_name(field)}"


def in_file(file: str, record: int) -> str:
    """Return which row; the file is named where there are several."""
    stem = file.rpartition(".")[0] or file
    if len(stem) > _FILE_LETTERS:  # what differs between two rosters is often a date at the end
        stem = f"{stem[:4]}…{stem[5 - _FILE_LETTERS :]}"
    return f"{stem} {row(record)}".strip()


def sentence(problem: Problem, *, of_a_child: bool) -> str:
    """Return what is wrong in one cell and what to do."""
    return problem_sentence(
        RosterProblem(
            row=problem.record,
            field=problem.field,
            code=problem.code,
            value=problem.value,
            person="c1" if of_a_child else "g",
        )
    )


def short(problem: Problem, *, is_private: bool, file: str = "") -> str:
    """Return a problem as one line of a list."""
    value = f" 「{problem.value}」" if problem.value and not is_private else ""
    return f"{in_file(file, problem.record)} {field_name(problem.field)}{value}"


def household(family: Family) -> str:
    """Return who belongs to a household."""
    names = [person.called for person in family.people if person.called]
    return "、".join(names) or "名前のない家庭"


def about(family: Family | None, person: Person | None = None) -> str:
    """Return whom a question is about: the person, then the household."""
    if family is None:
        return ""
    if person is None or not person.called:
        return household(family)
    return f"{person.called}  ({household(family)})"


def hidden(field: str) -> str:
    """Return a question about a field that no list shows."""
    return f"{field_name(field)} (Enter で表示します)"


def change(field: str, old: Any, new: Any) -> str:
    """Return a proposed change as one line of a list."""
    return f"{field_name(field)} {value(old, field)} → {value(new, field)}"


def differing(field: str, values: tuple[Any, ...]) -> str:
    """Return a conflict as one line of a list."""
    name = fields.known(field) or field_name(field)
    return f"{name} {' / '.join(value(said, field) for said in values)}"


def value(said: Any, field: str = "") -> str:
    """Return a stored value in words, a reading as it stands on every other screen."""
    return to_hiragana(said) if field == "kana" and said else _words(said)


def _words(said: Any) -> str:
    if said is None or said in ("", [], ()):
        return "(空)"
    if isinstance(said, bool):
        return _BOTH[said]
    if isinstance(said, Mapping):
        return _mapping(said)
    if hasattr(said, "model_dump"):
        return _mapping(said.model_dump())
    if isinstance(said, list | tuple):
        return "、".join(map(str, said))
    return _STATES.get(str(said), str(said))


def _mapping(said: Mapping[str, Any]) -> str:
    if "has" in said:
        word = _HAS.get(str(said["has"]), "")
        # A roster that says 「なし」 is kept as it was written: once is enough to read.
        parts = dict.fromkeys((word, str(said.get("text") or "")))
        return " ".join(filter(None, parts))
    return " ".join(str(part) for part in said.values() if part)


def task(reason: str, detail: str, assignee: str = "", due: date | None = None) -> str:
    """Return what was left for later, and what was promised (E29)."""
    if reason == "stuck":
        return sign_up.stuck(detail, assignee, due)
    if reason == FOLLOW_UP:
        return after_trial.to_ask(assignee, due)
    missing = "、".join(field_name(part) for part in detail.split(",") if part)
    word = _REASONS.get(reason, reason)
    return f"{word}: {missing}" if missing else word


def row(number: int) -> str:
    """Return which row of the file."""
    return f"{number}行目"
