"""Makes one family of two that were registered twice: one act, and it can be taken back.

Nothing is deleted: people who are one become one, the others move over, whoever is inside stays
inside exactly once, both cards go on working. What came in for the other family afterwards, at
a desk that did not know, is carried over by merging again.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from concierge_tui.domain import fold
from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.consent import PURPOSES
from concierge_tui.domain.custody import ChildInOtherHands, fold_custody
from concierge_tui.domain.errors import ConflictOpen, NotFound
from concierge_tui.domain.family import Family, in_order
from concierge_tui.domain.ids import consent_id, custody_id, visit_id
from concierge_tui.domain.merging import Newer, Plan, Side, chosen, plan
from concierge_tui.domain.operation import Act, Draft, Operation
from concierge_tui.services import doubles_ports, ports
from concierge_tui.services.doubles import decided
from concierge_tui.services.merging_visits import Journey, carried_over

Histories = Mapping[str, Sequence[Operation]]


class ConsentHeld(NamedTuple):
    """One purpose as both families answered it; none where nobody asked."""

    purpose: str
    kept: bool | None
    other: bool | None

    @property
    def holds(self) -> bool | None:
        """The stricter answer: a merge never widens a consent."""
        return False if self.kept is False or self.other is False else self.kept


class Comparison(NamedTuple):
    """Two families side by side, with what the journal said when they were opened."""

    plan: Plan
    consents: tuple[ConsentHeld, ...]
    histories: Histories


class Merging:
    """Compares and merges families."""

    def __init__(
        self,
        *,
        journal: ports.Journal,
        families: ports.Families,
        attendances: ports.Attendances,
        lists: ports.Lists,
        doubles: doubles_ports.Doubles,
        author: ports.AuthorNow,
    ) -> None:
        self._journal = journal
        self._families = families
        self._attendances = attendances
        self._lists = lists
        self._doubles = doubles
        self._author = author

    def compare(self, one: str, other: str) -> Comparison:
        """Return two families side by side.

        Raises:
            NotFound: when one of them is no longer there.
        """
        found = self._families.many([one, other])
        if len(found) < 2:
            raise NotFound("family")
        for family in found.values():
            if family.merged_into in found:
                found[family.id] = self._as_it_was(family)
        people = [person.id for family in found.values() for person in family.people]
        consents = [consent_id(f, purpose) for f in (one, other) for purpose in PURPOSES]
        histories = self._journal.histories([one, other, *people, *consents])
        newer = _newer(histories)
        planned = plan(found[one], found[other], newer)
        held = tuple(_held(planned, purpose, histories) for purpose in PURPOSES)
        return Comparison(planned, tuple(c for c in held if (c.kept, c.other) != (None, None)),
                          histories)  # fmt: skip

    def _as_it_was(self, family: Family) -> Family:
        """Return a merged family with the people who became others: something came in for it."""
        gone = self._doubles.merged_people(family.id)
        return family.model_copy(update={"people": in_order([*family.people, *gone])})

    def merge(self, comparison: Comparison, choices: Mapping[str, Side]) -> Act:
        """Write the merge as one act.

        Raises:
            ConflictOpen: when values of the same field wait for a choice: that comes first.
            ChildInOtherHands: when a child whose registration would end is in other hands.
            NotFound: when one of the families is no longer there.
        """
        self._refuse_open_conflicts(comparison.plan)
        self._refuse_hands(comparison.plan)
        kept, other = comparison.plan.kept.id, comparison.plan.other.id
        drafts = [
            *self._fields(comparison, choices),
            *self._people(comparison),
            *_consents(comparison),
            *self._visits(comparison.plan),
            *self._what_follows(comparison.plan),
            _gone("family", other, kept, other, comparison.histories),
            decided(kept, other, "same"),
        ]
        return self._journal.append(drafts, self._author())

    def _refuse_open_conflicts(self, planned: Plan) -> None:
        families = {planned.kept.id, planned.other.id}
        people = {p.id for f in (planned.kept, planned.other) for p in f.people}
        if any(c.entity in families | people for c in self._lists.conflicts()):
            raise ConflictOpen

    def _refuse_hands(self, planned: Plan) -> None:
        """A chain of hands ends with its child: nobody would see any more who holds it."""
        for meetup, _ in self._doubles.visits_of(planned.other.id):
            for _, gone in planned.matched:
                hands = custody_id(meetup, gone.id)
                if fold_custody(hands, self._journal.history(hands)).is_away:
                    raise ChildInOtherHands

    def _fields(self, comparison: Comparison, choices: Mapping[str, Side]) -> list[Draft]:
        kept = comparison.plan.kept.id
        drafts = []
        for entity, body in chosen(comparison.plan, choices).items():
            noun = "family" if entity == kept else "person"
            drafts.append(_set(noun, entity, body, kept, comparison.histories))
        return drafts

    def _people(self, comparison: Comparison) -> list[Draft]:
        planned, histories = comparison.plan, comparison.histories
        drafts = [
            _gone("person", same.id, person.id, planned.other.id, histories)
            for person, same in planned.matched
        ]
        moved = {"family": planned.kept.id}
        return drafts + [
            _set("person", person.id, moved, planned.kept.id, histories) for person in planned.moved
        ]

    def _visits(self, planned: Plan) -> list[Draft]:
        same = {other.id: person.id for person, other in planned.matched}
        drafts: list[Draft] = []
        mine = dict(self._doubles.visits_of(planned.kept.id))
        for meetup, visit in self._doubles.visits_of(planned.other.id):
            rows = self._attendances.of_families(meetup, [planned.kept.id, planned.other.id])
            facts = self._journal.history(visit_id(meetup, planned.other.id))
            journey = Journey(meetup, planned.kept.id, planned.other.id, same, rows, facts)
            drafts += carried_over(journey, visit, mine.get(meetup))
        return drafts

    def _what_follows(self, planned: Plan) -> list[Draft]:
        """Return tasks, questions of rosters and guests, led to the kept family."""
        kept, other = planned.kept.id, planned.other.id
        same = {one.id: person.id for person, one in planned.matched}
        drafts = [
            Draft("family.set", guest, {"host": kept}, subject=guest)
            for guest in self._doubles.guests_of(other)
        ]
        for task in self._lists.left_for(other)[0]:
            body = {"family": kept, "person": same.get(task.person or "", task.person)}
            drafts.append(Draft("task.set", task.id, _told(body), subject=kept))
        for noun, asked in (
            ("problem", self._lists.problems()),
            ("proposal", self._lists.proposals()),
        ):
            drafts += [
                Draft(f"{noun}.set", question.id, {"person": same[question.person]}, subject=kept)
                for question in asked
                if question.person in same
            ]
        return drafts


def _told(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}


def _set(noun: str, entity: str, body: dict[str, Any], family: str, seen: Histories) -> Draft:
    """Return a write that states what was seen on the screen, not what is there by now."""
    base = tips_for(seen.get(entity, ()), f"{noun}.set", body)
    return Draft(f"{noun}.set", entity, body, subject=family, base=base)


def _gone(noun: str, entity: str, into: str, family: str, seen: Histories) -> Draft:
    """Return the end of a person or family; its base names all that was seen of it.

    So what another desk wrote meanwhile is told apart from what was taken over.
    """
    cells = fold.fold_registers(noun, seen.get(entity, ()))
    base = sorted({tip.op_id for cell in cells.values() for tip in cell.tips})
    body = {"removed": True, "merged_into": into}
    return Draft(f"{noun}.set", entity, body, subject=family, base=base)


def _newer(histories: Histories) -> Newer:
    def written(entity: str, field: str) -> int:
        history = histories.get(entity, ())
        noun = "person" if any(op.kind == "person.set" for op in history) else "family"
        cell = fold.fold_registers(noun, history).get(field)
        return cell.tips[-1].hlc if cell else 0

    return written


def _held(planned: Plan, purpose: str, histories: Histories) -> ConsentHeld:
    said = []
    for family in (planned.kept.id, planned.other.id):
        facts = histories[consent_id(family, purpose)]
        said.append(fold.fold_consent(facts).granted if facts else None)
    return ConsentHeld(purpose, *said)


def _consents(comparison: Comparison) -> list[Draft]:
    """Return the withdrawal of one family written for the other: the stricter answer holds."""
    families = comparison.plan.kept.id, comparison.plan.other.id
    drafts = []
    for held in comparison.consents:
        for family, source, mine, theirs in (
            (families[0], families[1], held.kept, held.other),
            (families[1], families[0], held.other, held.kept),
        ):
            if mine and theirs is False:
                said = fold.fold_consent(comparison.histories[consent_id(source, held.purpose)])
                entity = consent_id(family, held.purpose)
                detail = {**said.detail, "purpose": held.purpose}
                drafts.append(Draft("consent.withdraw", entity, detail, subject=family))
    return drafts
