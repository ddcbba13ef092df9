"""The slips of families: a name and a code, and nothing that a lost paper could tell."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from concierge_tui.domain.family import Family
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.phone import is_mobile
from concierge_tui.services.ports import Cancelled, Progress
from concierge_tui.text import slip as text

if TYPE_CHECKING:
    from concierge_tui.services.paper_content import Sheet, SignUp


class Slip(NamedTuple):
    """What is printed for one family; a reprint carries the same code."""

    name: str
    code: str
    event: str = ""
    after: str = ""
    contact: str = ""
    practice: bool = False
    kana: str = ""
    also: tuple[str, ...] = ()
    """Pick-up, allergy and consent in other words, for a family that reads little Japanese."""
    heading: str = text.HEADING


class SlipPrinter(Protocol):
    """Writes slips as one PDF."""

    def __call__(
        self,
        slips: Sequence[Slip],
        target: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        *,
        sign_up: "SignUp | None" = None,
        sheet: "Sheet" = ...,
        large: bool = False,
    ) -> bool:
        """Write the file and return True, or False when it was cancelled; then nothing is left."""
        ...


def lives_on_paper(family: Family) -> bool:
    """Tell whether the slip is all that is taken home: then its letters are large (E23)."""
    has_mobile = any(is_mobile(person.phone) for person in family.adults)
    return family.source == "proxy" or family.smartphone is False or not has_mobile


def slips_of(
    families: Iterable[Family], meetup: Meetup | None, contact: str, *, practice: bool
) -> list[Slip]:
    """Return the slips of those families that have a code."""
    return [
        Slip(
            name=text.addressed(family),
            code=family.code,
            event=text.event(meetup),
            after=meetup.next_event if meetup else "",
            contact=contact,
            practice=practice,
            kana=text.addressed_kana(family),
            also=text.also_said(family.language),
        )
        for family in families
        if family.code
    ]
