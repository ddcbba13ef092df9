"""Fields merge by what their writers saw; clocks only break ties."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain import fold
from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.fold import Cell, fold_registers
from concierge_tui.domain.operation import Operation
from tests.journals.writing import Edit, edits, informed_tips, op, written

ALLERGIES = [
    {"has": has, "text": text} for has in ("yes", "no", "unknown") for text in ("", "卵", "そば")
]
BODIES: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "kana": st.sampled_from(["タナカ", "タナベ", ""]) | st.none(),
        "must_not_collect": st.booleans(),
        "may_collect": st.booleans() | st.none(),
        "allergy": st.sampled_from(ALLERGIES) | st.none(),
    },
).filter(bool)


def name(text: str, op_id: str, base: Sequence[str] = (), hlc: int = 0) -> Operation:
    return op(op_id, "person.set", {"name": text}, base=base, hlc=hlc)


def cell(operations: Sequence[Operation], field: str = "name") -> Cell:
    return fold_registers("person", operations)[field]


@given(edits(BODIES), st.randoms())
def test_the_order_of_arrival_does_not_matter(steps: list[Edit], random: Any) -> None:
    operations = [operation for operation, _ in written(steps)]
    shuffled = random.sample(operations, len(operations))

    assert fold_registers("person", shuffled) == fold_registers("person", operations)


@given(edits(BODIES, size=12))
def test_the_tips_are_what_nobody_who_saw_it_wrote_upon(steps: list[Edit]) -> None:
    history = written(steps)
    cells = fold_registers("person", [operation for operation, _ in history])

    for field in {field for step in steps for field in step.body}:
        assert {tip.op_id for tip in cells[field].tips} == informed_tips(history, field)


@given(edits(BODIES, size=12))
def test_who_has_seen_everything_settles_everything(steps: list[Edit]) -> None:
    operations = [operation for operation, _ in written(steps)]
    body = {"kana": "サトウ", "phone": "0312345678", "may_collect": True}
    base = tips_for(operations, "person.set", body)

    cells = fold_registers("person", [*operations, op("last", "person.set", body, base=base)])

    assert {field: cells[field].value for field in body} == body
    assert not any(cells[field].contested for field in body)


def test_a_later_informed_edit_wins_against_a_clock_of_2031() -> None:
    early = name("田中", "a", hlc=2**60)
    later = name("田辺", "b", base=["a"], hlc=1)

    assert cell([early, later]).value == "田辺"
    assert not cell([early, later]).contested


def test_an_edit_is_not_lost_behind_two_wrong_clocks() -> None:
    first, second = name("田中", "a", hlc=9), name("田辺", "b", base=["a"], hlc=8)
    third = name("田部", "c", base=["b"], hlc=1)

    assert cell([first, second, third]) == Cell("田部", cell([third]).tips, ("田辺", "田中"))


def test_edits_that_did_not_know_of_each_other_are_contested_and_the_newest_is_shown() -> None:
    here, there = name("田中", "a", hlc=5), name("田辺", "b", hlc=6)

    assert cell([here, there]).value == "田辺"
    assert cell([here, there]).contested


def test_equal_times_are_settled_by_the_id_on_every_laptop() -> None:
    here, there = name("田中", "a", hlc=5), name("田辺", "b", hlc=5)

    assert cell([here, there]).value == cell([there, here]).value == "田辺"


def test_the_same_value_twice_is_no_conflict() -> None:
    assert not cell([name("田中", "a"), name("田中", "b")]).contested


def test_different_fields_never_contest_each_other() -> None:
    cells = fold_registers("person", [name("田中", "a"), op("b", "person.set", {"kana": "タナカ"})])

    assert [each.contested for each in cells.values()] == [False, False]


def test_an_edit_of_one_field_does_not_cover_another_that_its_base_wrote() -> None:
    both = op("a", "person.set", {"name": "田中", "kana": "タナカ"})
    corrected = op("b", "person.set", {"kana": "タナベ"}, base=["a"])

    cells = fold_registers("person", [both, corrected])

    assert (cells["name"].value, cells["kana"].value) == ("田中", "タナベ")


def test_covered_values_are_remembered_oldest_first() -> None:
    chain = [name("一", "a", hlc=1), name("二", "b", ["a"], 2), name("三", "c", ["b"], 3)]

    assert cell(chain).past == ("一", "二")


def test_null_takes_a_field_back_to_what_nobody_said() -> None:
    cleared = op("b", "person.set", {"role": None}, base=["a"])
    cells = fold_registers("person", [op("a", "person.set", {"role": "child"}), cleared])

    assert cells["role"].value is None


class TestAnOperationWhoseBodyIsWithheld:
    def test_it_says_nothing(self) -> None:
        assert fold_registers("person", [name("田中", "a").skeleton()]) == {}

    def test_an_older_value_does_not_come_back_through_it(self) -> None:
        old, hidden = name("田中", "a", hlc=9), name("田辺", "b", ["a"], 2)
        newest = name("田部", "c", ["b"], 3)

        assert cell([old, hidden.skeleton(), newest]).value == "田部"
        assert not cell([old, hidden.skeleton(), newest]).contested

    def test_it_hides_nothing_by_itself(self) -> None:
        old, hidden = name("田中", "a"), name("田辺", "b", ["a"])

        assert cell([old, hidden.skeleton()]).value == "田中"

    @given(edits(BODIES, size=12), st.data())
    def test_withholding_never_brings_back_what_was_covered(
        self, steps: list[Edit], data: st.DataObject
    ) -> None:
        history = written(steps)
        bare = data.draw(st.sets(st.sampled_from([o.op_id for o, _ in history])))
        left = [o.skeleton() if o.op_id in bare else o for o, _ in history]

        for field, found in fold_registers("person", left).items():
            visible = [(o, seen) for o, seen in history if o.op_id not in bare]
            assert {tip.op_id for tip in found.tips} == informed_tips(visible, field)


class TestBasesThatCannotBe:
    def test_an_operation_that_names_itself_never_counts(self) -> None:
        assert fold_registers("person", [name("田中", "a", ["a"])]) == {}

    def test_a_ring_never_counts(self) -> None:
        assert fold_registers("person", [name("田中", "a", ["b"]), name("田辺", "b", ["a"])]) == {}

    def test_a_ring_of_withheld_bodies_ends(self) -> None:
        ring = [name("一", "a", ["b"]).skeleton(), name("二", "b", ["a"]).skeleton()]

        assert cell([*ring, name("三", "c", ["a"])]).value == "三"

    def test_a_base_that_never_came_covers_nothing_else(self) -> None:
        assert cell([name("田中", "a", ["missing"])]).value == "田中"

    @given(st.lists(st.sets(st.integers(0, 4)), min_size=1, max_size=5), st.randoms())
    def test_whatever_bases_say_the_fold_answers_the_same(
        self, bases: list[set[int]], random: Any
    ) -> None:
        tangle = [
            name(str(i), f"o{i}", [f"o{b}" for b in base], hlc=i) for i, base in enumerate(bases)
        ]
        tangle[0] = tangle[0].skeleton()

        first = fold_registers("person", tangle)

        assert fold_registers("person", random.sample(tangle, len(tangle))) == first


def flags(field: str, *said: bool | None) -> Cell:
    operations = [op(f"o{i}", "person.set", {field: flag}) for i, flag in enumerate(said)]
    return cell(operations, field)


@pytest.mark.parametrize("order", [(True, False), (False, True), (True, None), (None, True)])
def test_a_bar_on_a_collector_survives_every_merge(order: tuple[bool | None, ...]) -> None:
    assert flags("must_not_collect", *order).value is True
    assert flags("must_not_collect", *order).contested


@pytest.mark.parametrize("order", [(True, False), (False, True), (True, None), (None, True)])
def test_a_right_to_collect_must_be_undisputed(order: tuple[bool | None, ...]) -> None:
    assert flags("may_collect", *order).value is False
    assert flags("may_collect", *order).contested


@pytest.mark.parametrize("field", ["must_not_collect", "may_collect"])
def test_a_right_that_nobody_spoke_of_stays_unsaid(field: str) -> None:
    assert flags(field, None, None).value is None


def test_a_bar_can_be_lifted_by_who_has_seen_it() -> None:
    barred = op("a", "person.set", {"must_not_collect": True}, hlc=9)
    lifted = op("b", "person.set", {"must_not_collect": False}, base=["a"], hlc=1)

    assert cell([barred, lifted], "must_not_collect").value is False


def allergy(*said: tuple[str, str] | None) -> Any:
    operations = [
        op(f"o{i}", "person.set", {"allergy": each and {"has": each[0], "text": each[1]}})
        for i, each in enumerate(said)
    ]
    return cell(operations, "allergy").value


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ([("yes", "卵"), ("no", "")], ("yes", "卵")),
        ([("no", ""), ("yes", "卵")], ("yes", "卵")),
        ([("no", ""), ("unknown", "")], ("unknown", "")),
        ([("unknown", "そばかも"), ("yes", "卵")], ("yes", "そばかも / 卵")),
        ([("yes", "卵"), ("yes", "そば")], ("yes", "そば / 卵")),
        ([("yes", "卵"), ("yes", "卵")], ("yes", "卵")),
        ([("yes", "卵"), ("yes", "そば"), ("no", "")], ("yes", "そば / 卵")),
        ([None, ("yes", "卵")], ("yes", "卵")),
    ],
)
def test_the_most_careful_answer_about_allergies_is_shown_with_all_texts(
    said: list[tuple[str, str] | None], shown: tuple[str, str]
) -> None:
    assert allergy(*said) == {"has": shown[0], "text": shown[1]}


@given(edits(BODIES, size=12))
def test_no_merge_forgets_what_someone_said_about_an_allergy(steps: list[Edit]) -> None:
    found = fold_registers("person", [operation for operation, _ in written(steps)])
    tips = [tip.value for tip in found["allergy"].tips] if "allergy" in found else []
    careful = ["yes", "unknown", "no"]

    for said in filter(None, tips):
        shown = found["allergy"].value
        assert said["text"] in shown["text"]
        assert careful.index(shown["has"]) <= careful.index(said["has"])


def latest_by_clock(operations: Sequence[Operation]) -> str:
    """Return what a merge by clock alone would show: wrong, though it converges too."""
    newest = max(operations, key=lambda o: (o.hlc, o.op_id))
    return str(fold.body_of(newest)["name"])


@pytest.mark.parametrize("merge", [latest_by_clock])
def test_a_merge_by_clock_alone_would_fail_here(
    merge: Callable[[Sequence[Operation]], str],
) -> None:
    operations = [name("田中", "a", hlc=2**60), name("田辺", "b", base=["a"], hlc=1)]

    assert merge(operations) != cell(operations).value
