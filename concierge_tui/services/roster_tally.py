"""What became of the rows of a roster, counted while they are read and told at the end."""

from typing import NamedTuple

from concierge_tui.domain.roster import RosterProblem, RosterReading
from concierge_tui.services.likeness import LikelyRow


class Imported(NamedTuple):
    """What an import wrote, or would write."""

    rows: int
    families: int
    people: int
    problems: tuple[RosterProblem, ...]
    duplicates: tuple[LikelyRow, ...]
    skipped: int
    """Families whose rows are equal to some imported before for this meetup."""
    proposals: int
    """Fields about which a later roster says otherwise."""
    known: int
    """Families that were registered at an earlier meetup and are expected again."""


class Tally:
    """Counts what an import writes, and what it leaves alone."""

    def __init__(self) -> None:
        self.families = 0
        self.people = 0
        self.skipped = 0
        self.proposals = 0
        self.known = 0
        self.duplicates: list[LikelyRow] = []

    def imported(self, reading: RosterReading) -> Imported:
        """Return what became of the rows; what was mended while reading is no problem."""
        return Imported(
            reading.rows,
            self.families,
            self.people,
            tuple(problem for problem in reading.problems if not problem.mended),
            tuple(self.duplicates),
            self.skipped,
            self.proposals,
            self.known,
        )
