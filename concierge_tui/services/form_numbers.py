"""Hands out numbers for paper forms, and takes them in again when a form is typed."""

from concierge_tui.domain.form_numbers import (
    MOST,
    FormNumber,
    Reserved,
    next_count,
    own_prefix,
    read_form_number,
    reserved_by,
)
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.paper_errors import FormNumberUnknown, FormNumberUsed
from concierge_tui.services.ports import AuthorNow, Families, Journal, Papers
from concierge_tui.text.people import family_name

MOST_AT_ONCE = 200
"""So many forms are printed at most; more is a slip of the finger."""


class FormNumbers:
    """The numbers of this laptop's paper forms."""

    def __init__(
        self, journal: Journal, papers: Papers, families: Families, author: AuthorNow
    ) -> None:
        self._journal = journal
        self._papers = papers
        self._families = families
        self._author = author

    def next(self, count: int) -> list[str]:
        """Return the numbers that would come next; nothing is reserved."""
        prefix, first = self._free(count, self._papers.reserved())
        return _written(prefix, first, count)

    def reserve(self, count: int, meetup: str) -> list[str]:
        """Reserve numbers for good and return them; they are never handed out again."""
        if count < 1:
            return []
        while True:
            prefix, first = self._free(count, self._papers.reserved())
            mine = new_id()
            body = {"meetup": meetup, "prefix": prefix, "first": first, "last": first + count - 1}
            self._journal.append([Draft("paper.set", mine, body, meetup=meetup)], self._author())
            # A second program on the same store may have taken the same numbers meanwhile:
            # whoever sees the other gives its own up, so that nobody keeps a doubled one.
            if not self._doubled(mine):
                return _written(prefix, first, count)

    def check(self, text: str, family: str = "") -> str:
        """Return the number as it is written, where a form with it may be typed now.

        `family` is the one that is being written; its own number is no other's. A number of a
        laptop that never met this one is taken: the form in the hand is the proof.

        Raises:
            FormNumberUnreadable: when it is no number, or one character is wrong.
            FormNumberUnknown: when it was not printed by the laptop that prints such numbers.
            FormNumberUsed: when another family was written from this form.
        """
        number = read_form_number(text)
        papers = self._papers.reserved()
        sources = reserved_by(number, papers)
        if not sources and (
            number.prefix == own_prefix(self._papers.incarnation(), papers, self._others())
            or any(paper.prefix == number.prefix for paper in papers)
        ):
            raise FormNumberUnknown
        users = [name for name in self._papers.families_under(number.written) if name != family]
        if users and len({paper.incarnation for paper in sources}) < 2:
            raise FormNumberUsed(users[0], family_name(self._families.get(users[0])))
        return number.written

    def is_from_elsewhere(self, text: str) -> bool:
        """Say whether a laptop that never met this one printed the number."""
        return not reserved_by(read_form_number(text), self._papers.reserved())

    def are_out(self, meetup: str) -> bool:
        """Say whether forms were made for this meetup."""
        return any(paper.meetup == meetup for paper in self._papers.reserved())

    def _free(self, count: int, papers: list[Reserved]) -> tuple[str, int]:
        mine = self._papers.incarnation()
        prefix = own_prefix(mine, papers, self._others())
        first = next_count(prefix, papers)
        if first + count - 1 > MOST:
            full = Reserved("~", "", prefix, first, MOST, mine)
            papers = [*papers, full]
            prefix = own_prefix(mine, papers, self._others())
            first = next_count(prefix, papers)
        return prefix, first

    def _others(self) -> list[str]:
        mine = self._papers.incarnation()
        return [name for name in self._papers.incarnations() if name != mine]

    def _doubled(self, mine: str) -> bool:
        papers = self._papers.reserved()
        own = next(paper for paper in papers if paper.id == mine)
        return any(paper.id != mine and paper.overlaps(own) for paper in papers)


def _written(prefix: str, first: int, count: int) -> list[str]:
    return [FormNumber(prefix, first + step).written for step in range(count)]
