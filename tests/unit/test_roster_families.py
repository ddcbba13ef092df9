"""Rows of a roster to families, wherever they stand."""

from collections.abc import Sequence

import pytest

from concierge_tui.domain.roster import RosterImportCancelled, interpret, records, understand
from tests.rosters.small import FAMILY, HEAD, TODAY, changed, read, split, told


def test_a_row_nobody_can_be_called_by_waits_for_repair() -> None:
    reading = read(FAMILY, "2,,,,,2023/4/1,080-1111-2222,美園2,1,卵")

    assert reading.rows == 2
    assert len(reading.families) == 1
    assert [row.row for row in reading.nameless] == [3]
    assert "080-1111-2222" in reading.nameless[0].cells
    assert told(reading) == [(3, "", "name", "nobody_named")]


def test_a_row_cut_short_is_one_problem_and_still_a_family() -> None:
    rows = [changed(6, f"090-1234-567{n}", changed(7, "")) for n in range(4)]
    reading = read(*rows, "5,森　花,モリ ハナ")

    assert told(reading) == [(6, "", "row", "too_few_cells")]
    assert reading.families[-1].guardian.name == "森 花"


def test_a_row_with_a_comma_too_many_is_reported() -> None:
    assert (2, "", "row", "too_many_cells") in told(read(FAMILY + ",余り"))


@pytest.mark.parametrize(
    "row",
    [
        "",
        "合計,40家族,,,,,,,82,",
        "小計：,,,,,,,,3,",
        "※お子さまの人数は当日の朝に確定します。",
        "以上",
        "41,,,,,,,,,",
        ",,,,,,,,=SUM(I2:I41),",
        HEAD,
    ],
)
def test_what_is_no_family_is_no_data_row(row: str) -> None:
    reading = read(FAMILY, row)

    assert reading.rows == 1
    assert reading.problems == ()


def test_rows_of_one_family_are_put_together_wherever_they_stand() -> None:
    sister = changed(3, "林　海", changed(4, "ハヤシ ウミ"))
    other = "2,森　花,モリ ハナ,森　陸,モリ リク,2022/1/1,080-1111-2222,美園2,1,卵"
    reading = read(FAMILY, other, sister)

    assert [family.rows for family in reading.families] == [(2, 4), (3,)]
    assert [child.name for child in reading.families[0].children] == ["林 空", "林 海"]


def test_strangers_of_one_name_stay_apart() -> None:
    stranger = changed(6, "080-9999-8888", changed(7, "大門2"))
    in_one_town = [changed(6, f"080-9999-888{n}", changed(7, "美園")) for n in range(2)]

    assert len(read(FAMILY, stranger).families) == 2
    assert len(read(*in_one_town).families) == 2


def test_a_guardian_written_once_for_two_children_is_the_guardian_of_both() -> None:
    reading = read(changed(9, "卵"), "2,,,林　海,ハヤシ ウミ,2021/1/1,,,,")
    (family,) = reading.families

    assert [child.name for child in family.children] == ["林 空", "林 海"]
    assert [child.allergy.has for child in family.children] == ["yes", "yes"]
    assert told(reading) == [(3, "", "row", "continued")]


def test_ditto_marks_repeat_the_cell_above() -> None:
    reading = read(FAMILY, "2,〃,〃,林　海,ハヤシ ウミ,2021/1/1,同上,〃,〃,〃")

    assert [len(family.children) for family in reading.families] == [2]
    assert reading.problems == ()


def test_a_child_written_twice_is_one_child() -> None:
    reading = read(FAMILY, changed(0, "2"))

    assert len(reading.families[0].children) == 1
    assert told(reading) == [(3, "", "row", "child_repeated")]


def test_twins_are_two_children() -> None:
    twin = changed(3, "林　海", changed(4, "ハヤシ ウミ"))

    assert len(read(FAMILY, twin).families[0].children) == 2


def test_rows_of_a_family_that_disagree_are_reported() -> None:
    sister = changed(3, "林　海", changed(4, "ハヤシ ウミ", changed(7, "大門2")))
    reading = read(FAMILY, sister)

    assert reading.families[0].address.rest == "美園1"
    assert told(reading) == [(3, "", "address", "differs")]


def test_names_in_columns_of_their_own_are_joined() -> None:
    head = "保護者姓,保護者名,セイ,メイ,電話番号"
    guardian = read("林,花,ﾊﾔｼ,はな,090-1234-5678", head=head).families[0].guardian

    assert (guardian.name, guardian.kana) == ("林 花", "ハヤシ ハナ")


def test_a_middle_name_and_a_variant_kanji_stay_as_they_are() -> None:
    names = [changed(1, name) for name in ("グエン　ティ　ラン", "辻󠄀　𠮷子")]
    found = [read(row).families[0].guardian.name for row in names]

    assert found == ["グエン ティ ラン", "辻󠄀 𠮷子"]


def test_an_equal_row_has_an_equal_fingerprint_whatever_its_widths_and_columns() -> None:
    swapped = "電話番号,保護者氏名,保護者カナ,子ども氏名,子どもカナ,子ども生年月日,住所,大人の人数"
    swapped += ",アレルギー"
    other = (
        "０９０－１２３４－５６７８,林 花,ﾊﾔｼ ﾊﾅ,林 空,ハヤシ ソラ,２０２３／４／１,美園１,1,なし"
    )

    assert read(FAMILY).families[0].fingerprint == read(other, head=swapped).families[0].fingerprint


@pytest.mark.parametrize(("column", "cell"), [(3, "林　海"), (5, "2023/4/2"), (9, "卵")])
def test_a_corrected_row_has_another_fingerprint_and_the_same_match_key(
    column: int, cell: str
) -> None:
    before, after = read(FAMILY).families[0], read(changed(column, cell)).families[0]

    assert before.fingerprint != after.fingerprint
    assert before.match_key == after.match_key == "ハヤシハナ|09012345678"


def test_a_correction_of_the_mapping_is_followed() -> None:
    found = records("氏名,カナ,生年月日,送迎\n林,ハヤシ,2020/1/2,いる\n")
    mapping = understand(found).with_meaning(0, "g_name").with_meaning(3, "notes")

    (family,) = interpret(found, mapping, today=TODAY, split=split).families

    assert (family.guardian.name, family.notes) == ("林", "いる")


def test_progress_is_told_from_the_first_row_to_the_last() -> None:
    found = records("\n".join([HEAD, *[changed(1, f"林　{n}") for n in range(120)]]))
    seen: list[tuple[int, int]] = []

    interpret(
        found,
        understand(found),
        today=TODAY,
        split=split,
        progress=lambda done, total: seen.append((done, total)),
    )

    assert seen[0] == (0, 120)
    assert seen[-1] == (120, 120)
    assert seen == sorted(seen)


def test_a_person_can_stop_the_reading() -> None:
    answers: Sequence[bool] = [False, True]
    asked = iter(answers)
    found = records("\n".join([HEAD, *[changed(1, f"林　{n}") for n in range(120)]]))

    with pytest.raises(RosterImportCancelled):
        interpret(found, understand(found), today=TODAY, split=split, cancelled=lambda: next(asked))
