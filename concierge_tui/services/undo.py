"""Takes back the last act of this laptop by writing its opposite."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from concierge_tui.domain import fold
from concierge_tui.domain.consent import DECLINED, UNDO, WithdrawalOutOfSight, WithdrawalStands
from concierge_tui.domain.custody import child_of, fold_custody
from concierge_tui.domain.erasure import ERASE, ContentGone, ErasureStands
from concierge_tui.domain.errors import ChangedSince, NothingToUndo
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.link import CancelledForGood
from concierge_tui.domain.operation import Act, Draft, Operation
from concierge_tui.domain.trial import FactStays
from concierge_tui.services.consents import said_again
from concierge_tui.services.ports import AuthorNow, Journal

_DROPPED: dict[str, dict[str, Any]] = {
    "task": {"state": "dropped"},
    "problem": {"state": "dropped"},
    "proposal": {"state": "dropped"},
}

_OPPOSITES: dict[str, str] = {
    "link.enter": "link.cancel",
    "link.wish": "link.cancel",
    "trial.start": "trial.cancel",
    "rollcall.seen": "rollcall.missed",
    "rollcall.missed": "rollcall.seen",
}
"""Facts that another fact takes back; whatever else was added to a trial stays (D15)."""

_STAYS = (ChangedSince, CancelledForGood, ContentGone, ErasureStands, FactStays, WithdrawalStands)
"""Why an act stands for good."""


class Undone(NamedTuple):
    """What was taken back."""

    act: Act
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    children: tuple[str, ...] = ()
    """Who was handed over, where that is what it was."""


class Due(NamedTuple):
    """What would be taken back next: to be named before anything happens."""

    tx: str
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    entities: tuple[str, ...]
    at: int
    """When it was done, in milliseconds."""
    children: tuple[str, ...] = ()
    """Who was handed over, where that is what it was."""


class Undo:
    """Writes opposites; nothing is ever deleted from the journal."""

    def __init__(self, journal: Journal, author: AuthorNow) -> None:
        self._journal = journal
        self._author = author

    def last(self, consents_of: str | None = None) -> Undone:
        """Take back the newest act at this desk that still stands.

        Raises:
            NothingToUndo: and whatever else `due` raises.
        """
        return self.act(self.due(consents_of).tx)

    def everything(self) -> None:
        """Take back all that was done at this desk; what nobody can take back stays."""
        stays: list[str] = []
        while (tx := self._journal.last_act(stays)) is not None:
            try:
                self.act(tx)
            except _STAYS:
                stays.append(tx)

    def due(self, consents_of: str | None = None) -> Due:
        """Return the newest act at this desk that still stands; nothing is written.

        A withdrawal is never taken back in passing: only at once, or where the consents of
        that family (`consents_of`) lie open.

        Raises:
            NothingToUndo: when none is left.
            ChangedSince: when someone changed the same thing later.
            FactStays: when it only added to what happened.
            WithdrawalOutOfSight: when it is a withdrawal of some time ago.
            WithdrawalStands: when it is a withdrawal that somebody else wrote down.
        """
        tx = self._journal.last_act()
        if tx is None:
            raise NothingToUndo
        withdrawing = _withdrawing(self._journal.operations_of(tx)) - {consents_of}
        if withdrawing and not self._journal.nothing_since(tx):
            raise WithdrawalOutOfSight
        operations, _ = self._opposites(tx)
        subjects = tuple(dict.fromkeys(op.subject for op in operations if op.subject))
        entities = tuple(dict.fromkeys(op.entity for op in operations))
        at = operations[0].wall
        kinds = tuple(op.kind for op in operations)
        return Due(tx, kinds, subjects, entities, at, _children(operations))

    def act(self, tx: str) -> Undone:
        """Take back one act.

        Raises:
            ErasureStands: when it erased a family.
            ContentGone: when nobody knows any more what it said.
        """
        operations, drafts = self._opposites(tx)
        drafts.append(Draft("act.undo", tx, {"kinds": sorted({op.kind for op in operations})}))
        act = self._journal.append(_merged(drafts), self._author())
        kinds = tuple(op.kind for op in operations)
        subjects = tuple(dict.fromkeys(op.subject for op in operations if op.subject))
        return Undone(act, kinds, subjects, _children(operations))

    def _opposites(self, tx: str) -> tuple[list[Operation], list[Draft]]:
        """Return what an act wrote, and what takes it back."""
        operations = self._journal.operations_of(tx)
        if any(op.kind == ERASE for op in operations):
            raise ErasureStands  # and nothing older is taken back by a key that meant this
        if any(op.body is None for op in operations):
            raise ContentGone
        histories = self._journal.histories({op.entity for op in operations})
        mine = {op.op_id for op in operations}
        pair = next((fold.body_of(op) for op in operations if op.noun == "pair"), {})
        if pair.get("state") == "same" and self._journal.went_on(tx, [pair["one"], pair["other"]]):
            raise ChangedSince  # somebody worked with two families as one
        if {op.kind for op in operations} == {"link.cancel"}:
            raise CancelledForGood
        if any(op.kind == "trial.change" for op in operations):
            raise FactStays  # the hands must not part from what was agreed
        drafts: list[Draft] = []
        # The children go back into the hands they were in, but an end is an end (D15): the
        # families are asked later all the same.
        has_ended = any(op.kind == "trial.end" for op in operations)
        me = self._author().actor
        if any(op.kind == "consent.withdraw" and op.actor != me for op in operations):
            raise WithdrawalStands
        for op in operations:
            if not (has_ended and op.noun == "task"):
                drafts += _opposite(op, histories[op.entity], mine)
        if not drafts:
            raise FactStays
        return operations, drafts


def _children(operations: Sequence[Operation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(child for op in operations if (child := _handed(op))))


def _handed(op: Operation) -> str | None:
    return child_of(op) if op.kind == "custody.hand" else None


def _withdrawing(operations: Sequence[Operation]) -> set[str | None]:
    """Return the families that withdrew in an act; an answer no is none, nor a slip of a finger."""
    return {
        op.subject
        for op in operations
        if op.kind == "consent.withdraw" and fold.body_of(op).get("reason") not in (DECLINED, UNDO)
    }


def _opposite(op: Operation, history: Sequence[Operation], mine: set[str]) -> list[Draft]:
    if op.kind in ("visit.expect", "visit.arrive", "visit.leave", "visit.void"):
        return [_like(op, "visit.void", {"ops": [op.op_id]})]
    if op.noun == "consent":
        return [_consent_before(op, history, mine)]
    if op.kind in _OPPOSITES:
        return [_like(op, _OPPOSITES[op.kind], {**fold.body_of(op), "reason": UNDO})]
    if op.kind == "custody.hand":
        return [_hand_before(op, history, mine)]
    if op.noun in REGISTERS and op.kind == f"{op.noun}.set":
        return _restored(op, history, mine)
    return []


def _consent_before(op: Operation, history: Sequence[Operation], mine: set[str]) -> Draft:
    """Return what was said before; nobody else's withdrawal is ever lifted in passing."""
    if not mine.issuperset(fold.fold_consent(history).tips):
        raise ChangedSince
    before = fold.fold_consent([other for other in history if other.op_id not in mine])
    if not before.detail:
        purpose = fold.body_of(op).get("purpose")
        return _like(op, "consent.withdraw", {"purpose": purpose, "reason": UNDO})
    kind = "consent.grant" if before.granted else "consent.withdraw"
    return _like(op, kind, said_again(before.detail, before.at, before.noted_by))


def _hand_before(op: Operation, history: Sequence[Operation], mine: set[str]) -> Draft:
    """Return the hands in which the child was: a correction is a hand-over like any other."""
    if not mine.issuperset(fold_custody(op.entity, history).tips):
        raise ChangedSince
    others = [other for other in history if other.op_id not in mine]
    before = fold_custody(op.entity, others)
    if before.is_contested:
        raise ChangedSince  # nobody knew in whose hands the child was
    body: dict[str, Any] = {"child": child_of(op), "to": "", "role": "family"}
    if before.tips:
        body = dict(fold.body_of(next(o for o in others if o.op_id == before.tips[-1])))
    return _like(op, "custody.hand", {**body, "at": before.hand.at if before.hand else None})


def _restored(op: Operation, history: Sequence[Operation], mine: set[str]) -> list[Draft]:
    noun, written = op.noun, fold.body_of(op)
    cells = fold.fold_registers(noun, history)
    for name in written:
        if name in cells and any(tip.op_id not in mine for tip in cells[name].tips):
            raise ChangedSince
    before = fold.fold_registers(noun, [other for other in history if other.op_id not in mine])
    if not before:
        gone = _DROPPED.get(noun) or ({"removed": True} if "removed" in REGISTERS[noun] else None)
        if gone:
            return [_like(op, f"{noun}.set", gone)]
    asked = [name for name in written if name in before and before[name].contested]
    plain = {name: before[name].value if name in before else None for name in written}
    body = {name: value for name, value in plain.items() if name not in asked}
    restored = [_like(op, f"{noun}.set", body)] if body else []
    for name in asked:
        restored += _asked_again(op, name, before[name], cells[name])
    return restored


def _asked_again(op: Operation, name: str, before: fold.Cell, now: fold.Cell) -> list[Draft]:
    """Return every value that stood against another: the answer goes, the question comes back.

    None of them knows of the next one, the one that was shown is the last.
    """
    newest_first = [tip.value for tip in reversed(before.tips)]
    values = [v for at, v in enumerate(newest_first) if v not in newest_first[:at]]
    base = tuple(tip.op_id for tip in now.tips)
    draft = _like(op, op.kind, {})
    return [draft._replace(body={name: value}, base=base) for value in reversed(values)]


def _like(op: Operation, kind: str, body: Mapping[str, Any]) -> Draft:
    return Draft(kind, op.entity, body, subject=op.subject, meetup=op.meetup)


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return one draft an entity and kind, so that nothing is written twice."""
    merged: dict[tuple[str, str, str], Draft] = {}
    for draft in drafts:
        # What must not know of what stands beside it stays an operation of its own.
        alone = "" if draft.base is None else repr(draft.body)
        key = (draft.kind, draft.entity, alone)
        if key in merged and draft.kind == "visit.void":
            both = [*merged[key].body["ops"], *draft.body["ops"]]
            merged[key] = draft._replace(body={"ops": both})
        elif key in merged:
            merged[key] = draft._replace(body={**merged[key].body, **draft.body})
        else:
            merged[key] = draft
    return list(merged.values())
