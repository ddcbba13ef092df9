"""Opening roster files: texts, workbooks, and what only looks like one."""

import io
import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from concierge_tui.domain.roster import RosterUnreadable, understand
from concierge_tui.services import roster_file
from concierge_tui.services.roster_file import (
    read_roster_bytes,
    read_roster_file,
)


def workbook(*sheets: list[list[object]], hidden: int = -1) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        for number, rows in enumerate(sheets):
            page = book.add_worksheet()
            if number == hidden:
                page.hide()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        page.write_datetime(at, column, cell, day)
                    elif cell != "":
                        page.write(at, column, cell)
            page.activate() if number != hidden else None
    return out.getvalue()


HEAD: list[object] = ["保護者氏名", "生年月日", "電話番号", "人数", "メモ"]


def test_cells_of_a_workbook_come_as_a_person_would_type_them() -> None:
    row: list[object] = ["林", datetime(2023, 4, 1), 9012345678, 2.5, "=SUM(A1:A2)"]  # noqa: DTZ001

    (_, record) = read_roster_bytes(workbook([HEAD, row])).records

    assert record.cells == ("林", "2023-04-01", "9012345678", "2.5", "=SUM(A1:A2)")


def test_rows_keep_their_numbers_and_have_one_width() -> None:
    rows: list[list[object]] = [["名簿"], [], HEAD, ["林"], []]

    found = read_roster_bytes(workbook(rows)).records

    assert [r.number for r in found] == [1, 2, 3, 4]
    assert {len(r.cells) for r in found} == {5}


def test_the_first_sheet_with_a_header_is_read() -> None:
    notes: list[list[object]] = [["スマホ", "きっかけ"], ["あり", "チラシ"]]

    file = read_roster_bytes(workbook(notes, [HEAD, ["林"]]))

    assert file.sheet == "Sheet2"
    assert understand(file.records).header_record == 1


def test_a_visible_sheet_comes_before_a_hidden_one() -> None:
    old: list[list[object]] = [HEAD, ["旧"]]
    new: list[list[object]] = [HEAD, ["新"]]

    assert read_roster_bytes(workbook(old, new, hidden=0)).records[1].cells[0] == "新"


def test_a_person_may_choose_another_sheet() -> None:
    data = workbook([HEAD, ["一"]], [HEAD, ["二"]])

    assert read_roster_bytes(data, sheet="Sheet2").records[1].cells[0] == "二"


def test_a_line_end_written_in_excels_own_way_is_one() -> None:
    assert read_roster_bytes(workbook([HEAD, ["林_x000D_"]])).records[1].cells[0] == "林\r"


def test_a_file_is_read_by_its_content_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "名簿.csv"
    path.write_bytes(workbook([HEAD, ["林"]]))

    assert read_roster_file(path).sheet == "Sheet1"
    assert len(read_roster_file(path).records) == 2


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 broken", "damaged_workbook"),
        (_zip(写真=b"x"), "archive"),
        (_zip(**{"xl_workbook.xml": b"<no>"}), "damaged_workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked_workbook"),
        (b"\xd0\xcf\x11\xe0", "old_excel"),
        (workbook([]), "empty"),
        (b"a," * 10_500_000, "too_large"),
    ],
    ids=["broken", "zip", "no xml", "locked", "old", "empty", "large"],
)
def test_what_only_looks_like_a_roster_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(RosterUnreadable) as refused:
        read_roster_bytes(data)

    assert refused.value.reason == reason


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roster_file, "_UNPACKED_AT_MOST", 1000)

    with pytest.raises(RosterUnreadable) as refused:
        read_roster_bytes(workbook([HEAD]))

    assert refused.value.reason == "too_large"


def test_a_damaged_workbook_never_ends_in_anything_but_a_fact() -> None:
    rows: list[list[object]] = [HEAD, *[["林", number] for number in range(50)]]
    whole = workbook(rows)
    tried, refused = range(0, len(whole), 97), 0
    for at in tried:
        broken = whole[:at] + b"\xff\x00" + whole[at + 2 :]
        try:
            read_roster_bytes(broken)
        except RosterUnreadable:
            refused += 1
    # A byte that nobody reads, such as a date in the archive, spoils nothing.
    assert refused > len(tried) / 2


def test_a_folder_a_missing_file_and_a_name_with_nul_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "ない.csv", tmp_path / "a\x00b"):
        with pytest.raises(RosterUnreadable) as refused:
            read_roster_file(path)
        assert refused.value.reason == "not_a_file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "名簿.csv")

    with pytest.raises(RosterUnreadable) as refused:
        read_roster_file(tmp_path / "名簿.csv")

    assert refused.value.reason == "not_a_file"


def test_a_file_with_thousands_of_columns_is_read_as_a_list_of_families() -> None:
    wide = ",".join(f"c{number}" for number in range(50_000))
    file = read_roster_bytes(f"{wide}\n{wide}\n".encode())

    assert {len(record.cells) for record in file.records} == {200}
