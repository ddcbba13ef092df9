"""How many children one grown-up minds: sums by place and age."""

import pytest

from concierge_tui.domain.area import Area
from concierge_tui.domain.ratio import TK1, Load, Minded, Ratios, group_of, loads, ratios_of


def test_the_published_ratios_hold_where_an_area_decided_nothing() -> None:
    assert ratios_of(Area(id="a")) == TK1 == Ratios(1, 2, 3)
    assert ratios_of(Area(id="a", ratio_1=1)) == Ratios(1, 1, 3)


@pytest.mark.parametrize(
    ("months", "group"), [(None, "under_1"), (0, "under_1"), (11, "under_1"), (12, "one"),
                          (23, "one"), (24, "two"), (150, "two")],
)  # fmt: skip
def test_ages(months: int | None, group: str) -> None:
    assert group_of(months) == group


@pytest.mark.parametrize(
    ("counts", "minders", "over"),
    [((0, 3, 0), 1, True), ((0, 2, 0), 1, False), ((1, 0, 0), 1, False), ((1, 1, 0), 1, True),
     ((1, 2, 0), 2, False), ((0, 1, 2), 1, True), ((0, 1, 1), 1, False), ((0, 0, 3), 1, False),
     ((0, 0, 1), 0, True), ((0, 0, 0), 0, False)],
)  # fmt: skip
def test_ages_that_are_mixed_share_the_grown_ups(
    counts: tuple[int, int, int], minders: int, *, over: bool
) -> None:
    assert Load("和室", counts, minders).is_over(TK1) == over


def test_one_who_minds_two_children_is_one() -> None:
    there = [Minded("和室", 13, "s"), Minded("和室", 30, "s"), Minded("廊下", 3, "t")]

    assert loads(there) == [Load("和室", (0, 1, 1), 1), Load("廊下", (1, 0, 0), 1)]
