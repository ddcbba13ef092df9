"""A meetup and who is there."""

from datetime import date
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

KINDS: Final = ("exchange", "briefing", "trial_day", "sign_up_day")
"""交流会, 説明会, あずけ合い体験会, 登録会 (C2)."""

HALL_BOUNDS: Final[dict[str, tuple[int, int]]] = {
    "rooms": (1, 50),
    "room_capacity": (1, 200),
    "table_size": (2, 60),
    "rounds": (1, 60),
    "round_minutes": (1, 240),
}
"""Between which numbers the hall is furnished; an empty one was not decided."""


class Meetup(BaseModel):
    """One event in one place on one day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str = ""
    kind: str = "exchange"
    date: date
    starts: str = ""
    ends: str = ""
    venue: str = ""
    address: str = ""
    """Where the venue stands, as one says it to an ambulance."""
    capacity: int | None = None
    listed: bool | None = None
    """Whether it is announced officially, on which the insurance depends (A18)."""
    listed_url: str = ""
    next_event: str = ""
    rooms: int | None = None
    """How many places there are for trials."""
    room_capacity: int | None = None
    """How many children a place takes."""
    table_size: int | None = None
    rounds: int | None = None
    round_minutes: int | None = None
    checked: tuple[str, ...] = ()
    """What was ticked on the venue's safety list (D23)."""
    insurance_told: str | None = None
    """How and when the listing was told to the insurance; None as long as it was not."""
    worked: str = ""
    """One thing that worked, for the next one who runs it (C21)."""
    closed: bool = False
    removed: bool = False


class Attendance(BaseModel):
    """One person at one meetup; times in milliseconds since 1970."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    meetup: str
    person: str
    family: str
    expected: bool
    arrived_at: int | None = None
    left_at: int | None = None
    arrivals: int = 0
    arrived_by: str | None = None

    @property
    def here(self) -> bool:
        """Whether the person is inside now."""
        return self.arrived_at is not None and self.left_at is None


class Visit(BaseModel):
    """One family at one meetup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    meetup: str
    family: str
    table: str = ""
    adults: int | None = None
    notes: str = ""
    match_key: str = ""
    """What a corrected row of a roster shares with the row this family came from."""
    fingerprint: str = ""
    """The row or rows of a roster that this family came from."""


class Counts(NamedTuple):
    """Counts that follow from the facts alone."""

    families_expected: int
    families_arrived: int
    families_here: int
    people_expected: int
    people_arrived: int
    people_here: int
    children_here: int
    people_left: int
