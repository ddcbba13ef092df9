"""Some days after a trial: who asks which family, by when, and what it said."""

from datetime import date
from typing import NamedTuple

from concierge_tui.domain.after_trial import FOLLOW_UP
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import FieldMissing, NotFound
from concierge_tui.domain.family import Family
from concierge_tui.domain.fold import fold_registers
from concierge_tui.domain.ids import follow_up_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.task import Task
from concierge_tui.domain.trial import TrialNotEnded
from concierge_tui.services.households import checked
from concierge_tui.services.ports import AuthorNow, Journal
from concierge_tui.services.trial_now import TrialNow
from concierge_tui.services.trials import Trials


class FollowUp(NamedTuple):
    """That one family is asked how it went on."""

    family: Family
    task: Task
    """Open, done, or dropped; open for nobody where the trial ended before there were such."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to ask."""
        return self.task.state == "open"


class FollowUps:
    """Serves the trials of one meetup, also long after it was closed."""

    def __init__(self, trials: Trials, journal: Journal, author: AuthorNow) -> None:
        self._trials = trials
        self._journal = journal
        self._author = author

    def of(self, now: TrialNow) -> list[FollowUp]:
        """Return whom one asks after a trial, the families that asked for help first."""
        if now.course.state != "ended":
            return []
        known = {each.id: each for each in now.families}
        ids = {follow_up_id(now.trial.id, name): known.get(one) for name, one in now.ids.items()}
        histories = self._journal.histories(ids)
        found = []
        for entity, family in ids.items():
            if family is not None:
                cells = fold_registers("task", histories.get(entity, ()))
                said = {name: cell.value for name, cell in cells.items()} | {"family": family.id}
                task = Task.model_validate({"id": entity, "reason": FOLLOW_UP, **said})
                found.append(FollowUp(family, task))
        return sorted(found, key=lambda each: each.family.id == now.trial.host)

    def asked(
        self,
        trial: str,
        family: str,
        words: str,
        *,
        again: bool | None = None,
        used: bool | None = None,
        sure: bool = True,
    ) -> Act:
        """Keep what a family said, and that it was asked; with `sure` off it is asked no more.

        `used` says whether the families have helped each other in earnest since (C24).
        """
        one = self._one(trial, family)
        drafts = [self._task(trial, one, {"state": "done" if sure else "dropped"})]
        said = {"family": family, "words": clean_text(words, multiline=True), "again": again}
        if sure:
            body = {**said, "used": used, "later": True}
            meetup = self._trials.meetup_id
            drafts.append(Draft("trial.feedback", trial, body, family, meetup))
        return self._journal.append(drafts, self._author())

    def put_off(self, trial: str, family: str, assignee: str, due: date) -> Act:
        """Keep who asks instead, or that it is asked later; also what was done is open again.

        Raises:
            FieldMissing: when nobody is named.
        """
        who = clean_text(assignee)
        if not who:
            raise FieldMissing("assignee")
        one = self._one(trial, family)
        said = {"state": "open", "assignee": who, "due": due.isoformat()}
        return self._journal.append([self._task(trial, one, said)], self._author())

    def _one(self, trial: str, family: str) -> FollowUp:
        now = self._trials.get(trial)
        if now.course.state != "ended":
            raise TrialNotEnded
        found = next((each for each in self.of(now) if each.family.id == family), None)
        if found is None:
            raise NotFound("family")
        return found

    def _task(self, trial: str, one: FollowUp, said: dict[str, str]) -> Draft:
        whole = {"family": one.family.id, "reason": FOLLOW_UP, "detail": trial, **said}
        return Draft("task.set", one.task.id, checked("task", whole), subject=one.family.id)
