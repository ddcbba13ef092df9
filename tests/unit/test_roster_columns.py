"""Free Japanese headings to meanings."""

import pytest

from concierge_tui.domain.roster import (
    IGNORE,
    MEANINGS,
    Record,
    RosterUnreadable,
    find_header,
    map_columns,
    records,
    understand,
)
from concierge_tui.text.roster import meaning_label


def meanings(header: str) -> str:
    return " ".join(column.meaning for column in map_columns(header.split()).columns)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("№ 保護者氏名 保護者氏名カナ 続柄", "no g_name g_kana relation"),
        ("お子さまとのご関係 お子さまのお名前 お子さまのよみがな", "relation c1_name c1_kana"),
        ("保護者姓 保護者名 セイ メイ", "g_surname g_given g_surname_kana g_given_kana"),
        ("保護者名 園児名 園児名カナ", "g_name c1_name c1_kana"),
        ("申込者 第1子氏名 第二子氏名 3人目のお子さま氏名", "g_name c1_name c2_name c3_name"),
        ("氏名 フリガナ 氏名 フリガナ 生年月日", "g_name g_kana c1_name c1_kana c1_birth"),
        ("氏名 ﾌﾘｶﾞﾅ 生年月日", "c1_name c1_kana c1_birth"),
        ("保護者氏名 生年月日 子ども氏名 生年月日", "g_name ignore c1_name c1_birth"),
        ("お名前 自宅電話 携帯電話 緊急連絡先", "g_name phone2 phone emergency"),
        ("お名前 スマホの有無 スマホ番号", "g_name smartphone phone"),
        ("お名前 都道府県 市区町村 番地", "g_name address address address"),
        ("お名前 〒 Eメール ご住所", "g_name postal email address"),
        ("お名前 大人の人数 子どもの人数", "g_name adults ignore"),
        ("お名前 アレルギーの有無 アレルギーの内容", "g_name allergy allergy"),
        ("子1名前 子1アレルギー 子2名前 子2アレルギー", "c1_name c1_allergy c2_name c2_allergy"),
        ("お名前 この会を何で知りましたか 備考", "g_name channel notes"),
        ("お名前(必須) お子さまの生年月日（例：2020/4/1）", "g_name c1_birth"),
        ("タイムスタンプ 建物名 FAX 性別 保護者名", "ignore address ignore ignore g_name"),
    ],
)  # fmt: skip
def test_headings_are_understood(header: str, expected: str) -> None:
    assert meanings(header) == expected


def test_a_heading_that_nobody_understands_is_listed_and_a_useless_one_is_not() -> None:
    mapping = map_columns(["氏名", "送迎バス", "年齢"])

    assert [column.header for column in mapping.unknown] == ["送迎バス"]


def test_a_guess_is_marked_as_doubtful() -> None:
    mapping = map_columns(["氏名", "フリガナ", "電話番号"])

    assert [column.meaning for column in mapping.doubtful] == ["g_name"]


def test_content_that_contradicts_its_heading_is_doubtful() -> None:
    sample = [["林", "未定"], ["森", "あとで"], ["原", "聞く"]]
    mapping = map_columns(["保護者氏名", "電話番号"], sample)

    assert [column.meaning for column in mapping.doubtful] == ["phone"]


def test_a_contact_that_holds_mail_addresses_is_a_mail_address() -> None:
    sample = [["林", "a@example.com"], ["森", "b@example.jp"], ["原", "c@example.com"]]

    assert map_columns(["保護者氏名", "連絡先"], sample).columns[1].meaning == "email"


def test_a_nameless_column_is_known_by_its_content() -> None:
    sample = [["林", "336-0967"], ["森", "〒2130001"], ["原", "９３０－０２８１"]]

    assert map_columns(["保護者氏名", ""], sample).columns[1].meaning == "postal"


def test_a_person_corrects_a_column() -> None:
    mapping = map_columns(["氏名", "送迎バス"]).with_meaning(1, "notes")

    assert mapping.indexes("notes") == (1,)
    assert mapping.columns[1].confidence == 1.0
    assert mapping.unknown == ()


@pytest.mark.parametrize(("index", "meaning"), [(1, "nonsense"), (7, "notes")])
def test_a_correction_to_nothing_is_refused(index: int, meaning: str) -> None:
    with pytest.raises(ValueError, match=meaning):
        map_columns(["氏名", "送迎バス"]).with_meaning(index, meaning)


def test_the_header_is_found_below_titles() -> None:
    found = records("名簿\n開催日,2026年12月5日,,会場,美園\n\nNo.,保護者氏名,電話番号\n1,林,090\n")

    assert understand(found).header_record == 4


def test_a_header_on_two_rows_is_read_as_one() -> None:
    found = records(
        "No,保護者,,お子さま1,,お子さま2,,電話\n"
        ",氏名,フリガナ,氏名,生年月日,氏名,生年月日,\n"
        "1,林 花,ハヤシ ハナ,林 空,2020/1/2,,,090-1234-5678\n"
    )
    mapping = understand(found)

    assert mapping.header_record == 2
    assert " ".join(column.meaning for column in mapping.columns) == (
        "no g_name g_kana c1_name c1_birth c2_name c2_birth phone"
    )


def test_a_family_is_never_taken_for_a_header() -> None:
    found = records("1,母,林 花,ハヤシ ハナ,090-1234-5678,a@mail.example.com\n")

    assert find_header(found) is None


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(RosterUnreadable) as refused:
        understand([Record(1, 1, ("買い物", "牛乳")), Record(2, 2, ("", "卵"))])

    assert refused.value.reason == "no_header"


def test_every_meaning_has_a_name_of_its_own_on_screen() -> None:
    labels = [meaning_label(meaning) for meaning in MEANINGS]

    assert len(set(labels)) == len(labels)
    assert all(not label.isascii() for label in labels)
    assert meaning_label(IGNORE) == "取り込まない"
