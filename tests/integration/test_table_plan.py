"""Tables and rounds on a real store: planned, begun, and changed least when people come and go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from concierge_tui.domain.meetup_day import Seating
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.seating.errors import NobodyToSeat, NoPlan, SeatingImpossible
from concierge_tui.domain.seating.planning import NOBODY
from concierge_tui.services.desk import Desk
from concierge_tui.services.table_plan import Numbers, TablePlan
from concierge_tui.services.wall import tables_of
from tests.journals.desk_families import registered
from tests.seating.promises import keeps_its_promise

Here = Callable[[], str]
THREES = Numbers(3, 3, 15)


@pytest.fixture
def here(desk: Desk, meetup: str) -> Here:
    """Register a family and check it in."""

    def check_in() -> str:
        family = registered(desk).family
        reception = desk.reception(meetup)
        reception.check_in(family, sorted(reception.household(family).awaited))
        return family

    return check_in


@pytest.fixture
def plan(desk: Desk, meetup: str, here: Here) -> TablePlan:
    """Nine families, planned at tables of three."""
    for _ in range(9):
        here()
    tables = desk.table_plan(meetup)
    tables.keep(tables.solve(THREES, NOBODY), THREES)
    return tables


def table(desk: Desk, meetup: str, family: str) -> str:
    visit = desk.attendances.visit(meetup, family)
    return visit.table if visit else ""


def seating(plan: TablePlan) -> Seating:
    seats = plan.now()
    assert seats is not None
    return seats.seating


def test_everybody_meets_six_others_and_nobody_twice(plan: TablePlan) -> None:
    kept = seating(plan)

    assert keeps_its_promise(kept.plan, [range(9)] * 3, 3)
    met = [{*t} - {place} for tables in kept.plan for t in tables for place in t if place == 0]
    assert len(set[int]().union(*met)) == 6


def test_a_round_writes_the_tables_that_the_reception_shows(
    desk: Desk, meetup: str, plan: TablePlan
) -> None:
    plan.begin(15)

    kept = seating(plan)
    assert kept.running == 0
    for number, sits in enumerate(kept.plan[0], 1):
        for place in sits:
            assert table(desk, meetup, kept.families[place]) == str(number)
    assert desk.examine(keep=False).differences == []


def test_who_comes_late_is_seated_in_the_next_round_and_past_rounds_stay(
    desk: Desk, meetup: str, plan: TablePlan, here: Here
) -> None:
    plan.begin(15)
    late = here()
    before = seating(plan)
    leaver = before.families[4]
    reception = desk.reception(meetup)
    reception.leave(leaver, [p.id for p in desk.families.get(leaver).people])
    seats = plan.now()
    assert seats is not None
    assert (seats.came, seats.left) == ((late,), (leaver,))

    plan.begin(15)

    after = seating(plan)
    assert after.plan[0] == before.plan[0]
    seated = {after.families[place] for sits in after.plan[1] for place in sits}
    assert late in seated
    assert leaver not in seated
    assert table(desk, meetup, late) != ""
    again = plan.now()
    assert again is not None
    assert (again.came, again.left) == ((), ())


def test_who_comes_during_a_round_sits_down_at_once_and_nobody_else_moves(
    desk: Desk, meetup: str, plan: TablePlan, here: Here
) -> None:
    """Three leave and four come: three take the free seats, the fourth gets a chair."""
    plan.begin(15)
    kept, reception = seating(plan), desk.reception(meetup)
    at = {name: table(desk, meetup, name) for name in kept.families}
    for leaver in (kept.families[1], kept.families[2], kept.families[6]):
        reception.leave(leaver, [p.id for p in desk.families.get(leaver).people])
        del at[leaver]
    for _ in range(4):
        late = here()
        assert {name: table(desk, meetup, name) for name in at} == at
        at[late] = table(desk, meetup, late)

    assert sorted(map(list(at.values()).count, "123")) == [3, 3, 4]
    now = seating(plan)
    assert late in {now.families[place] for sits in now.plan[0] for place in sits}
    assert len(desk.cards(meetup).of(late).others) >= 2  # type: ignore[union-attr]
    desk.undo.last()
    assert table(desk, meetup, late) == ""
    assert desk.examine(keep=False).differences == []


def test_who_comes_back_sits_at_her_table_unless_it_is_full(
    desk: Desk, meetup: str, plan: TablePlan, here: Here
) -> None:
    plan.begin(15)
    reception = desk.reception(meetup)
    gone, apart = seating(plan).families[0], seating(plan).families[8]
    was = {name: table(desk, meetup, name) for name in (gone, apart)}
    for name in was:
        reception.leave(name, [p.id for p in desk.families.get(name).people])
    people = [p.id for p in desk.families.get(apart).people]
    assert reception.check_in(apart, people).household.visit.table == was[apart]  # type: ignore[union-attr]
    taken = here()
    assert table(desk, meetup, taken) == was[gone]
    reception.check_in(gone, [p.id for p in desk.families.get(gone).people])

    assert table(desk, meetup, gone) not in ("", was[gone])


def test_a_walk_in_is_seated_too_and_nobody_before_the_first_round_or_after_the_last(
    desk: Desk, meetup: str, plan: TablePlan, here: Here
) -> None:
    assert table(desk, meetup, registered(desk, meetup=meetup).family) == ""
    for _ in range(3):
        plan.begin(15)
    assert table(desk, meetup, registered(desk, meetup=meetup).family) != ""
    plan.extend(-30)
    assert table(desk, meetup, here()) == ""


def test_excluded_families_do_not_share_a_table(desk: Desk, plan: TablePlan) -> None:
    one, other = seating(plan).families[:2]
    pair = {"one": one, "other": other, "stands": True}
    desk.journal.append([Draft("exclusion.set", "x", pair)], desk.author())

    plan.keep(plan.solve(THREES, NOBODY), THREES)

    kept = seating(plan)
    places = {kept.families.index(one), kept.families.index(other)}
    assert not any(places <= set(sits) for tables in kept.plan for sits in tables)


def test_what_cannot_be_planned_or_begun_is_a_fact(desk: Desk, meetup: str, here: Here) -> None:
    tables = desk.table_plan(meetup)
    with pytest.raises(NobodyToSeat):
        tables.solve(THREES, NOBODY)
    here()
    here()
    with pytest.raises(SeatingImpossible):
        tables.solve(THREES._replace(rounds=10_000), NOBODY)
    with pytest.raises(NoPlan):
        tables.begin(15)


def test_after_the_last_round_nothing_begins(plan: TablePlan) -> None:
    for _ in range(3):
        plan.begin(15)

    with pytest.raises(NoPlan):
        plan.begin(15)


def test_one_key_takes_a_round_back(desk: Desk, meetup: str, plan: TablePlan) -> None:
    first = seating(plan).families[0]
    plan.begin(15)
    desk.undo.last()

    assert seating(plan).running is None
    assert table(desk, meetup, first) == ""


def test_the_wall_names_who_sits_where_and_nobody_who_withdrew(
    desk: Desk, meetup: str, plan: TablePlan
) -> None:
    gone = seating(plan).families[0]
    desk.consents.withdraw(gone, "registration", "said")

    wall = tables_of(desk, meetup)

    assert len(wall.rounds) == 3
    assert all(sum(map(len, tables)) == 8 for tables in wall.rounds)
    with pytest.raises(NoPlan):
        tables_of(desk, None)


def test_who_came_late_stands_on_the_wall_in_the_round_that_runs(
    desk: Desk, meetup: str, plan: TablePlan, here: Here
) -> None:
    plan.begin(15)
    at = int(table(desk, meetup, here()))

    running, *later = tables_of(desk, meetup).rounds

    assert [len(sits) for sits in running] == [4 if at == n else 3 for n in (1, 2, 3)]
    assert all(len(sits) == 3 for tables in later for sits in tables)
