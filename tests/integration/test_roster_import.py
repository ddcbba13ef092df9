"""Bringing an organiser's roster in: again, corrected, broken, rehearsed, cancelled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_tui.domain.roster import RosterImportCancelled
from concierge_tui.services import roster_import
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.services.roster_tally import Imported
from concierge_tui.text.errors import sentence

BASIS = Basis("2026-11", "主催者が集めた名簿です。", "hash")
HEAD = "氏名,フリガナ,電話番号,郵便番号,住所,子の名前,子のフリガナ,子の生年月日,アレルギー\n"
TANAKA = (
    "田中 美咲,タナカ ミサキ,090-1111-2222,336-0967,さいたま市緑区美園1-1,"
    "田中 陽葵,タナカ ヒマリ,2024/7/2,卵アレルギー\n"
)
SUZUKI = (
    "鈴木 花,スズキ ハナ,080-3333-4444,336-0967,さいたま市緑区美園2-2,"
    "鈴木 蓮,スズキ レン,R6.1.5,なし\n"
)
BAD_DAY = "佐藤 優,サトウ ユウ,070-5555-6666,,,佐藤 凛,サトウ リン,2023/2/30,\n"
NOBODY = ",,090-7777-8888,,,,,,何かの行\n"


@pytest.fixture
def bring(desk: Desk, meetup: str, tmp_path: Path) -> Callable[..., Imported]:
    """Import these lines."""

    def run(*lines: str, dry_run: bool = False, **more: object) -> Imported:
        path = tmp_path / "roster.csv"
        path.write_text(HEAD + "".join(lines), encoding="utf-8")
        target = str(more.pop("meetup", meetup))
        opened = desk.rosters.open(path)
        return desk.rosters.run(opened, target, BASIS, dry_run=dry_run, **more)  # type: ignore[arg-type]

    return run


def operations(desk: Desk) -> int:
    return desk.examine(keep=False).operations


def family_of(desk: Desk, meetup: str, surname: str) -> str:
    found = desk.reception(meetup).find(surname).households
    return next(each.family.id for each in found)


def test_families_people_and_places_come_in(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    done = bring(TANAKA, SUZUKI)

    assert (done.rows, done.families, done.people, done.skipped) == (2, 2, 4, 0)
    assert desk.attendances.counts(meetup).people_expected == 4
    tanaka = desk.families.get(family_of(desk, meetup, "たなか"))
    assert (tanaka.prefecture, tanaka.city) == ("埼玉県", "さいたま市緑区")
    assert tanaka.source == "roster"
    assert tanaka.children[0].allergy.has == "yes"
    assert desk.examine(keep=False).differences == []


def test_everything_stands_under_the_organiser_s_basis(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    from concierge_tui.domain.consent import REGISTRATION
    from concierge_tui.domain.ids import consent_id

    bring(TANAKA)
    entity = consent_id(family_of(desk, meetup, "たなか"), REGISTRATION)

    (consent,) = desk.journal.history(entity)

    assert BASIS.text in (consent.body or "")


def test_a_second_import_writes_nothing_at_all(desk: Desk, bring: Callable[..., Imported]) -> None:
    bring(TANAKA, SUZUKI, BAD_DAY, NOBODY)
    before = operations(desk)

    again = bring(TANAKA, SUZUKI, BAD_DAY, NOBODY)

    assert (again.families, again.people, again.skipped, again.proposals) == (0, 0, 3, 0)
    assert operations(desk) == before


def test_the_same_row_twice_is_one_family(bring: Callable[..., Imported]) -> None:
    done = bring(TANAKA, TANAKA)

    assert (done.families, done.people) == (1, 2)


def test_a_corrected_row_becomes_proposals_and_changes_nothing(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    bring(TANAKA, SUZUKI)
    before = desk.families.get(family_of(desk, meetup, "たなか"))

    done = bring(TANAKA.replace("タナカ ミサキ", "タナカ ミサ").replace("卵", "そば"), SUZUKI)

    assert (done.families, done.skipped) == (0, 1)
    assert done.proposals == len(desk.lists.proposals(meetup)) > 0
    assert desk.families.get(before.id) == before
    fields = {(each.field, each.value) for each in desk.lists.proposals(meetup)}
    assert ("kana", "タナカ ミサ") in fields


def test_a_corrected_row_that_comes_again_proposes_nothing_new(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    corrected = TANAKA.replace("タナカ ミサキ", "タナカ ミサ")
    bring(TANAKA)
    bring(corrected)
    before = (operations(desk), desk.lists.proposals(meetup))

    assert before[1]
    assert bring(corrected).proposals == 0
    assert (operations(desk), desk.lists.proposals(meetup)) == before


def test_bad_cells_are_listed_with_their_row_and_stop_nobody(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    done = bring(TANAKA, BAD_DAY, NOBODY, SUZUKI)

    assert done.families == 3
    assert (3, "birthday", "feb30") in {(p.row, p.field, p.code) for p in done.problems}
    open_problems = {(p.record, p.code) for p in desk.lists.problems(meetup)}
    assert {(3, "feb30"), (4, "nobody_named")} <= open_problems
    sato = desk.families.get(family_of(desk, meetup, "さとう"))
    assert sato.children[0].birthday is None


def test_a_row_that_names_nobody_keeps_its_cells_for_the_repair(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    bring(TANAKA, NOBODY)

    (waiting,) = [p for p in desk.lists.problems(meetup) if p.code == "nobody_named"]

    assert "何かの行" in waiting.cells


def test_a_dry_run_says_the_same_and_writes_nothing(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    before = operations(desk)
    rehearsed = bring(TANAKA, SUZUKI, BAD_DAY, dry_run=True)

    assert operations(desk) == before
    assert desk.attendances.of_meetup(meetup) == []
    assert bring(TANAKA, SUZUKI, BAD_DAY) == rehearsed


def test_a_family_known_from_an_earlier_meetup_is_expected_and_not_doubled(
    desk: Desk, bring: Callable[..., Imported]
) -> None:
    bring(TANAKA)
    later = desk.meetups.new("次の会", "2026-12-12").id

    done = bring(TANAKA, meetup=later)

    assert (done.families, done.known) == (0, 1)
    assert len(desk.families.ids()) == 1
    assert desk.attendances.counts(later).people_expected == 2


def test_a_likely_double_is_told_and_never_merged(
    desk: Desk, bring: Callable[..., Imported]
) -> None:
    bring(TANAKA)
    later = desk.meetups.new("次の会", "2026-12-12").id

    done = bring(TANAKA.replace("田中 陽葵,タナカ ヒマリ", "田中 葵,タナカ アオイ"), meetup=later)

    assert done.families == 1
    assert done.duplicates
    assert len(desk.families.ids()) == 2


@pytest.mark.parametrize("patience", range(12))
def test_a_cancelled_import_leaves_nothing_half(
    desk: Desk, meetup: str, bring: Callable[..., Imported], patience: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(roster_import, "FAMILIES_AN_ACT", 1)
    asked = iter(range(patience))

    def cancelled() -> bool:
        return next(asked, None) is None

    try:
        done = bring(TANAKA, SUZUKI, BAD_DAY, NOBODY, cancelled=cancelled)
    except RosterImportCancelled:
        assert desk.families.ids() == []
        assert desk.attendances.of_meetup(meetup) == []
        assert desk.reception(meetup).find("たなか").households == ()
        assert desk.lists.problems(meetup) == []
        done = bring(TANAKA, SUZUKI, BAD_DAY, NOBODY)
    assert done.families == 3
    assert len(desk.families.ids()) == 3
    assert len(desk.lists.problems(meetup)) == len(done.problems) > 0
    assert desk.examine(keep=False).differences == []


def test_a_family_that_the_desk_went_on_with_outlives_the_cancelling(
    desk: Desk, bring: Callable[..., Imported], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_import, "FAMILIES_AN_ACT", 1)
    used = list[str]()

    def cancelled() -> bool:
        if not used and desk.families.ids():
            used.extend(desk.families.ids())
            opened = desk.households.open(used[0])
            person = opened.family.adults[0].id
            desk.households.correct(opened, {person: {"kana": "タナカ ミサ"}})
        return bool(used)

    with pytest.raises(RosterImportCancelled) as stopped:
        bring(TANAKA, SUZUKI, cancelled=cancelled)

    assert stopped.value.kept == 1
    assert "1家庭" in sentence(stopped.value)
    assert desk.families.ids() == used
    done = bring(TANAKA, SUZUKI)
    assert len(desk.families.ids()) == 2
    assert done.families >= 1


def test_undoing_at_the_desk_does_not_take_a_roster_away(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    from concierge_tui.domain.errors import NothingToUndo

    bring(TANAKA)

    with pytest.raises(NothingToUndo):
        desk.undo.last()
    assert len(desk.families.ids(meetup)) == 1


def test_the_progress_ends_with_all_of_all(
    monkeypatch: pytest.MonkeyPatch, bring: Callable[..., Imported]
) -> None:
    monkeypatch.setattr(roster_import, "FAMILIES_AN_ACT", 1)
    told: list[tuple[int, int]] = []

    bring(TANAKA, SUZUKI, progress=lambda done, total: told.append((done, total)))

    assert told[-1][0] == told[-1][1]
    assert all(done <= total for done, total in told)


def test_hostile_cells_come_in_clean(
    desk: Desk, meetup: str, bring: Callable[..., Imported]
) -> None:
    hostile = TANAKA.replace("田中 美咲", "田中\x1b[2J\u202e 美咲[/b]").replace("緑区", "緑区\x07")
    bring(hostile)
    tanaka = desk.families.get(family_of(desk, meetup, "たなか"))

    assert "\x1b" not in tanaka.model_dump_json()
    assert "\\u001b" not in tanaka.model_dump_json()
    assert "\u202e" not in tanaka.model_dump_json()
