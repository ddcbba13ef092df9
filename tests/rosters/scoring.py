"""Compares what an import understood with the truth, field by field."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.roster import RosterFamily, RosterReading


@dataclass
class Score:
    """How much of the truth was found."""

    fields: int = 0
    missed: list[str] = field(default_factory=list)
    unreported: list[str] = field(default_factory=list)
    """Bad rows that the import kept to itself."""
    required: int = 0
    spurious: list[str] = field(default_factory=list)
    """Sound cells that the import called damaged."""

    @property
    def rate(self) -> float:
        return 1.0 if not self.fields else 1 - len(self.missed) / self.fields

    def compare(self, what: str, truth: object, got: object) -> None:
        self.fields += 1
        if _plain(truth) != _plain(got):
            self.missed.append(f"{what}: {truth!r} != {got!r}")


def score(reading: RosterReading, truth: dict[str, Any]) -> Score:
    """Return how the reading stands against the truth."""
    result = Score()
    result.compare("rows", truth["rows"], reading.rows)
    result.compare("families", truth["families"], len(reading.families))
    record = {entry["index"]: entry["record"] for entry in truth["data"]}
    found = {row: family for family in reading.families for row in family.rows}
    for household in truth["households"]:
        rows = tuple(record[index] for index in household["rows"])
        family = found.get(rows[0])
        result.compare(f"{household['id']} rows", rows, family.rows if family else None)
        if family is None:
            result.missed += [household["id"]] * 10
            result.fields += 10
            continue
        _compare_family(result, household, family)
    _compare_problems(result, reading, truth)
    return result


def _compare_family(result: Score, truth: dict[str, Any], family: RosterFamily) -> None:
    where = truth["id"]
    for key in ("name", "kana", "relation", "phone"):
        got = getattr(family.guardian, key)
        result.compare(f"{where} guardian {key}", truth["guardian"][key], got)
    result.compare(f"{where} children", len(truth["children"]), len(family.children))
    for number, (child, read) in enumerate(zip(truth["children"], family.children, strict=False)):
        for key in ("name", "kana"):
            result.compare(f"{where} c{number} {key}", child[key], getattr(read, key))
        born = read.birthday.isoformat() if read.birthday else None
        result.compare(f"{where} c{number} birthday", child["birthday"], born)
        result.compare(f"{where} c{number} allergy", truth["allergy"], read.allergy.text)
    result.compare(f"{where} postal", truth["postal"], family.postal)
    result.compare(f"{where} email", truth["email"], family.guardian.email)
    result.compare(f"{where} smartphone", truth["smartphone"], family.smartphone)
    result.compare(f"{where} adults", truth["adults"], family.adults)
    result.compare(f"{where} channel", truth["channel"], family.channel)
    _compare_address(result, truth, family)


def _compare_address(result: Score, truth: dict[str, Any], family: RosterFamily) -> None:
    place = truth["where"] if truth["address"] is not None else None
    if place is None:
        result.compare(f"{truth['id']} rest", "", family.address.rest)
        return
    number = "-".join(map(str, place["number"]))
    rest = f"{place['town']}{number}{place['building']}"
    result.compare(f"{truth['id']} prefecture", place["prefecture"], family.address.prefecture)
    result.compare(f"{truth['id']} city", place["city"], family.address.city)
    result.compare(f"{truth['id']} rest", rest, family.address.rest)


def _compare_problems(result: Score, reading: RosterReading, truth: dict[str, Any]) -> None:
    reported = {(problem.row, problem.field) for problem in reading.problems}
    damaged = {(problem["record"], problem["field"]) for problem in truth["problems"]}
    for found in reading.problems:
        if not found.mended and (found.row, found.field) not in damaged:
            result.spurious.append(f"{found.row} {found.field} {found.code} {found.value}")
    for problem in truth["problems"]:
        if problem["required"]:
            result.required += 1
            if (problem["record"], problem["field"]) not in reported:
                result.unreported.append(
                    f"{problem['record']} {problem['field']} {problem['kind']}"
                )


def _plain(value: object) -> object:
    """Return a value without the differences that do not matter: widths, scripts, spaces."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", to_katakana(value))
        return "".join(text.split())
    return value
