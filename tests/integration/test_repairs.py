"""Each answer of a person writes the value and ends the question, in one act."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.errors import (
    BirthdayUnreadable,
    FieldInvalid,
    FieldMissing,
    PhoneUnreadable,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.roster import ChangedMeanwhile, RosterImportCancelled
from concierge_tui.domain.task import Problem
from concierge_tui.services.desk import Desk
from concierge_tui.services.nameless import NamelessForm, guessed
from concierge_tui.services.roster_import import FAMILIES_AN_ACT, Basis
from concierge_tui.text import consent

HEAD = (
    "番号,保護者氏名,ふりがな,続柄,電話番号,子ども氏名,子どもふりがな,子ども生年月日,郵便番号,住所"
)
DAMAGED = """
1,田中 美咲,たなか みさき,母,090-1234-5678,田中 蓮,たなか れん,R7.2.30,,さいたま市緑区美園1-1
2,佐藤 花,さとう x,母,09012,佐藤 空,さとう そら,2024/3/3,99,埼玉県さいたま市緑区美園2-1
3,,,,080-1111-2222,,,令和5年5月5日,336-0967,埼玉県さいたま市緑区美園3-3"""
BASIS = Basis(consent.VERSION, consent.ORGANISER_BASIS, consent.text_hash(consent.ORGANISER_BASIS))


def roster(folder: Path, rows: str, name: str = "名簿.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + rows + "\n", encoding="utf-8")
    return path


@pytest.fixture
def problems(desk: Desk, meetup: str, tmp_path: Path) -> dict[str, Problem]:
    """The open problems of a damaged roster, by field."""
    desk.rosters.run(desk.rosters.open(roster(tmp_path, DAMAGED)), meetup, BASIS)
    return {p.field if not p.cells else "nameless": p for p in desk.lists.problems(meetup)}


@pytest.mark.parametrize(
    ("field", "typed", "holder", "value"),
    [
        ("birthday", "令和７年２月３日", "child", "2025-02-03"),
        ("kana", "さとう　はな", "guardian", "サトウ ハナ"),
        ("phone", "０９０ー１２３４ー５６７８", "guardian", "09012345678"),
        ("postal", "３３６－０９６７", "family", "3360967"),
    ],
)
def test_what_is_typed_is_read_like_the_roster_and_ends_the_problem(
    desk: Desk, problems: dict[str, Problem], field: str, typed: str, holder: str, value: str
) -> None:
    repairs = desk.repairs()
    family = repairs.family_of(problems[field].id)
    assert family is not None

    repairs.mend(problems[field], typed)

    now = desk.families.get(family.id)
    people = {"guardian": now.adults[:1], "child": now.children[:1]}
    entity = people[holder][0] if holder in people else now
    assert str(getattr(entity, field)) == value
    assert problems[field].id not in {p.id for p in desk.lists.problems()}


def test_a_mended_problem_comes_back_whole_with_undo(
    desk: Desk, problems: dict[str, Problem]
) -> None:
    before = desk.lists.problems()

    desk.repairs().mend(problems["birthday"], "2025/2/3")
    desk.undo.last()

    assert desk.lists.problems() == before


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("birthday", "R7.2.31", BirthdayUnreadable),
        ("phone", "090", PhoneUnreadable),
        ("kana", "佐藤", FieldInvalid),
        ("postal", "abc", FieldInvalid),
        ("kana", "　", FieldMissing),
    ],
)
def test_what_cannot_be_read_writes_nothing(
    desk: Desk, problems: dict[str, Problem], field: str, typed: str, error: type[Exception]
) -> None:
    before = desk.journal.last_act()

    with pytest.raises(error):
        desk.repairs().mend(problems[field], typed)

    assert desk.journal.last_act() == before


def test_a_problem_can_be_left_as_it_is(desk: Desk, problems: dict[str, Problem]) -> None:
    desk.repairs().drop(problems["birthday"])
    desk.repairs().looked(problems["kana"])

    left = {p.id for p in desk.lists.problems()}
    assert not left & {problems["birthday"].id, problems["kana"].id}


def test_the_cells_of_a_nameless_row_explain_themselves(
    desk: Desk, problems: dict[str, Problem]
) -> None:
    form = guessed(problems["nameless"].cells, today=desk.now().date())

    assert form == NamelessForm(
        phone="080-1111-2222",
        child_birthday="令和5年5月5日",
        postal="336-0967",
        address="埼玉県さいたま市緑区美園3-3",
    )


def test_a_nameless_row_becomes_a_family_under_the_organisers_basis(
    desk: Desk, meetup: str, problems: dict[str, Problem]
) -> None:
    problem = problems["nameless"]
    form = guessed(problem.cells, today=desk.now().date())

    act = desk.repairs().register(problem, form.model_copy(update={"name": "鈴木 一"}))

    families = [desk.families.get(family) for family in desk.families.ids(meetup)]
    made = next(f for f in families if f.adults and f.adults[0].name == "鈴木 一")
    assert (made.city, made.children[0].birthday.isoformat()) == ("さいたま市緑区", "2023-05-05")  # type: ignore[union-attr]
    assert "consent.grant" in {op.kind for op in act.operations}
    assert problem.id not in {p.id for p in desk.lists.problems()}


def test_a_nameless_row_without_any_name_writes_nothing(
    desk: Desk, problems: dict[str, Problem]
) -> None:
    with pytest.raises(FieldMissing):
        desk.repairs().register(problems["nameless"], NamelessForm(phone="080-1111-2222"))


def test_a_proposal_is_taken_or_left(
    desk: Desk, meetup: str, problems: dict[str, Problem], tmp_path: Path
) -> None:
    del problems
    later = DAMAGED.replace("美園1-1", "美園1-99").replace("田中 蓮", "田中 連")
    path = roster(tmp_path, later, "改訂.csv")
    desk.rosters.run(desk.rosters.open(path), meetup, BASIS)
    repairs = desk.repairs()
    by_field = {proposal.field: proposal for proposal in desk.lists.proposals()}
    was = repairs.now_of(by_field["name"])

    repairs.take(by_field["rest"], repairs.now_of(by_field["rest"]))
    repairs.leave(by_field["name"])

    assert repairs.now_of(by_field["rest"]) == by_field["rest"].value
    assert repairs.now_of(by_field["name"]) == was == "田中 蓮"
    assert desk.lists.proposals() == []


def test_what_somebody_wrote_meanwhile_is_not_overwritten(
    desk: Desk, problems: dict[str, Problem]
) -> None:
    problem = problems["birthday"]
    repairs = desk.repairs()
    family = repairs.family_of(problem.id)
    assert family is not None
    child = family.children[0].id
    opened = desk.households.open(family.id)
    desk.households.correct(opened, {child: {"birthday": "2023-02-28"}})

    with pytest.raises(ChangedMeanwhile):
        repairs.mend(problem, "2023/2/3")

    assert str(desk.families.person(child).birthday) == "2023-02-28"
    repairs.drop(problem)
    with pytest.raises(ChangedMeanwhile):
        repairs.mend(problem, "2023/2/3")


def test_a_mending_that_was_taken_back_can_be_done_again(
    desk: Desk, problems: dict[str, Problem]
) -> None:
    problem = problems["birthday"]
    desk.repairs().mend(problem, "2023/2/3")
    desk.undo.last()
    desk.repairs().mend(problem, "2023/2/4")
    assert problem.id not in {each.id for each in desk.lists.problems()}


def test_a_later_roster_does_not_win_over_what_nobody_saw(
    desk: Desk, meetup: str, problems: dict[str, Problem], tmp_path: Path
) -> None:
    del problems
    path = roster(tmp_path, DAMAGED.replace("美園1-1", "美園1-99"), "改訂.csv")
    desk.rosters.run(desk.rosters.open(path), meetup, BASIS)
    repairs = desk.repairs()
    (proposal,) = desk.lists.proposals()
    seen = repairs.now_of(proposal)
    family = repairs.family_of(proposal.id)
    assert family is not None
    desk.households.correct(desk.households.open(family.id), {family.id: {"rest": "美園5-5"}})

    with pytest.raises(ChangedMeanwhile):
        repairs.take(proposal, seen)
    assert repairs.now_of(proposal) == "美園5-5"


def test_a_chosen_value_ends_the_conflict(desk: Desk, problems: dict[str, Problem]) -> None:
    family = desk.repairs().family_of(problems["kana"].id)
    assert family is not None
    person = family.adults[0].id
    for kana in ("サトウ ハナ", "サトウ カ"):
        # Neither knows of the other: both state an empty base.
        draft = Draft("person.set", person, {"kana": kana}, subject=family.id, base=())
        desk.journal.append([draft], desk.author())
    conflict = desk.lists.conflicts()[0]
    wanted = next(said for said in conflict.values if said.value == "サトウ カ")

    desk.repairs().choose(conflict, wanted.op_id)

    assert desk.lists.conflicts() == []
    assert desk.families.person(person).kana == "サトウ カ"


def test_a_choice_that_is_taken_back_is_a_question_again(
    desk: Desk, problems: dict[str, Problem]
) -> None:
    family = desk.repairs().family_of(problems["kana"].id)
    assert family is not None
    person = family.adults[0].id
    for kana in ("サトウ カ", "サトウ ハナ", "サトウ カ", "サトウ ハル"):
        draft = Draft("person.set", person, {"kana": kana}, subject=family.id, base=())
        desk.journal.append([draft], desk.author())
    before = {said.value for said in desk.lists.conflicts()[0].values}
    for _ in range(2):
        (conflict,) = desk.lists.conflicts()
        wanted = next(said for said in conflict.values if said.value == "サトウ カ")
        desk.repairs().choose(conflict, wanted.op_id)
        assert desk.lists.conflicts() == []

        desk.undo.last()

        (again,) = desk.lists.conflicts()
        assert {said.value for said in again.values} == before
        assert desk.families.person(person).kana == "サトウ ハル"
    assert desk.examine(keep=False).differences == []


def test_a_cancelled_import_leaves_nothing_and_can_be_repeated(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    rows = "".join(
        f"\n{n},保護者{chr(0x4E00 + n)},ほごしゃ,母,090-0000-{n:04},子,こ,2024/1/1,,"
        for n in range(FAMILIES_AN_ACT + 20)
    )
    opened = desk.rosters.open(roster(tmp_path, rows + DAMAGED))
    written = 0

    def progress(done: int, total: int) -> None:
        nonlocal written
        written = done if total < FAMILIES_AN_ACT * 3 and desk.families.ids(meetup) else 0

    with pytest.raises(RosterImportCancelled):
        desk.rosters.run(opened, meetup, BASIS, progress=progress, cancelled=lambda: written > 0)

    assert desk.families.ids() == []
    assert desk.lists.problems() == []
    again = desk.rosters.run(opened, meetup, BASIS)
    assert again.families == FAMILIES_AN_ACT + 22
    assert {p.code for p in desk.lists.problems()} >= {"nobody_named", "feb30"}
