"""The columns of a header: each heading read beside its neighbours and its content."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from concierge_tui.domain.roster.headings import Heading, fold_label, read_heading
from concierge_tui.domain.roster.mapping import (
    CHILDREN,
    IGNORE,
    Column,
    Mapping,
    is_child,
    names_a_person,
)

Person = tuple[Literal["g", "c"], int]
_GUARDIAN: Final[Person] = ("g", 0)

_NAME_PARTS: Final = frozenset({"name", "surname", "given"})
_PARTS: Final = _NAME_PARTS | {"kana", "surname_kana", "given_kana", "birth"}
_ONCE: Final = frozenset({"no", "relation", "postal", "email", "smartphone", "adults"})
_MOBILE: Final = re.compile("携帯|ケータイ|モバイル|スマ|mobile")

_DATE: Final = re.compile(
    r"[\d元〇一二三四五六七八九十]+[年/.\-].+|\d{8}|[RHSrhs]\d.*|[令平昭㋿㍻].+"
)
_POSTAL: Final = re.compile(r"〒?\d{3}-?\d{4}")
_PHONE: Final = re.compile(r"[+(]?\d[\d()\- ]{7,16}")
_EMAIL: Final = re.compile(r"\S+@\S+\.\S+")
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー・ 　-]+")
_SHAPES: Final = {
    "birth": _DATE,
    "postal": _POSTAL,
    "phone": _PHONE,
    "phone2": _PHONE,
    "email": _EMAIL,
    "kana": _KANA,
}

CERTAIN: Final = 1.0
PLACED: Final = 0.8
"""The heading is clear, whose it is follows from its place."""
GUESSED: Final = 0.6
"""The heading may mean something else."""
DOUBTED: Final = 0.4
"""The content does not look like what the heading says, or the heading says nothing."""


def map_columns(
    header: Sequence[str], sample: Sequence[Sequence[str]] = (), *, header_record: int = 1
) -> Mapping:
    """Return what each column means, judged by its heading and by the rows of `sample`."""
    headings = [read_heading(label) for label in header]
    found = _people(headings)
    _alone(headings, found)
    _phones(header, headings, found)
    columns = []
    for index, label in enumerate(header):
        meaning, confidence = found.get(index, (IGNORE, 0.0))
        values = _values(sample, index)
        understood = meaning == IGNORE and headings[index].what == "skip"
        if meaning == IGNORE and not understood:
            meaning, confidence = _by_content(values, found)
        elif meaning != IGNORE and not _looks_right(meaning, values):
            meaning, confidence = _doubted(meaning, confidence, values, found)
        found[index] = (meaning, confidence)
        columns.append(
            Column(
                index=index,
                header=" ".join(label.split()),
                meaning=meaning,
                confidence=confidence,
                understood=understood,
            )
        )
    return Mapping(header_record=header_record, columns=tuple(columns))


def _people(headings: Sequence[Heading]) -> dict[int, tuple[str, float]]:
    """Give names, readings and birthdays to the guardian and to each child."""
    found: dict[int, tuple[str, float]] = {}
    taken: dict[Person, set[str]] = {}
    current: Person | None = None
    for index, heading in enumerate(headings):
        part = heading.what
        if part not in _PARTS and not (part == "allergy" and heading.number):
            continue
        person, confidence = _whose(index, headings, current, taken)
        if person is None or person[1] > CHILDREN or (person == _GUARDIAN and part == "birth"):
            continue
        if part in taken.setdefault(person, set()):
            continue
        taken[person].add(part)
        current = person
        found[index] = (_meaning(person, part), confidence)
    return {
        index: (_whole(meaning, taken), confidence)
        for index, (meaning, confidence) in found.items()
    }


def _whose(
    index: int, headings: Sequence[Heading], current: Person | None, taken: dict[Person, set[str]]
) -> tuple[Person | None, float]:
    """Return the person a heading belongs to, and how sure that is."""
    heading = headings[index]
    confidence = GUESSED if heading.weak else CERTAIN
    if heading.who == "g":
        return _GUARDIAN, confidence
    if heading.who == "c" or heading.number:
        return _which_child(heading, current, taken), confidence
    opens = heading.what in {"name", "surname"} or current is None
    if heading.what == "birth":
        later = any(h.what == "birth" and h.who == "" for h in headings[index + 1 :])
        if current == _GUARDIAN and later and _explicit("g", headings):
            return None, PLACED
        return _which_child(heading, current, taken), PLACED
    if not opens and current is not None and heading.what not in taken.get(current, set()):
        return current, PLACED
    return _by_default(index, headings, current, taken)


def _by_default(
    index: int, headings: Sequence[Heading], current: Person | None, taken: dict[Person, set[str]]
) -> tuple[Person | None, float]:
    """Return whose a heading like 氏名 is where it does not say so."""
    heading = headings[index]
    guardian, child = _explicit("g", headings), _explicit("c", headings)
    if guardian and child:
        return None, 0.0
    if guardian:
        return _which_child(heading, current, taken), PLACED
    if heading.what in taken.get(_GUARDIAN, set()):
        return _which_child(heading, current, taken), PLACED
    openings = [h for h in headings if h.who == "" and h.what in {"name", "surname"}]
    born = any(h.what == "birth" and h.who == "" for h in headings)
    if not child and len(openings) == 1 and born and not heading.number:
        return _which_child(heading, current, taken), GUESSED
    return _GUARDIAN, PLACED if child else GUESSED


def _explicit(who: str, headings: Iterable[Heading]) -> bool:
    return any(
        h.what in _NAME_PARTS and (h.who == who or (who == "c" and h.number)) for h in headings
    )


def _which_child(heading: Heading, current: Person | None, taken: dict[Person, set[str]]) -> Person:
    if heading.number:
        return ("c", heading.number)
    if current is not None and current[0] == "c" and heading.what not in taken[current]:
        return current
    number = 1
    while heading.what in taken.get(("c", number), set()):
        number += 1
    return ("c", number)


def _meaning(person: Person, part: str) -> str:
    return f"g_{part}" if person == _GUARDIAN else f"c{person[1]}_{part}"


def _whole(meaning: str, taken: dict[Person, set[str]]) -> str:
    """Return 園児名 as a whole name where no surname stands beside it."""
    who, _, part = meaning.partition("_")
    person: Person = _GUARDIAN if who == "g" else ("c", int(who[1:]))
    whole = {"given": "name", "surname": "name", "given_kana": "kana", "surname_kana": "kana"}
    beside = {"given": "surname", "surname": "given"}
    base, _, suffix = part.partition("_")
    if part not in whole or f"{beside[base]}{'_' * bool(suffix)}{suffix}" in taken[person]:
        return meaning
    return meaning if whole[part] in taken[person] else f"{who}_{whole[part]}"


def _alone(headings: Sequence[Heading], found: dict[int, tuple[str, float]]) -> None:
    """Place the columns that speak of the whole family."""
    seen: set[str] = set()
    for index, heading in enumerate(headings):
        what = heading.what
        if index in found or what in _PARTS or what in {"", "skip", "phone"}:
            continue
        if what == "relation" and heading.who == "c" and heading.number:
            continue
        if what in _ONCE and what in seen:
            continue
        seen.add(what)
        found[index] = (what, GUESSED if heading.weak else CERTAIN)


def _phones(
    header: Sequence[str], headings: Sequence[Heading], found: dict[int, tuple[str, float]]
) -> None:
    """Take the mobile number first: it can receive the link (A2)."""
    candidates = [i for i, heading in enumerate(headings) if heading.what == "phone"]
    candidates.sort(key=lambda i: (headings[i].weak, not _MOBILE.search(fold_label(header[i])), i))
    for index, meaning in zip(candidates, ("phone", "phone2"), strict=False):
        found[index] = (meaning, GUESSED if headings[index].weak else CERTAIN)


def _values(sample: Sequence[Sequence[str]], index: int) -> list[str]:
    cells = (row[index] for row in sample if index < len(row))
    return [unicodedata.normalize("NFKC", cell).strip() for cell in cells if cell.strip()]


def _shape(meaning: str) -> re.Pattern[str] | None:
    part = meaning.rpartition("_")[2] if is_child(meaning) or names_a_person(meaning) else meaning
    return _SHAPES.get(part)


def _share(shape: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(1 for value in values if shape.fullmatch(value)) / (len(values) or 1)


def _looks_right(meaning: str, values: Sequence[str]) -> bool:
    shape = _shape(meaning)
    return shape is None or len(values) < 3 or _share(shape, values) >= 0.5


def _doubted(
    meaning: str, confidence: float, values: Sequence[str], found: dict[int, tuple[str, float]]
) -> tuple[str, float]:
    """Return what a column is whose content contradicts its heading."""
    if meaning in {"phone", "phone2"} and confidence < CERTAIN:
        other, sure = _by_content(values, found)
        if other != IGNORE:
            return other, sure
    return meaning, DOUBTED


def _by_content(values: Sequence[str], found: dict[int, tuple[str, float]]) -> tuple[str, float]:
    """Return what a column without a known heading holds, where its shape leaves no doubt."""
    meanings = {meaning for meaning, _ in found.values()}
    if len(values) >= 3:
        for meaning in ("email", "postal", "phone"):
            if meaning not in meanings and _share(_SHAPES[meaning], values) >= 0.8:
                return meaning, DOUBTED
    return IGNORE, 0.0
