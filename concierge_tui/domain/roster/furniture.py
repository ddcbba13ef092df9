"""The rows of a list that are no families: totals, notes, blank forms, repeated headers."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.roster.mapping import IGNORE, Mapping, names_a_person
from concierge_tui.domain.roster.records import Record

_TOTAL: Final = re.compile(
    r"(?:(?:総|小|累)?合?計|総合計|小計|total|subtotal|平均|人数計|件数|参加者数|世帯数)"
    r"(?:[:: (].*|人数.*|家族.*|\d.*)?",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"[※*＊#◆■●・→注(\[<【].*|以上|以下余白|備考.*|注意.*|メモ.*|.*。", re.DOTALL
)
_COUNTS: Final = frozenset({"no", "adults"})
_REACHED_BY: Final = frozenset({"phone", "phone2", "email"})
_LONGEST_LONE_NAME: Final = 20


class Furniture:
    """Tells the rows of families from everything else that stands on the sheet."""

    def __init__(self, mapping: Mapping, header: Sequence[str]) -> None:
        self._header = _folded(header)
        self._first = next(filter(None, map(_fold, header)), "")
        meanings = {column.index: column.meaning for column in mapping.columns}
        self._meaning = meanings
        self._named = {i for i, meaning in meanings.items() if names_a_person(meaning)}

    def is_family(self, record: Record) -> bool:
        """Return whether the record speaks of a family, however badly."""
        if record.blank:
            return False
        written = [(i, c) for i, c in enumerate(record.cells) if c and not c.isspace()]
        index, first = written[0][0], _fold(written[0][1])
        if _TOTAL.fullmatch(first) and not self._reaches_someone(written):
            return False
        if len(written) <= 2 and _NOTE.fullmatch(first):
            return False
        if len(written) == 1 and self._is_remark(index, first):
            return False
        if first == self._first and _folded(record.cells) == self._header:
            return False
        # Pre-printed numbers and sums under the columns of counts.
        return any(self._meaning.get(i, IGNORE) not in _COUNTS | {IGNORE} for i, _ in written)

    def _reaches_someone(self, written: Sequence[tuple[int, str]]) -> bool:
        """Whether a row that begins like a total has what only a family has."""
        named = [_fold(cell) for i, cell in written if i in self._named]
        return sum(1 for text in named if not _TOTAL.fullmatch(text)) >= 2

    def _is_remark(self, index: int, text: str) -> bool:
        """Whether the only cell of a row is a sentence or heading rather than a name."""
        if index in self._named:
            return len(text) > _LONGEST_LONE_NAME
        return self._meaning.get(index, IGNORE) not in _REACHED_BY


def _fold(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _folded(cells: Sequence[str]) -> tuple[str, ...]:
    folded = ["".join(_fold(cell).split()) for cell in cells]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)
