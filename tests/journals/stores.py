"""Encrypted stores for tests, copied from one template because making one takes a while."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.bootstrap import practise
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.ids import (
    area_id,
    consent_id,
    custody_id,
    link_id,
    new_id,
    visit_id,
)
from concierge_tui.domain.operation import Act, Author, Draft, Operation, Placed, Stream
from concierge_tui.services.desk import Desk
from db.laptop import connection, intake, projections, streams
from db.laptop.connection import create_store, open_store
from db.laptop.identity import SqliteIdentity
from db.laptop.intake import Outcome
from db.laptop.journal import SqliteJournal
from tests.conftest import NOON

KEY = bytes(range(32))
AREA = area_id("みその")
NOW_MS = milliseconds(NOON)
MEETUP = "meetup-1"


class Stores:
    """Makes stores in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        create_store(self._template, KEY).close()
        self._made = 0

    def new(self) -> "Store":
        """Return an empty store with a device of its own."""
        self._made += 1
        path = self._folder / f"store-{self._made}.db"
        shutil.copy(self._template, path)
        return Store(path)


class Store:
    """One laptop's store below its services."""

    def __init__(self, path: Path, now: Callable[[], Any] = lambda: NOON) -> None:
        self.path = path
        self.connection = open_store(path, KEY)
        self.identity = SqliteIdentity(self.connection)
        self.stream = self.identity.begin(AREA)
        self.journal = SqliteJournal(self.connection, self.identity.stream, now=now)

    def write(self, *drafts: Draft) -> Act:
        """Write one act."""
        return self.journal.append(drafts, Author(AREA, "actor"))

    def take(self, *placed: Placed, now_ms: int = NOW_MS) -> list[Outcome]:
        """Take operations in."""
        return intake.apply(self.connection, placed, now_ms=now_ms)

    def all_placed(self, stream: Stream | None = None) -> list[Placed]:
        """Return everything that stands in one stream."""
        return streams.placed(self.connection, stream or self.stream, 0, 10_000)

    def tables(self) -> dict[str, list[Any]]:
        """Return the rows of every projection, in one order."""
        return {
            table: sorted(map(repr, self.connection.execute(f"SELECT * FROM {table}")))
            for table in projections.PROJECTED
        }

    def states(self) -> dict[str, int]:
        """Return whether each operation counts."""
        return dict(self.connection.execute("SELECT op_id, state FROM op"))

    def one(self, query: str, *values: object) -> Any:
        """Return the first value of the first row."""
        row = self.connection.execute(query, values).fetchone()
        return None if row is None else row[0]

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def desk_and_store(patch: pytest.MonkeyPatch) -> tuple[Desk, Any]:
    """Return a throw-away desk, and the connection with which it works."""
    opened: list[Any] = []
    really = connection.open_store

    def remembering(*arguments: Any) -> Any:
        opened.append(really(*arguments))
        return opened[-1]

    patch.setattr(connection, "open_store", remembering)
    desk = practise(area="みその", staff="試験 花子", now=lambda: NOON)
    return desk, opened[-1]


def placed(operations: Sequence[Operation], device: str = "far", first: int = 1) -> list[Placed]:
    """Return operations at the places of one far device's stream."""
    stream = Stream(device, "life", AREA)
    return [Placed(stream, n, o._replace(area=AREA)) for n, o in enumerate(operations, first)]


def granted(family: str) -> Draft:
    """Return a family's consent to its registration."""
    entity = consent_id(family, REGISTRATION)
    return Draft("consent.grant", entity, {"purpose": REGISTRATION}, subject=family)


def household(family: str, *people: str, kana: str = "タナカ ミサキ") -> list[Draft]:
    """Return a family with a guardian and children."""
    drafts = [Draft("family.set", family, {"city": "緑区"}, subject=family), granted(family)]
    for number, person in enumerate(people):
        role = "child" if number else "guardian"
        body = {"family": family, "role": role, "name": "田中 美咲", "kana": kana}
        drafts.append(Draft("person.set", person, body, subject=family))
    return drafts


def visiting(kind: str, family: str, *people: str, meetup: str = MEETUP) -> Draft:
    """Return a fact about a family's visit."""
    entity = visit_id(meetup, family)
    return Draft(f"visit.{kind}", entity, {"people": list(people)}, subject=family, meetup=meetup)


def looked(entity: str = "x") -> Draft:
    """Return that somebody looked."""
    return Draft("looked.at", entity, {"what": ["phone"]})


def ids(count: int) -> list[str]:
    """Return new ids."""
    return [new_id() for _ in range(count)]


def of_the_meetup_day(meetup: str) -> list[Draft]:
    """Return one of everything that happens at a meetup, about the families f1 and f2."""
    fields: dict[str, dict[str, Any]] = {
        "duty": {"meetup": meetup, "staff": "s", "present": True},
        "seating": {"meetup": meetup, "families": ["f1", "f2"], "plan": [[[0, 1]]]},
        "card": {"meetup": meetup, "family": "f1", "other": "f2", "mark": "A"},
        "introduction": {"meetup": meetup, "one": "f1", "other": "f2", "state": "introduced"},
        "exclusion": {"one": "f1", "other": "f2", "stands": True},
        "trial": {"meetup": meetup, "host": "f2", "guest": "f1", "children": ["p2"]},
        "health": {"meetup": meetup, "person": "p2", "tenths": 366},
        "collector": {"meetup": meetup, "family": "f1", "name": "佐藤", "stands": True},
        "incident": {"meetup": meetup, "level": "minor", "person": "p2"},
        "shift": {"meetup": meetup, "giver": "s", "taker": "t"},
    }
    facts = [
        Draft("link.enter", link_id("f1", "f2"), {"other": "f2"}, "f1", meetup),
        Draft("trial.start", "trial", {"gate": {}}, "f1", meetup),
        Draft("rollcall.begin", "call", {"drill": True}, None, meetup),
    ]
    hand = {"child": "p2", "to": "s", "role": "staff"}
    return [
        *(Draft(f"{noun}.set", noun, body, "f1", meetup) for noun, body in fields.items()),
        *facts,
        Draft("custody.hand", custody_id(meetup, "p2"), hand, "f1", meetup),
    ]
