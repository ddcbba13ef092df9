"""Reads a roster as the program does, with the postal table of the whole country."""

from datetime import date
from functools import lru_cache

from concierge_tui.domain.address import Address, split_address
from concierge_tui.domain.roster import RosterReading, interpret, understand
from concierge_tui.services.roster_file import read_roster_bytes
from db.reference.postal import PostalBook


@lru_cache(maxsize=1)
def _book() -> PostalBook:
    return PostalBook()


def split(text: str, postal: str) -> Address:
    return split_address(text, postal, _book().places(postal), _book())


def read(data: bytes, today: date) -> RosterReading:
    """Return what a roster file says when nobody corrects its mapping."""
    file = read_roster_bytes(data)
    return interpret(file.records, understand(file.records), today=today, split=split)
