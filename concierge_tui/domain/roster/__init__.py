"""A roster as organisers send it, understood: bytes, records, header, columns, families.

Pure from end to end; only the workbook and the file itself are opened elsewhere.
"""

from concierge_tui.domain.roster.columns import map_columns
from concierge_tui.domain.roster.contacts import SplitAddress
from concierge_tui.domain.roster.decoding import Decoded, decode
from concierge_tui.domain.roster.errors import (
    ChangedMeanwhile,
    RosterImportCancelled,
    RosterUnreadable,
)
from concierge_tui.domain.roster.header import Header, find_header, mapping_below, understand
from concierge_tui.domain.roster.household import match_key
from concierge_tui.domain.roster.interpret import interpret
from concierge_tui.domain.roster.mapping import IGNORE, MEANINGS, Column, Mapping
from concierge_tui.domain.roster.reading import (
    NamelessRow,
    RosterChild,
    RosterFamily,
    RosterGuardian,
    RosterProblem,
    RosterReading,
)
from concierge_tui.domain.roster.records import Record, records

__all__ = [
    "IGNORE",
    "MEANINGS",
    "ChangedMeanwhile",
    "Column",
    "Decoded",
    "Header",
    "Mapping",
    "NamelessRow",
    "Record",
    "RosterChild",
    "RosterFamily",
    "RosterGuardian",
    "RosterImportCancelled",
    "RosterProblem",
    "RosterReading",
    "RosterUnreadable",
    "SplitAddress",
    "decode",
    "find_header",
    "interpret",
    "map_columns",
    "mapping_below",
    "match_key",
    "records",
    "understand",
]
