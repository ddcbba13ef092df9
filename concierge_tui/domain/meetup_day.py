"""What stands about a meetup as it is now: one model a table, read by services and screens."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from concierge_tui.domain.custody import Role, warning


class Row(BaseModel):
    """One row; moments are milliseconds since 1970."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str


class Duty(Row):
    """Whether a member of staff is in the house."""

    meetup: str = ""
    staff: str = ""
    present: bool = False


class Seating(Row):
    """Rounds of tables of places in `families`."""

    meetup: str = ""
    families: tuple[str, ...] = ()
    plan: tuple[tuple[tuple[int, ...], ...], ...] = ()
    running: int | None = None
    """The round that runs, from 0; None before the first."""
    ends: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _run_within_the_plan(cls, said: dict[str, Any]) -> dict[str, Any]:
        """Let no round run that the plan has not: another desk may have made a shorter one."""
        running = said.get("running")
        if running is None or 0 <= running < len(said.get("plan") or ()):
            return said
        return {**said, "running": None, "ends": None}


class Card(Row):
    """What one family wrote about another."""

    meetup: str = ""
    family: str = ""
    other: str = ""
    mark: Literal["A", "B", "C", "X"] | None = None


class Introduction(Row):
    """Two or three families brought together, or proposed."""

    meetup: str = ""
    one: str = ""
    other: str = ""
    third: str | None = None
    state: Literal["proposed", "introduced", "declined"] = "proposed"
    origin: Literal["solver", "person"] = "person"
    common: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """What was talked about before a trial (A23)."""
    note: str = ""

    @property
    def families(self) -> tuple[str, ...]:
        """The families of it."""
        return tuple(name for name in (self.one, self.other, self.third) if name)


class Exclusion(Row):
    """Two families that are not to be paired."""

    one: str = ""
    other: str = ""
    stands: bool = False


class Trial(Row):
    """The plan of a trial; how it went stands in its course."""

    meetup: str = ""
    host: str = ""
    guest: str = ""
    third: str | None = None
    children: tuple[str, ...] = ()
    service: Literal["minding", "accompanying"] = "minding"
    place: str = ""
    starts: int | None = None
    ends: int | None = None
    supervisor: str = ""
    thanks: str = ""
    exchanged: tuple[str, ...] = ()
    acquainted: tuple[str, ...] = ()
    pick_up: str = ""
    recent: str = ""


class TrialCourse(Row):
    """Where a trial stands."""

    meetup: str | None = None
    state: Literal["draft", "running", "ended", "cancelled"] = "draft"
    started_at: int | None = None
    ended_at: int | None = None
    until: int | None = None
    """The end that a change of plan set; None where the plan's end holds."""


class Health(Row):
    """How a child came in."""

    meetup: str = ""
    person: str = ""
    tenths: int | None = None
    """Tenths of a degree."""
    looks: Literal["well", "unwell"] | None = None


class TemporaryCollector(Row):
    """Somebody who may collect today alone."""

    meetup: str = ""
    family: str = ""
    name: str = ""
    relation: str = ""
    asked_by: str = ""
    """Who of the family asked for it."""
    called: str = ""
    """The person whose kept number was called back; never the number that rang."""
    second: str = ""
    """Who besides the writer agreed."""
    day: date | None = None
    stands: bool = False


class Incident(Row):
    """ヒヤリ・事故."""

    meetup: str = ""
    level: Literal["minor", "call", "grave"] = "minor"
    person: str = ""
    family: str = ""
    whom: str = ""
    """What somebody is called who is on no list; empty for whoever is, and where nobody asked."""
    what: str = ""
    at: int | None = None
    place: str = ""
    action: str = ""
    seen_by: str = ""
    trial: str | None = None
    guardian_told: int | None = None
    ambulance: int | None = None
    insurer_note: str = ""
    signed_by: str = ""
    signed_at: int | None = None
    signed_how: Literal["screen", "paper", "telephone"] | None = None
    closed: bool = False


class Shift(Row):
    """One concierge gave the desk to the next."""

    meetup: str = ""
    giver: str = ""
    taker: str = ""
    summary: str = ""
    how: Literal["both", "telephone"] = "both"
    called: str = ""
    """The coordinator who agreed by telephone, where one was alone."""
    number: str = ""
    """Which number was called."""


class LinkNow(Row):
    """A link between two families; no digit of it is kept anywhere."""

    one: str
    other: str
    state: Literal["none", "half", "made", "cancelled"]
    entered: tuple[str, ...] = ()
    made_at: int | None = None


class CustodyNow(Row):
    """In whose hands a child is that ever left its family at this meetup."""

    meetup: str
    child: str
    family: str | None = None
    holder: str = ""
    role: Role | Literal[""] = ""
    since: int | None = None
    place: str = ""
    until: int | None = None
    back_to: str = ""
    trial: str = ""
    contested: bool = False
    """Two hands, or one that cannot be read: red on every laptop."""
    away: bool = False
    """In other hands than its family's, or perhaps."""
    tips: tuple[str, ...] = ()

    def is_late(self, now: int) -> bool:
        """Say whether the agreed end of its time in other hands has come, in milliseconds."""
        passed = warning(self.until, now)
        return self.away and not self.contested and passed is not None and passed >= 0


class RollCallNow(Row):
    """A roll call."""

    meetup: str
    drill: bool = False
    began_at: int
    ended_at: int | None = None
    seen: tuple[str, ...] = ()
