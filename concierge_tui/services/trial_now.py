"""One trial as it stands, with the families and children that it is about."""

from collections.abc import Mapping
from typing import NamedTuple

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.meetup_day import Trial, TrialCourse


class TrialNow(NamedTuple):
    """One trial as it stands."""

    trial: Trial
    course: TrialCourse
    families: tuple[Family, ...]
    """The host first."""
    children: tuple[Person, ...]
    ids: Mapping[str, str]
    """By the id under which a family was written into the plan, the one as which it lives on."""

    @property
    def guests(self) -> tuple[Family, ...]:
        """The families that ask for help."""
        return tuple(each for each in self.families if each.id != self.trial.host)

    def children_of(self, family: str) -> tuple[Person, ...]:
        """Return the children that one family entrusts."""
        return tuple(child for child in self.children if child.family == family)

    @property
    def until(self) -> int | None:
        """The end that holds: the last change of plan, else what was agreed first."""
        return self.course.until or self.trial.ends
