"""What is added while a trial runs and after it: never overwritten, each with its time (D15)."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from concierge_tui.domain.after_trial import Left, is_report_for, left_after, owners_of
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import FieldInvalid, FieldMissing
from concierge_tui.domain.family import Person
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Act
from concierge_tui.domain.policy import Policy
from concierge_tui.domain.trial import (
    REACTIONS,
    SUPPORT,
    ReportMissing,
    TrialEvent,
    TrialNotEnded,
)
from concierge_tui.services.trial_now import TrialNow
from concierge_tui.services.trials import Trials


class Alert(NamedTuple):
    """Something about a child that whoever minds it has to hear at once."""

    what: Literal["allergy", "fever"]
    child: str
    called: str


class TrialDiary:
    """Writes the facts of the trials of one meetup."""

    def __init__(self, trials: Trials) -> None:
        self._trials = trials

    def change(
        self, trial: str, *, until: int | None = None, place: str = "", words: str = ""
    ) -> Act:
        """Add a change of plan while the trial runs.

        Raises:
            FieldInvalid: when the new end has passed.
            FieldMissing: when nothing is changed.
        """
        if until is not None and until <= self._trials.now_ms:
            raise FieldInvalid("until")
        said = {"until": until, "place": clean_text(place), "words": _prose(words)}
        body = {name: value for name, value in said.items() if value}
        if not body:
            raise FieldMissing("words")
        return self._trials.rehand(trial, body)

    def belongings(self, trial: str, what: str, family: str = "") -> Act:
        """Add that something was given into care (A13); whose, where several entrust children.

        Raises:
            FieldMissing: without its name, or where it is not said whose it is.
        """
        now = self._trials.running(trial)
        said = {"item": new_id(), "what": _needed(what, "item")}
        if len(now.guests) > 1:
            said["family"] = _needed(family, "whose")
        return self._trials.add(trial, "item", said, family)

    def returned(self, trial: str, item: str) -> Act:
        """Add that something was given back, also after the end; `item` is its id."""
        return self._trials.add(trial, "item", {"item": item, "returned": True})

    def food(self, trial: str, what: str, brought_by: str, family: str = "") -> Act:
        """Add what was given to eat, and who brought it (A14); to the children of one `family`."""
        self._trials.running(trial)
        said = {"what": _needed(what, "food"), "brought_by": clean_text(brought_by)}
        if family:
            said["family"] = family
        return self._trials.add(trial, "food", said, family)

    def note(self, trial: str, words: str) -> Act:
        """Add how the child is, in words that one can read to its parent (D24)."""
        self._trials.running(trial)
        return self._trials.add(trial, "note", {"note": _needed(words, "note")})

    def alerts(self, now: TrialNow) -> list[Alert]:
        """Return what changed since whoever minds the children was told (situation 12)."""
        if now.course.state != "running":
            return []
        events = self._trials.events(now.trial.id)
        policy = self._trials.facts.policy
        return [
            Alert(what, child.id, child.called)
            for child in now.children
            for what in self._of(child, events, policy)
        ]

    def acknowledge(self, now: TrialNow) -> Act | None:
        """Note that whoever minds the children was told what is known now; None for nothing new."""
        alerts = self.alerts(now)
        if not alerts:
            return None
        seen = {
            alert.child: self._trials.facts.allergy_tips(alert.child)
            for alert in alerts
            if alert.what == "allergy"
        }
        ill = [alert.child for alert in alerts if alert.what == "fever"]
        return self._trials.add(now.trial.id, "note", {"allergies": seen, "ill": ill})

    def report(
        self,
        trial: str,
        family: str,
        *,
        actions: Sequence[str],
        reactions: Mapping[str, str],
        words: str = "",
    ) -> Act:
        """Add the report for one family: what was done to help (D14), how each child took it (B22).

        Raises:
            TrialNotEnded: while children are still minded.
            FieldInvalid: when an action or a reaction is none of those on the list, or a child
                is not one that this family entrusted.
        """
        now = self._ended(trial)
        theirs = {child.id for child in now.children_of(family)}
        if not theirs or set(reactions) != theirs or not set(reactions.values()) <= set(REACTIONS):
            raise FieldInvalid("reaction")
        if not set(actions) <= set(SUPPORT):
            raise FieldInvalid("actions")
        said = {
            "family": family,
            "actions": list(actions),
            "reactions": dict(reactions),
            "words": _prose(words),
        }
        return self._trials.add(trial, "report", said, family)

    def confirm(self, trial: str, family: str, answer: str) -> Act:
        """Add whether the requesting family finds the report right.

        Raises:
            ReportMissing: when there is nothing yet that it could read.
        """
        self._ended(trial)
        if not any(is_report_for(event, family) for event in self._trials.events(trial)):
            raise ReportMissing
        return self._trials.add(trial, "confirm", {"family": family, "answer": answer}, family)

    def feedback(self, trial: str, family: str, words: str, *, again: bool | None = None) -> Act:
        """Add what one family says about it; the thanks stay between the families (B2)."""
        self._ended(trial)
        said = {"family": family, "words": _prose(words), "again": again}
        return self._trials.add(trial, "feedback", said, family)

    def left(self, now: TrialNow) -> list[Left]:
        """Return what was not written yet about a trial that is over."""
        if now.course.state != "ended":
            return []
        guests = [each.id for each in now.guests]
        return left_after(
            self._trials.events(now.trial.id), guests, [each.id for each in now.families]
        )

    def things(self, trial: str) -> list[tuple[str, str]]:
        """Return the things in care by id, and what they are called."""
        events = self._trials.events(trial)
        given = self.item_names(events)
        back = {e.said.get("item") for e in events if e.said.get("returned") is True}
        return [(item, what) for item, what in given.items() if item not in back]

    def item_names(self, events: Sequence[TrialEvent]) -> dict[str, str]:
        """Return what each thing that came into care is called, by its id."""
        return {
            str(e.said["item"]): str(e.said["what"])
            for e in events
            if e.verb == "item" and e.said.get("item") and e.said.get("what")
        }

    def owners(self, trial: str) -> dict[str, str]:
        """Return the family of each thing that came into care, where it was said."""
        return owners_of(self._trials.events(trial))

    def _ended(self, trial: str) -> TrialNow:
        now = self._trials.get(trial)
        if now.course.state != "ended":
            raise TrialNotEnded
        return now

    def _of(
        self, child: Person, events: Sequence[TrialEvent], policy: Policy
    ) -> list[Literal["allergy", "fever"]]:
        found: list[Literal["allergy", "fever"]] = []
        selves = self._trials.facts.said_late.selves(child)
        seen = {tip for event in events for one in selves for tip in _tips(event.said, one)}
        if not set(self._trials.facts.allergy_tips(child.id)) <= seen:
            found.append("allergy")
        told = any(one in _list(event.said.get("ill")) for event in events for one in selves)
        if not told and self._trials.facts.is_ill(child, policy):
            found.append("fever")
        return found


def _tips(said: Mapping[str, Any], child: str) -> list[object]:
    allergies = said.get("allergies")
    return _list(allergies.get(child)) if isinstance(allergies, Mapping) else []


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _needed(words: str, field: str) -> str:
    clean = _prose(words)
    if not clean:
        raise FieldMissing(field)
    return clean


def _prose(words: str) -> str:
    return clean_text(words, multiline=True)
