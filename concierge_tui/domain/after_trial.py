"""What remains after a trial: a report, whether the family finds it right, words, a follow-up."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Literal, NamedTuple

from concierge_tui.domain.ids import follow_up_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.trial import TrialEvent

FOLLOW_UP: Final = "trial"
"""The reason of the task to ask a family some days later how it went on (「後で」)."""
DAYS: Final = 7
"""By when one asks, unless somebody writes another day."""

Part = Literal["report", "confirm", "feedback"]


class Left(NamedTuple):
    """Something that was not written yet about one family."""

    part: Part
    family: str
    is_wrong: bool = False
    """Whether the family read the report and found something that is not right."""


def left_after(
    events: Sequence[TrialEvent], guests: Sequence[str], families: Sequence[str]
) -> list[Left]:
    """Return what was not written yet about a trial that has ended.

    Each family that asked for help has a report of its own and says whether it is right (A25,
    B22); a later report has to be read anew. Every family is asked for its words.
    """
    left: list[Left] = []
    for guest in guests:
        reports = [at for at, each in enumerate(events) if is_report_for(each, guest)]
        if not reports:
            left += [Left("report", guest), Left("confirm", guest)]
            continue
        later = [each for each in events[reports[-1] :] if _is_of(each, "confirm", guest)]
        if not later:
            left.append(Left("confirm", guest))
        elif later[-1].said.get("answer") != "right":
            left.append(Left("confirm", guest, is_wrong=True))
    said = {each.said.get("family") for each in events if each.verb == "feedback"}
    return left + [Left("feedback", family) for family in families if family not in said]


def owners_of(events: Sequence[TrialEvent]) -> dict[str, str]:
    """Return the family of each thing that came into care, by the id of the thing."""
    said = [each.said for each in events if each.verb == "item" and each.said.get("what")]
    return {str(each["item"]): str(each["family"]) for each in said if each.get("family")}


def read_by(events: Sequence[TrialEvent], family: str, *, alone: bool) -> list[TrialEvent]:
    """Return which things, meals and changes of plan a family reads of beside its report.

    Where another family entrusts children too, nobody reads of that family's things and meals.
    """
    owners = owners_of(events)

    def may_read(event: TrialEvent) -> bool:
        if alone or event.verb == "change":
            return True
        if event.verb == "item":
            return owners.get(str(event.said.get("item"))) == family
        return event.said.get("family") in (None, family)

    read = (each for each in events if each.verb in ("food", "item", "change"))
    return [each for each in read if may_read(each)]


def first_uses(events: Sequence[TrialEvent]) -> dict[str, bool]:
    """Return, by family, whether it told of a first real use since the trial (C24).

    Only what was asked days after counts, and the latest word of each; who said nothing about it
    is left out, for nobody knows.
    """
    asked = [each.said for each in events if each.verb == "feedback" and each.said.get("later")]
    return {
        str(said.get("family") or ""): said["used"]
        for said in asked
        if isinstance(said.get("used"), bool)
    }


def is_report_for(event: TrialEvent, family: str) -> bool:
    """Say whether an event is the report for a family; one that names none is for all."""
    return event.verb == "report" and event.said.get("family") in (None, "", family)


def follow_ups(trial: str, ids: Mapping[str, str], assignee: str, today: date) -> list[Draft]:
    """Return the tasks to ask each family later; two laptops that end a trial make the same.

    `ids` leads from the id under which a family was planned to the one as which it lives on.
    """
    due = (today + timedelta(days=DAYS)).isoformat()
    said: dict[str, Any] = {
        "reason": FOLLOW_UP, "detail": trial, "due": due, "assignee": assignee, "state": "open",
    }  # fmt: skip
    return [
        Draft("task.set", follow_up_id(trial, name), {**said, "family": family}, subject=family)
        for name, family in ids.items()
    ]


def _is_of(event: TrialEvent, verb: str, family: str) -> bool:
    return event.verb == verb and event.said.get("family") == family
