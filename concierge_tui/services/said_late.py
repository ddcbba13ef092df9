"""What was said of somebody under a registration that is merged away, and no merge has seen.

A desk wrote it that had not heard of the merge. Until a person merges again, whatever keeps a
child safe holds for the one who lives on: the stricter answer of both.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from concierge_tui.domain.family import Allergy, Family, Person
from concierge_tui.domain.fold import Tip, careful, fold_registers
from concierge_tui.domain.merging import unseen
from concierge_tui.services.ports import Families, Journal


class SaidLate:
    """Reads the registrations behind the people who live on."""

    def __init__(self, journal: Journal, families: Families) -> None:
        self._journal = journal
        self._families = families

    def tips(self, people: Iterable[Person], field: str) -> dict[str, list[Tip]]:
        """Return what was said late of a field, by the person who lives on."""
        wanted = {person.id: person for person in people}
        merged = self._families.merged_people({person.family for person in wanted.values()})
        gone = {one: into for one, into in merged.items() if into in wanted}
        histories = self._journal.histories(gone) if gone else {}
        found: dict[str, list[Tip]] = {}
        for one, into in gone.items():
            history = histories.get(one, ())
            late, cell = unseen(history), fold_registers("person", history).get(field)
            if late and cell:
                found.setdefault(into, []).extend(t for t in cell.tips if t.op_id in late)
        return found

    def all_of(self, person: Person, field: str) -> list[Tip]:
        """Return what is said now of a field of somebody, late or not."""
        cell = fold_registers("person", self._journal.history(person.id)).get(field)
        late = self.tips([person], field).get(person.id, [])
        return [*(cell.tips if cell else ()), *late]

    def selves(self, person: Person) -> set[str]:
        """Return the ids under which somebody is or was registered."""
        merged = self._families.merged_people([person.family])
        return {person.id, *(one for one, into in merged.items() if into == person.id)}

    def strictly(self, people: Sequence[Person]) -> list[Person]:
        """Return people with the stricter answer of all that is known of them."""
        merged = self._families.merged_people({person.family for person in people})
        if not {person.id for person in people} & set(merged.values()):
            return list(people)
        allergies, barred, may = (
            self.tips(people, field) for field in ("allergy", "must_not_collect", "may_collect")
        )
        return [
            _strict(
                person,
                allergies.get(person.id, ()),
                is_barred=any(tip.value is True for tip in barred.get(person.id, ())),
                may_not=any(tip.value is False for tip in may.get(person.id, ())),
            )
            for person in people
        ]

    def household(self, family: Family) -> Family:
        """Return a family whose people are known so."""
        return family.model_copy(update={"people": tuple(self.strictly(family.people))})


def _strict(person: Person, allergies: Sequence[Tip], *, is_barred: bool, may_not: bool) -> Person:
    said: dict[str, Any] = {}
    answers = [tip.value for tip in allergies if tip.value is not None]
    if answers:
        said["allergy"] = Allergy(**careful([person.allergy.model_dump(), *answers]))
    if is_barred:
        said["must_not_collect"] = True
    if is_barred or may_not:
        said["may_collect"] = False
    return person.model_copy(update=said) if said else person
