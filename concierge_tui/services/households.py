"""Corrects a household in place: history is kept, and what the writer saw is stated."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from concierge_tui.domain import fold
from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.errors import FieldInvalid, NotFound
from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.operation import Act, Draft, Operation
from concierge_tui.services.left_for_later import settled
from concierge_tui.services.ports import AuthorNow, Families, Journal, Lists

Changes = Mapping[str, Any]


class OpenHousehold(NamedTuple):
    """A household on a form, with what the journal said when it was opened."""

    family: Family
    histories: Mapping[str, Sequence[Operation]]


class Past(NamedTuple):
    """One entry of a field's history."""

    entity: str
    field: str
    value: Any
    actor: str
    wall: int


class Households:
    """Reads, corrects and completes households."""

    def __init__(
        self, journal: Journal, families: Families, lists: Lists, author: AuthorNow
    ) -> None:
        self._journal = journal
        self._families = families
        self._lists = lists
        self._author = author

    def open(self, family: str) -> OpenHousehold:
        """Return a household to be edited or raise `NotFound`."""
        found = self._families.get(family)
        entities = [family, *(person.id for person in found.people)]
        return OpenHousehold(found, self._journal.histories(entities))

    def correct(
        self,
        opened: OpenHousehold,
        changes: Mapping[str, Changes],
        *,
        further: Sequence[Draft] = (),
    ) -> Act | None:
        """Write what differs, by entity; None when nothing does.

        What this answers is taken off the family's tasks. `further` is written in the same act,
        also where nothing differs.

        Raises:
            FieldInvalid: when a value cannot be stored; nothing was written.
        """
        drafts: list[Draft] = []
        for entity, wanted in changes.items():
            noun = "family" if entity == opened.family.id else "person"
            if entity not in opened.histories:
                raise NotFound(noun)
            history = opened.histories[entity]
            cells = fold.fold_registers(noun, history)
            body = {
                name: value
                for name, value in checked(noun, wanted).items()
                if name not in cells or cells[name].value != value or cells[name].contested
            }
            if body:
                base = tips_for(history, f"{noun}.set", body)
                subject = opened.family.id
                drafts.append(Draft(f"{noun}.set", entity, body, subject=subject, base=base))
        if changes:
            drafts += settled(self._lists.left_for(opened.family.id)[0], opened.family, changes)
        drafts += further
        return self._journal.append(drafts, self._author()) if drafts else None

    def addition(self, family: str, fields: Changes) -> Draft:
        """Return what adds a person, to be written in one act with something else.

        Raises:
            FieldInvalid: when a value cannot be stored.
        """
        self._families.get(family)
        body = {**checked("person", fields), "family": family}
        return Draft("person.set", new_id(), body, subject=family)

    def remove_person(self, family: str, person: str) -> Act:
        """Take a person off a household; the journal keeps what was known."""
        draft = Draft("person.set", person, {"removed": True}, subject=family)
        return self._journal.append([draft], self._author())

    def past(self, family: str) -> list[Past]:
        """Return every value ever written, newest first: a corrected kana stays visible."""
        opened = self.open(family)
        written = [
            (op, Past(entity, name, value, op.actor, op.wall))
            for entity, history in opened.histories.items()
            for op in history
            for name, value in fold.said_in(op).items()
        ]
        written.sort(key=lambda pair: (pair[0].hlc, pair[0].op_id), reverse=True)
        return [entry for _, entry in written]

    def look(self, family: str, entity: str, what: Sequence[str]) -> Act:
        """Write down that someone looked at hidden fields (A7)."""
        draft = Draft("looked.at", entity, {"what": list(what)}, subject=family)
        return self._journal.append([draft], self._author())


def checked(noun: str, fields: Changes) -> dict[str, Any]:
    """Return `fields` clean, or raise `FieldInvalid` naming the first bad one."""
    known = REGISTERS[noun]
    clean = {}
    for name, value in fields.items():
        if name not in known:
            raise FieldInvalid(name)
        try:
            clean[name] = known[name].read(value)
        except ValueError:
            raise FieldInvalid(name) from None
    return clean
