"""The journal appends an act whole, with its chain and its tables, or not at all."""

from datetime import timedelta
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from concierge_tui.domain.errors import (
    ConsentMissing,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreTrouble,
)
from concierge_tui.domain.operation import GENESIS, Draft, link
from db.laptop import audit
from db.laptop.door import writing
from db.laptop.families import SqliteFamilies
from tests.conftest import NOON
from tests.journals.stores import (
    AREA,
    Store,
    Stores,
    granted,
    household,
    looked,
    placed,
    visiting,
)
from tests.journals.writing import op


def count(store: Store) -> int:
    return int(store.one("SELECT count(*) FROM op"))


def test_an_act_is_one_transaction_with_one_tx(store: Store) -> None:
    act = store.write(*household("f1", "p1", "p2"))

    assert {operation.tx for operation in act.operations} == {act.tx}
    assert store.journal.operations_of(act.tx) == list(act.operations)
    assert len(SqliteFamilies(store.connection).get("f1").people) == 2


def test_positions_are_contiguous_and_the_chain_is_what_a_receiver_recomputes(store: Store) -> None:
    for _ in range(3):
        store.write(looked(), looked())

    chain = GENESIS
    for expected, item in enumerate(store.all_placed(), 1):
        assert item.n == expected
        chain = link(chain, store.stream, item.n, item.operation.content_hash())
    assert store.one("SELECT hash FROM stream") == chain
    assert audit.verify(store.connection).broken == []


def test_time_never_goes_back_though_the_clock_does(stores: Stores) -> None:
    store = stores.new()
    first = store.write(looked(), looked())
    store.close()

    earlier = Store(store.path, now=lambda: NOON - timedelta(days=900))
    earlier.connection.execute("SELECT 1")
    again = earlier.write(looked())

    times = [operation.hlc for operation in (*first.operations, *again.operations)]
    assert times == sorted(set(times))
    assert again.operations[0].wall < first.operations[0].wall
    earlier.close()


def test_the_base_names_what_the_writer_saw_in_the_fields_that_are_written(store: Store) -> None:
    made = store.write(*household("f1", "p1")).operations[-1]
    renamed = store.write(Draft("person.set", "p1", {"name": "田辺"}, subject="f1"))
    read = store.write(Draft("person.set", "p1", {"kana": "タナベ"}, subject="f1"))
    both = store.write(Draft("person.set", "p1", {"kana": "", "name": "一"}, subject="f1"))

    assert renamed.operations[0].base == (made.op_id,)
    assert read.operations[0].base == (made.op_id,)
    assert both.operations[0].base == tuple(
        sorted([renamed.operations[0].op_id, read.operations[0].op_id])
    )


def test_two_writes_to_one_field_in_one_act_follow_each_other(store: Store) -> None:
    store.write(*household("f1", "p1"))
    drafts = [Draft("person.set", "p1", {"name": name}, subject="f1") for name in ("一", "二")]
    first, second = store.write(*drafts).operations

    assert second.base == (first.op_id,)
    assert SqliteFamilies(store.connection).person("p1").name == "二"


def test_a_departure_names_the_arrivals_that_are_known(store: Store) -> None:
    store.write(*household("f1", "p1"))
    came = store.write(visiting("arrive", "f1", "p1")).operations[0]

    assert store.write(visiting("leave", "f1", "p1")).operations[0].base == (came.op_id,)


def test_details_without_any_consent_are_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(ConsentMissing):
        store.write(Draft("person.set", "p1", {"name": "田中"}, subject="f1"))

    assert count(store) == 0
    assert store.one("SELECT count(*) FROM stream") == 0
    assert not any(store.tables().values())


def test_consent_may_come_in_the_same_act(store: Store) -> None:
    store.write(Draft("person.set", "p1", {"name": "田中"}, subject="f1"), granted("f1"))

    assert count(store) == 2


def test_an_act_that_fails_halfway_leaves_nothing(store: Store) -> None:
    store.write(looked())
    before = (count(store), store.tables(), store.one("SELECT hash FROM stream"))

    with pytest.raises(TypeError):
        store.write(looked(), Draft("looked.at", "x", {"what": object()}))

    assert (count(store), store.tables(), store.one("SELECT hash FROM stream")) == before


def test_an_outer_transaction_takes_the_act_back_with_it(store: Store) -> None:
    def write_and_fail() -> None:
        with writing(store.connection):
            store.write(looked())
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()

    assert count(store) == 0


def test_the_last_act_is_this_desk_s_and_still_stands(store: Store) -> None:
    first = store.write(*household("f1", "p1"))
    store.write(looked())
    store.take(*placed([op("far", "looked.at", {})]))
    store.write(Draft("meetup.set", "m", {"title": "会"}, meetup="m"))

    assert store.journal.last_act() == first.tx

    store.write(Draft("act.undo", first.tx, {}))

    assert store.journal.last_act() is None


def test_an_act_survives_closing_and_opening(stores: Stores) -> None:
    store = stores.new()
    act = store.write(*household("f1", "p1"))
    store.close()

    again = Store(store.path)

    assert again.journal.operations_of(act.tx) == list(act.operations)
    again.close()


class TestTheChain:
    def test_a_changed_body_breaks_it(self, store: Store) -> None:
        store.write(*household("f1", "p1"))
        with writing(store.connection) as connection:
            connection.execute("UPDATE op SET body = '{}' WHERE kind = 'family.set'")

        assert audit.verify(store.connection).broken == ["/".join(store.stream)]

    @pytest.mark.parametrize("column", ["actor", "subject", "entity", "kind", "tx"])
    def test_a_changed_header_breaks_it(self, store: Store, column: str) -> None:
        store.write(*household("f1", "p1"))
        with writing(store.connection) as connection:
            connection.execute(f"UPDATE op SET {column} = 'z' WHERE seq = 1")

        assert audit.verify(store.connection).broken

    def test_a_missing_operation_breaks_it(self, store: Store) -> None:
        store.write(looked(), looked(), looked())
        with writing(store.connection) as connection:
            connection.execute("DELETE FROM position WHERE n = 2")

        assert audit.verify(store.connection).broken

    def test_a_cut_end_breaks_it(self, store: Store) -> None:
        store.write(looked(), looked())
        with writing(store.connection) as connection:
            connection.execute("DELETE FROM position WHERE n = 2")

        assert audit.verify(store.connection).broken

    def test_an_erased_body_does_not_break_it(self, store: Store) -> None:
        store.write(*household("f1", "p1"))
        with writing(store.connection) as connection:
            connection.execute("UPDATE op SET body = NULL, salt = NULL")

        found = audit.verify(store.connection)

        assert (found.broken, found.operations) == ([], 3)


class _Refusing:
    """A connection that refuses to write, as a disk does."""

    def __init__(self, connection: Any, says: str, raises: type[Exception]) -> None:
        self._connection = connection
        self._says = says
        self._raises = raises

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, *values: Any) -> Any:
        if statement == "COMMIT":
            raise self._raises(self._says)
        return self._connection.execute(statement, *values)


@pytest.mark.parametrize(
    ("says", "fact"),
    [
        ("database or disk is full", StoreFull),
        ("attempt to write a readonly database", StoreReadOnly),
        ("disk I/O error", StoreTrouble),
        ("database is locked", StoreTrouble),
        ("database disk image is malformed", StoreDamaged),
    ],
)
def test_what_the_disk_refuses_is_a_fact_and_nothing_is_written(
    store: Store, says: str, fact: type[Exception]
) -> None:
    error = sqlcipher.DatabaseError if fact is StoreDamaged else sqlcipher.OperationalError
    refusing = _Refusing(store.connection, says, error)

    with pytest.raises(fact), writing(refusing) as connection:
        connection.execute("INSERT INTO local_setting VALUES ('a', 'b')")

    assert store.one("SELECT count(*) FROM local_setting WHERE name = 'a'") == 0
    assert not store.connection.in_transaction


def test_a_full_disk_refuses_the_act_and_the_next_one_works(store: Store) -> None:
    store.connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreFull):
        store.write(*[looked("x" * 3000) for _ in range(200)])
    assert count(store) == 0

    store.connection.execute("PRAGMA max_page_count = 100000")
    store.write(looked())

    assert count(store) == 1


def test_two_laptops_with_the_same_words_hash_them_differently(stores: Stores) -> None:
    here, there = stores.new(), stores.new()
    left = here.write(granted("f1")).operations[0]
    right = there.write(granted("f1")).operations[0]

    assert left.body == right.body
    assert left.body_hash != right.body_hash
    assert (left.area, left.entity) == (right.area, right.entity) == (AREA, left.entity)
