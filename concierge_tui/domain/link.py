"""A link (つながり): made only when each side keyed the last four digits of the *other's* mobile.

An entry is a fact of one side (A2). A cancellation covers every entry that had not seen it, so a
link that was cancelled on one laptop while the other side keyed its digits on a second one is not
made: both have to key again. No operation holds a digit.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Final, NamedTuple

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.fold import body_of, happened_at
from concierge_tui.domain.ids import is_id, link_id
from concierge_tui.domain.operation import Operation

MOST_MISSES: Final = 3
"""Wrong entries of one side in a row; then the pair rests (A2: no trying out)."""
REST_MS: Final = 10 * 60 * 1000
"""How long it rests, in milliseconds."""
SKEW_MS: Final = 5 * 60 * 1000
"""How far another laptop's clock may go before this one's."""
INVITED: Final = "invited"
"""One of the two was not there and was sent word (招待, A33)."""


class LinkState(Enum):
    """Where a link stands."""

    NONE = "none"
    HALF = "half"
    """片方のみ: one side has keyed."""
    MADE = "made"
    """成立: both sides have keyed."""
    CANCELLED = "cancelled"
    """取消: whoever wants it again keys again, both sides."""


class Link(NamedTuple):
    """The link between two families, as far as this laptop knows."""

    state: LinkState
    entered: frozenset[str]
    """The families whose entry stands."""
    made_at: int | None
    """Milliseconds since 1970 of the later entry, where it is made."""
    misses: tuple[tuple[str, int], ...]
    """Wrong entries since each side's last right one: the family and the moment, oldest first."""
    wished: bool = False
    """Whether somebody noted that the two would like it (保留, 招待): nothing is made by that."""
    invited: bool = False
    """Whether one side was invited because it was not there (A33)."""

    def rests_until(self, family: str, now: int) -> int | None:
        """Return until when a side may not try again, in milliseconds, or None.

        The last full row of misses counts: one more that another laptop brings ends no rest. A
        miss of the future ends none either, nor lets a family rest for years: a clock was wrong.
        """
        mine = self._counted(family, now)
        full = len(mine) // MOST_MISSES * MOST_MISSES
        return mine[full - 1] + REST_MS if full else None

    def tries_left(self, family: str, now: int) -> int:
        """Return how many wrong entries of a side are left before it rests, or rests again."""
        return MOST_MISSES - len(self._counted(family, now)) % MOST_MISSES

    def _counted(self, family: str, now: int) -> list[int]:
        return [at for who, at in self.misses if who == family and at <= now + SKEW_MS]


class LinkNotPossible(ConciergeError):
    """A family cannot be linked with itself."""


class LinkAdvisedAgainst(ConciergeError):
    """These two are not to be brought together; why stands nowhere and is said to nobody."""


class KeyerNotHere(ConciergeError):
    """The family that would key is not checked in: nobody keys for somebody else."""


class NothingToCancel(ConciergeError):
    """Between these two there is nothing that could be cancelled."""


class CancelledForGood(ConciergeError):
    """A cancelled link comes back only when both sides key again; it is never undone."""


class LinkOnHold(ConciergeError):
    """A side has no mobile (保留): nothing is faked, the link waits. `families` are those."""

    def __init__(self, families: tuple[str, ...]) -> None:
        super().__init__(len(families))
        self.families = families


class LinkRests(ConciergeError):
    """Too many wrong entries; `until` is when the next one is taken, in milliseconds."""

    def __init__(self, until: int) -> None:
        super().__init__(until)
        self.until = until


class DigitsWrong(ConciergeError):
    """The digits are not those of the other family; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def fold_link(entity: str, operations: Iterable[Operation]) -> Link:
    """Return where a link stands, whatever the order of its operations."""
    mine = [op for op in operations if is_of(entity, op) or _ends_unsaid(op)]
    ordered = sorted(mine, key=lambda op: (happened_at(op), op.op_id))
    cancels = {op.op_id for op in mine if op.kind == "link.cancel"}
    entries = [op for op in ordered if op.kind == "link.enter"]
    standing = [op for op in entries if cancels <= set(op.base) and op.subject]
    last = {op.subject: happened_at(op) for op in standing if op.subject}
    misses = tuple(
        (op.subject, happened_at(op))
        for op in ordered
        if op.kind == "link.miss" and op.subject and happened_at(op) > last.get(op.subject, -1)
    )
    wishes = [op for op in mine if op.kind == "link.wish" and cancels <= set(op.base)]
    invited = any(body_of(op).get("how") == INVITED for op in wishes)
    if len(last) >= 2:
        state, made_at = LinkState.MADE, max(last.values())
    elif last:
        state, made_at = LinkState.HALF, None
    else:
        is_over = bool(cancels) and not wishes
        state, made_at = LinkState.CANCELLED if is_over else LinkState.NONE, None
    return Link(state, frozenset(last), made_at, misses, bool(wishes), invited)


def is_of(entity: str, operation: Operation) -> bool:
    """Say whether an operation stands where every laptop looks for it: between its two families."""
    other = body_of(operation).get("other")
    return bool(operation.noun == "link" and operation.subject and is_id(other)) and (
        link_id(str(operation.subject), str(other)) == entity
    )


def _ends_unsaid(operation: Operation) -> bool:
    """Say whether this is the end of a link whose words were withheld: its family withdrew.

    What a withdrawn family says does not travel, but that it ended its links holds everywhere.
    """
    return operation.kind == "link.cancel" and operation.body is None


def base_of(operations: Iterable[Operation], kind: str) -> list[str]:
    """Return what a new fact must have seen: what begins every cancellation, that every beginning.

    So a cancellation ends exactly what its writer knew of and whatever had not heard of it.
    """
    starts = kind in ("link.enter", "link.wish")
    seen = ("link.cancel",) if starts else ("link.enter", "link.wish", "link.cancel")
    return sorted(op.op_id for op in operations if op.kind in seen)
