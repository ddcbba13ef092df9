"""What is written down beside the hands of a child, and never overwritten or taken back."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from concierge_tui.domain.custody import child_of
from concierge_tui.domain.fold import body_of, happened_at
from concierge_tui.domain.ids import is_id
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.values import prose

NOTE = "custody.note"

What = Literal["child", "called", "told", "refused", "second"]
"""How the child is (D24); whom one telephoned; that the coordinator was told; somebody who was
not given the child (situation 10); who the second person of a hand-over was."""


class Note(NamedTuple):
    """One thing that was written down."""

    op_id: str
    what: What
    words: str
    person: str
    """Of the family: who was called."""
    reason: str
    """barred or not_listed; reached or no_answer."""
    at: int
    """Milliseconds since 1970."""
    actor: str


def fold_notes(operations: Iterable[Operation]) -> tuple[Note, ...]:
    """Return the notes of a chain of hands, oldest first, whatever their order."""
    found = (_note(op) for op in operations if op.kind == NOTE)
    return tuple(sorted(filter(None, found), key=lambda note: (note.at, note.op_id)))


def _note(operation: Operation) -> Note | None:
    body = body_of(operation)
    what = next((known for known in get_args(What) if known == body.get("what")), None)
    if what is None or child_of(operation) is None:
        return None
    words, person, reason = (body.get(name) for name in ("words", "person", "reason"))
    return Note(
        operation.op_id,
        what,
        prose(words) if isinstance(words, str) else "",
        person if is_id(person) else "",
        reason if is_id(reason) else "",
        happened_at(operation),
        operation.actor,
    )
