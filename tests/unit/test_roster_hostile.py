"""No cell, however strange, stops an import or reaches the terminal."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.address import Address
from concierge_tui.domain.roster import (
    MEANINGS,
    Record,
    RosterReading,
    RosterUnreadable,
    interpret,
    map_columns,
    records,
    understand,
)
from concierge_tui.services.roster_file import read_roster_bytes
from concierge_tui.text.roster import problem_sentence

TODAY = date(2026, 12, 5)
HEAD = (
    "No.", "保護者氏名", "保護者カナ", "続柄", "子ども氏名", "子どもカナ", "子ども生年月日",
    "電話番号", "郵便番号", "住所", "メール", "スマホ", "大人の人数", "アレルギー",
    "きっかけ", "備考",
)  # fmt: skip
SOUND = ("1", "林　花", "ハヤシ　ハナ", "母", "林　空", "ハヤシ　ソラ", "2023/4/1", "090-1234-5678",
         "3360967", "美園1", "a@example.com", "有", "1", "なし", "チラシ", "")  # fmt: skip

telling = st.sampled_from(["=1+1", "合計", "〃", "〒", "令和", "0", "-"])
cells = st.one_of(st.text(max_size=30), telling)
tables = st.lists(st.lists(cells, max_size=len(HEAD) + 2), max_size=8)


def _lines() -> list[str]:
    for parent in Path(__file__).resolve().parents:
        found = parent / "shared" / "data" / "hostile" / "blns.txt"
        if found.is_file():
            return found.read_bytes().decode("utf-8", errors="surrogateescape").split("\n")
    return []


LINES = _lines()


def split(text: str, postal: str) -> Address:
    return Address(postal=postal, rest=text)


def read(rows: list[tuple[str, ...]]) -> RosterReading:
    found = [Record(number, number, cells) for number, cells in enumerate([HEAD, *rows], 1)]
    return interpret(found, map_columns(HEAD), today=TODAY, split=split)


def shown(reading: RosterReading) -> list[str]:
    """Return every text that a person may come to see."""
    texts = [problem_sentence(problem) for problem in reading.problems]
    texts += [cell for row in reading.nameless for cell in row.cells]
    for family in reading.families:
        guardian = family.guardian
        texts += [guardian.name, guardian.kana, guardian.relation, guardian.phone_typed]
        texts += [guardian.email, family.channel, family.notes, family.emergency]
        for child in family.children:
            texts += [child.name, child.kana, child.allergy.text]
    return texts


def unsafe(text: str) -> bool:
    return any(unicodedata.category(c) == "Cc" and c != "\n" for c in text)


@given(tables)
def test_arbitrary_cells_are_read(table: list[list[str]]) -> None:
    reading = read([tuple(row) for row in table])

    assert not any(map(unsafe, shown(reading)))
    assert reading.rows == len(reading.nameless) + len(
        {r for f in reading.families for r in f.rows}
    )


@given(tables, st.lists(st.sampled_from(MEANINGS), min_size=len(HEAD), max_size=len(HEAD)))
def test_arbitrary_cells_are_read_under_any_mapping(
    table: list[list[str]], meanings: list[str]
) -> None:
    mapping = map_columns(HEAD)
    for index, meaning in enumerate(meanings):
        mapping = mapping.with_meaning(index, meaning)
    found = [Record(number, number, tuple(row)) for number, row in enumerate(table, 2)]

    reading = interpret(found, mapping, today=TODAY, split=split)

    assert not any(map(unsafe, shown(reading)))


@given(st.lists(st.text(max_size=20), max_size=12), tables)
def test_any_header_is_mapped(header: list[str], sample: list[list[str]]) -> None:
    mapping = map_columns(header, sample)

    assert [column.index for column in mapping.columns] == list(range(len(header)))
    once = [c.meaning for c in mapping.columns if c.meaning[:2] in {"g_", "c1", "c2"}]
    assert len(once) == len(set(once))


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", "氏名,カナ,電話\n".encode()]))
def test_arbitrary_files_are_read_or_refused(data: bytes, head: bytes) -> None:
    try:
        file = read_roster_bytes(head + data)
        reading = interpret(file.records, understand(file.records), today=TODAY, split=split)
    except RosterUnreadable:
        return
    assert not any(map(unsafe, shown(reading)))


@pytest.mark.skipif(not LINES, reason="the list of naughty strings is not here")
@pytest.mark.parametrize("column", range(1, len(HEAD)), ids=HEAD[1:])
def test_every_naughty_line_in_any_column_is_imported(column: int) -> None:
    rows = []
    for number, line in enumerate(LINES):
        row = list(SOUND)
        # Another phone for each, so that the lines do not become one family.
        row[7] = f"080-{1000 + number // 10000}-{number % 10000:04}"
        row[column] = line
        rows.append(tuple(row))

    reading = read(rows)

    assert reading.rows == len(LINES)
    assert not any(map(unsafe, shown(reading)))


@pytest.mark.skipif(not LINES, reason="the list of naughty strings is not here")
def test_naughty_lines_survive_a_whole_file() -> None:
    rows = "\n".join(f"{line.replace(chr(34), '')},ハヤシ,090-1234-5678" for line in LINES)
    data = f"氏名,カナ,電話\n{rows}\n".encode("utf-8", errors="surrogateescape")

    file = read_roster_bytes(data)

    assert len(file.records) == len(LINES) + 1


def test_a_huge_file_of_quotes_is_read_in_proportion_to_its_size() -> None:
    assert len(records('"a\n' * 20000)) <= 20000
