"""A plan while it is being changed: who sits where, who met whom, and what a change brings.

Everything is a whole number and kept up to date with each change, because hundreds of thousands
of changes are tried: `gain` says what a pair brings when it meets once more, `loss` what is lost
when it meets once less.
"""

from collections.abc import Sequence

from concierge_tui.domain.seating.tables import Plan, tidy

Matrix = list[list[int]]


class Hall:
    """Tables of all rounds; `worth` of a pair counts once, every repeat costs `repeat`."""

    def __init__(self, plan: Plan, worth: Matrix, repeat: int) -> None:
        self.families = len(worth)
        self.tables = [[list(table) for table in tables] for tables in plan]
        self.at = [[0] * self.families for _ in plan]
        self.worth = worth
        self.repeat = repeat
        self.met: Matrix = [[0] * self.families for _ in worth]
        for tables, at in zip(self.tables, self.at, strict=True):
            for place, table in enumerate(tables):
                for family in table:
                    at[family] = place
                    for other in table:
                        self.met[family][other] += 1
        self.gain: Matrix = [[0] * self.families for _ in worth]
        self.loss: Matrix = [[0] * self.families for _ in worth]
        for family in range(self.families):
            self.met[family][family] = 0
        self.reckon(range(self.families))

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return tidy(self.tables)

    def repeats(self) -> int:
        """Return how often somebody sits with somebody again."""
        return sum(times - 1 for row in self.met for times in row if times > 1) // 2

    def reckon(self, families: Sequence[int]) -> None:
        """Reckon anew what the pairs of these families bring, after their worth has changed."""
        for one in families:
            for other in range(self.families):
                if one != other:
                    self._reckon(one, other)

    def _reckon(self, one: int, other: int) -> None:
        times, worth = self.met[one][other], self.worth[one][other]
        gain = -self.repeat if times else worth
        loss = worth if times == 1 else -self.repeat
        self.gain[one][other] = self.gain[other][one] = gain
        self.loss[one][other] = self.loss[other][one] = loss

    def swap(self, turn: int, one: int, other: int) -> None:
        """Let two families of different tables change seats in one round."""
        at = self.at[turn]
        here, there = self.tables[turn][at[one]], self.tables[turn][at[other]]
        here[here.index(one)] = other
        there[there.index(other)] = one
        at[one], at[other] = at[other], at[one]
        for family in here:
            if family != other:
                self._meet(one, family, -1)
                self._meet(other, family, 1)
        for family in there:
            if family != one:
                self._meet(other, family, -1)
                self._meet(one, family, 1)

    def _meet(self, one: int, other: int, times: int) -> None:
        self.met[one][other] += times
        self.met[other][one] += times
        self._reckon(one, other)

    def swapping(self, turn: int, one: int, other: int) -> int:
        """Return what it brings that two families of different tables change seats."""
        at, tables = self.at[turn], self.tables[turn]
        gain_one, gain_other = self.gain[one], self.gain[other]
        loss_one, loss_other = self.loss[one], self.loss[other]
        brings = -2 * gain_one[other]  # both loops below count the two as if they met
        for family in tables[at[other]]:
            brings += gain_one[family] - loss_other[family]
        for family in tables[at[one]]:
            brings += gain_other[family] - loss_one[family]
        return brings

    def exchanging(self, one: int, other: int) -> int:
        """Return what it brings that two families change their seats in all rounds."""
        brings = 0
        met_one, met_other = self.met[one], self.met[other]
        worth_one, worth_other = self.worth[one], self.worth[other]
        for family in range(self.families):
            if bool(met_one[family]) != bool(met_other[family]) and family not in (one, other):
                better = worth_other[family] - worth_one[family]
                brings += better if met_one[family] else -better
        return brings

    def exchange(self, one: int, other: int) -> None:
        """Let two families change their seats in all rounds: nobody meets anybody more often."""
        for turn, at in enumerate(self.at):
            if at[one] != at[other]:
                self.swap(turn, one, other)
