"""The one answer to what needs a person (要確認), and what is done about a refused operation.

Every answer is an operation: whoever settles something settles it for all laptops.
"""

from typing import Final

from concierge_tui.domain import fold
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import FieldMissing, NotFound
from concierge_tui.domain.ids import refusal_id
from concierge_tui.domain.inbox import Counts
from concierge_tui.domain.kinds import REGISTERS, known
from concierge_tui.domain.meetup_day import CustodyNow
from concierge_tui.domain.operation import Act, Draft, Operation
from concierge_tui.services import inbox_ports, ports
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.inbox_ports import Refusal

_ARRIVALS: Final = frozenset({"visit.arrive", "visit.leave", "visit.expect"})
"""Facts that may be said twice: the earliest counts."""


class Inbox:
    """Counts what needs a person and ends what a service refused."""

    def __init__(
        self,
        *,
        rows: inbox_ports.Rows,
        lists: ports.Lists,
        doubles: Doubles,
        journal: ports.Journal,
        author: ports.AuthorNow,
        device: str,
    ) -> None:
        self._rows = rows
        self._lists = lists
        self._doubles = doubles
        self._journal = journal
        self._author = author
        self.device = device
        """This laptop."""

    def counts(self, put_off: frozenset[str] = frozenset()) -> Counts:
        """Return how much waits; roster problems that were put off count as left for later."""
        conflicts, problems = self._lists.conflicts(), self._lists.problems()
        sensitive = sum(conflict.sensitive for conflict in conflicts)
        later = sum(problem.id in put_off for problem in problems)
        return Counts(
            contested=len(self._rows.contested()),
            decide=sensitive,
            pairs=len(self._doubles.waiting()),
            refused=len(self._rows.refusals()),
            wishes=len(self._rows.wishes()),
            problems=len(problems) - later,
            proposals=len(self._lists.proposals()),
            merged=len(conflicts) - sensitive,
            later=len(self._lists.tasks()) + later,
        )

    def contested(self) -> list[CustodyNow]:
        """Return the children of whom two laptops say different hands."""
        return self._rows.contested()

    def refusals(self) -> list[Refusal]:
        """Return what was set aside and nobody dealt with."""
        return self._rows.refusals()

    def wishes(self) -> list[str]:
        """Return the families that wish to be erased and are not yet."""
        return self._rows.wishes()

    def device_of(self, op_id: str) -> str:
        """Return the device on which an operation was written; empty where nobody knows."""
        return self._rows.device_of(op_id)

    def device_names(self) -> dict[str, str]:
        """Return what laptops are called, by device."""
        return self._rows.device_names()

    def name_device(self, name: str) -> Act:
        """Call this laptop by a name that all others show beside what it wrote.

        Raises:
            FieldMissing: when nothing is left of the name.
        """
        cleaned = clean_text(name)
        if not cleaned:
            raise FieldMissing("device_name")
        draft = Draft("device.set", self.device, {"name": cleaned})
        return self._journal.append([draft], self._author())

    def handle(self, refusal: Refusal) -> Act:
        """Note for all laptops that a person dealt with it (対応済)."""
        return self._journal.append([_handled(refusal)], self._author())

    def can_be_said_again(self, refusal: Refusal) -> bool:
        """Say whether something of it still stands here and may be written once more."""
        return bool(self._again(refusal))

    def say_again(self, refusal: Refusal) -> Act:
        """Write under a new number what still stands of it, and note that it is dealt with.

        What was corrected meanwhile is not written again.

        Raises:
            NotFound: when nothing of it stands any more.
        """
        drafts = self._again(refusal)
        if not drafts:
            raise NotFound("operation")
        return self._journal.append([*drafts, _handled(refusal)], self._author())

    def _again(self, refusal: Refusal) -> list[Draft]:
        if not refusal.is_here or refusal.body is None:
            return []
        history = self._journal.history(refusal.entity)
        op = next((op for op in history if op.op_id == refusal.op_id), None)
        if op is None or not known(op.kind, op.kv):
            return []
        if op.kind in _ARRIVALS:
            body = {"at": op.wall, **fold.body_of(op)}
        elif op.noun in REGISTERS:
            body = _standing(op, history)
        else:
            return []
        # Other laptops do not count the refused one: what names it in its base would wait there.
        base = sorted(set(op.base) - {op.op_id})
        return [Draft(op.kind, op.entity, body, op.subject, op.meetup, base)] if body else []


def _standing(op: Operation, history: list[Operation]) -> dict[str, object]:
    cells = fold.fold_registers(op.noun, history)
    return {
        name: value
        for name, value in fold.body_of(op).items()
        if name in cells and any(tip.op_id == op.op_id for tip in cells[name].tips)
    }


def _handled(refusal: Refusal) -> Draft:
    body = {"op": refusal.op_id, "state": "handled"}
    return Draft("refusal.set", refusal_id(refusal.op_id), body)
