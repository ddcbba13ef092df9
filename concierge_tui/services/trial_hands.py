"""The hands of a trial: entrusted and given back in the same act as its start and its end."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from concierge_tui.domain.collection import Proof
from concierge_tui.domain.custody import ChildContested, ChildNotHere, CollectorRefused
from concierge_tui.domain.family import Person
from concierge_tui.domain.meetup_day import Trial
from concierge_tui.domain.operation import Draft
from concierge_tui.services.custody import Custody, Handing
from concierge_tui.services.custody_board import ChildNow, next_hands
from concierge_tui.services.trial_facts import TrialFacts


class TrialHands:
    """Prepares the hand-overs of one meetup's trials; the trial writes them."""

    def __init__(self, custody: Custody, facts: TrialFacts, me: Callable[[], str]) -> None:
        self._custody = custody
        self._facts = facts
        self._me = me

    def is_staff(self, who: str) -> bool:
        """Say whether somebody works here."""
        return any(each.id == who for each in self._custody.staff())

    def guardians(self, child: Person) -> list[Person]:
        """Return the child's own guardians who are inside."""
        here = self._custody.givers(self._custody.child(child.id))
        return [person for person in here if person.role == "guardian"]

    def receivers(self, child: Person) -> list[Person]:
        """Return who may take the child back now: may collect, and is inside."""
        now = self._custody.child(child.id)
        rights = self._custody.rights(now)
        return [each for each in self._custody.givers(now) if rights.verdict(each.id) == "may"]

    def entrust(self, trial: Trial, children: Sequence[Person]) -> list[Draft]:
        """Return the hand-over of each child to the host.

        Raises:
            ChildNotHere: when a child is not inside.
            ChildContested: when nobody is sure where it is.
            CollectorRefused: when it is in other hands, or nobody of the host may hold it.
        """
        drafts = []
        for child in children:
            now = self._custody.child(child.id)
            if not now.here:
                raise ChildNotHere
            if now.where == "contested":
                raise ChildContested
            if now.where != "family":
                raise CollectorRefused("elsewhere")
            holder = self._facts.holder(trial, child)
            if holder is None:
                raise CollectorRefused("not_listed")
            drafts += self._to_host(now, trial, holder)
        return drafts

    def give_back(
        self, trial: Trial, children: Sequence[Person], to: Mapping[str, str]
    ) -> list[Draft]:
        """Return the hand-over of each child that this trial holds, back to its guardian.

        A child that somebody gave back or took over before is in the hands that were written.
        """
        drafts: list[Draft] = []
        for child in children:
            now = self._custody.child(child.id)
            if now.where == "contested":
                raise ChildContested
            if not self._is_held(now, trial):
                continue
            may = [person.id for person in self.receivers(child)]
            who = to.get(child.id) or next(iter(may), "")
            if who not in may:
                raise CollectorRefused(self._custody.rights(now).verdict(who))
            handing = Handing(
                who, "family", self._me(), place=trial.pick_up, proof=Proof(known=True),
                trial=trial.id,
            )  # fmt: skip
            drafts += self._custody.handing(now, handing)
        return drafts

    def follow(
        self,
        trial: Trial,
        children: Sequence[Person],
        change: Mapping[str, Any],
        until: int | None,
    ) -> list[Draft]:
        """Return the same hands with the end and the place that were changed."""
        if not ({"until", "place"} & change.keys()):
            return []
        drafts = []
        for child in children:
            now = self._custody.child(child.id)
            if now.now is None or now.where != "away" or not self._is_held(now, trial):
                continue
            moved = trial.model_copy(
                update={
                    "place": change.get("place") or now.now.place,
                    "ends": change.get("until") or now.now.until or until,
                }
            )
            # Nothing is handed over: the child has been there since it was entrusted.
            said = {"at": now.now.since} if now.now.since else {}
            drafts += self._hand(now, moved, now.now.holder, now.now.back_to, said)
        return drafts

    def may_hold(self, trial: Trial, child: Person) -> bool:
        """Say whether a child has not left the hands of the host, as far as anybody knows."""
        now = self._custody.child(child.id)
        return now.where == "contested" or self._is_held(now, trial)

    def _is_held(self, now: ChildNow, trial: Trial) -> bool:
        return now.now is not None and now.where == "away" and now.now.trial == trial.id

    def _to_host(self, now: ChildNow, trial: Trial, holder: Person) -> list[Draft]:
        back = next(iter(self.receivers(now.child)), None)
        return self._hand(now, trial, holder.id, back.id if back else "")

    def _hand(
        self,
        now: ChildNow,
        trial: Trial,
        holder: str,
        back_to: str,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> list[Draft]:
        before = now.now.holder if now.now and now.where == "away" else back_to
        said = {
            "to": holder,
            "role": "host",
            "from": before,
            "place": trial.place,
            "until": trial.ends,
            "back_to": back_to,
            "witness": trial.supervisor,
            "trial": trial.id,
            **more,
        }
        body = {name: value for name, value in said.items() if value not in ("", None)}
        return next_hands(self._custody.meetup_id, now, body)
