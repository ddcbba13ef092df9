"""The numbers on paper forms, handed out by each laptop without asking another.

A number such as GK7-014-3 is a prefix, a count and a check character. The prefix follows from
the incarnation of the device, which is random and renewed by every restore, and goes round
whatever prefix is known to be somebody else's. So a laptop never hands out a number twice,
not even one that it has forgotten, and two laptops that have met never share a prefix.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from concierge_tui.domain.codes import ALPHABET, folded
from concierge_tui.domain.paper_errors import FormNumberUnreadable

LETTERS: Final = ALPHABET.lstrip("0123456789")
"""A prefix begins with a letter: a number must never look like a telephone number."""

MOST: Final = 9999
"""The last count of a prefix."""

_SHAPE: Final = re.compile(rf"([{LETTERS}][{ALPHABET}]{{2}})([0-9OI]{{3,4}})([{ALPHABET}])")
_DIGITS: Final = str.maketrans("OI", "01")
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}


class FormNumber(NamedTuple):
    """One number, as it is counted."""

    prefix: str
    serial: int

    @property
    def written(self) -> str:
        """The one written form, such as GK7-014-3."""
        return f"{self.prefix}-{self.serial:03d}-{_check_character(self)}"


class Reserved(NamedTuple):
    """Numbers that were handed out at once: a row of the table `paper`."""

    id: str
    meetup: str
    prefix: str
    first: int
    last: int
    incarnation: str
    """Whose stream reserved them."""

    def holds(self, number: FormNumber) -> bool:
        """Say whether `number` was among them."""
        return number.prefix == self.prefix and self.first <= number.serial <= self.last

    def overlaps(self, other: "Reserved") -> bool:
        """Say whether both hold some number."""
        return self.prefix == other.prefix and self.first <= other.last and other.first <= self.last


def read_form_number(text: str) -> FormNumber:
    """Return the number that was typed: full-width, in lower case, with or without a hyphen.

    Raises:
        FormNumberUnreadable: when the text has another shape or its check character differs.
    """
    match = _SHAPE.fullmatch(folded(text))
    if match is None:
        raise FormNumberUnreadable("shape", text)
    prefix, count, check = match.groups()
    number = FormNumber(prefix, int(count.translate(_DIGITS)))
    if len(count) != len(f"{number.serial:03d}") or not number.serial:
        raise FormNumberUnreadable("shape", text)
    if check != _check_character(number):
        raise FormNumberUnreadable("check", text)
    return number


def own_prefix(incarnation: str, papers: Iterable[Reserved], others: Iterable[str]) -> str:
    """Return the prefix of this incarnation: the one it has, or the first that is free.

    `others` are the incarnations known beside this one, also those that reserved nothing yet,
    and those of this very device before a restore.
    """
    papers = list(papers)
    taken = {paper.prefix for paper in papers if paper.incarnation != incarnation}
    mine = [paper for paper in papers if paper.incarnation == incarnation]
    if mine:
        present = max(mine, key=lambda paper: (paper.id, paper.last)).prefix
        full = any(paper.prefix == present and paper.last >= MOST for paper in mine)
        if present not in taken and not full:
            return present
        taken |= {paper.prefix for paper in mine}
    taken |= {next(_candidates(other)) for other in others if other != incarnation}
    return _first_free(incarnation, taken)


def next_count(prefix: str, papers: Iterable[Reserved]) -> int:
    """Return the first count after everything that was reserved under `prefix`."""
    return max((paper.last for paper in papers if paper.prefix == prefix), default=0) + 1


def reserved_by(number: FormNumber, papers: Iterable[Reserved]) -> list[Reserved]:
    """Return who handed the number out: nobody, one laptop, or two that never met."""
    return [paper for paper in papers if paper.holds(number)]


def _first_free(incarnation: str, taken: Collection[str]) -> str:
    return next(prefix for prefix in _candidates(incarnation) if prefix not in taken)


def _candidates(incarnation: str) -> Iterator[str]:
    """Yield the prefixes of an incarnation, in its own order of wishes."""
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{incarnation}/{attempt}".encode()).digest()
        value = int.from_bytes(digest[:8], "big")
        value, third = divmod(value, len(ALPHABET))
        value, second = divmod(value, len(ALPHABET))
        yield LETTERS[value % len(LETTERS)] + ALPHABET[second] + ALPHABET[third]
        attempt += 1


def _check_character(number: FormNumber) -> str:
    digits = f"{number.serial:03d}"
    values = [_VALUES[character] for character in number.prefix]
    # A digit counts as in the alphabet, which begins with 2: so 3 and 4 may not change places.
    values += [int(digit) - int(ALPHABET[0]) for digit in digits]
    weighted = sum(weight * value for weight, value in enumerate(values, start=2))
    # One off from a card's: what is a number of the one kind is never one of the other.
    return ALPHABET[(1 - weighted) % len(ALPHABET)]
