"""Looks for people who may be registered already."""

from typing import TYPE_CHECKING, NamedTuple

from concierge_tui.domain.family import Person
from concierge_tui.domain.roster import RosterFamily
from concierge_tui.domain.search import read_query
from concierge_tui.services import ports

if TYPE_CHECKING:
    from concierge_tui.domain.likeness import Likeness

_CANDIDATES = 20


class Likely(NamedTuple):
    """A row of a roster that may be a person who is known."""

    row: int
    person: str
    score: float


class LikenessSearch:
    """Finds candidates by reading and by telephone and scores them."""

    def __init__(self, directory: ports.Directory, families: ports.Families) -> None:
        self._directory = directory
        self._families = families

    def of_family(self, row: RosterFamily) -> list[Likely]:
        """Return known people that members of this family resemble, the best for each."""
        from concierge_tui.domain.likeness import Likeness

        guardian = row.guardian
        people = [("guardian", Likeness(guardian.name, guardian.kana, None, guardian.phone))]
        people += [("child", Likeness(c.name, c.kana, c.birthday, "")) for c in row.children]
        found = [self._best(role, who, row.rows[0]) for role, who in people]
        return [likely for likely in found if likely]

    def _best(self, role: str, who: "Likeness", row: int) -> Likely | None:
        from concierge_tui.domain.likeness import SUGGEST, likeness

        scored = [
            (likeness(who, _compared(person)), person.id)
            for person in self._candidates(who)
            if (person.role == "child") == (role == "child")
        ]
        best = max(scored, default=(0.0, ""))
        return Likely(row, best[1], round(best[0], 2)) if best[0] >= SUGGEST else None

    def _candidates(self, who: "Likeness") -> list[Person]:
        hits = []
        for text in (who.kana, who.phone):
            if text:
                hits += self._directory.find(read_query(text), _CANDIDATES)
        wanted = {hit.person for hit in hits}
        families = self._families.many({hit.family for hit in hits})
        return [p for family in families.values() for p in family.people if p.id in wanted]


def _compared(person: Person) -> "Likeness":
    from concierge_tui.domain.likeness import Likeness

    return Likeness(person.name, person.kana, person.birthday, person.phone)
