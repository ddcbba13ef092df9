"""A page that states what a family withdrew from: for the family, and with its name alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from concierge_tui.domain.family import Family
from concierge_tui.text import consenting as text
from concierge_tui.text import slip


class Statement(NamedTuple):
    """What is printed."""

    heading: str
    name: str
    lines: tuple[str, ...]
    contact: str
    practice: bool = False


class StatementPrinter(Protocol):
    """Writes a statement as a PDF."""

    def __call__(self, statement: Statement, target: Path) -> None:
        """Write the file, whole or not at all."""
        ...


def statement_of(
    family: Family, purposes: Sequence[str], at: int, contact: str, *, practice: bool
) -> Statement:
    """Return the statement of a withdrawal."""
    return Statement(
        heading=text.STATEMENT,
        name=slip.addressed(family),
        lines=text.statement(purposes, at),
        contact=contact,
        practice=practice,
    )
