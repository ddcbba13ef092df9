"""What the search for families that stand twice asks of the store."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from concierge_tui.domain.family import Person
from concierge_tui.domain.household_likeness import Household
from concierge_tui.domain.meetup import Visit


class LikelyPair(NamedTuple):
    """Two families that may be one."""

    one: str
    other: str
    score: float


class Doubles(Protocol):
    """Families that may stand twice in the register."""

    def near(self, family: Household) -> list[Household]:
        """Return the families that share a key with this one."""
        ...

    def some(self, families: Iterable[str]) -> list[Household]:
        """Return what is compared of these families; those that are gone are left out."""
        ...

    def everyone(self) -> list[Household]:
        """Return what is compared of every family."""
        ...

    def different(self) -> set[frozenset[str]]:
        """Return the pairs that a person told apart, under the families they live on as."""
        ...

    def kept(self, family: str) -> str:
        """Return the family as which this one lives on; itself where it was never merged."""
        ...

    def late(self) -> list[LikelyPair]:
        """Return merged families for which something came in afterwards."""
        ...

    def changed(self) -> tuple[list[str], int]:
        """Return families that changed since the last search, and how far the journal is."""
        ...

    def behind(self) -> int:
        """Return how many operations came since the last search."""
        ...

    def found(self) -> list[LikelyPair]:
        """Return what the last search found, the likeliest first."""
        ...

    def keep(self, families: Iterable[str] | None, pairs: Sequence[LikelyPair], upto: int) -> None:
        """Keep what was found for these families, or for all; it is forgotten by no restart."""
        ...

    def merged_people(self, family: str) -> list[Person]:
        """Return the people of a merged family who live on as somebody else."""
        ...

    def guests_of(self, family: str) -> list[str]:
        """Return the families that this one brought."""
        ...

    def visits_of(self, family: str) -> list[tuple[str, Visit]]:
        """Return the meetups at which a family was or is expected, with what is known of it."""
        ...
