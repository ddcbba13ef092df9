"""Operations from elsewhere: waiting, not understood, set aside, filled in later."""

from typing import Any

import pytest

from concierge_tui.domain.clock import MAX_AHEAD_MS
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.search import read_query
from db.laptop import rebuild
from db.laptop.directory import SqliteDirectory
from db.laptop.families import SqliteFamilies
from db.laptop.rows import State
from tests.journals.stores import NOW_MS, Store, looked, placed
from tests.journals.writing import op


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
