"""One record read under a mapping: who stands in it and what is odd about it."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from concierge_tui.domain.address import Address
from concierge_tui.domain.family import Allergy
from concierge_tui.domain.roster.answers import read_adults, read_allergy, read_yes_no
from concierge_tui.domain.roster.cells import Findings
from concierge_tui.domain.roster.contacts import (
    SplitAddress,
    read_address,
    read_email,
    read_phones,
    read_postal,
)
from concierge_tui.domain.roster.mapping import IGNORE, Mapping
from concierge_tui.domain.roster.persons import read_birth, read_kana, read_name
from concierge_tui.domain.roster.reading import RosterChild, RosterGuardian, RosterProblem
from concierge_tui.domain.roster.records import Record

_SURE_OF_NOTHING: Final = frozenset({"formula", "huge"})
_IS, _AND, _NEXT = "\x01", "\x02", "\x03"


@dataclass(slots=True)
class RosterRow:
    """What one record says, before the rows of a family are put together."""

    number: int
    guardian: RosterGuardian
    children: tuple[RosterChild, ...]
    address: Address
    emergency: str
    smartphone: bool | None
    adults: int | None
    channel: str
    notes: str
    allergy: Allergy
    digest: bytes
    problems: list[RosterProblem]
    continued: bool = False
    """Whether the guardian's cells were left to the row above."""

    @property
    def usable(self) -> bool:
        """Whether anyone in the row can be called by a name."""
        guardian = self.guardian
        return bool(guardian.name or guardian.kana) or any(c.name or c.kana for c in self.children)

    @property
    def unsigned(self) -> bool:
        """Whether nothing is said of the guardian: the cell was merged with the one above."""
        g, a = self.guardian, self.address
        return not (g.name or g.kana or g.phone or g.email or a.postal or a.rest or a.city)


class RowReader:
    """Reads records under one mapping."""

    def __init__(self, mapping: Mapping, *, today: date, split: SplitAddress) -> None:
        self._today = today
        self._split = split
        self._at: dict[str, tuple[int, ...]] = {}
        for column in mapping.columns:
            if column.meaning != IGNORE:
                self._at[column.meaning] = mapping.indexes(column.meaning)
        self._said = sorted(self._at.keys() - {"no"})
        self._children = mapping.children
        self._parts = {
            who: self._parts_of(who) for who in ("g", *(f"c{n}" for n in self._children))
        }
        self._child_kana = any(
            part.endswith("kana") for n in self._children for part in self._parts[f"c{n}"]
        )
        self.width = max((i + 1 for indexes in self._at.values() for i in indexes), default=0)

    def read(self, record: Record) -> RosterRow:
        """Return what the record says; whatever is damaged is empty and noted."""
        findings = Findings(record.number)
        cells = record.cells
        cut = len(cells) < self.width
        allergy = self._allergy("allergy", cells, findings)
        guardian = self._guardian(cells, findings)
        postal = read_postal(self._first("postal", cells), findings)
        address = read_address(self._all("address", cells), postal, findings, self._split)
        children = self._read_children(cells, findings, allergy)
        row = RosterRow(
            number=record.number,
            guardian=guardian,
            children=children,
            address=address,
            emergency=findings.text(" ".join(self._all("emergency", cells)), "emergency"),
            smartphone=self._smartphone(cells, findings),
            adults=self._adults(cells, findings),
            channel=findings.text(" ".join(self._all("channel", cells)), "channel"),
            notes="\n".join(filter(None, self._prose("notes", cells, findings))),
            allergy=allergy,
            digest=self._digest(cells),
            problems=findings.problems,
        )
        if cut:
            # One sentence for the row instead of one for each cell that is not there.
            row.problems = [p for p in findings.problems if not p.code.endswith("_missing")]
        return row

    def _parts_of(self, who: str) -> dict[str, str]:
        prefix = f"{who}_"
        return {m.removeprefix(prefix): m for m in self._at if m.startswith(prefix)}

    def _first(self, meaning: str, cells: Sequence[str]) -> str:
        for index in self._at.get(meaning, ()):
            if index < len(cells) and cells[index].strip():
                return cells[index]
        return ""

    def _all(self, meaning: str, cells: Sequence[str]) -> list[str]:
        return [cells[i] for i in self._at.get(meaning, ()) if i < len(cells)]

    def _person(self, who: str, cells: Sequence[str]) -> dict[str, str]:
        return {part: self._first(meaning, cells) for part, meaning in self._parts[who].items()}

    def _guardian(self, cells: Sequence[str], findings: Findings) -> RosterGuardian:
        parts = self._person("g", cells)
        named = parts.keys() & {"name", "surname", "given"}
        phones = read_phones(
            self._first("phone", cells),
            self._first("phone2", cells),
            findings,
            expected="phone" in self._at,
        )
        return RosterGuardian(
            name=read_name(parts, findings, "g") if named else "",
            kana=read_kana(parts, findings, "g") if parts.keys() - named else "",
            relation=findings.text(self._first("relation", cells), "relation"),
            phone=phones.digits,
            phone_typed=phones.typed,
            phone2=phones.second,
            email=read_email(self._first("email", cells), findings),
        )

    def _read_children(
        self, cells: Sequence[str], findings: Findings, family: Allergy
    ) -> tuple[RosterChild, ...]:
        children = []
        for number in self._children:
            who = f"c{number}"
            parts = self._person(who, cells)
            if not any(value.strip() for value in parts.values()):
                continue
            own = self._allergy(f"{who}_allergy", cells, findings)
            child = RosterChild(
                name=read_name(parts, findings, who),
                kana=read_kana(parts, findings, who) if self._child_kana else "",
                birthday=read_birth(parts["birth"], findings, who, today=self._today)
                if "birth" in parts
                else None,
                allergy=family if own == Allergy() else own,
                row=findings.row,
                slot=who,
            )
            children.append(child)
        return tuple(children)

    def _prose(self, meaning: str, cells: Sequence[str], findings: Findings) -> list[str]:
        return [findings.text(c, "notes", multiline=True) for c in self._all(meaning, cells)]

    def _allergy(self, meaning: str, cells: Sequence[str], findings: Findings) -> Allergy:
        before = len(findings.problems)
        said = self._prose(meaning, cells, findings)
        if any(p.code in _SURE_OF_NOTHING for p in findings.problems[before:]):
            answer = read_allergy(said)
            return answer if answer.has == "yes" else Allergy(text=answer.text)
        return read_allergy(said)

    def _smartphone(self, cells: Sequence[str], findings: Findings) -> bool | None:
        text = findings.text(self._first("smartphone", cells), "smartphone")
        answer = read_yes_no(text) if text else None
        if text and answer is None:
            findings.add("smartphone", "smartphone_unreadable", text)
        return answer

    def _adults(self, cells: Sequence[str], findings: Findings) -> int | None:
        text = findings.text(self._first("adults", cells), "adults")
        answer = read_adults(text) if text else None
        if text and answer is None:
            findings.add("adults", "adults_unreadable", text)
        return answer

    def _digest(self, cells: Sequence[str]) -> bytes:
        """Hash what the row says; widths, spaces and the running number do not matter."""
        said = (f"{m}{_IS}{_AND.join(self._all(m, cells))}" for m in self._said)
        text = unicodedata.normalize("NFKC", _NEXT.join(said))
        bare = "".join(text.split())
        return hashlib.blake2b(bare.encode(errors="replace"), digest_size=16).digest()
