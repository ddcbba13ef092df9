"""Operations from elsewhere: any order, any batches, again and again, with anything in them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.clock import MAX_AHEAD_MS
from concierge_tui.domain.fold import tips_for
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.operation import Operation, Placed
from concierge_tui.domain.search import read_query
from db.laptop import rebuild
from db.laptop.directory import SqliteDirectory
from db.laptop.families import SqliteFamilies
from db.laptop.lists import SqliteLists
from db.laptop.rows import State
from tests.journals.stores import MEETUP, NOW_MS, Store, Stores, looked, placed
from tests.journals.writing import ANYTHING, Edit, edits, op, written


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    return Stores(tmp_path_factory.mktemp("stores"))


@pytest.fixture
def store(stores: Stores) -> Iterator[Store]:
    opened = stores.new()
    yield opened
    opened.close()


def person(op_id: str, body: dict[str, Any], **more: Any) -> Operation:
    return op(op_id, "person.set", body, entity="p1", subject="f1", **more)


def name_of(store: Store) -> str:
    return SqliteFamilies(store.connection).person("p1").name


FIRST = person("a", {"family": "f1", "name": "田中"}, hlc=9)
SECOND = person("b", {"name": "田辺"}, base=["a"], hlc=8)
THIRD = person("c", {"name": "田部"}, base=["b"], hlc=7)


class TestWhatNamesAnOperationThatHasNotCome:
    def test_it_waits_and_counts_nothing(self, store: Store) -> None:
        (outcome,) = store.take(*placed([SECOND]))

        assert outcome.state == "pending"
        assert store.tables()["person"] == []

    def test_it_counts_as_soon_as_its_base_is_there(self, store: Store) -> None:
        store.take(*placed([SECOND]))
        store.take(*placed([FIRST], "other"))

        assert name_of(store) == "田辺"
        assert store.one("SELECT count(*) FROM waiting") == 0

    def test_a_whole_row_of_waiting_edits_wakes_at_once(self, store: Store) -> None:
        store.take(*placed([THIRD, SECOND]))
        store.take(*placed([FIRST], "other"))

        assert name_of(store) == "田部"
        assert set(store.states().values()) == {State.APPLIED}

    def test_it_waits_until_the_last_of_several_has_come(self, store: Store) -> None:
        both = person("d", {"name": "二人"}, base=["a", "x"])
        store.take(*placed([both]))
        store.take(*placed([FIRST], "other"))

        assert name_of(store) == "田中"

        store.take(*placed([person("x", {"name": "別"})], "third"))

        assert name_of(store) == "二人"

    @pytest.mark.parametrize("split", [1, 2, 3])
    def test_batches_do_not_matter(self, store: Store, split: int) -> None:
        arriving = placed([THIRD, SECOND, FIRST])
        store.take(*arriving[:split])
        store.take(*arriving[split:])

        assert name_of(store) == "田部"

    def test_an_operation_that_names_itself_never_counts(self, store: Store) -> None:
        (outcome,) = store.take(*placed([person("a", {"name": "我"}, base=["a"])]))

        assert outcome.state == "pending"
        assert store.tables()["person"] == []

    @pytest.mark.parametrize("together", [True, False])
    def test_a_ring_never_counts(self, store: Store, together: bool) -> None:
        ring = [person("a", {"name": "一"}, base=["b"]), person("b", {"name": "二"}, base=["a"])]
        arriving = placed(ring)
        for some in [arriving] if together else [[each] for each in arriving]:
            store.take(*some)

        assert store.tables()["person"] == []
        assert rebuild.rebuild(store.connection) == []


class TestWhatANewerProgramWrote:
    FUTURE = op("x", "circle.join", {"who": "p1"}, entity="p1")
    NEWER = person("x", {"name": {"family": "田中"}}, kv=2)

    @pytest.mark.parametrize("newer", [FUTURE, NEWER])
    def test_it_is_kept_and_forwarded_and_not_understood(
        self, store: Store, newer: Operation
    ) -> None:
        (outcome,) = store.take(*placed([newer]))

        assert outcome.state == "opaque"
        kept = store.all_placed(placed([newer])[0].stream)[0].operation
        assert kept == newer._replace(area=kept.area)
        assert not any(store.tables().values())

    @pytest.mark.parametrize("batches", [[[0, 1]], [[0], [1]], [[1], [0]], [[1, 0]]])
    def test_what_builds_on_it_counts_in_every_order(
        self, store: Store, batches: list[list[int]]
    ) -> None:
        on_it = person("b", {"family": "f1", "name": "田辺"}, base=["x"])
        arriving = [placed([self.FUTURE])[0], placed([on_it], "other")[0]]
        for batch in batches:
            store.take(*[arriving[i] for i in batch])

        assert name_of(store) == "田辺"


class TestWhatIsSetAside:
    def test_the_same_id_with_other_content(self, store: Store) -> None:
        store.take(*placed([FIRST]))
        (outcome,) = store.take(*placed([person("a", {"name": "偽"}, hlc=9)], "other"))

        assert (outcome.state, outcome.reason) == ("quarantined", "same_id_other_content")
        assert name_of(store) == "田中"

    def test_a_place_beyond_a_gap(self, store: Store) -> None:
        (outcome,) = store.take(*placed([FIRST], first=2))

        assert (outcome.state, outcome.reason) == ("quarantined", "gap")
        assert store.states() == {}

    def test_a_place_that_another_operation_holds(self, store: Store) -> None:
        store.take(*placed([FIRST]))
        (outcome,) = store.take(*placed([person("z", {"name": "偽"})]))

        assert (outcome.state, outcome.reason) == ("quarantined", "position_taken")

    def test_a_body_that_is_not_the_one_that_was_hashed(self, store: Store) -> None:
        forged = FIRST._replace(body='{"name":"偽"}')
        (outcome,) = store.take(*placed([forged]))

        assert (outcome.state, outcome.reason) == ("quarantined", "body_hash")

    def test_it_blocks_nothing_behind_it(self, store: Store) -> None:
        forged = person("z", {"name": "偽"})._replace(body="{}")
        outcomes = store.take(*placed([forged, FIRST]))

        assert [outcome.state for outcome in outcomes] == ["quarantined", "applied"]

    def test_an_operation_of_another_area_takes_no_place(self, store: Store) -> None:
        (item,) = placed([FIRST])
        (outcome,) = store.take(item._replace(operation=FIRST._replace(area="elsewhere")))

        assert (outcome.state, outcome.reason) == ("quarantined", "wrong_area")


class TestABodyThatComesLater:
    def test_it_fills_the_bare_operation_and_every_table(self, store: Store) -> None:
        store.take(*placed([FIRST.skeleton()]))
        (outcome,) = store.take(*placed([FIRST]))

        assert outcome.state == "filled"
        assert name_of(store) == "田中"
        assert SqliteDirectory(store.connection).find(read_query("田中"), 9)

    def test_it_may_come_from_another_stream_in_the_same_batch(self, store: Store) -> None:
        outcomes = store.take(*placed([FIRST.skeleton()]), *placed([FIRST], "other"))

        assert [outcome.state for outcome in outcomes] == ["applied", "filled"]
        assert name_of(store) == "田中"

    def test_a_waiting_operation_still_waits_when_it_is_filled(self, store: Store) -> None:
        undo = op("u", "act.undo", {}, entity="some-act", base=["missing"])
        store.take(*placed([undo.skeleton(), SECOND.skeleton()]))
        store.take(*placed([undo, SECOND]))

        assert not any(store.tables().values())
        assert set(store.states().values()) == {State.PENDING}

    def test_a_newer_program_s_operation_is_still_not_understood(self, store: Store) -> None:
        newer = person("x", {"name": "新"}, kv=2)
        store.take(*placed([newer.skeleton()]))
        store.take(*placed([newer]))

        assert not any(store.tables().values())

    def test_filling_what_was_covered_moves_no_index(self, store: Store) -> None:
        store.take(*placed([FIRST.skeleton(), SECOND, THIRD]))
        store.take(*placed([FIRST]))

        assert rebuild.rebuild(store.connection) == []


def test_the_same_arrivals_twice_change_nothing(store: Store) -> None:
    arriving = placed([FIRST, SECOND, THIRD])
    store.take(*arriving)
    before = store.tables()

    assert {outcome.state for outcome in store.take(*arriving)} == {"duplicate"}
    assert store.tables() == before


def test_a_laptop_in_2031_poisons_nobody_s_clock(store: Store) -> None:
    far = (NOW_MS + MAX_AHEAD_MS + 1) << 16
    store.take(*placed([person("a", {"name": "未来"}, hlc=far)]))

    assert store.write(looked()).operations[0].hlc < far


def test_a_clock_a_little_ahead_is_followed(store: Store) -> None:
    near = (NOW_MS + 60_000) << 16
    store.take(*placed([person("a", {"name": "隣"}, hlc=near)]))

    assert store.write(looked()).operations[0].hlc > near


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
    from tests.journals.stores import household, visiting

    here, there = stores.new(), stores.new()
    here.write(*household("f1", "p1", "p2"))
    here.write(visiting("arrive", "f1", "p1", "p2"))
    here.write(visiting("leave", "f1", "p1"))
    there.take(*here.all_placed())

    assert there.tables() == here.tables()
    assert tips_for(there.journal.history("p1"), "person.set", ["name"]) == tips_for(
        here.journal.history("p1"), "person.set", ["name"]
    )
