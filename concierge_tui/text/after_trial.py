"""Words of what remains after a trial: reports, the families' words, and who asks later."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.after_trial import Left
from concierge_tui.domain.family import Family
from concierge_tui.domain.task import Task
from concierge_tui.text import times
from concierge_tui.text.names import by_house
from concierge_tui.text.people import called

REPORT: Final = "報告を書く"
CONFIRM: Final = "家庭に見てもらう"
FEEDBACK: Final = "感想"
FOLLOW_UP: Final = "その後をたずねる"

DONE: Final = "済"
NOT_YET: Final = "まだ"
WRONG: Final = "ちがうところがある。報告を書き直します"

WHOSE: Final = "どの家庭"
OUTCOME: Final = "どうなった"
OUTCOMES: Final = (
    ("done", "聞いた"),
    ("open", "まだ(日と人をかえる)"),
    ("dropped", "もう聞かない"),
)
OUTCOME_NEEDED: Final = "どうなったかを、1・2・3 から選んでください。"
WORDS: Final = "言葉"
WORDS_HINT: Final = "家庭の言葉のまま。空でもよい"
AGAIN: Final = "また"
USED: Final = "頼り合い"
USED_WORDS: Final = (("yes", "体験のあと、あった"), ("no", "まだない"), ("", "聞いていない"))
WHO: Final = "聞く人"
WHO_HINT: Final = "名前"
WHO_NEEDED: Final = "だれが聞くか、名前を入れてください。"
DUE: Final = "いつまで"
DUE_HINT: Final = "例: 12/12"
DUE_BAD: Final = "日が読めないか、過ぎています。例: 12/12"
HOW: Final = (
    "体験のあと、どう思ったか、お子さまはどうだったか、"
    "その後、送迎や託児で頼り合うことがあったかを聞きます。家庭の言葉のまま書き、良し悪しはつけません。"
)
_SAID: Final = {
    "done": "{}に聞いたことを書きました。",
    "open": "{}に、{}さんが {} までに聞きます。",
    "dropped": "{}には、もう聞きません。",
}
_STATES: Final = {"done": DONE, "dropped": "聞かない"}


def deed(words: str, house: str) -> str:
    """Return what can be done for one family; it is named where there are several."""
    return f"{words}({house})" if house else words


def names(families: Sequence[Family]) -> str:
    """Say whose words are missing."""
    return f"{NOT_YET}: {'・'.join(by_house(families).values())}" if families else DONE


def to_ask(assignee: str, due: date | None) -> str:
    """Return the task as the list of what needs a person says it."""
    who = f"{assignee}さん" if assignee else ""
    when = f"{times.month_day(due)}まで" if due else ""
    return " ".join(filter(None, ("体験のその後", when, who)))


def stands(task: Task, today: date) -> tuple[str, str]:
    """Return how the asking of one family stands, with its colour."""
    if task.state != "open":
        return _STATES[task.state], "done" if task.state == "done" else "void"
    if task.due is None:
        return NOT_YET, "todo"
    is_late = task.due < today
    words = f"{times.month_day(task.due)}まで {task.assignee}".rstrip()
    return (f"{words}(過ぎています)" if is_late else words), "care" if is_late else "todo"


def outcome(family: Family, state: str, assignee: str, due: date | None) -> str:
    """Say what was kept."""
    when = times.short_day(due) if due else ""
    return _SAID[state].format(called(family), assignee, when)


def left(found: Sequence[Left]) -> str:
    """Return in a few words what is not written yet about a trial."""
    words = {"report": "報告", "confirm": "家庭の確認", "feedback": "感想"}
    parts = dict.fromkeys(words[each.part] for each in found)
    return f"{'・'.join(parts)} まだ" if parts else ""


def short(found: Sequence[Left]) -> str:
    """Return the first thing that is not written yet, for a narrow column."""
    return left(found[:1])
