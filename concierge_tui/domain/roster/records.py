"""Text to numbered records: every record of the file counts, titles and blank lines too."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

DELIMITERS: Final = (",", "\t", ";")
_LONGEST_CELL: Final = 100
"""Lines a quoted cell may span; beyond that its opening quote was a slip of the pen."""


class Record(NamedTuple):
    """One row of the file as it stands there."""

    number: int
    """From 1, counting every record of the file."""
    line: int
    """The physical line on which the record begins, from 1."""
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing at all is written in the row."""
        return not any(cell.strip() for cell in self.cells)


def records(text: str, delimiter: str | None = None) -> list[Record]:
    """Return every record of a delimited file; the delimiter is found when not given."""
    lines = _physical_lines(text)
    delimiter = delimiter or find_delimiter(lines)
    return list(_records(lines, delimiter, _usual_width(lines, delimiter)[1]))


def find_delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter that cuts the first lines into the most, and most equal, cells."""
    return max(DELIMITERS, key=lambda delimiter: _usual_width(lines, delimiter))


def _usual_width(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many cells of the first lines stand in rows of one width, and that width."""
    sample = [line for line in lines[:60] if line.strip()]
    wide = [n for n in (len(r.cells) for r in _records(sample, delimiter, 0)) if n > 1]
    if not wide:
        return (0, 0)
    return max((wide.count(width) * width, width) for width in set(wide))


def _physical_lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def _records(lines: Sequence[str], delimiter: str, width: int) -> Iterator[Record]:
    number = at = 0
    while at < len(lines):
        number += 1
        cells, used = _one_record(lines, at, delimiter, width)
        yield Record(number, at + 1, tuple(cells))
        at += used


def _one_record(lines: Sequence[str], at: int, delimiter: str, width: int) -> tuple[list[str], int]:
    """Return the cells of the record that begins at line `at`, and how many lines it took."""
    line = lines[at]
    if '"' not in line:
        return line.split(delimiter), 1
    cells = _cells(line, delimiter)
    joined, used = line, 1
    while cells is None and at + used < len(lines) and used < _LONGEST_CELL:
        following = lines[at + used]
        if '"' not in following and 1 < width <= following.count(delimiter) + 1:
            break  # a whole row of its own, not the next line of a cell
        joined = f"{joined}\n{following}"
        used += 1
        # Only a line with a quote in it can close the cell.
        if '"' in following:
            cells = _cells(joined, delimiter)
    if cells is None:
        # A quote that never closes must not swallow the families below it.
        return line.split(delimiter), 1
    return cells, used


def _cells(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of one record, or None while a quoted cell is still open."""
    cells: list[str] = []
    at = 0
    while True:
        if text.startswith('"', at):
            quoted = _quoted(text, at + 1)
            if quoted is None:
                return None
            cell, at = quoted
        else:
            cell = ""
        end = text.find(delimiter, at)
        cells.append(cell + (text[at:] if end < 0 else text[at:end]))
        if end < 0:
            return cells
        at = end + len(delimiter)


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """Return the content of the quoted cell that begins at `at`, and where it ends."""
    parts: list[str] = []
    while True:
        quote = text.find('"', at)
        if quote < 0:
            return None
        parts.append(text[at:quote])
        if not text.startswith('"', quote + 1):
            return "".join(parts), quote + 1
        parts.append('"')
        at = quote + 2
