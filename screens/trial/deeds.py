"""What can be done about a trial that runs or is over, and how each of it stands."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from concierge_tui.services.trials_at import follow_ups_at
from concierge_tui.text import after_trial as words
from concierge_tui.text import trial as text
from concierge_tui.text.names import by_house
from screens.trial import adding, reporting
from screens.trial.ending import EndScreen
from screens.trial.follow_up import FollowUpScreen
from screens.trial.reading import report_screen
from screens.trial.telling import TellCentreScreen
from screens.widgets.result_list import ResultRow

if TYPE_CHECKING:
    from textual.screen import Screen

    from concierge_tui.domain.after_trial import Left
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.trial_diary import TrialDiary
    from concierge_tui.services.trial_now import TrialNow

TOLD: Final = "told"
"""Whoever minds the children heard what changed."""
_RUNNING: Final = (
    ("end", text.END),
    ("change", text.CHANGE),
    ("item", text.ITEM),
    ("food", text.FOOD),
    ("note", text.NOTE),
    ("return", text.RETURN),
)
"""What comes and goes stands last: the number of a deed is learned, and must not move."""
_FORMS: Final[Mapping[str, "Callable[[Desk, str, str], Screen[Any]]"]] = {
    "end": EndScreen,
    "change": adding.ChangeScreen,
    "item": adding.ItemScreen,
    "return": adding.ReturnScreen,
    "food": adding.FoodScreen,
    "note": adding.NoteScreen,
    "feedback": reporting.FeedbackScreen,
    "follow_up": FollowUpScreen,
}


def deeds_of(desk: "Desk", diary: "TrialDiary", now: "TrialNow") -> list[ResultRow]:
    """Return the rows; a key may name a family behind a colon.

    What must be told at once comes last, in its colour: at the head it would give every deed
    another number, and the 「1」 that a hand knows would write that the host was told.
    """
    things = diary.things(now.trial.id)
    if now.course.state == "running":
        rows = [
            ResultRow(name, (said, "")) for name, said in _RUNNING if things or name != "return"
        ]
        if not desk.meetups.get(now.trial.meetup).insurance_told:
            rows.append(ResultRow("insurance", (text.TOLD_TITLE, text.TOLD_STATE), "todo"))
    elif now.course.state == "ended":
        rows = _over(desk, diary, now)
        rows += [ResultRow("return", (text.RETURN, "・".join(w for _, w in things)), "care")] if (
            things
        ) else []  # fmt: skip
    else:
        rows = []
    if diary.alerts(now):
        rows.append(ResultRow(TOLD, (text.TOLD_HOST, text.URGENT), "care"))
    return rows


def screen_of(desk: "Desk", meetup: str, now: "TrialNow", deed: str) -> "Screen[Any]":
    """Return the screen on which something is done.

    Raises:
        ReportMissing: when a family is to read a report that nobody wrote.
    """
    name, _, family = deed.partition(":")
    if name == "report":
        return reporting.ReportScreen(desk, meetup, now.trial.id, family)
    if name == "insurance":
        return TellCentreScreen(desk, meetup)
    if name == "confirm":
        return report_screen(desk, meetup, now, family)
    return _FORMS[name](desk, meetup, now.trial.id)


def _over(desk: "Desk", diary: "TrialDiary", now: "TrialNow") -> list[ResultRow]:
    left = diary.left(now)
    open_: dict[tuple[str, str], Left] = {(each.part, each.family): each for each in left}
    named = by_house(now.families) if len(now.guests) > 1 else {}
    rows = []
    for name, said in (("report", words.REPORT), ("confirm", words.CONFIRM)):
        for family in now.guests:
            one = open_.get((name, family.id))
            stands = words.WRONG if one and one.is_wrong else words.NOT_YET if one else words.DONE
            colour = "done" if one is None else "care" if one.is_wrong else "todo"
            cells = (words.deed(said, named.get(family.id, "")), stands)
            rows.append(ResultRow(f"{name}:{family.id}", cells, colour))
    silent = [each for each in now.families if ("feedback", each.id) in open_]
    colour = "todo" if silent else "done"
    rows.append(ResultRow("feedback", (words.FEEDBACK, words.names(silent)), colour))
    return [*rows, _later(desk, now)]


def _later(desk: "Desk", now: "TrialNow") -> ResultRow:
    """Return whom one asks later: the first that is still open, else that all were asked."""
    today = desk.now().astimezone().date()
    found = follow_ups_at(desk, now.trial.meetup).of(now)
    open_ = [each for each in found if each.is_open]
    if not open_:
        return ResultRow("follow_up", (words.FOLLOW_UP, words.DONE), "done")
    first = min(open_, key=lambda each: (each.task.due is None, each.task.due))
    stands, colour = words.stands(first.task, today)
    who = _named([each.family for each in open_])
    return ResultRow("follow_up", (words.FOLLOW_UP, f"{stands}  {who}"), colour)


def _named(families: "list[Family]") -> str:
    return text.side_by_side(families)
