"""Erasing a family at one laptop of `tests.syncing.laptops`, and looking for what is left of it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import text

from concierge_tui.domain.erasure import ERASE, body_of_erasure, erasure_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.sync.packing import Malformed, unpack
from concierge_tui.sync.protocol import MAX_PAGE_RAW
from tests.syncing.laptops import Central, Laptop


def erasure_of(family: str, keep: Iterable[str] = (), rows: Iterable[str] = ()) -> Draft:
    """Return the fact that a family is erased."""
    return Draft(ERASE, erasure_id(family), body_of_erasure(keep, rows), family)


def erase(laptop: Laptop, family: str) -> Act:
    """Erase a family at a laptop."""
    return laptop.write(erasure_of(family))


def dump(laptop: Laptop) -> str:
    """Return every row of every table, compressed ones unpacked."""
    tables = [
        name
        for (name,) in laptop.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
    ]
    return "\n".join(
        _words(row)
        for name in tables
        for row in laptop.connection.execute(f'SELECT * FROM "{name}"').fetchall()
    )


def dump_central(central: Central) -> str:
    """Return every row of every table of the service."""
    listed = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if central.engine.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'table'"
    )
    with central.engine.begin() as connection:
        tables = [row[0] for row in connection.execute(text(listed))]
        rows = [
            row for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"'))
        ]
    return "\n".join(_words(tuple(row)) for row in rows)


def _words(row: Iterable[Any]) -> str:
    return " | ".join(_word(value) for value in row)


def _word(value: Any) -> str:
    if not isinstance(value, bytes | memoryview):
        return str(value)
    raw = bytes(value)
    try:
        return json.dumps(unpack(raw, MAX_PAGE_RAW), ensure_ascii=False)
    except Malformed:
        return raw.decode("utf-8", "replace")


def bodies_at(central: Central, family: str) -> list[tuple[str, str]]:
    """Return kind and body of what the service can still read about a family."""
    found = text(
        "SELECT kind, body FROM operation"
        " WHERE subject = :family AND (body IS NOT NULL OR salt IS NOT NULL)"
    )
    with central.engine.begin() as connection:
        return [(kind, body) for kind, body in connection.execute(found, {"family": family})]


def bodies_of(laptop: Laptop, family: str) -> Iterator[tuple[str, str]]:
    """Yield kind and body of what is still readable about a family."""
    found = laptop.connection.execute(
        "SELECT kind, body FROM op WHERE subject = ? AND (body IS NOT NULL OR salt IS NOT NULL)",
        (family,),
    )
    yield from found.fetchall()
