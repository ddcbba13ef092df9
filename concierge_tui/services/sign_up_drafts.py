"""Sign-ups that are not finished: each form has its own draft, named by its future family."""

from typing import Final, NamedTuple

from pydantic import ValidationError

from concierge_tui.services.ports import Drafts, Families
from concierge_tui.services.sign_up_answers import MoreAnswers, SignUpAnswers

_FIRST: Final = "sign_up:"
_SECOND: Final = "sign_up_more:"


class Unfinished(NamedTuple):
    """One form that waits for somebody to go on with it."""

    family: str
    answers: SignUpAnswers
    at: int
    """When it was last written on, in milliseconds since 1970."""


class SignUpDrafts:
    """Keeps what is typed, page by page: two families that interleave never mix."""

    def __init__(self, drafts: Drafts, families: Families) -> None:
        self._drafts = drafts
        self._families = families

    def first(self, family: str) -> SignUpAnswers | None:
        """Return the first page of a family, as far as it was written.

        A page whose family is registered is over: only its forgetting was cut short.
        """
        kept = self._drafts.get(_FIRST + family)
        if kept and self._families.many([family]):
            self.drop_first(family)
            return None
        return _read(kept) if kept else None

    def keep_first(self, family: str, answers: SignUpAnswers) -> None:
        """Keep a first page; a blank one leaves nothing behind."""
        if answers.is_blank:
            self._drafts.drop(_FIRST + family)
        else:
            self._drafts.put(_FIRST + family, answers.model_dump_json(exclude_defaults=True))

    def drop_first(self, family: str) -> None:
        """Forget a first page."""
        self._drafts.drop(_FIRST + family)

    def second(self, family: str) -> MoreAnswers | None:
        """Return the second page of a family, as far as it was written."""
        kept = self._drafts.get(_SECOND + family)
        try:
            return MoreAnswers.model_validate_json(kept) if kept else None
        except ValidationError:
            return None

    def keep_second(self, family: str, answers: MoreAnswers, shown: MoreAnswers) -> None:
        """Keep a second page where it differs from what was shown."""
        if answers == shown:
            self._drafts.drop(_SECOND + family)
        else:
            self._drafts.put(_SECOND + family, answers.model_dump_json())

    def drop_second(self, family: str) -> None:
        """Forget a second page."""
        self._drafts.drop(_SECOND + family)

    def unfinished(self) -> list[Unfinished]:
        """Return every first page that waits, the last one written on first."""
        kept = {
            name.removeprefix(_FIRST): (body, at) for name, body, at in self._drafts.named(_FIRST)
        }
        registered = self._families.many(list(kept))
        found = []
        for family, (body, at) in kept.items():
            answers = _read(body)
            if family not in registered and answers is not None and not answers.is_blank:
                found.append(Unfinished(family, answers, at))
        return sorted(found, key=lambda each: each.at, reverse=True)


def _read(kept: str) -> SignUpAnswers | None:
    try:
        return SignUpAnswers.model_validate_json(kept)
    except ValidationError:
        return None
