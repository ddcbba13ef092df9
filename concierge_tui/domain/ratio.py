"""How many children one grown-up minds: sums by place, with limits that are local policy [TK1]."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from concierge_tui.domain.area import Area
from concierge_tui.domain.policy import LIMITS, limit_of

Group = Literal["under_1", "one", "two"]
RATIOS: Final = ("ratio_under_1", "ratio_1", "ratio_2")
"""The fields of an area that lay them down, the youngest first."""


class Ratios(NamedTuple):
    """How many children of an age one grown-up minds at most."""

    under_1: int = LIMITS["ratio_under_1"].default
    one: int = LIMITS["ratio_1"].default
    two: int = LIMITS["ratio_2"].default


TK1: Final = Ratios()
"""What event childcare rooms publish: 0歳 1:1, 1歳 2:1, 2歳以上 3:1."""


def ratios_of(area: Area) -> Ratios:
    """Return the limits of an area; where it decided nothing, the published ones."""
    return Ratios(*(limit_of(area, name) for name in RATIOS))


class Minded(NamedTuple):
    """One child in other hands than its family's."""

    place: str
    months: int | None
    """Its age; None where nobody knows its birthday."""
    minder: str


class Load(NamedTuple):
    """Who is minded at one place, and by how many."""

    place: str
    counts: tuple[int, int, int]
    """Children by age, the youngest first."""
    minders: int

    @property
    def children(self) -> int:
        """How many children are there."""
        return sum(self.counts)

    def is_over(self, ratios: Ratios) -> bool:
        """Say whether the grown-ups are too few; ages that are mixed share them."""
        need = sum((Fraction(n, most) for n, most in zip(self.counts, ratios, strict=True) if n),
                   Fraction(0))  # fmt: skip
        return need > self.minders


def group_of(months: int | None) -> Group:
    """Return the age that counts; a child whose birthday nobody knows counts as the youngest."""
    if months is None or months < 12:
        return "under_1"
    return "one" if months < 24 else "two"


def loads(children: Iterable[Minded]) -> list[Load]:
    """Return the sums of each place, in order of their names."""
    by_place: dict[str, list[Minded]] = {}
    for child in children:
        by_place.setdefault(child.place, []).append(child)
    return [
        Load(
            place,
            (
                sum(group_of(each.months) == "under_1" for each in there),
                sum(group_of(each.months) == "one" for each in there),
                sum(group_of(each.months) == "two" for each in there),
            ),
            len({each.minder for each in there if each.minder}),
        )
        for place, there in sorted(by_place.items())
    ]
