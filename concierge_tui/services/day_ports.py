"""What services ask of the store about a meetup as it is now."""

from collections.abc import Collection
from typing import Protocol, TypeVar

from concierge_tui.domain.meetup_day import LinkNow, Row

SomeRow = TypeVar("SomeRow", bound=Row)


class Day(Protocol):
    """The tables of the meetup itself."""

    def of(self, kind: type[SomeRow], meetup: str) -> list[SomeRow]:
        """Return all rows of a kind at a meetup, in order of their ids.

        Raises:
            LookupError: for a kind that no meetup has of its own, such as a link.
        """
        ...

    def get(self, kind: type[SomeRow], row: str) -> SomeRow | None:
        """Return one row by its id."""
        ...

    def links(self, families: Collection[str]) -> list[LinkNow]:
        """Return every link in which one of the families takes part."""
        ...

    def open_links(self) -> list[LinkNow]:
        """Return every link that lacks at least one side: among them the invitations."""
        ...

    def exclusions(self) -> list[frozenset[str]]:
        """Return the pairs of families that are not to be paired, as they live on now."""
        ...
