"""One field of a noun: how its value is read, and how concurrent values of it merge."""

from dataclasses import dataclass
from enum import Enum

from concierge_tui.domain import values
from concierge_tui.domain.values import Reader, optional


class Merge(Enum):
    """How concurrent values of one field become the value shown."""

    LATEST = "latest"
    """The highest hybrid time is shown."""
    ANY = "any"
    """True wherever anyone said so: a bar on a collector survives every merge."""
    ALL = "all"
    """True only where everyone said so: a right must be undisputed."""
    ALLERGY = "allergy"
    """The most careful answer and the union of the texts."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one noun."""

    read: Reader
    merge: Merge = Merge.LATEST
    sensitive: bool = False
    """Concurrent values need a person; others are merged and listed."""


def text() -> Field:
    """Return a field of one line."""
    return Field(values.line)


def maybe(reader: Reader) -> Field:
    """Return a field that may also be emptied."""
    return Field(optional(reader))
