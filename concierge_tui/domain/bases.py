"""What a new operation must name as seen, so that the merge knows what it covers."""

from collections.abc import Iterable, Sequence

from concierge_tui.domain import custody, link
from concierge_tui.domain.fold import fold_consent, fold_registers
from concierge_tui.domain.operation import Operation


def tips_for(operations: Sequence[Operation], draft_kind: str, fields: Iterable[str]) -> list[str]:
    """Return what a writer of `fields` who sees `operations` must name as its base."""
    noun, _, verb = draft_kind.partition(".")
    if verb == "set":
        cells = fold_registers(noun, operations)
        return sorted({tip.op_id for name in fields if name in cells for tip in cells[name].tips})
    if noun == "consent":
        return list(fold_consent(operations).tips)
    if noun == "link":
        return link.base_of(operations, draft_kind)
    if draft_kind == "custody.hand":
        return custody.base_of(operations)
    covers = {"visit.leave": "visit.arrive", "rollcall.missed": "rollcall.seen"}.get(draft_kind)
    return sorted(op.op_id for op in operations if op.kind == covers)
