"""How much waits for a person (要確認), by what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits for a person, by what it is."""

    contested: int = 0
    decide: int = 0
    """Sensitive fields that people wrote differently: nobody may guess."""
    pairs: int = 0
    refused: int = 0
    wishes: int = 0
    """Families that wish to be erased: a coordinator does it."""
    problems: int = 0
    proposals: int = 0
    merged: int = 0
    """Ordinary fields that people wrote differently: the later one is shown."""
    later: int = 0

    @property
    def total(self) -> int:
        """Everything that is listed."""
        return sum(
            (self.urgent, self.wishes, self.problems, self.proposals, self.merged, self.later)
        )

    @property
    def urgent(self) -> int:
        """What came of two laptops that did not know of each other, and no rule may settle."""
        return self.contested + self.decide + self.pairs + self.refused
