"""What a roster says: families, and every cell that a person should look at."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.address import Address
from concierge_tui.domain.family import Allergy

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class RosterProblem(BaseModel):
    """One cell that was damaged, missing or mended."""

    model_config = _FROZEN

    row: int
    """The record number in the file, from 1, every record counted."""
    field: str
    """name, kana, birthday, phone, postal, address, email, smartphone, adults, notes, row …"""
    code: str
    value: str = ""
    """What stands in the cell, cleaned and shortened."""
    person: str = ""
    """g for the guardian, c1 … c9 for a child, empty for the family."""
    mended: bool = False
    """Whether the value was understood all the same and nothing is left to do."""


class RosterGuardian(BaseModel):
    """Who came forward for the family; a grandparent sometimes."""

    model_config = _FROZEN

    name: str = ""
    kana: str = ""
    relation: str = ""
    phone: str = ""
    """Digits only."""
    phone_typed: str = ""
    phone2: str = ""
    """Digits only."""
    email: str = ""


class RosterChild(BaseModel):
    """One child of the list."""

    model_config = _FROZEN

    name: str = ""
    kana: str = ""
    birthday: date | None = None
    allergy: Allergy = Allergy()
    row: int = 0
    """The record in which the child stands."""
    slot: str = "c1"
    """Which child of that record: the `person` of its problems."""


class RosterFamily(BaseModel):
    """One household as the list shows it."""

    model_config = _FROZEN

    guardian: RosterGuardian = RosterGuardian()
    children: tuple[RosterChild, ...] = ()
    address: Address
    emergency: str = ""
    smartphone: bool | None = None
    adults: int | None = None
    channel: str = ""
    notes: str = ""
    allergy: Allergy = Allergy()
    """The answer for the whole family, where no child is there to carry it."""
    rows: tuple[int, ...] = ()
    """The records that speak of the family."""
    fingerprint: str = ""
    """Equal for rows that say the same, in whatever width, encoding, order of columns."""
    match_key: str = ""
    """Equal for a corrected row: the guardian's reading and phone; empty without both."""

    @property
    def postal(self) -> str:
        """The postal code in digits."""
        return self.address.postal


class NamelessRow(BaseModel):
    """A row with contents and no usable name: it waits in the repair list."""

    model_config = _FROZEN

    row: int
    cells: tuple[str, ...]
    """What stands there, cleaned, so that nothing is lost."""


class RosterReading(BaseModel):
    """Everything that one roster says under one mapping."""

    model_config = _FROZEN

    rows: int
    """Data rows: without titles, header, blank rows, totals and notes."""
    families: tuple[RosterFamily, ...]
    problems: tuple[RosterProblem, ...]
    nameless: tuple[NamelessRow, ...] = ()

    @property
    def people(self) -> int:
        """Guardians and children."""
        guardians = sum(1 for f in self.families if f.guardian.name or f.guardian.kana)
        return guardians + sum(len(family.children) for family in self.families)
