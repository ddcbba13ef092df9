"""Words of the reception screen."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup import Counts, Meetup, Visit
from concierge_tui.text import fields, times
from concierge_tui.text.home import arrived
from concierge_tui.text.people import family_name, table_name, with_relation

TITLE: Final = "受付"
SEARCH: Final = "さがす"
SEARCH_HINT: Final = "名前・ふりがな・電話の下4けた・控えの番号(ローマ字でOK)"
EMPTY: Final = "名前かふりがなを1文字から入力すると、ここに家庭が出ます。"
MORE: Final = "まだ続きがあります。もう1文字入れると絞れます。"
NOBODY: Final = "見つかりません。つづりを変えるか、F3 当日参加で受け付けてください。"

CHECK_IN: Final = "受付"
PICK_PEOPLE: Final = "選ぶ"
BACK: Final = "もどる"
MEND: Final = "家庭を直す"
WALK_IN: Final = "当日参加"
SIGN_UP_SHORT: Final = "代理"
"""The same where the foot of the screen has no room."""
INSIDE: Final = "いる人"
RESUMED: Final = "前の受付のつづきです。受け付けた内容はすべて残っています。"
SLIP: Final = "控え"
UNDO: Final = "取り消す"
REVEAL: Final = "10秒見る"
LEAVE: Final = "退場"
GUEST: Final = "友だちを招いた"
GUEST_SHORT: Final = "友だち"
CONSENT: Final = "同意"
HEALTH: Final = "体温"
HEALTH_KEY: Final = "F7 体温"
HEALTH_NOBODY: Final = "きょうの体験で、体温を聞くお子さまはいません。"
TABLE: Final = "テーブル"
SEAT: Final = "決める"

ALLERGY: Final = "アレルギー"
COLLECT: Final = "お迎え"
MUST_NOT: Final = "お迎え不可"
CONTACT: Final = "連絡先"
TRIAL: Final = "体験"
TO_DO: Final = "あとで"
HIDDEN: Final = "Ctrl+Y 見る(記録が残ります)"
REVEALED: Final = "10秒だけ表示します。見たことは記録しました。"
CONCEALED: Final = "連絡先をまた隠しました。"

NO_KANJI: Final = "漢字まだ"
"""Beside a reading whose name nobody has written yet."""
_STATES: Final = {
    "expected": "未",
    "none": "申込なし",
    "partly": "一部",
    "here": "済",
    "left": "退場",
}


def titles(meetup: Meetup) -> tuple[str, ...]:
    """Return where one is, the longest way of saying it first."""
    short = f"{TITLE}  {meetup.title}"
    day = f"{short} {times.short_day(meetup.date)}"
    hours = f"{meetup.starts}–{meetup.ends}" if meetup.ends else meetup.starts
    return (*([f"{day} {hours}"] if hours else []), day, short, TITLE)


def counts(now: Counts, *, pending: int | None, late: int = 0) -> str:
    """Return what follows from the log: children to be fetched, arrived, inside, left, unsent."""
    words = [
        *([f"時間を過ぎた子 {late}名"] if late else []),
        arrived(now.families_arrived, now.families_expected),
        f"いま {now.people_here}名(子{now.children_here})",
    ]
    if now.people_left:
        words.append(f"退場 {now.people_left}")
    if pending is not None:
        words.append(f"未送信 {pending}")
    return "  ".join(words)


def state(presence: str, arrived_at: int | None) -> str:
    """Return where a family stands, as a word."""
    word = _STATES[presence]
    return f"{word} {times.clock_time(arrived_at)}" if presence in ("partly", "here") else word


def birthdays(children: Sequence[Person]) -> tuple[str, ...]:
    """Return the children's birth month-days, by which families of one name are told apart.

    The first way names most; no way cuts a day, because 2/1… may be 2/1 or 2/15.
    """
    known = [times.month_day(child.birthday) for child in children if child.birthday]
    if not known:
        return (f"子{len(children)}人" if children else "",)
    shorter = (_some_days(known[:most], len(known) - most) for most in range(len(known) - 1, 0, -1))
    return (_some_days(known, 0), *shorter)


def _some_days(days: Sequence[str], others: int) -> str:
    words = "子 " + ", ".join(days)
    return f"{words} ほか{others}" if others else words


def age(months: int) -> str:
    """Return 2歳5か月."""
    return times.age(months)


def trial_of(names: Sequence[str], day: date) -> str:
    """Say of children whose tick says something else from when they may be entrusted (A19)."""
    return f"{'・'.join(names)}は {times.month_day(day)} から。"


def trial_from(day: date) -> str:
    """Say from when a child may be entrusted (A19): within a year, so no year is needed."""
    return f"体験は {times.month_day(day)} から"


TRIAL_OVER: Final = "体験は13歳未満まで"


TRIAL_REASON: Final = "0歳は眠っている間の事故が多いため、1歳から。付き添いはできます。"
"""Why, kindly, and what is offered instead (A19, A20, D1)."""


def allergies(some: Sequence[tuple[str, str]], unknown: Sequence[str]) -> str:
    """Return whose allergies are known, and who was not asked."""
    words = [f"{text or 'あり'}({who})" for text, who in some]
    if unknown:
        words.append(f"未確認({'・'.join(unknown)})")
    return "、".join(words) or "なし"


def allergy_of(child: Person) -> tuple[str, str] | None:
    """Return what is known of one child's allergies with its colour; None where it has none."""
    if child.allergy.has == "yes":
        return child.allergy.text or "あり", "care"
    return ("未確認", "todo") if child.allergy.has == "unknown" else None


NOBODY_YET: Final = "まだ聞いていません"
NO_CHILDREN: Final = "お子さまの登録はありません"


def list_of(words: Sequence[str]) -> str:
    """Return several names as one phrase."""
    return "・".join(words)


def carer_rights(person: Person, family: Family) -> str:
    """Return what another carer may do."""
    if person.role != "carer" or not person.may_bring or person.may_collect:
        return ""
    return f"{with_relation(person, family)}は連れて来るのみ"


NO_ADULT: Final = "大人の方がいません。"
"""Behind the success line where children came alone: nothing is blocked, somebody looks."""


def checked_in(family: Family, visit: Visit | None, at: int, people: int) -> str:
    """Say that a family was checked in: only after the journal said durable (B9)."""
    said = f"{times.clock_time(at)} {family_name(family)} {people}名を受け付けました。"
    if visit and visit.table:
        said += f"{table_name(visit.table)}。"
    if family.notes or (visit and visit.notes):
        said += "メモがあります。"
    return said


def not_today(day: date) -> str:
    """Say that the meetup of another day was opened: it is easily taken for today's."""
    return f"この会は {times.short_day(day)} です。きょうの会ではありません。"


def choose(count: int) -> str:
    """Ask which of several families is meant (situation 6)."""
    return f"{count}家庭あります。番号を続けて打つか、上下キーで選んでください。"


def already(family: Family, at: int | None) -> str:
    """Say that a scanned family is inside."""
    return f"{family_name(family)}は {times.clock_time(at)} に受付済みです。"


def found_by_code(family: Family) -> str:
    """Say whose card was scanned."""
    return f"{family_name(family)}の控えです。Enter で受け付けます。"


MISREAD: Final = "番号を読み取れませんでした。もう一度読むか、名前で探してください。"


def left(at: int, family: Family, people: int) -> str:
    """Say who went home."""
    return f"{times.clock_time(at)} {family_name(family)} {people}名が退場しました。"


def seated(family: Family, table: str) -> str:
    """Say where a family sits."""
    if not table:
        return f"{family_name(family)}のテーブルを空にしました。"
    return f"{family_name(family)}は{table_name(table)}です。"


LEAVE_TITLE: Final = "退場"
LEAVE_ASK: Final = "帰る人を確かめてください。残る人は外します。"
LEAVE_KEYS: Final = "Enter 退場  Space 外す  Esc やめる"
NOBODY_HERE: Final = "この家庭はいま会場にいません。"

OVERRIDE_TITLE: Final = "定員"
OVERRIDE_LABEL: Final = "入れる理由"
OVERRIDE_HINT: Final = "例: 見学のみ、責任者が了承"
OVERRIDE_KEYS: Final = "Enter 理由を残して受け付ける  Esc やめる"
OVERRIDE_NEEDED: Final = "理由を書いてください。"


GUEST_OF: Final = "招いた家庭"


def guest_of(host: Family, *, may_collect: bool) -> str:
    """Say who brought the family, and whether the host may collect its child (situation 7)."""
    return f"{family_name(host)}({'お迎えしてよい' if may_collect else 'お迎えはできません'})"


def to_do(fields_: Sequence[str], problems: int) -> str:
    """Return what is open about a family."""
    words = [fields.name_of(field) for field in fields_]
    if problems:
        words.append(f"名簿の確認 {problems}件")
    return "、".join(words)


def health_asked(names: Sequence[str]) -> str:
    """Say whose temperature is asked before a trial of today."""
    return f"{'・'.join(names)}は、きょう体験です。体温を聞きます。"


def health_stops(names: Sequence[str]) -> str:
    """Say that a trial of today is off, in words that one can read to the parent."""
    return f"{'・'.join(names)}さんは、きょうの体験はお休みです。来場は会の決まりによります。"
