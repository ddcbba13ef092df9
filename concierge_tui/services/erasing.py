"""Erases a family that withdrew, at its wish: for good, on every replica (E21, situation 17)."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, Protocol

from concierge_tui.domain.erasure import (
    ERASE,
    ErasureTooSoon,
    NotWithdrawn,
    body_of_erasure,
    erasure_id,
)
from concierge_tui.domain.family import Family
from concierge_tui.domain.kana import to_hiragana, to_katakana
from concierge_tui.domain.kana_typing import kana_from_typing
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.romaji import fold_kana
from concierge_tui.services import ports
from concierge_tui.services.leading import refuse_all_but_coordinators


class Register(Protocol):
    """What the store knows of families that withdrew and of what still hangs on them."""

    def wishing(self) -> list[str]:
        """Return the families that wish to be erased and are not yet, in order."""
        ...

    def withdrawn_among(self, families: Collection[str]) -> list[str]:
        """Return those of `families` that withdrew and are not erased yet, in order."""
        ...

    def selves(self, family: str) -> list[str]:
        """Return the ids under which a family is or was registered, its own first."""
        ...

    def holds(self, families: Sequence[str]) -> str | None:
        """Return what comes first: inside, hands or trial; None where nothing does."""
        ...

    def open_incidents(self, families: Sequence[str]) -> list[str]:
        """Return the incidents of a family that are not closed."""
        ...

    def rows(self, families: Sequence[str]) -> list[str]:
        """Return the nameless rows of rosters from which a family was written."""
        ...


class Erasing:
    """Says who wishes to be erased, what stands before it, and erases."""

    def __init__(
        self,
        journal: ports.Journal,
        register: Register,
        staff: ports.StaffRegister,
        author: ports.AuthorNow,
        scrub: Callable[[], bool],
    ) -> None:
        self._journal = journal
        self._register = register
        self._staff = staff
        self._author = author
        self._scrub = scrub

    def wishing(self) -> list[str]:
        """Return the families that wish to be erased and are not yet, in order."""
        return self._register.wishing()

    def refuse_all_but_coordinators(self) -> None:
        """Raise `CoordinatorOnly` unless a coordinator stands at the desk."""
        refuse_all_but_coordinators(self._staff, self._author().actor)

    def staying(self, family: str) -> int:
        """Return how many incidents stay readable because they are not closed."""
        return len(self._register.open_incidents(self._register.selves(family)))

    def refuse_too_soon(self, family: str) -> None:
        """Return where nothing has to be done first.

        Raises:
            NotWithdrawn: when the family is registered, or was erased already.
            ErasureTooSoon: when somebody of it is inside, in other hands, or in a trial.
        """
        if not self._register.withdrawn_among([family]):
            raise NotWithdrawn
        first = self._register.holds(self._register.selves(family))
        if first:
            raise ErasureTooSoon(first)

    def erase(self, family: str) -> Act:
        """Erase a family under every id that it has; it cannot be undone.

        Here it is gone when this returns, everywhere else after the next sync.

        Raises:
            CoordinatorOnly: when no coordinator stands at the desk.
            NotWithdrawn: when the family is registered, or was erased already.
            ErasureTooSoon: when somebody of it is inside, in other hands, or in a trial.
        """
        self.refuse_all_but_coordinators()
        self.refuse_too_soon(family)
        selves = self._register.selves(family)
        body = body_of_erasure(self._register.open_incidents(selves), self._register.rows(selves))
        drafts = [Draft(ERASE, erasure_id(each), body, subject=each, base=()) for each in selves]
        act = self._journal.append(drafts, self._author())
        self._scrub()
        return act


class Asked(NamedTuple):
    """What has to be typed before a family is erased: a second look at whom it hits."""

    shown: str
    """In hiragana."""
    is_name: bool

    def is_answered_by(self, typed: str) -> bool:
        """Say whether it was typed, in kana or letters, with or without its space."""
        return _folded(kana_from_typing(typed)) == _folded(self.shown)


def asked_for(family: Family, instead: str) -> Asked:
    """Return what has to be typed: the reading of whom it is called after, else `instead`."""
    reading = family.representative.kana if family.representative else ""
    if _folded(reading):
        return Asked(to_hiragana(reading), is_name=True)
    return Asked(instead, is_name=False)


def _folded(words: str) -> str:
    return "".join(fold_kana(to_katakana(words)).split())
