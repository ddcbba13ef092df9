"""Cells of a roster: what is kept, what is emptied, what is reported."""

from datetime import date

import pytest

from tests.rosters.small import FAMILY, changed, read, told


def test_a_sound_row_is_a_family_without_problems() -> None:
    reading = read(FAMILY)
    (family,) = reading.families
    (child,) = family.children

    assert reading.problems == ()
    assert (family.guardian.name, family.guardian.kana) == ("林 花", "ハヤシ ハナ")
    assert family.guardian.phone == "09012345678"
    assert (child.name, child.kana, child.birthday) == ("林 空", "ハヤシ ソラ", date(2023, 4, 1))
    assert child.allergy.has == "no"
    assert (family.adults, family.address.rest) == (1, "美園1")
    assert reading.people == 2


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        (1, '=HYPERLINK("x"；"林")', ("g", "name", "formula")),
        (1, "", ("g", "name", "name_missing")),
        (1, "-", ("g", "name", "name_missing")),
        (1, "123", ("g", "name", "name_unreadable")),
        (2, "", ("g", "kana", "kana_missing")),
        (2, "林花", ("g", "kana", "kana_unreadable")),
        (3, "", ("c1", "name", "name_missing")),
        (3, "林\ufffd", ("c1", "name", "broken_characters")),
        (3, "林" * 2001, ("c1", "name", "huge")),
        (5, "2021/2/30", ("c1", "birthday", "feb30")),
        (5, "2031/5/3", ("c1", "birthday", "future")),
        (5, "平成33年4月5日", ("c1", "birthday", "era_over")),
        (5, "5.4.1", ("c1", "birthday", "era_unknown")),
        (5, "春ごろ", ("c1", "birthday", "unreadable")),
        (5, "", ("c1", "birthday", "birthday_missing")),
        (5, "1987/4/1", ("c1", "birthday", "grown_up")),
        (6, "090-1234", ("", "phone", "phone_length")),
        (6, "あとで聞く", ("", "phone", "phone_unreadable")),
        (6, "", ("", "phone", "phone_missing")),
        (8, "たくさん", ("", "adults", "adults_unreadable")),
        (9, "=1+1", ("", "notes", "formula")),
        (9, "卵" * 2001, ("", "notes", "huge")),
        (9, "卵\x1b[2J", ("", "notes", "control")),
    ],
)
def test_a_damaged_cell_is_reported_and_the_family_imported(
    column: int, cell: str, problem: tuple[str, str, str]
) -> None:
    reading = read(changed(column, cell))

    assert told(reading) == [(2, *problem)]
    assert len(reading.families) == 1


def test_a_damaged_cell_leaves_its_field_empty() -> None:
    (family,) = read(changed(1, "=A1", changed(5, "2021/2/30", changed(6, "090-1")))).families

    assert (family.guardian.name, family.guardian.kana) == ("", "ハヤシ ハナ")
    assert family.guardian.phone == ""
    assert family.children[0].birthday is None


@pytest.mark.parametrize("cell", ["なし", "電話なし", "携帯は持っていません", "ありません。"])
def test_who_has_no_telephone_has_answered(cell: str) -> None:
    reading = read(changed(6, cell))

    assert told(reading) == []
    assert reading.families[0].guardian.phone == ""


@pytest.mark.parametrize(
    ("cell", "has", "text"),
    [
        ("", "unknown", ""),
        ("特になし", "no", "特になし"),
        ("ありません。", "no", "ありません。"),
        ("不明", "unknown", "不明"),
        ("-", "unknown", "-"),
        ("なし(卵は食べたことがない)", "yes", "なし(卵は食べたことがない)"),
        ("あり", "yes", "あり"),
        ("卵\x1b]0;受付\x07\x1b[2J\x08\x00", "yes", "卵"),
        ("=1+1", "unknown", ""),
        ("卵" * 2001, "unknown", ""),
    ],
)
def test_only_a_plain_no_means_no_allergy(cell: str, has: str, text: str) -> None:
    (family,) = read(changed(9, cell)).families

    assert (family.children[0].allergy.has, family.children[0].allergy.text) == (has, text)


def test_whether_and_which_allergy_may_stand_in_two_columns() -> None:
    head = "保護者氏名,電話番号,子ども氏名,アレルギーの有無,アレルギーの内容"
    reading = read(
        "林,090-1234-5678,空,あり,卵",
        "森,090-1234-5679,海,なし,",
        "原,090-1234-5670,陸,なし,卵",
        head=head,
    )

    answers = [family.children[0].allergy for family in reading.families]
    assert [(a.has, a.text) for a in answers] == [("yes", "卵"), ("no", "なし"), ("yes", "卵")]


def test_a_lost_zero_is_put_back_and_told_as_mended() -> None:
    (problem,) = (reading := read(changed(6, "9012345678"))).problems

    assert reading.families[0].guardian.phone == "09012345678"
    assert (problem.code, problem.mended) == ("lost_zero", True)


def test_the_last_days_of_an_era_written_late_are_accepted() -> None:
    (problem,) = (reading := read(changed(5, "平成31年5月1日"))).problems

    assert reading.families[0].children[0].birthday == date(2019, 5, 1)
    assert problem.mended


def test_the_day_number_of_a_spreadsheet_is_a_date() -> None:
    assert read(changed(5, "45017")).families[0].children[0].birthday == date(2023, 4, 1)


def test_two_numbers_in_one_cell_are_first_and_second() -> None:
    guardian = read(changed(6, "090-1234-5678/048-765-4321")).families[0].guardian

    assert (guardian.phone, guardian.phone2) == ("09012345678", "0487654321")
