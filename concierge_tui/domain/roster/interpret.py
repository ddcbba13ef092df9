"""A roster under a mapping, read from the first row to the last."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from concierge_tui.domain.roster.cells import Findings, shown, tidy
from concierge_tui.domain.roster.contacts import SplitAddress
from concierge_tui.domain.roster.errors import RosterImportCancelled
from concierge_tui.domain.roster.furniture import Furniture
from concierge_tui.domain.roster.household import gather, household
from concierge_tui.domain.roster.mapping import Mapping
from concierge_tui.domain.roster.reading import NamelessRow, RosterProblem, RosterReading
from concierge_tui.domain.roster.records import Record
from concierge_tui.domain.roster.row import RosterRow, RowReader

Progress = Callable[[int, int], None]
"""Is told how many of how many records are read."""

_STEP: Final = 50
_DITTO: Final = frozenset({"同上", "〃", "″", "々", "仝", "上に同じ", "同じ"})
_RAGGED: Final = 0.3
"""Where more rows than this are short, the program that wrote them just saves commas."""


def interpret(
    records: Sequence[Record],
    mapping: Mapping,
    *,
    today: date,
    split: SplitAddress,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RosterReading:
    """Return the families of a roster and everything odd about them.

    Raises:
        RosterImportCancelled: when `cancelled` answers yes; nothing was kept.
    """
    reader = RowReader(mapping, today=today, split=split)
    written = _family_records(records, mapping)
    cut = _cut_records(written, reader.width)
    usable: list[RosterRow] = []
    nameless: list[tuple[Record, RosterRow]] = []
    for done, record in enumerate(written):
        if done % _STEP == 0:
            _report(done, len(written), progress, cancelled)
        row = reader.read(record)
        row.problems.extend(_shape_problems(record, mapping, cut=record.number in cut))
        if row.usable:
            usable.append(row)
        else:
            nameless.append((record, row))
    families = tuple(household(rows) for rows in gather(usable))
    _report(len(written), len(written), progress, cancelled)
    problems = [p for row in usable for p in row.problems]
    problems += [p for record, row in nameless for p in _nobody(record, row)]
    return RosterReading(
        rows=len(written),
        families=families,
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        nameless=tuple(NamelessRow(row=r.number, cells=_cleaned(r)) for r, _ in nameless),
    )


def _report(
    done: int, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> None:
    if cancelled is not None and cancelled():
        raise RosterImportCancelled
    if progress is not None:
        progress(done, total)


def _family_records(records: Sequence[Record], mapping: Mapping) -> list[Record]:
    """Return the rows of families, ditto marks filled in from the row above."""
    header = tuple(column.header for column in mapping.columns)
    furniture = Furniture(mapping, header)
    written: list[Record] = []
    for record in records:
        if record.number > mapping.header_record and furniture.is_family(record):
            written.append(_without_ditto(record, written[-1] if written else None))
    return written


def _without_ditto(record: Record, above: Record | None) -> Record:
    if above is None or not any(cell.strip() in _DITTO for cell in record.cells):
        return record
    cells = (
        above.cells[i] if cell.strip() in _DITTO and i < len(above.cells) else cell
        for i, cell in enumerate(record.cells)
    )
    return record._replace(cells=tuple(cells))


def _cut_records(written: Sequence[Record], width: int) -> frozenset[int]:
    """Return the records that end too early, unless the whole file is written that way."""
    short = [record.number for record in written if len(record.cells) < width]
    return frozenset(short) if len(short) <= max(1, len(written) * _RAGGED) else frozenset()


def _shape_problems(record: Record, mapping: Mapping, *, cut: bool) -> list[RosterProblem]:
    """Note a row that is shorter or longer than the header."""
    findings = Findings(record.number)
    if cut:
        findings.add("row", "too_few_cells", " ".join(record.cells))
    surplus = [cell for cell in record.cells[len(mapping.columns) :] if cell.strip()]
    if surplus:
        findings.add("row", "too_many_cells", " ".join(surplus))
    return findings.problems


def _nobody(record: Record, row: RosterRow) -> list[RosterProblem]:
    """Return the problems of a row without any name: one of them says so."""
    findings = Findings(record.number)
    findings.add("name", "nobody_named", " ".join(cell for cell in record.cells if cell.strip()))
    others = [p for p in row.problems if not p.code.endswith("_missing")]
    return findings.problems + others


def _cleaned(record: Record) -> tuple[str, ...]:
    return tuple(tidy(cell).text or shown(cell) for cell in record.cells)
