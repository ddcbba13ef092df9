"""The safety gate of a trial: what is known becomes rules, each green, amber or red.

Red blocks and nobody can lift it. Amber needs a reason and a second person. A notice is said and
blocks nothing. The gate looks at facts only; who gathers them is `services/trial_facts.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from concierge_tui.domain.family import Has
from concierge_tui.domain.policy import USUAL, Policy
from concierge_tui.domain.ratio import TK1, Load, Ratios

Colour = Literal["green", "notice", "amber", "red"]
Service = Literal["minding", "accompanying"]

EXCHANGED: Final = ("address", "phone", "school", "daily")
"""What both families told each other (A24): ticks, never the contents."""


AND: Final = "+"
"""Between the reasons of a rule that is not met in several ways."""


class ChildFacts(NamedTuple):
    """What is known of one child that is to be entrusted."""

    id: str
    called: str
    birthday: date | None = None
    is_here: bool = False
    is_acquainted: bool = False
    """Whether somebody saw that it knows the other family (A26)."""
    allergy: Has = "unknown"
    is_allergy_read: bool = False
    """Whether the other family read what holds now, not what held before."""
    tenths: int | None = None
    looks: Literal["well", "unwell"] | None = None
    hands: Literal["family", "away", "contested"] = "family"
    collectors: int = 0
    """How many may collect it."""
    is_host_barred: bool = False


class SideFacts(NamedTuple):
    """What is known of one of the families."""

    family: str
    called: str
    grown_ups_here: int = 0
    children: int = 0
    children_here: int = 0
    missing_consents: tuple[str, ...] = ()
    feverish: int = 0
    """How many of its children are known to be ill, besides those that are entrusted."""


class SupervisorFacts(NamedTuple):
    """What is known of the supervisor."""

    called: str
    certification: str = "none"
    is_over: bool = False
    """Whether the certification has passed its last day."""
    is_identity_seen: bool = False
    licence: str = ""
    """Which one she showed (A28)."""
    lifesaving: date | None = None
    """When she learned to revive (A29)."""


class GateFacts(NamedTuple):
    """All that the gate looks at."""

    today: date
    now: int
    """Milliseconds since 1970."""
    children: tuple[ChildFacts, ...]
    host: SideFacts
    guests: tuple[SideFacts, ...]
    links: Mapping[str, str] = {}
    """How the link of the host with each guest family stands, by family."""
    is_excluded: bool = False
    service: Service = "minding"
    place: str = ""
    pick_up: str = ""
    starts: int | None = None
    ends: int | None = None
    exchanged: frozenset[str] = frozenset()
    listed: bool | None = None
    is_told: bool = False
    """Whether the insurance's centre was told of the meetup."""
    supervisor: SupervisorFacts | None = None
    free: tuple[str, ...] = ()
    """Certified staff who could supervise instead."""
    load: Load | None = None
    """The children at the place, those of this trial among them."""
    ratios: Ratios = TK1
    room_capacity: int | None = None
    rooms: int | None = None
    places: int = 1
    """How many places are in use, this one among them."""
    policy: Policy = USUAL

    @property
    def sides(self) -> tuple[SideFacts, ...]:
        """All families, the host first."""
        return (self.host, *self.guests)


class Rule(NamedTuple):
    """One rule as it stands."""

    name: str
    sources: tuple[str, ...]
    """Identifiers of the texts in which the rule stands."""
    colour: Colour
    reason: str
    """A word for why; the sentence is in `text/gate.py`."""
    facts: Mapping[str, Any]


class Approval(NamedTuple):
    """A second person agreed to one amber rule."""

    rule: str
    because: str
    """The word for why it was amber: another reason needs another answer."""
    reason: str
    how: Literal["telephone", "guardian", "staff"]
    who: str
    """A name, or the id of the guardian or the member of staff."""
    number: str = ""
    at: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it says why and who; on the telephone also which number was called."""
        return bool(self.reason and self.who and (self.number or self.how != "telephone"))


class Gate(NamedTuple):
    """Every rule, in the order in which one goes through them."""

    rules: tuple[Rule, ...]

    def of(self, colour: Colour) -> tuple[Rule, ...]:
        """Return the rules of one colour."""
        return tuple(rule for rule in self.rules if rule.colour == colour)

    @property
    def is_red(self) -> bool:
        """Whether anything blocks."""
        return bool(self.of("red"))

    def unapproved(self, approvals: Sequence[Approval]) -> tuple[Rule, ...]:
        """Return the amber rules to which nobody agreed as they stand now."""
        agreed = {(given.rule, given.because) for given in approvals if given.is_whole}
        return tuple(rule for rule in self.of("amber") if (rule.name, rule.reason) not in agreed)

    @property
    def colours(self) -> dict[str, str]:
        """Return the colour of each rule, as the start of a trial keeps them."""
        return {rule.name: rule.colour for rule in self.rules}
