"""Rows to bytes: delimited text or a workbook, as the programs of organisers write them."""

import csv
import io
import re
from datetime import datetime
from random import Random

import xlsxwriter

_DATE = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")


class Sheet:
    """Records in the order of the file."""

    def __init__(self) -> None:
        self.records: list[list[str]] = []

    def put(self, *records: list[str]) -> int:
        """Append records; return the number of the last one, counted from 1."""
        self.records += records
        return len(self.records)


def as_csv(rng: Random, sheet: Sheet) -> tuple[str, str]:
    """Return the text and its delimiter."""
    delimiter = rng.choices([",", "\t", ";"], [7, 2, 1])[0]
    quoted = rng.random() < 0.2
    ending = rng.choice(["\r\n", "\n"])
    out = io.StringIO()
    for record in sheet.records:
        if record:
            csv.writer(
                out,
                delimiter=delimiter,
                quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
                lineterminator=ending,
            ).writerow(record)
        else:
            out.write(ending)
    return out.getvalue(), delimiter


def as_xlsx(rng: Random, sheet: Sheet, keys: list[str]) -> bytes:
    """Return a workbook with real dates and numbers, and a second sheet of choices."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("参加者一覧")
    day = book.add_format({"num_format": "yyyy/m/d"})
    real_dates, numbers = rng.random() < 0.7, rng.random() < 0.6
    for at, record in enumerate(sheet.records):
        for column, cell in enumerate(record):
            date = _real_date(cell) if real_dates else None
            key = keys[column] if column < len(keys) else ""
            if date is not None and key.endswith("birth"):
                page.write_datetime(at, column, date, day)
            elif numbers and key in {"phone", "no", "adults"} and re.fullmatch("[1-9][0-9]*", cell):
                page.write_number(at, column, int(cell))
            elif cell.startswith("=") and key.startswith("g_"):
                page.write_formula(at, column, cell)
            elif cell:
                page.write_string(at, column, cell)
    second = book.add_worksheet("選択肢・メモ")
    for at, row in enumerate((["スマホ", "きっかけ", "持ち物"], ["あり", "チラシ", "母子手帳"])):
        second.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def _real_date(cell: str) -> datetime | None:
    found = _DATE.fullmatch(cell)
    try:
        return datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None
