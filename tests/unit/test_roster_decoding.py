"""Bytes of a roster to text, and text to records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.roster import RosterUnreadable, decode, records

LIST = "保護者氏名,フリガナ,電話番号\r\n山崎　花,ﾔﾏｻﾞｷ ﾊﾅ,０９０－１２３４－５６７８\r\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-32", "iso2022_jp_ext"]
)
def test_each_encoding_is_recognised_without_help(encoding: str) -> None:
    text = LIST.replace("－", "ー") if encoding in {"euc_jp", "iso2022_jp_ext"} else LIST

    read = decode(text.encode(encoding))

    assert read.text == text
    assert read.replaced == 0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_recognised_without_its_mark(encoding: str) -> None:
    assert decode(LIST.encode(encoding)).text == LIST


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_one_short_row_is_enough_to_tell_the_encodings_apart(encoding: str) -> None:
    assert decode("氏名,カナ\nあ,ア\n".encode(encoding)).encoding == encoding


def test_a_person_may_choose_another_encoding() -> None:
    assert decode(LIST.encode("cp932"), "cp932").text == LIST


def test_a_broken_byte_is_counted_and_stands_visibly_in_its_cell() -> None:
    broken = LIST.encode().replace("花".encode(), b"\xe8\x8a", 1)

    read = decode(broken)

    assert read.encoding == "utf-8"
    assert read.replaced == 1
    assert "山崎　\ufffd" in read.text


def test_a_file_that_ends_within_a_character_is_still_read() -> None:
    read = decode(("氏名,カナ,電話\r\n" * 50 + "山").encode("cp932")[:-1])

    assert read.text.startswith("氏名,カナ,電話")
    assert read.replaced == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xd0\xcf\x11\xe0....", "old_excel"),
        (b"PK\x03\x04....", "workbook"),
        (bytes(range(128, 256)) * 40, "not_text"),
        (b"a" * (20 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_is_no_list_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(RosterUnreadable) as refused:
        decode(data)

    assert refused.value.reason == reason


def test_every_record_counts_and_its_first_line_is_known() -> None:
    found = records('題\n\n氏名,メモ\n林,"一行目\n二行目"\n森,\n')

    assert [(r.number, r.line) for r in found] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 6)]
    assert found[3].cells == ("林", "一行目\n二行目")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f"名簿\n氏名{delimiter}住所\n林{delimiter}美園1、2\n"

    assert records(text)[2].cells == ("林", "美園1、2")


def test_quotes_keep_delimiters_and_doubled_quotes() -> None:
    assert records('a,b\n"x, ""y""",z\n')[1].cells == ('x, "y"', "z")


def test_a_quote_that_never_closes_does_not_swallow_the_families_below() -> None:
    text = '氏名,カナ,電話\n"林,ハヤシ,090\n森,モリ,080\n原,ハラ,070\n'

    assert [r.cells[0].strip('"') for r in records(text)[1:]] == ["林", "森", "原"]


def test_a_quote_left_open_above_a_quoted_row_costs_only_its_own_row() -> None:
    text = '氏名,カナ,電話\n"林,ハヤシ,090\n森,モリ,080\n"原",ハラ,070\n'

    assert [r.cells[0].strip('"') for r in records(text)[1:]] == ["林", "森", "原"]


def test_old_line_ends_are_understood() -> None:
    assert [r.cells for r in records("a,b\rc,d\r")] == [("a", "b"), ("c", "d")]


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r")), min_size=2, max_size=4)))
def test_whatever_is_quoted_comes_back(rows: list[list[str]]) -> None:
    quoted = "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows
    )
    many_lines = any(cell.count("\n") > 90 for row in rows for cell in row)

    found = records(quoted, ",")

    assert many_lines or [list(r.cells) for r in found] == rows


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = decode(data)
    except RosterUnreadable:
        return
    assert records(read.text) is not None
