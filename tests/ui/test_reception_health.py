"""Whoever takes part in a trial today is asked for a temperature at the desk, and nobody else."""

from __future__ import annotations

from pathlib import Path

from concierge_tui.domain.ids import health_id, new_id
from concierge_tui.domain.meetup_day import Health
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.text import reception as text
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown, until

SIZE = (80, 24)


async def test_a_temperature_is_noted_at_the_desk_and_stops_the_trial(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    child = desk.families.get(tanaka).children[0].id
    plan = {"meetup": meetup, "host": "h", "guest": tanaka, "children": [child]}
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, *"himari")
        await until(pilot, lambda: "陽葵" in shown(app))
        assert text.HEALTH_KEY not in shown(app), "no trial, nothing in anybody's way"
        await pilot.press("f7")
        assert text.HEALTH_NOBODY in shown(app)
        desk.journal.append([Draft("trial.set", new_id(), plan, tanaka, meetup)], desk.author())
        await pilot.press("enter")
        await until(pilot, lambda: text.HEALTH_KEY in shown(app))
        assert "陽葵は、きょう体験です" in shown(app)
        await pilot.press("ctrl+f")
        await on_screen(pilot, "HealthScreen")
        assert "蓮" not in shown(app), "only who is to be entrusted"
        desk.areas.decide({"fever_tenths": 380})
        burst(app, *"378", "enter")
        await on_screen(pilot, "ReceptionScreen")
        assert "書きました" in shown(app), "below the limit of this area"
        assert text.HEALTH_KEY not in shown(app)
        desk.areas.decide({"fever_tenths": None})

    found = desk.day.get(Health, health_id(meetup, child))
    assert found is not None
    assert found.tenths == 378


async def test_a_fever_is_said_in_words_to_read(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    child = desk.families.get(tanaka).children[0].id
    plan = {"meetup": meetup, "host": "h", "guest": tanaka, "children": [child]}
    desk.journal.append([Draft("trial.set", new_id(), plan, tanaka, meetup)], desk.author())
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, *"himari")
        await until(pilot, lambda: text.HEALTH_KEY in shown(app))
        await pilot.press("f7")
        await on_screen(pilot, "HealthScreen")
        burst(app, *"375", "enter")
        await on_screen(pilot, "ReceptionScreen")
        assert "きょうの体験はお休みです" in shown(app)
