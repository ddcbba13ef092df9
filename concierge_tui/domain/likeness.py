"""How likely two records are the same person: a suggestion, never a decision.

Weights as measured in the project's study of 101,929 invented records; 5.0 is the score
from which a person should look (precision .958, recall .928). Never compare within one
household: twins look alike on paper.
"""

from datetime import date
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from concierge_tui.domain.kanji import fold_kanji
from concierge_tui.domain.romaji import fold_kana

SUGGEST: Final = 5.0

_ALIKE: Final = 75.0


class Likeness(NamedTuple):
    """What of a person is compared."""

    name: str
    kana: str
    birthday: date | None
    phone: str


def likeness(left: Likeness, right: Likeness) -> float:
    """Return the score of two records; higher is likelier."""
    return (
        _given(left, right)
        + _surname(left, right)
        + _birthday(left.birthday, right.birthday)
        + (1.0 if left.phone and left.phone == right.phone else 0.0)
    )


def _parts(text: str) -> tuple[str, str]:
    surname, _, given = text.partition(" ")
    return (surname, given) if given else ("", surname)


def _given(left: Likeness, right: Likeness) -> float:
    kana = _alike(fold_kana(_parts(left.kana)[1]), fold_kana(_parts(right.kana)[1]))
    kanji = _alike(fold_kanji(_parts(left.name)[1]), fold_kanji(_parts(right.name)[1]))
    if kana == 0.0 and kanji == 0.0:
        return -3.5
    return 2.0 * kana + 1.5 * kanji


def _alike(left: str, right: str) -> float:
    if not left or not right:
        return 0.0
    score = float(ratio(left, right))
    return score / 100 if score >= _ALIKE else 0.0


def _surname(left: Likeness, right: Likeness) -> float:
    kana = _parts(left.kana)[0], _parts(right.kana)[0]
    if not all(kana):
        return 0.0
    return 1.0 if fold_kana(kana[0]) == fold_kana(kana[1]) else -1.0


def _birthday(left: date | None, right: date | None) -> float:
    if left is None or right is None:
        return 0.0
    if left == right:
        return 2.4
    digits = sum(a != b for a, b in zip(left.isoformat(), right.isoformat(), strict=True))
    swapped = (left.year, left.month, left.day) == (right.year, right.day, right.month)
    return 1.2 if digits == 1 or swapped else -2.2
