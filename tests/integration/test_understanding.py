"""A program that was brought up to date understands what it only kept before."""

import pytest

from concierge_tui.domain import kinds
from concierge_tui.domain.operation import Operation
from db.laptop import rebuild
from db.laptop.rows import State
from db.laptop.understanding import understand
from tests.journals.stores import Store, Stores, placed
from tests.journals.writing import op


def person(op_id: str, name: str, *base: str, kv: int = 1, hlc: int = 0) -> Operation:
    body = {"family": "f1", "name": name}
    return op(op_id, "person.set", body, base=base, kv=kv, hlc=hlc, entity="p1", subject="f1")


HISTORIES = {
    "a newer edit": [person("a", "一"), person("b", "二", "a", kv=2)],
    "something built upon it": [person("b", "二", kv=2, hlc=9), person("c", "三", "b")],
    "it waits for what never came": [person("b", "二", "gone", kv=2), person("c", "三", "b")],
    "it waits and an edit beside does not": [person("a", "一"), person("b", "二", "gone", kv=2)],
    "one that stays newer still": [person("a", "一"), person("b", "二", "a", kv=3)],
    "a ring through it": [person("b", "二", "c", kv=2), person("c", "三", "b")],
}


@pytest.mark.parametrize("name", HISTORIES)
def test_after_the_update_it_is_as_if_it_had_always_understood(
    stores: Stores, store: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = placed(HISTORIES[name])
    store.take(*history)
    monkeypatch.setattr(kinds, "VERSION", 2)
    knowing = stores.new()
    knowing.take(*history)

    understand(store.connection)

    assert store.states() == knowing.states()
    assert store.tables() == knowing.tables()
    assert rebuild.rebuild(store.connection) == []
    knowing.close()


def test_what_it_waited_for_may_come_after_the_update(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.take(*placed([person("b", "二", "a", kv=2), person("c", "三", "b")]))
    monkeypatch.setattr(kinds, "VERSION", 2)
    understand(store.connection)
    assert set(store.states().values()) == {State.PENDING}

    store.take(*placed([person("a", "一")], "other"))

    assert store.one("SELECT name FROM person") == "三"
    assert store.one("SELECT count(*) FROM waiting") == 0


def test_where_nothing_became_clear_nothing_is_touched(store: Store) -> None:
    understand(store.connection)
    store.take(*placed([person("b", "二", kv=2)]))

    assert not understand(store.connection)
    assert store.states() == {"b": State.OPAQUE}


def test_a_field_that_an_older_program_could_not_show_is_shown_after_the_update(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {name: field for name, field in kinds.PERSON.items() if name != "email"}
    with monkeypatch.context() as patch:
        patch.setitem(kinds.REGISTERS, "person", older)
        understand(store.connection)
        body = {"family": "f1", "name": "一", "email": "x@example.com"}
        store.take(*placed([op("a", "person.set", body, entity="p1", subject="f1")]))
        assert store.one("SELECT name FROM person") == "一"

    assert understand(store.connection)
    assert store.one("SELECT email FROM person") == "x@example.com"
    assert not understand(store.connection)
