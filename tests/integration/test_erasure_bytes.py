"""After an erasure no byte of what a family said lies anywhere (docs/sync.md §13).

Encrypted files are read page by page with their key, free pages and the log included; a table of
PostgreSQL as the file that it is.
"""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft
from db.central.opening import read_key
from db.central.scrubbing import scrub as scrub_central
from db.central.store import DATABASE
from db.central.store import KEY as CENTRAL_KEY
from db.laptop.scrubbing import scrub
from tests.postgres.server import FOLDER, GIVEN
from tests.postgres.stores import PostgresCentral, fresh_database
from tests.syncing.erasing import dump, dump_central, erasure_of
from tests.syncing.laptops import KEY, Central, Laptop, grant, person_of, settle, withdraw
from tests.syncing.pages import everything_in
from tests.syncing.sticks import admit, opened, write

PLANTED = (
    "カナリヤカナ",
    "CANARYNAME",
    "09077778888",
    "CANARYNOTE" * 700,
    "CANARYCELL",
    "CANARYDRAFT",
)
"""One of them is longer than a page, so that it overflows into pages of its own."""
SHOWN = tuple(word[:10] for word in PLANTED)
TRAVELS = SHOWN[:4]
"""A row in which nobody is named and a draft stay on the laptop that holds them."""


def plant(laptop: Laptop) -> tuple[str, str]:
    """Let a laptop write everything there is about a family, and a row of a roster about it."""
    family, row, meetup = new_id(), new_id(), new_id()
    kana, name, phone, note, cell, draft = PLANTED
    person = {"family": family, "role": "guardian", "name": name, "kana": kana, "phone": phone}
    visit = {"family": family, "notes": note}
    laptop.write(
        grant(family),
        Draft("family.set", family, {"notes": note, "city": name}, family),
        Draft("person.set", person_of(family), person, family),
        Draft("visit.set", visit_id(meetup, family), visit, family, meetup),
        Draft("task.set", new_id(), {"family": family, "detail": note}, family),
        Draft("looked.at", family, {"what": [name]}, family),
        Draft("problem.set", row, {"cells": [cell]}),
    )
    laptop.write(Draft("person.set", person_of(family), {"kana": f"{kana}ニ"}, family))
    laptop.connection.execute(
        "INSERT INTO local_draft VALUES (?, ?, 1)", (f"household:{family}", draft)
    )
    return family, row


def found_in(stored: bytes | str) -> list[str]:
    """Return which of the planted words are there, in any encoding a machine here would use."""
    raw = stored.encode() if isinstance(stored, str) else stored
    codes = ("utf-8", "utf-16-le", "cp932")
    return [word for word in SHOWN if any(word.encode(code) in raw for code in codes)]


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """Return a file that keeps everything that anybody logs meanwhile."""
    path, root = tmp_path / "all.log", logging.getLogger()
    handler, level = logging.FileHandler(path), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def test_no_byte_is_left_on_any_laptop_at_the_service_or_on_a_new_stick(
    central: Central, laptops: list[Laptop], logged: Path
) -> None:
    aoi, beni, cha = laptops
    admit(central, *laptops)
    family, row = plant(aoi)
    settle(central, laptops)
    store, key = central.folder / DATABASE, read_key(central.folder / CENTRAL_KEY)
    assert set(SHOWN) == set(found_in(everything_in(aoi.path, KEY))), "else nothing is proved"
    assert len(found_in(everything_in(beni.path, KEY))) == len(TRAVELS)
    assert len(found_in(everything_in(store, key))) == len(TRAVELS)
    stick = opened(central, write(aoi))
    assert found_in(repr(list(stick.batches())))

    beni.write(withdraw(family), erasure_of(family, rows=[row]))
    settle(central, laptops)
    assert [scrub(each.connection, whole=each is beni) for each in laptops] == [True] * 3
    scrub_central(central.engine)

    for laptop in (aoi, beni, cha):
        assert found_in(dump(laptop)) == found_in(everything_in(laptop.path, KEY)) == []
    assert found_in(dump_central(central)) == found_in(everything_in(store, key)) == []
    for laptop in laptops:
        batches = list(opened(central, write(laptop)).batches())
        assert batches
        assert found_in(repr(batches)) == []
    assert found_in(logged.read_bytes()) == []


def test_without_the_second_lock_nothing_is_left_in_the_pages_of_the_file(
    laptops: list[Laptop],
) -> None:
    """`secure_delete` alone overwrites; only the log still holds what stood there before."""
    aoi = laptops[0]
    family, row = plant(aoi)
    aoi.write(erasure_of(family, rows=[row]))
    assert found_in(everything_in(aoi.path, KEY)), "the log"

    aoi.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert found_in(everything_in(aoi.path, KEY)) == []


def test_while_another_window_reads_it_stays_due(laptops: list[Laptop]) -> None:
    aoi = laptops[0]
    family, row = plant(aoi)
    other = Laptop(aoi.path.parent, aoi.name)
    other.connection.execute("BEGIN")
    other.connection.execute("SELECT count(*) FROM op").fetchone()
    aoi.connection.execute("PRAGMA busy_timeout = 1")
    aoi.write(erasure_of(family, rows=[row]))
    early = scrub(aoi.connection, whole=True)
    other.connection.execute("COMMIT")
    other.close()

    assert (early, scrub(aoi.connection)) == (False, True)
    assert found_in(everything_in(aoi.path, KEY)) == []


def test_no_byte_is_left_in_the_tables_of_postgresql(tmp_path: Path) -> None:
    """The log of the server is not looked at: it is recycled in its own time (docs/central.md)."""
    if os.environ.get(GIVEN):
        pytest.skip("the files of that server are not ours")
    aoi = Laptop(tmp_path, "aoi")
    with fresh_database() as database:
        central = PostgresCentral(tmp_path / "central", database)
        central.enrol(aoi)
        family, row = plant(aoi)
        settle(central, [aoi])
        assert found_in(files_of(central))
        aoi.write(erasure_of(family, rows=[row]))
        settle(central, [aoi])
        scrub_central(central.engine)

        assert found_in(dump_central(central)) == found_in(files_of(central)) == []
        central.close()
    aoi.close()


def files_of(central: Central) -> bytes:
    """Return the files in which the tables of a database lie, as they are on the disk."""
    with central.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CHECKPOINT"))
        number = connection.scalar(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        )
    folder = Path(os.environ[FOLDER]) / "server" / "data" / "base" / str(number)
    return b"".join(each.read_bytes() for each in folder.iterdir() if each.is_file())
