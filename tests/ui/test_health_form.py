"""How the children are is asked of those whom nobody looked at yet; the others may be corrected."""

from __future__ import annotations

import pytest

from concierge_tui.domain.family import Person
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import health_check_at, to_check, trials_at
from concierge_tui.text import health as text
from screens.trial.health import HealthScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.trial_hands import at, let_them_meet, planned

SIZE = (80, 24)


@pytest.fixture
def children(desk: Desk, tanaka: str, suzuki: str) -> tuple[Person, ...]:
    """Two of 田中 and one of 鈴木, in the order of the plan."""
    found = (*desk.families.get(tanaka).children, *desk.families.get(suzuki).children)
    assert len(found) > 2
    return found[:3]


def noted(desk: Desk, meetup: str, child: Person) -> tuple[int | None, str | None] | None:
    found = trials_at(desk, meetup).facts.health(child)
    return (found.tenths, found.looks) if found else None


async def test_who_is_missing_is_asked_first_and_who_is_known_is_not_written_again(
    desk: Desk, meetup: str, children: tuple[Person, ...]
) -> None:
    first, second, third = children
    health_check_at(desk, meetup).note(first.id, tenths=368)
    app = Stage(HealthScreen(desk, meetup, children))
    async with app.run_test(size=SIZE) as pilot:
        hands = Keys(app, pilot)
        form = await at(pilot, HealthScreen)
        await pilot.pause()
        assert form.focused is form.query_one("#tenths-1"), "the first whom nobody looked at"
        seen = app.seen
        assert seen.index(third.given) < seen.index(text.KNOWN) < seen.index(first.given)
        assert "記録 36.8度" in seen
        # Meanwhile another laptop measures a fever of the one who was known.
        health_check_at(desk, meetup).note(first.id, tenths=381)
        await hands.type("366")
        await hands.press("enter")
        await hands.type("371")
        await hands.press("enter")
        assert app.answers == [text.noted([second.given, third.given])]

    assert noted(desk, meetup, second) == (366, "well")
    assert noted(desk, meetup, third) == (371, "well")
    assert noted(desk, meetup, first) == (381, "well"), "what was only shown overwrites nothing"


async def test_who_is_known_can_be_corrected_and_comes_with_the_ill_ones_first(
    desk: Desk, meetup: str, children: tuple[Person, ...]
) -> None:
    first, second, third = children
    for child, tenths in ((first, 366), (second, 386), (third, 370)):
        health_check_at(desk, meetup).note(child.id, tenths=tenths)
    app = Stage(HealthScreen(desk, meetup, children))
    async with app.run_test(size=SIZE) as pilot:
        hands = Keys(app, pilot)
        form = await at(pilot, HealthScreen)
        await pilot.pause()
        assert form.focused is form.query_one("#tenths-1"), "a slip of the finger is put right here"
        assert form.query_one("#tenths-1", JpInput).value == "38.6"
        assert form.query_one("#looks-1", ChoiceLine).value == "well"
        await hands.type("36.8")
        assert form.query_one("#tenths-1", JpInput).value == "36.8", "never 38.636.8"
        await hands.press("enter", "enter", "enter")
        assert app.answers == [text.noted([second.given])]

    assert noted(desk, meetup, second) == (368, "well")


async def test_who_is_not_there_yet_stays_missing_and_is_named(
    desk: Desk, meetup: str, children: tuple[Person, ...]
) -> None:
    first, second, third = children
    app = Stage(HealthScreen(desk, meetup, children))
    async with app.run_test(size=SIZE) as pilot:
        hands = Keys(app, pilot)
        form = await at(pilot, HealthScreen)
        await pilot.pause()
        await hands.press("ctrl+s")
        assert text.looks_needed(first.given) in app.said, "nothing was said of anybody"
        await hands.press("enter")
        assert form.focused is form.query_one("#looks-0"), "unmeasured, one says how it looks"
        await hands.press("2")
        assert form.focused is form.query_one("#tenths-1")
        await hands.press("ctrl+s")
        assert app.answers == [text.noted([first.given], [second.given, third.given])]

    assert noted(desk, meetup, first) == (None, "unwell")
    assert noted(desk, meetup, second) is None


async def test_enter_alone_leaves_everything_as_it_is(
    desk: Desk, meetup: str, children: tuple[Person, ...]
) -> None:
    child = children[0]
    health_check_at(desk, meetup).note(child.id, tenths=None, looks="unwell")
    app = Stage(HealthScreen(desk, meetup, (child,)))
    async with app.run_test(size=SIZE) as pilot:
        form = await at(pilot, HealthScreen)
        await pilot.pause()
        assert "記録 具合がわるい" in app.seen
        await Keys(app, pilot).press("enter")
        assert app.answers == [text.SAME]
        assert not form.is_attached

    assert noted(desk, meetup, child) == (None, "unwell")


async def test_a_half_typed_temperature_does_not_come_back_over_a_fever_noted_since(
    desk: Desk, meetup: str, children: tuple[Person, ...]
) -> None:
    child = children[0]
    for is_known in (False, True):
        app = Stage(HealthScreen(desk, meetup, (child,)))
        async with app.run_test(size=SIZE) as pilot:
            form = await at(pilot, HealthScreen)
            await pilot.pause()
            assert form.query_one("#tenths-0", JpInput).value == ("38.4" if is_known else "")
            await Keys(app, pilot).type("366")
            await Keys(app, pilot).press("escape")
        health_check_at(desk, meetup).note(child.id, tenths=384)


@pytest.mark.parametrize("bad", ["20", "abc"])
async def test_an_unreadable_temperature_is_pointed_at(
    desk: Desk, meetup: str, children: tuple[Person, ...], bad: str
) -> None:
    app = Stage(HealthScreen(desk, meetup, children[:2]))
    async with app.run_test(size=SIZE) as pilot:
        hands = Keys(app, pilot)
        form = await at(pilot, HealthScreen)
        await pilot.pause()
        await hands.type(bad)
        await hands.press("enter")
        await hands.type("366")
        await hands.press("enter")
        assert app.said
        assert form.focused is form.query_one("#tenths-0")

    assert noted(desk, meetup, children[1]) is None


def test_the_reception_asks_only_for_whom_nobody_looked_at(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    let_them_meet(desk, meetup, suzuki, tanaka)
    family = desk.families.get(tanaka)
    both = [child.id for child in family.children[:2]]
    planned(desk, meetup, suzuki, tanaka, children=both, acquainted=both)

    assert [child.id for child in to_check(desk, meetup, family)] == both[1:]
