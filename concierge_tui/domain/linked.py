"""What the desk sees of a link: its two sides, where it stands, and never a digit."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from concierge_tui.domain.family import Family
from concierge_tui.domain.fold import happened_at
from concierge_tui.domain.link import Link, LinkState
from concierge_tui.domain.meetup_day import LinkNow
from concierge_tui.domain.operation import Draft, Operation

State = Literal["open", "invited", "hold", "half", "made", "cancelled"]
"""Nothing yet, 招待中, 保留, 片方のみ, 成立, 取消."""


class Side(NamedTuple):
    """One of the two families."""

    family: Family
    is_here: bool
    """Whether somebody of it is in the house: only then can it key."""
    has_mobile: bool
    entered: bool
    """Whether it keyed the digits of the other."""
    rests_until: int | None
    """Until when it may not try again, in milliseconds."""
    left: int
    """Wrong entries that are left before it rests."""


class Between(NamedTuple):
    """A link as it stands."""

    link: str
    ends: tuple[str, str]
    """Under which ids the two keyed: a family may have been found to stand twice since."""
    one: Side
    other: Side
    facts: Link
    at: int | None
    """When it came to stand as it does, in milliseconds; None where nothing was written."""

    @property
    def state(self) -> State:
        """Where it stands; a link that lacks a mobile waits, whoever keyed already."""
        match self.facts.state:
            case LinkState.MADE:
                return "made"
            case LinkState.CANCELLED:
                return "cancelled"
            case LinkState.HALF:
                return "hold" if self.lacks_mobile else "half"
        if not self.facts.wished:
            return "open"
        return "invited" if self.facts.invited and not self.lacks_mobile else "hold"

    @property
    def is_invitation(self) -> bool:
        """Whether one side was sent word and has not come yet; without a mobile it is 保留."""
        return self.facts.invited and self.state in ("invited", "half")

    @property
    def lacks_mobile(self) -> tuple[Family, ...]:
        """The families without a mobile whose digits could be keyed."""
        return tuple(side.family for side in self.sides if not side.has_mobile)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both families."""
        return (self.one, self.other)

    def side_of(self, family: str, *, other: bool = False) -> Side:
        """Return a family's side, or the other one."""
        is_one = self.one.family.id == family
        return self.one if is_one != other else self.other


def last_moment(history: Sequence[Operation], link: Link) -> int | None:
    """Return when a link came to stand as it does."""
    if link.made_at is not None:
        return link.made_at
    kinds = {
        LinkState.HALF: ("link.enter",),
        LinkState.CANCELLED: ("link.cancel",),
        LinkState.NONE: ("link.wish",),
        LinkState.MADE: (),
    }[link.state]
    return max((happened_at(op) for op in history if op.kind in kinds), default=None)


def cancellations(links: Iterable[LinkNow], selves: Collection[str]) -> list[Draft]:
    """Return what ends every link of a family that withdraws, whoever of its ids had keyed."""
    drafts = []
    for link in links:
        one, other = (link.one, link.other) if link.one in selves else (link.other, link.one)
        body = {"other": other, "reason": "withdrawn"}
        drafts.append(Draft("link.cancel", link.id, body, subject=one))
    return drafts


def wipe(digits: bytearray) -> None:
    """Overwrite what was keyed, in place."""
    digits[:] = bytes(len(digits))
