"""What was left for later, and what a roster left to mend."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Task(BaseModel):
    """Something to do for a family later (「後で」)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    family: str | None = None
    person: str | None = None
    reason: str = ""
    detail: str = ""
    due: date | None = None
    assignee: str = ""
    """Who does it, as a name: a family that waits is told who calls back (E29)."""
    state: Literal["open", "done", "dropped"] = "open"


class Problem(BaseModel):
    """A cell or row of a roster that needs a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    roster: str = ""
    record: int = 0
    field: str = ""
    code: str = ""
    value: str = ""
    person: str | None = None
    cells: tuple[str, ...] = ()
    state: Literal["open", "mended", "dropped"] = "open"


class Proposal(BaseModel):
    """A later roster says otherwise about one field; a person decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    roster: str = ""
    record: int = 0
    person: str | None = None
    field: str = ""
    value: str = ""
    state: Literal["open", "taken", "dropped"] = "open"


class Conflict(BaseModel):
    """One field that people wrote differently without knowing of each other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entity: str
    noun: str
    field: str
    subject: str | None = None
    sensitive: bool = False
    values: tuple["Said", ...] = ()


class Said(BaseModel):
    """One of several values, who wrote it and when (milliseconds since 1970)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    op_id: str
    value: object
    actor: str
    wall: int
    shown: bool
    device: str = ""
    """The laptop on which it was written; empty where nobody knows."""
