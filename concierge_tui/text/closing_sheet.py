"""The closing sheet as lines: the same on the screen and on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from concierge_tui.domain.after_trial import FOLLOW_UP
from concierge_tui.domain.closing_sheet import ClosingSheet, Sat, TrialOver
from concierge_tui.domain.family import Family
from concierge_tui.domain.task import Task
from concierge_tui.text import after_trial, incident, repairs, times, trial
from concierge_tui.text.closing import OPEN_WORDS
from concierge_tui.text.names import by_house
from concierge_tui.text.people import table_name

Part = tuple[str, tuple[str, ...]]

AFTERWARDS: Final = "締めたあとで分かったこと(すぐに確かめてください)"
FIGURES: Final = "五つの数(たし合わせません)"
MET: Final = "会った人"
INSURANCE: Final = "保険の前提"
TRIALS: Final = "体験"
CALL: Final = "電話する家庭"
UNMET: Final = "まだ応えられていない希望"
INCIDENTS: Final = "ヒヤリ・事故"
WORKED: Final = "うまくいったこと"
NONE: Final = "なし"
NOT_COUNTED: Final = "まだ聞いていません(「その後をたずねる」で数えます)"
NEED: Final = "頼りたい希望あり"


def parts(sheet: ClosingSheet) -> tuple[Part, ...]:
    """Return the sheet, part by part; nobody's number, address or allergy stands on it."""
    afterwards = [OPEN_WORDS[each.reason] for each in sheet.open]
    names = _names_on(sheet)
    listed = (
        *(((AFTERWARDS, tuple(afterwards)),) if afterwards else ()),
        (FIGURES, _figures(sheet)),
        (MET, _met(sheet, names)),
        *(((TRIALS, _trials(sheet, names)),) if sheet.trials else ()),
        (CALL, tuple(_call(sheet, names))),
        (UNMET, tuple(f"{names[family.id]}{_wish(family)}" for family in sheet.unmet)),
        (INCIDENTS, tuple(_incidents(sheet))),
        (WORKED, (sheet.meetup.worked,) if sheet.meetup.worked else ()),
    )
    return tuple((head, lines or (NONE,)) for head, lines in listed)


def _figures(sheet: ClosingSheet) -> tuple[str, ...]:
    figures = sheet.figures
    first = NOT_COUNTED
    if figures.first_uses is not None:
        first = f"{figures.first_uses}件(あとで聞いた体験{figures.asked}件のうち)"
    lines = (
        f"来場 {figures.attended}家庭({sheet.people}名、うち子ども{sheet.children}名)",
        f"登録 {figures.registered}家庭(きょう、ここで)",
        f"つながり {figures.linked}組(きょう成立)",
        f"体験 {figures.trials}件(はじめたもの)",
        f"会のあとの初めての利用 {first}",
    )
    if not sheet.without_leave:
        return lines
    return (*lines, f"退場の記録なし {sheet.without_leave}家庭")


def _met(sheet: ClosingSheet, names: Mapping[str, str]) -> tuple[str, ...]:
    introduced = [f"紹介 {_together(families, names)}" for families in sheet.introduced]
    tables = [f"{_where(sat)} {_together(sat.families, names)}" for sat in sheet.tables]
    return (*introduced, *tables)


def _where(sat: Sat) -> str:
    table = table_name(sat.table)
    return table if sat.round is None else f"{sat.round}回目 {table}"


def _trials(sheet: ClosingSheet, names: Mapping[str, str]) -> tuple[str, ...]:
    told = sheet.meetup.insurance_told or "未送信"
    return (*(_trial_over(over, names) for over in sheet.trials), f"{INSURANCE} {told}")


def _trial_over(over: TrialOver, names: Mapping[str, str]) -> str:
    """Return who minded whose children, from when to when, and what is not written yet."""
    when = f"{times.clock_time(over.course.started_at)}〜{times.clock_time(over.course.ended_at)}"
    left = after_trial.left(over.left)
    return f"{when} {trial.pair(over.families, names)}  {left or '報告・確認・感想 済'}"


def _call(sheet: ClosingSheet, names: Mapping[str, str]) -> list[str]:
    return [
        f"{names[family.id]}{_due(task.due)}  "
        f"{repairs.task(task.reason, task.detail, task.assignee, _said_once(task))}"
        for task, family in sheet.to_call
    ]


def _said_once(task: Task) -> date | None:
    """Return by when, unless it stands in front of the line."""
    return None if task.reason == FOLLOW_UP else task.due


def _due(due: object) -> str:
    return f" {times.month_day(due)}まで" if isinstance(due, date) else ""


def _wish(family: Family) -> str:
    words = family.need.text if family.need else ""
    return f"  {words or NEED}"


def _incidents(sheet: ClosingSheet) -> list[str]:
    return [
        f"{times.clock_time(each.at)} {incident.what(each.what)}"
        f"({incident.LEVEL_WORDS[each.level]})  {incident.row(each)[0]}"
        for each in sheet.incidents
    ]


def _names_on(sheet: ClosingSheet) -> dict[str, str]:
    """Return what each family of the sheet is called: whoever calls one must not call the other."""
    at_tables = [sat.families for sat in sheet.tables]
    at_trials = [over.families for over in sheet.trials]
    told = [family for _, family in sheet.to_call]
    return by_house(chain(*sheet.introduced, *at_tables, *at_trials, told, sheet.unmet))


def _together(families: Sequence[Family], names: Mapping[str, str]) -> str:
    return "・".join(names[family.id] for family in families)
