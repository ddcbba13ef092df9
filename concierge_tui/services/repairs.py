"""Mends what a roster, a later roster or another laptop left for a person to decide."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from concierge_tui.domain import fold
from concierge_tui.domain.clock import Clock
from concierge_tui.domain.consent import ORGANISER
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family
from concierge_tui.domain.kinds import HOW_WRITTEN, REGISTERS
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.roster import ChangedMeanwhile, SplitAddress
from concierge_tui.domain.roster.answers import read_allergy
from concierge_tui.domain.task import Conflict, Problem, Proposal, Task
from concierge_tui.services import ports
from concierge_tui.services.cell_repair import CellRepair, Repaired
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.households import checked
from concierge_tui.services.nameless import NamelessForm, drafts_of

_PUT_OFF: Final = "repairs.put_off"
_MOST_PUT_OFF: Final = 1000
"""Those that were mended since are forgotten in time."""

PRIVATE: Final = frozenset(
    {"phone", "phone_typed", "email", "postal", "address", "rest", "emergency", "notes", "cells"}
)
"""Fields that no list shows (A7): to open the question is to look, and is written down."""


class Repairs:
    """Each answer of a person is one act: the value and the end of the question together."""

    def __init__(
        self,
        *,
        journal: ports.Journal,
        families: ports.Families,
        postal: ports.Postal,
        split: SplitAddress,
        author: ports.AuthorNow,
        now: Clock,
        settings: ports.Settings,
    ) -> None:
        self._journal = journal
        self._settings = settings
        self._families = families
        self._cells = CellRepair(postal, split)
        self._split = split
        self._author = author
        self._now = now

    def family_of(self, entity: str) -> Family | None:
        """Return the household that a problem or proposal is about, if it still exists."""
        subject = next((op.subject for op in self._journal.history(entity) if op.subject), None)
        family = self._families.many([subject]).get(subject) if subject else None
        while family and family.merged_into and family.merged_into < family.id:
            family = self._families.many([family.merged_into]).get(family.merged_into)
        return family

    def mend(self, problem: Problem, text: str) -> Act:
        """Write what was typed into the damaged field.

        Raises:
            Unreadable: when a day or a number cannot be read.
            FieldMissing: when nothing was typed.
            FieldInvalid: when the field cannot hold it.
            NotFound: when the person is no longer there.
            ChangedMeanwhile: when somebody mended it, or wrote the field, since the import.
        """
        family = self._household(problem)
        repaired = self._cells.read(problem, text, family, today=self._today())
        drafts = [self._of_cell(part, problem, family) for part in repaired]
        self._refuse_to_overwrite(problem, drafts)
        return self._append([*drafts, self._ended(problem, "mended")])

    def _refuse_to_overwrite(self, problem: Problem, drafts: Sequence[Draft]) -> None:
        """Keep what a person wrote after the import, which nobody at this question saw.

        A mending of another cell may have written the field too: that is no reason.
        """
        asked = self._journal.history(problem.id)
        state = fold.fold_registers("problem", asked).get("state")
        if state is not None and state.value != "open":
            raise ChangedMeanwhile
        since = min((op.hlc for op in asked), default=0)
        for draft in drafts:
            for op in self._journal.history(draft.entity):
                said = fold.said_in(op).keys() & draft.body.keys()
                if op.hlc > since and said and not self._is_mending(op.tx):
                    raise ChangedMeanwhile

    def _is_mending(self, tx: str) -> bool:
        return any(op.noun == "problem" for op in self._journal.operations_of(tx))

    def is_typed(self, problem: Problem) -> bool:
        """Say whether there is a value to type; else somebody only has to look."""
        return self._cells.knows(problem.field)

    def look(self, problem: Problem) -> Act | None:
        """Write down that someone looked at a private cell (A7); return nothing for any other."""
        hidden = "cells" if problem.cells else problem.field if problem.value else ""
        if hidden not in PRIVATE:
            return None
        subject, meetup = self._belonging(problem.id)
        draft = Draft("looked.at", problem.id, {"what": [hidden]}, subject=subject, meetup=meetup)
        return self._append([draft])

    def looked(self, problem: Problem) -> Act:
        """Note that a person looked and that nothing has to be written."""
        return self._append([self._ended(problem, "mended")])

    @property
    def put_off(self) -> frozenset[str]:
        """The problems that were left for later at this laptop."""
        return frozenset(self._kept_off())

    def leave_for_later(self, problem: Problem) -> None:
        """Remember that a problem waits; it stays open, and the other laptops ask it anew."""
        others = [each for each in self._kept_off() if each != problem.id]
        self._settings.put(_PUT_OFF, json.dumps([*others, problem.id][-_MOST_PUT_OFF:]))

    def _kept_off(self) -> list[str]:
        kept: list[str] = json.loads(self._settings.get(_PUT_OFF) or "[]")
        return kept

    def drop(self, problem: Problem) -> Act:
        """Note that this stays as it is."""
        return self._append([self._ended(problem, "dropped")])

    def register(self, problem: Problem, form: NamelessForm) -> Act:
        """Write the family of a row in which nobody was named.

        Raises:
            Unreadable: when a day or a number cannot be read.
            FieldMissing: when neither name nor kana was typed.
            FieldInvalid: when a field cannot hold what was typed.
        """
        meetup = self._meetup_of(problem)
        made = drafts_of(form, meetup, today=self._today(), split=self._split)
        basis = self._basis(problem.roster)
        from concierge_tui.text import consent

        given = ConsentGiven(consent.VERSION, consent.text_hash(basis), ORGANISER)
        drafts = [*made.drafts, grant(made.family, given, basis=basis)]
        return self._append([*drafts, self._ended(problem, "mended")])

    def now_of(self, proposal: Proposal) -> Any:
        """Return what the store says about the field of a proposal."""
        family = self.family_of(proposal.id)
        if family is None:
            raise NotFound("family")
        holder = family.person(proposal.person) if proposal.person else family
        if holder is None:
            raise NotFound("person")
        if proposal.field not in REGISTERS["person" if proposal.person else "family"]:
            raise NotFound("field")
        return getattr(holder, proposal.field)

    def take(self, proposal: Proposal, seen: Any) -> Act:
        """Let the later roster win over the value that was `seen` beside it.

        Raises:
            NotFound: when the family, the person or the field is no longer there.
            ChangedMeanwhile: when somebody wrote another value since.
        """
        if self.now_of(proposal) != seen:
            raise ChangedMeanwhile
        family = self.family_of(proposal.id)
        assert family is not None, "asked above"
        value: Any = proposal.value
        if proposal.field == "allergy":
            value = read_allergy([proposal.value]).model_dump()
        noun, entity = ("person", proposal.person) if proposal.person else ("family", family.id)
        body = checked(noun, {proposal.field: value})
        draft = Draft(f"{noun}.set", entity, body, subject=family.id)
        return self._append([draft, self._decided(proposal, "taken")])

    def leave(self, proposal: Proposal) -> Act:
        """Keep what the store says."""
        return self._append([self._decided(proposal, "dropped")])

    def choose(self, conflict: Conflict, op_id: str) -> Act:
        """Settle a conflict by one of its values; the base names every value that was seen."""
        said = next((value for value in conflict.values if value.op_id == op_id), None)
        if said is None:
            raise NotFound("value")
        history = self._journal.history(conflict.entity)
        meetup = next((op.meetup for op in history if op.meetup), None)
        body = {conflict.field: said.value}
        chosen = next((op for op in history if op.op_id == op_id), None)
        typed = HOW_WRITTEN.get(conflict.field)
        if chosen is not None and typed is not None:
            body[typed] = fold.said_in(chosen).get(typed, "")
        draft = Draft(
            f"{conflict.noun}.set",
            conflict.entity,
            checked(conflict.noun, body),
            subject=conflict.subject,
            meetup=meetup,
            base=sorted(value.op_id for value in conflict.values),
        )
        return self._append([draft])

    def finish(self, task: Task) -> Act:
        """Note that what was left for later is done."""
        # A promise to a family that is not registered has no subject, for it has no consent.
        subject, _ = self._belonging(task.id)
        return self._append([Draft("task.set", task.id, {"state": "done"}, subject=subject)])

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _append(self, drafts: Sequence[Draft]) -> Act:
        return self._journal.append(drafts, self._author())

    def _household(self, problem: Problem) -> Family:
        family = self.family_of(problem.id)
        if family is None:
            raise NotFound("family")
        return family

    def _of_cell(self, part: Repaired, problem: Problem, family: Family) -> Draft:
        meetup = self._meetup_of(problem) if part.noun == "visit" else None
        entity = part.entity or _visit(meetup, family.id)
        body = checked(part.noun, part.body)
        return Draft(f"{part.noun}.set", entity, body, subject=family.id, meetup=meetup)

    def _ended(self, problem: Problem, state: str) -> Draft:
        subject, meetup = self._belonging(problem.id)
        body = {"state": state}
        return Draft("problem.set", problem.id, body, subject=subject, meetup=meetup)

    def _decided(self, proposal: Proposal, state: str) -> Draft:
        subject, _ = self._belonging(proposal.id)
        return Draft("proposal.set", proposal.id, {"state": state}, subject=subject)

    def _belonging(self, entity: str) -> tuple[str | None, str | None]:
        first = next(iter(self._journal.history(entity)), None)
        return (first.subject, first.meetup) if first else (None, None)

    def _meetup_of(self, problem: Problem) -> str | None:
        return next((op.meetup for op in self._journal.history(problem.id) if op.meetup), None)

    def _basis(self, roster: str) -> str:
        cells = fold.fold_registers("roster", self._journal.history(roster)) if roster else {}
        return str(cells["basis"].value) if "basis" in cells else ""


def _visit(meetup: str | None, family: str) -> str:
    from concierge_tui.domain.ids import visit_id

    return visit_id(meetup or "", family)
