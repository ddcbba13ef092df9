"""What was written before, by whom and when: a corrected reading stays visible."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from concierge_tui.domain.family import Family
from concierge_tui.services.households import Past
from concierge_tui.text import household as text
from concierge_tui.text.people import family_name, short_name
from screens.household.section import PRIVATE
from screens.widgets.fact_list import Fact, FactList, Part

_UNSAID = frozenset({"family", "code", "source", "phone_typed", "removed", "role", "host"})
_MOST = 300


class PastSection(VerticalScroll):
    """Every value that was ever written, newest first; what is private stays hidden."""

    def __init__(self, family: Family, entries: list[Past], staff: Mapping[str, str]) -> None:
        super().__init__(id="section")
        self._facts = FactList()
        self._facts.show(
            [
                _fact(entry, family, staff.get(entry.actor, ""))
                for entry in entries
                if entry.field not in _UNSAID
            ][:_MOST]
        )

    def compose(self) -> ComposeResult:
        """Yield the entries."""
        yield self._facts


def _fact(entry: Past, family: Family, who: str) -> Fact:
    person = family.person(entry.entity)
    whose = short_name(person, family) if person else family_name(family)
    said = text.past(entry.field, entry.value, hidden=entry.field in PRIVATE)
    parts = (Part(f"{whose}  {said}"), Part(f"  {who}", "quiet"))
    return Fact(text.past_label(entry.wall), parts)
