"""Assisted sign-up (代理入力): registers a family, completes it later, never ends in nothing."""

from datetime import date
from typing import Any, Final

from concierge_tui.domain.clock import Clock
from concierge_tui.domain.consent import REGISTRATION, REUSE
from concierge_tui.domain.errors import FieldMissing
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.task import Task
from concierge_tui.services.consents import grant, refusal
from concierge_tui.services.households import Households, OpenHousehold
from concierge_tui.services.ports import AuthorNow, Journal, Lists, Postal
from concierge_tui.services.sign_up_answers import MoreAnswers, SignUpAnswers, Stuck
from concierge_tui.services.sign_up_more import changed_family, changed_people
from concierge_tui.services.sign_up_reading import given_consents, read_sign_up
from concierge_tui.services.walk_in import Registered, WalkIn

CANDIDATE: Final = "candidate"
"""Somebody who would like to help: a concierge speaks with her (B18, C8)."""
STUCK: Final = "stuck"
"""A sign-up that stopped: somebody calls back (E29)."""


class SignUp:
    """Every answer is optional but a name and the consent to be registered."""

    def __init__(
        self,
        *,
        journal: Journal,
        walk_in: WalkIn,
        households: Households,
        lists: Lists,
        postal: Postal,
        author: AuthorNow,
        now: Clock,
    ) -> None:
        self._journal = journal
        self._walk_in = walk_in
        self._households = households
        self._lists = lists
        self._postal = postal
        self._author = author
        self._now = now

    def here(self, answers: SignUpAnswers) -> int:
        """Return how many people would be checked in.

        Raises:
            ConciergeError: when the form cannot be read; it names why.
        """
        form = read_sign_up(answers, self._today(), self._postal, arrives=True)
        return sum(person.is_here for person in form.people)

    def register(
        self, family: str, answers: SignUpAnswers, *, meetup: str | None, reason: str = ""
    ) -> Registered:
        """Write the family with every consent it gave, and check it in where it stands.

        Raises:
            FieldMissing: when nobody is named.
            ConsentMissing: when the registration was not agreed to; nothing was written.
            ConciergeError: when something safety needs cannot be read; it names why.
        """
        form = read_sign_up(answers, self._today(), self._postal, arrives=meetup is not None)
        given = given_consents(answers)
        basis = next((each for each in given if each.purpose == REGISTRATION), None)
        further = [grant(family, each) for each in given if each.purpose != REGISTRATION]
        # Whoever refused is not asked again; a no to the reuse is where everybody begins (E28).
        refused = given_consents(answers, "no")
        further += [refusal(family, each) for each in refused if each.purpose != REUSE]
        if form.wants_to_help:
            further.append(_candidate(family))
        further += [_done(task) for task in self._tasks(family, STUCK)]
        return self._walk_in.register(
            form,
            basis,
            meetup=meetup,
            reason=reason,
            family=family,
            further=further,
            apart=answers.told_apart,
        )

    def complete(self, opened: OpenHousehold, before: MoreAnswers, now: MoreAnswers) -> Act | None:
        """Write what differs from what was shown; None when nothing does.

        Raises:
            ConciergeError: when a field cannot be read or stored; nothing was written.
        """
        family = opened.family
        of_family = changed_family(before, now, family, self._postal)
        changes: dict[str, dict[str, Any]] = changed_people(before, now, family, self._today())
        if of_family:
            changes[family.id] = of_family
        further = []
        if of_family.get("wants_to_help") and not self._tasks(family.id, CANDIDATE):
            further.append(_candidate(family.id))
        if changes:
            further += [_done(task) for task in self._tasks(family.id, STUCK)]
        return self._households.correct(opened, changes, further=further)

    def stop(self, family: str, stuck: Stuck, *, is_registered: bool) -> Act:
        """Promise that somebody goes on with it; the half-written form stays as a draft.

        Raises:
            FieldMissing: when nobody is named who calls back, or no day.
        """
        if not stuck.who:
            raise FieldMissing("assignee")
        if not stuck.due:
            raise FieldMissing("due")
        body = {
            "family": family,
            "reason": STUCK,
            "detail": stuck.detail,
            "assignee": stuck.who,
            "due": stuck.due,
            "state": "open",
        }
        # A family that is not registered has consented to nothing: this never leaves the laptop.
        subject = family if is_registered else None
        known = next((task.id for task in self._tasks(family, STUCK)), None) or new_id()
        draft = Draft("task.set", known, body, subject=subject)
        return self._journal.append([draft], self._author())

    def drop(self, family: str) -> None:
        """Note that nobody has to go on with a sign-up whose form was thrown away."""
        tasks = [task.id for task in self._tasks(family, STUCK)]
        if tasks:
            drafts = [Draft("task.set", task, {"state": "dropped"}) for task in tasks]
            self._journal.append(drafts, self._author())

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _tasks(self, family: str, reason: str) -> list[Task]:
        return [task for task in self._lists.left_for(family)[0] if task.reason == reason]


def _candidate(family: str) -> Draft:
    body = {"family": family, "reason": CANDIDATE, "state": "open"}
    return Draft("task.set", new_id(), body, subject=family)


def _done(task: Task) -> Draft:
    return Draft("task.set", task.id, {"state": "done"}, subject=task.family)
