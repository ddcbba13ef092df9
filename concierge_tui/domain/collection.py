"""Who may be given a child: pure rules, in which a ban anywhere wins over every permission.

A code alone never releases a child: somebody saw who it is, or a second person answers for it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.kanji import fold_kanji
from concierge_tui.domain.meetup_day import TemporaryCollector
from concierge_tui.domain.romaji import fold_kana

Verdict = Literal["may", "barred", "not_listed"]

TELEPHONE: Final = "telephone"
"""Among the checks: the second person was the coordinator, called on the telephone."""

FEWEST_DIGITS: Final = 3
"""Of a number that can be called: an extension has no fewer."""


class ProofMissing(ConciergeError):
    """It is not certain enough who stands there; `missing` names what to ask next."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class HandsChanged(ConciergeError):
    """Another laptop noted a hand-over since one looked: somebody has to look again."""


def is_call(typed: str) -> bool:
    """Say whether this names a second person on the telephone: somebody, and a number."""
    letters = [each for each in typed if each.isalpha()]
    return bool(letters) and sum(each.isdigit() for each in typed) >= FEWEST_DIGITS


class WitnessNeeded(ConciergeError):
    """Nobody but the receiver saw the hand-over."""


class SecondPersonNeeded(ConciergeError):
    """The second person is nobody else: not who writes, not who receives, and of the staff."""


class Rights(NamedTuple):
    """All that is known of whom a child may be given to."""

    family: Family
    """The child's own."""
    day: date
    today: tuple[TemporaryCollector, ...] = ()
    """Whom a guardian named by telephone for this meetup."""
    brought_by: Family | None = None
    """The family that brought it as a guest, where that was ticked to collect (situation 7)."""
    minding: tuple[Family, ...] = ()
    """The hosts of the trials of this child that run now."""

    @property
    def barred(self) -> tuple[Person, ...]:
        """Who must not collect."""
        return tuple(person for person in self.family.people if person.must_not_collect)

    @property
    def collectors(self) -> tuple[Person, ...]:
        """The people of families who may collect, the child's own first."""
        own = [person for person in self.family.adults if person.may_collect]
        host = self.brought_by.adults if self.brought_by and self.family.host_may_collect else ()
        also = [person for person in host if person.role == "guardian"]
        return tuple(person for person in (*own, *also) if not self.is_barred(person))

    @property
    def temporary(self) -> tuple[TemporaryCollector, ...]:
        """Who may collect today alone."""
        return tuple(
            each
            for each in self.today
            if each.stands
            and each.family == self.family.id
            and each.day == self.day
            and not self.is_barred_name(each.name)
        )

    @property
    def hosts(self) -> tuple[Person, ...]:
        """The grown-ups who mind the child while its trial runs."""
        adults = [person for family in self.minding for person in family.adults]
        return tuple(person for person in adults if not self.is_barred(person))

    def is_barred(self, person: Person) -> bool:
        """Say whether a person is barred, under this entry or another of the same name."""
        marked = person.must_not_collect or any(each.id == person.id for each in self.barred)
        return marked or self.is_barred_name(person.name, person.kana)

    def is_barred_name(self, name: str, kana: str = "") -> bool:
        """Say whether somebody of this name is barred, however it is written."""
        asked = _spellings(name) | _spellings(kana)
        return any(asked & _spellings_of_barred(person) for person in self.barred)

    def verdict(self, who: str) -> Verdict:
        """Say whether somebody may be given the child to take home."""
        if any(person.id == who for person in self.collectors):
            return "may"
        if any(each.id == who for each in self.temporary):
            return "may"
        known = (*self.family.people, *(self.brought_by.people if self.brought_by else ()))
        person = next((each for each in known if each.id == who), None)
        named = next((each for each in self.today if each.id == who), None)
        is_barred = (person is not None and self.is_barred(person)) or (
            named is not None and self.is_barred_name(named.name)
        )
        return "barred" if is_barred else "not_listed"

    def verdict_of_host(self, who: str) -> Verdict:
        """Say whether somebody may mind the child: a host, and only while the trial runs."""
        if any(person.id == who for person in self.hosts):
            return "may"
        adults = [person for family in self.minding for person in family.adults]
        return "barred" if any(person.id == who for person in adults) else "not_listed"


def _spellings(name: str) -> frozenset[str]:
    """Return the ways in which a whole name can be meant: in sound, in writing, either order."""
    parts = to_katakana(name).split() if is_kana(name) else fold_kanji(name).lower().split()
    if not parts:
        return frozenset()
    fold = fold_kana if is_kana(name) else str
    return frozenset({fold("".join(parts)), fold("".join(reversed(parts)))})


def _spellings_of_barred(person: Person) -> frozenset[str]:
    """Return the same of a barred person, and the given name alone: so one says who one is."""
    whole = _spellings(person.name) | _spellings(person.kana)
    givens = [each.rpartition(" ")[2] for each in (person.name, to_katakana(person.kana))]
    return whole.union(*(_spellings(given) for given in givens if given))


class Proof(NamedTuple):
    """What makes sure who stands there."""

    slip: bool = False
    identity: bool = False
    """A document was seen."""
    recited: bool = False
    """The children's names and birthdays were said by heart."""
    second: bool = False
    """A second person, also on the telephone, agreed."""
    known: bool = False
    """Whoever stands here came in with the child, is inside, and is known by face."""

    @property
    def missing(self) -> str:
        """What has to be asked next: identity, recited, or nothing.

        Without the slip both are needed; a second member of staff stands in for the document.
        """
        if self.known:
            return ""
        if not (self.identity or self.second):
            return "identity"
        return "" if self.slip or self.recited else "recited"

    @property
    def checks(self) -> list[str]:
        """The names of what was seen, as a hand-over keeps them."""
        return [name for name in self._fields if getattr(self, name)]


def companions(family: Family, leaving: Sequence[str], rights: Rights) -> tuple[str, ...]:
    """Return those of the leaving with whom a child may go home."""
    adults = {person.id for person in family.adults}
    return tuple(who for who in leaving if who in adults and rights.verdict(who) == "may")
