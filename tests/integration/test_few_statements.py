"""What a family waits for at the desk is counted in statements: they do not grow unseen."""

from contextlib import closing
from typing import Any

import pytest

from concierge_tui import bootstrap
from db.laptop import connection as opener
from tests.conftest import NOON
from tests.journals.desk_families import AUNT, CHILD, MOTHER, registered

CHECK_IN = 20
"""Reads of how it stands, one transaction, and a read of how it stands now."""
PEOPLE = (MOTHER, CHILD, AUNT)


def test_a_check_in_makes_few_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def watched(*given: Any) -> Any:
        connection = make(*given)
        connection.set_trace_callback(said.append)
        return connection

    make = opener.open_store
    monkeypatch.setattr(opener, "open_store", watched)
    with closing(bootstrap.practise(area="みその", staff="試験 花子", now=lambda: NOON)) as desk:
        meetup = desk.meetups.new("みその交流会", "2026-12-05").id
        family = registered(desk, *PEOPLE).family
        reception = desk.reception(meetup)
        people = [person.id for person in reception.household(family).family.people]
        said.clear()
        reception.check_in(family, people)
        made = list(said)

    rows = [each for each in made if each.startswith("INSERT OR REPLACE INTO attendance")]
    assert len(rows) == len(people) == len(PEOPLE)
    assert made.count("BEGIN IMMEDIATE") == made.count("COMMIT") == 1
    assert len(made) - len(rows) <= CHECK_IN, "\n".join(made)
