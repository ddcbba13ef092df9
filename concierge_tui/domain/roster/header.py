"""Where the header stands: below titles, above families, sometimes on two rows."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from concierge_tui.domain.roster.columns import map_columns
from concierge_tui.domain.roster.errors import RosterUnreadable
from concierge_tui.domain.roster.mapping import IGNORE, Mapping
from concierge_tui.domain.roster.records import Record

_SEARCHED: Final = 60
_SAMPLE: Final = 30
_VALUE: Final = re.compile(
    r"\S+@\S+\.\S+|〒?\d{3}-\d{4}|[+(]?0[\d()\- ]{8,16}"
    r"|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}.*|\d{7,}|=.+"
)


class Header(NamedTuple):
    """The header of a roster."""

    position: int
    """Which of the records it is, from 0."""
    cells: tuple[str, ...]
    """Its labels; a group heading on the row above stands before each label of the group."""


def find_header(records: Sequence[Record]) -> Header | None:
    """Return the row whose headings say the most, or None where no row names a person."""
    best: Header | None = None
    best_score = 0
    for position, record in enumerate(records[:_SEARCHED]):
        if record.blank or _holds_values(record.cells):
            continue
        above = records[position - 1].cells if position else ()
        for cells in (record.cells, _grouped(above, record.cells)):
            score = _score(cells)
            if score > best_score:
                best, best_score = Header(position, cells), score
    return best


def understand(records: Sequence[Record]) -> Mapping:
    """Return the mapping of a roster as far as the file explains itself.

    Raises:
        RosterUnreadable: when no row looks like a header; a person may point at one.
    """
    header = find_header(records)
    if header is None:
        raise RosterUnreadable("no_header")
    return mapping_below(records, header)


def mapping_below(records: Sequence[Record], header: Header) -> Mapping:
    """Return the mapping of the columns under a header that was found or pointed at."""
    below = records[header.position + 1 : header.position + 1 + _SAMPLE]
    return map_columns(
        header.cells,
        [record.cells for record in below],
        header_record=records[header.position].number,
    )


def _holds_values(cells: Sequence[str]) -> bool:
    """Whether the row holds a phone, a date or an address: then it is a family, not a header."""
    return any(_VALUE.fullmatch(unicodedata.normalize("NFKC", cell).strip()) for cell in cells)


def _grouped(above: Sequence[str], cells: Sequence[str]) -> tuple[str, ...]:
    """Put the heading of a group (お子さま1) before the labels that stand under it."""
    if sum(1 for cell in above if cell.strip()) < 2:
        return ()
    group, labels = "", []
    for at in range(max(len(above), len(cells))):
        label = cells[at].strip() if at < len(cells) else ""
        own = above[at].strip() if at < len(above) else ""
        group = own or group
        labels.append(f"{group} {label}" if label else own)
    return tuple(labels)


def _score(cells: Sequence[str]) -> int:
    """Return how many different things the headings speak of; 0 where it is no header."""
    short = [cell if len(cell) <= 80 else "" for cell in cells]
    mapping = map_columns(short)
    meanings = {column.meaning for column in mapping.columns} - {IGNORE}
    if not mapping.names_someone or len(meanings) < 2:
        return 0
    return len(meanings)
