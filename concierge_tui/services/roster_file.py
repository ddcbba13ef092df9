"""Opens a roster file: a delimited text in any Japanese encoding, or a workbook."""

import io
import os
import re
import stat
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from concierge_tui.domain.roster import Record, RosterUnreadable, decode, find_header, records
from concierge_tui.domain.roster.decoding import MAX_BYTES

_WORKBOOK: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_UNPACKED_AT_MOST: Final = 200 * 1024 * 1024
_PARTS_AT_MOST: Final = 2000
_ESCAPED: Final = re.compile("_x(00[0-9A-Fa-f]{2})_")
_ROWS_AT_MOST: Final = 100_000
_COLUMNS_AT_MOST: Final = 200
"""Further columns are no list of families; to understand thousands would take minutes."""


class RosterFile(NamedTuple):
    """The records of a roster file and how it was opened."""

    records: tuple[Record, ...]
    encoding: str = ""
    """Empty for a workbook."""
    alternatives: tuple[str, ...] = ()
    """Other encodings a person may choose instead."""
    replaced: int = 0
    """Characters that no encoding explains."""
    sheet: str = ""
    """The sheet that was read; empty for a text."""
    sheets: tuple[str, ...] = ()


def read_roster_file(
    path: Path, *, encoding: str | None = None, sheet: str | None = None
) -> RosterFile:
    """Return every record of the file.

    Raises:
        RosterUnreadable: when it is no regular file, too large, or holds no table.
    """
    return read_roster_bytes(_content(path), encoding=encoding, sheet=sheet)


def read_roster_bytes(
    data: bytes, *, encoding: str | None = None, sheet: str | None = None
) -> RosterFile:
    """Return every record of a file that is already in memory.

    Raises:
        RosterUnreadable: when the bytes hold no table.
    """
    if len(data) > MAX_BYTES:
        raise RosterUnreadable("too_large")
    if data.startswith(_WORKBOOK):
        return _workbook(data, sheet)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise RosterUnreadable("locked_workbook")
    text, found, alternatives, replaced = decode(data, encoding)
    rows = tuple(record._replace(cells=record.cells[:_COLUMNS_AT_MOST]) for record in records(text))
    return RosterFile(rows, found, alternatives, replaced)


def _content(path: Path) -> bytes:
    """Return the bytes of a regular file, never waiting for a pipe or device."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - Path.open takes no flags
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise RosterUnreadable("not_a_file")
            if status.st_size > MAX_BYTES:
                raise RosterUnreadable("too_large")
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise RosterUnreadable("not_a_file") from None


def _workbook(data: bytes, sheet: str | None) -> RosterFile:
    _refuse_bombs(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and validations that it leaves out.
            warnings.simplefilter("ignore")
            return _sheets(data, sheet)
    except RosterUnreadable:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook raises whatever its XML provokes
        raise RosterUnreadable("damaged_workbook") from None


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise RosterUnreadable("damaged_workbook") from None
    if not any(part.filename.endswith("workbook.xml") for part in parts):
        raise RosterUnreadable("archive")
    # zipfile never unpacks more than the size that is written beside each part.
    if len(parts) > _PARTS_AT_MOST or sum(p.file_size for p in parts) > _UNPACKED_AT_MOST:
        raise RosterUnreadable("too_large")


def _sheets(data: bytes, wanted: str | None) -> RosterFile:
    from openpyxl import load_workbook  # a fifth of a second that other starts need not pay

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        sheets = sorted(book.worksheets, key=lambda s: s.sheet_state != "visible")
        names = tuple(s.title for s in sheets)
        chosen = [s for s in sheets if wanted is None or s.title == wanted]
        first: RosterFile | None = None
        for worksheet in chosen:
            rows = _rows(worksheet)
            file = RosterFile(rows, sheet=worksheet.title, sheets=names)
            if find_header(rows) is not None:
                return file
            first = first or (file if rows else None)
    finally:
        book.close()
    if first is None:
        raise RosterUnreadable("empty")
    return first


def _rows(worksheet: Any) -> tuple[Record, ...]:
    """Return the rows of a sheet, padded to one width; blank rows at the end are left out."""
    worksheet.reset_dimensions()  # the written dimensions are often wrong
    found: list[Record] = []
    written = worksheet.iter_rows(max_col=_COLUMNS_AT_MOST, values_only=True)
    for number, row in enumerate(written, start=1):
        if number > _ROWS_AT_MOST:
            break
        found.append(Record(number, number, _trimmed(row)))
    while found and not found[-1].cells:
        found.pop()
    width = max((len(record.cells) for record in found), default=0)
    return tuple(r._replace(cells=r.cells + ("",) * (width - len(r.cells))) for r in found)


def _trimmed(row: Iterable[Any]) -> tuple[str, ...]:
    cells = [_text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _text(value: object) -> str:
    """Return a cell as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, str):
        # Excel writes what XML cannot hold as _x000D_.
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
