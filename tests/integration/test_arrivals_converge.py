"""Whatever arrives, in any order and any batches, every laptop shows the same."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.operation import Operation, Placed
from db.laptop import rebuild
from db.laptop.lists import SqliteLists
from tests.journals.stores import MEETUP, Store, Stores, household, placed, visiting
from tests.journals.writing import ANYTHING, Edit, edits, op, written


def person(op_id: str, body: dict[str, Any], **more: Any) -> Operation:
    return op(op_id, "person.set", body, entity="p1", subject="f1", **more)


def test_conflicting_edits_from_two_laptops_are_listed_with_what_is_shown(store: Store) -> None:
    here = person("a", {"family": "f1", "must_not_collect": True}, hlc=1)
    there = person("b", {"family": "f1", "must_not_collect": False}, hlc=2)
    store.take(*placed([here]), *placed([there], "other"))

    (conflict,) = SqliteLists(store.connection).conflicts()

    assert (conflict.field, conflict.sensitive) == ("must_not_collect", True)
    assert [(said.value, said.shown) for said in conflict.values] == [(True, True), (False, False)]


def test_two_kinds_of_record_with_one_id_keep_their_conflicts_apart(store: Store) -> None:
    for i, noun in enumerate(["person", "family", "task", "visit"]):
        field = "detail" if noun == "task" else "notes"
        pair = [op(f"{noun}{j}", f"{noun}.set", {field: str(j)}, entity="same") for j in range(2)]
        store.take(*placed(pair[:1], f"d{i}"), *placed(pair[1:], f"e{i}"))

    assert len(store.tables()["conflict"]) == 4
    assert rebuild.rebuild(store.connection) == []


def test_a_person_on_the_lists_of_two_families_stands_on_both(store: Store) -> None:
    for family in ("f1", "f2"):
        entity = visit_id(MEETUP, family)
        came = op(f"a-{family}", "visit.arrive", {"people": ["p1"]}, entity=entity)
        store.take(*placed([came._replace(subject=family, meetup=MEETUP)], family))

    assert len(store.tables()["attendance"]) == 2


@pytest.mark.parametrize(
    "wrong", [{"entity": "elsewhere"}, {"meetup": None}, {"subject": None}, {"subject": "f2"}]
)
def test_a_fact_that_does_not_stand_where_it_belongs_is_no_visit(
    store: Store, wrong: dict[str, Any]
) -> None:
    right = op("a", "visit.arrive", {"people": ["p1"]}, entity=visit_id(MEETUP, "f1"))
    store.take(*placed([right._replace(**({"subject": "f1", "meetup": MEETUP} | wrong))]))

    assert store.tables()["attendance"] == []


def test_a_consent_under_another_id_is_none(store: Store) -> None:
    smuggled = op("g", "consent.grant", {"purpose": "registration"}, entity="any", subject="f1")
    store.take(*placed([smuggled]))

    assert store.tables()["consent"] == []


@given(st.sampled_from(["person.set", "visit.arrive", "consent.grant", "looked.at", "area.set"]),
       st.dictionaries(st.sampled_from(["name", "people", "purpose", "at", "what", "ops"]),
                       ANYTHING, max_size=3))  # fmt: skip
def test_any_body_at_all_is_taken_in_and_rebuilds_equally(
    stores: Stores, kind: str, body: dict[str, Any]
) -> None:
    store = _shared(stores)
    number = store.one("SELECT count(*) FROM op")
    entity = visit_id(MEETUP, "f1")
    item = op(f"h{number}", kind, body, entity=entity, subject="f1", meetup=MEETUP)
    store.take(*placed([item], f"d{number}"))

    assert store.one("SELECT count(*) FROM op WHERE op_id = ?", f"h{number}") + store.one(
        "SELECT count(*) FROM local_aside"
    )
    assert rebuild.rebuild(store.connection) == []


_kept: dict[Stores, Store] = {}


def _shared(stores: Stores) -> Store:
    if stores not in _kept:
        _kept[stores] = stores.new()
    return _kept[stores]


BODIES = st.fixed_dictionaries(
    {"family": st.just("f1")},
    optional={
        "name": st.sampled_from(["田中 美咲", "田辺 美咲"]),
        "kana": st.sampled_from(["タナカ ミサキ", "タナベ ミサキ"]),
        "phone": st.sampled_from(["09011112222", "0312345678"]),
        "may_collect": st.booleans(),
    },
)


@given(edits(BODIES), st.data())
def test_any_order_any_batches_and_any_repetition_give_the_same_tables(
    stores: Stores, steps: list[Edit], data: st.DataObject
) -> None:
    operations = _with_strangers(steps, data)
    reference, tried = stores.new(), stores.new()
    for item in placed(operations):
        reference.take(item)
    for batch in _deliveries(operations, steps, data):
        tried.take(*batch)

    assert tried.states() == reference.states()
    assert tried.tables() == reference.tables()
    assert rebuild.rebuild(tried.connection, order=data.draw(st.randoms())) == []
    reference.close()
    tried.close()


def _with_strangers(steps: list[Edit], data: st.DataObject) -> list[Operation]:
    """Return the operations of the steps, some of them of a kind that nobody knows yet."""
    operations = [o._replace(entity="p1", subject="f1") for o, _ in written(steps)]
    strange = data.draw(st.sets(st.integers(0, len(operations) - 1), max_size=2))
    return [o._replace(kind="circle.set") if i in strange else o for i, o in enumerate(operations)]


def _deliveries(
    operations: list[Operation], steps: list[Edit], data: st.DataObject
) -> list[list[Placed]]:
    """Return batches in which every writer's stream comes in its order and nothing else is sure.

    Some operations come bare first; then everything comes once more through a relay.
    """
    bare = data.draw(st.sets(st.integers(0, len(operations) - 1)))
    streams: list[list[Placed]] = []
    for writer in range(3):
        own = [i for i, step in enumerate(steps) if step.writer == writer]
        sent = [operations[i].skeleton() if i in bare else operations[i] for i in own]
        streams.append(placed(sent, f"writer{writer}"))
    streams.append(placed(data.draw(st.permutations(operations)), "relay"))
    order = data.draw(st.permutations([s for s, items in enumerate(streams) for _ in items]))
    arriving = [streams[s][order[:i].count(s)] for i, s in enumerate(order)]
    cuts = sorted(data.draw(st.sets(st.integers(0, len(arriving)))) | {0, len(arriving)})
    batches = [arriving[start:end] for start, end in pairwise(cuts)]
    again = data.draw(st.sampled_from(batches))
    return [*batches, again]


def test_what_the_journal_of_one_laptop_wrote_is_the_same_on_another(stores: Stores) -> None:
    here, there = stores.new(), stores.new()
    here.write(*household("f1", "p1", "p2"))
    here.write(visiting("arrive", "f1", "p1", "p2"))
    here.write(visiting("leave", "f1", "p1"))
    there.take(*here.all_placed())

    assert there.tables() == here.tables()
    assert tips_for(there.journal.history("p1"), "person.set", ["name"]) == tips_for(
        here.journal.history("p1"), "person.set", ["name"]
    )
