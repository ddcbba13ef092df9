"""Every table is a pure function of the journal: lost, it comes back; altered, it is reported."""

import random
from collections.abc import Iterator

import pytest

from concierge_tui.domain.operation import Draft
from concierge_tui.domain.search import read_query
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from db.laptop import projections
from db.laptop.directory import SqliteDirectory
from db.laptop.door import writing
from db.laptop.rebuild import examine, rebuild
from tests.journals.stores import (
    Store,
    Stores,
    granted,
    household,
    looked,
    of_the_meetup_day,
    placed,
    visiting,
)
from tests.journals.writing import op


@pytest.fixture
def store(stores: Stores) -> Iterator[Store]:
    """A store with a row in every table."""
    opened = stores.new()
    opened.write(*household("f1", "p1", "p2"), Draft("area.set", "a", {"name": "みその"}))
    opened.write(*household("f2", "p3", kana="スズキ"))
    opened.write(visiting("expect", "f1", "p1", "p2"), visiting("arrive", "f1", "p1"))
    opened.write(Draft("person.set", "p1", {"kana": "タナベ ミサキ"}, subject="f1"))
    opened.write(Draft("meetup.set", "m", {"title": "会", "date": "2026-12-05"}, meetup="m"))
    opened.write(Draft("staff.set", "s", {"name": "試験"}))
    opened.write(Draft("task.set", "t", {"family": "f1", "state": "open"}, subject="f1"))
    opened.write(Draft("roster.set", "r", {"meetup": "m"}, meetup="m"))
    opened.write(Draft("problem.set", "x", {"roster": "r", "cells": ["一"]}, subject="f1"))
    opened.write(Draft("proposal.set", "y", {"roster": "r", "field": "name"}, subject="f1"))
    opened.write(Draft("pair.set", "q", {"one": "f1", "other": "f2", "state": "different"}))
    opened.write(Draft("device.set", "dev", {"name": "受付1"}))
    opened.write(Draft("refusal.set", "ref", {"op": "o1", "state": "handled"}))
    opened.write(Draft("paper.set", "z", {"meetup": "m", "prefix": "7K", "first": 1}, meetup="m"))
    opened.write(
        visiting("set", "f1")._replace(body={"table": "3"}),
        looked("p1"),
        Draft("act.undo", "some-act", {}),
    )
    opened.write(*of_the_meetup_day("m"))
    rival = op("rival", "person.set", {"kana": "タナセ ミサキ"}, entity="p1", subject="f1", hlc=1)
    opened.take(*placed([rival]))
    yield opened
    opened.close()


def test_every_table_has_rows_to_lose(store: Store) -> None:
    assert {table for table, rows in store.tables().items() if not rows} == set()


@pytest.mark.parametrize("seed", range(5))
def test_every_table_comes_back_from_a_shuffled_journal(store: Store, seed: int) -> None:
    before = store.tables()
    with writing(store.connection) as connection:
        for table in projections.PROJECTED:
            connection.execute(f"DELETE FROM {table}")

    lost = rebuild(store.connection, order=random.Random(seed))

    assert store.tables() == before
    assert {each.table for each in lost} == set(projections.PROJECTED)


def test_a_store_that_nobody_touched_has_no_differences(store: Store) -> None:
    assert rebuild(store.connection, order=random.Random(0)) == []


TAMPERED = [
    ("person", "UPDATE person SET may_collect = 1 WHERE id = 'p1'"),
    ("person", "DELETE FROM person WHERE id = 'p3'"),
    ("attendance", "UPDATE attendance SET left_at = 9"),
    ("consent", "UPDATE consent SET granted = 0"),
    ("conflict", "DELETE FROM conflict"),
    ("undone", "INSERT INTO undone VALUES ('another')"),
    ("key", "DELETE FROM key WHERE person = 'p1'"),
    ("looked", "DELETE FROM looked"),
]


@pytest.mark.parametrize(("table", "statement"), TAMPERED)
def test_an_altered_row_is_reported_and_put_right(store: Store, table: str, statement: str) -> None:
    right = store.tables()
    with writing(store.connection) as connection:
        connection.execute(statement)
    wrong = store.tables()

    told = examine(store.connection, keep=False)

    assert [each.table for each in told.differences] == [table]
    assert store.tables() == wrong, "looking changes nothing"

    assert [each.table for each in examine(store.connection, keep=True).differences] == [table]
    assert store.tables() == right
    assert examine(store.connection, keep=False).differences == []


def test_progress_ends_with_all_of_all(store: Store) -> None:
    told: list[tuple[int, int]] = []

    rebuild(store.connection, progress=lambda done, total: told.append((done, total)))

    assert told[-1][0] == told[-1][1] > 0


def test_what_waits_or_is_not_understood_is_in_no_table(store: Store) -> None:
    before = store.tables()
    waiting = op("w", "person.set", {"name": "待"}, base=["missing"], entity="p1", subject="f1")
    newer = op("n", "person.set", {"name": "新"}, kv=9, entity="p1", subject="f1")
    store.take(*placed([waiting, newer], "other"))

    assert store.tables() == before
    assert rebuild(store.connection) == []


def test_a_pasted_letter_does_not_become_a_thousand_rows_of_the_index(store: Store) -> None:
    before = store.one("SELECT count(*) FROM key")
    letter = "長 い手紙" * 900
    store.write(Draft("person.set", "p3", {"name": letter, "kana": letter}, subject="f2"))

    assert store.one("SELECT count(*) FROM key") - before < 500
    assert store.one("SELECT max(length(k)) FROM key") < 500
    assert rebuild(store.connection) == []


def test_a_corrected_reading_is_still_found_and_a_removed_person_is_not(store: Store) -> None:
    directory = SqliteDirectory(store.connection)
    assert {hit.person for hit in directory.find(read_query("すず"), 9)} == {"p3"}
    assert {hit.person for hit in directory.find(read_query("たなか"), 9)} == {"p1", "p2"}

    store.write(Draft("person.set", "p3", {"kana": "ササキ"}, subject="f2"))
    assert {hit.person for hit in directory.find(read_query("すず"), 9)} == {"p3"}

    store.write(Draft("person.set", "p3", {"removed": True}, subject="f2"))
    assert directory.find(read_query("すず"), 9) == []
    assert directory.find(read_query("ささ"), 9) == []


def test_a_desk_s_own_day_rebuilds_equally(desk: Desk, meetup: str) -> None:
    form = WalkInForm(people=(WalkInPerson(role="guardian", kana="タナカ"),), city="緑区")
    done = desk.walk_in.register(form, ConsentGiven("1", "hash"), meetup=meetup)
    opened = desk.households.open(done.family)
    desk.households.correct(opened, {done.people[0]: {"kana": "タナベ", "phone": "0312345678"}})
    desk.reception(meetup).leave(done.family, done.people)
    desk.undo.last()

    assert desk.examine(keep=False).differences == []
    assert desk.verify_chains().broken == []


def test_a_family_without_any_consent_left_keeps_its_row(store: Store) -> None:
    entity = granted("f1").entity
    store.write(Draft("consent.withdraw", entity, {"purpose": "registration"}, subject="f1"))

    assert store.one("SELECT granted FROM consent WHERE family = 'f1'") == 0
    assert rebuild(store.connection) == []
