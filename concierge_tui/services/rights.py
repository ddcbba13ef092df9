"""Gathers from the store whom a child may be given to, and who leaves with whom."""

from collections.abc import Collection, Sequence

from concierge_tui.domain.collection import Rights, companions
from concierge_tui.domain.custody import ChildContested, CollectorRefused
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.meetup_day import TemporaryCollector, Trial, TrialCourse
from concierge_tui.services.hands import hands_of, living_child
from concierge_tui.services.records import Records
from concierge_tui.services.said_late import SaidLate


class RightsHere:
    """Knows the rights that hold at one meetup."""

    def __init__(self, records: Records) -> None:
        self._families = records.families
        self._day = records.day
        self._said_late = SaidLate(records.journal, records.families)

    def of(self, child: Person, family: Family, meetup: Meetup) -> Rights:
        """Return whom a child may be given to; nobody is temporary once the meetup is over."""
        today = self._day.of(TemporaryCollector, meetup.id)
        wanted = [family.host] if family.host and family.host_may_collect else []
        minding = self._minding(child, family, meetup.id)
        found = self._families.many([*wanted, *minding])
        return Rights(
            self._said_late.household(family),
            meetup.date,
            () if meetup.closed else tuple(each for each in today if each.family == family.id),
            found.get(family.host or ""),
            tuple(found[name] for name in minding if name in found),
        )

    def running(self, child: str, meetup: str) -> list[Trial]:
        """Return the trials of a child that run now."""
        running = {c.id for c in self._day.of(TrialCourse, meetup) if c.state == "running"}
        if not running:
            return []
        trials = self._day.of(Trial, meetup)
        return [
            trial
            for trial in trials
            if trial.id in running
            and child in {living_child(self._families, each) for each in trial.children}
        ]

    def _minding(self, child: Person, family: Family, meetup: str) -> list[str]:
        # Another guest of the same trial minds nobody: its link with this family was never asked.
        named = dict.fromkeys(trial.host for trial in self.running(child.id, meetup))
        return [name for name in named if name and name != family.id]

    def refuse_leaving(
        self, meetup: Meetup, family: Family, leaving: Sequence[str], inside: Collection[str]
    ) -> None:
        """Return when everyone may go home so: a child goes only with who may collect it.

        Raises:
            ChildContested: when nobody is sure in whose hands a child is.
            CollectorRefused: when a child is in other hands, or would go alone.
        """
        for child in (each for each in family.children if each.id in leaving):
            now = hands_of(child.id, meetup.id, self._families, self._day).now
            if now is not None and now.contested:
                raise ChildContested
            rights = self.of(child, family, meetup)
            if now is not None and now.away and rights.verdict(now.holder) != "may":
                raise CollectorRefused("elsewhere")
            fetched = now.holder if now is not None and now.holder not in inside else ""
            if not companions(family, leaving, rights) and rights.verdict(fetched) != "may":
                raise CollectorRefused("alone")
