"""What services ask of the store; `bootstrap` hands them something that answers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from concierge_tui.domain.address import PostalPlace
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.form_numbers import Reserved
from concierge_tui.domain.meetup import Attendance, Counts, Meetup, Visit
from concierge_tui.domain.operation import Act, Author, Draft, Operation
from concierge_tui.domain.search import Needle
from concierge_tui.domain.staff import Staff
from concierge_tui.domain.task import Conflict, Problem, Proposal, Task

AuthorNow = Callable[[], Author]
"""Who writes at this moment; a shift hand-over changes the answer."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

Cancelled = Callable[[], bool]


class BackUp(Protocol):
    """Writes an encrypted copy of the store to one file."""

    def __call__(
        self, target: Path, progress: Progress | None, cancelled: Cancelled | None = None
    ) -> bool:
        """Return whether it was written, and not cancelled."""
        ...


class Journal(Protocol):
    """Appends acts and answers from the operations themselves."""

    def append(self, drafts: Sequence[Draft], author: Author) -> Act:
        """Write one act, durable when this returns."""
        ...

    def operations_of(self, tx: str) -> list[Operation]:
        """Return the operations of one act, oldest first."""
        ...

    def history(self, entity: str) -> list[Operation]:
        """Return the operations on one entity that count, oldest first."""
        ...

    def histories(self, entities: Iterable[str]) -> dict[str, list[Operation]]:
        """Return the operations that count on each of `entities`."""
        ...

    def went_on(self, tx: str, families: Sequence[str]) -> bool:
        """Say whether anything was written about these families since an act."""
        ...

    def last_act(self, besides: Sequence[str] = ()) -> str | None:
        """Return the newest act at this desk that still stands: no undo, no roster, no plan.

        Those that `besides` names are passed over.
        """
        ...

    def nothing_since(self, tx: str) -> bool:
        """Say whether this desk wrote nothing after an act, not even an undo."""
        ...


class Families(Protocol):
    """Households as they are now."""

    def get(self, family: str) -> Family:
        """Return one household or raise `NotFound`."""
        ...

    def many(self, families: Iterable[str]) -> dict[str, Family]:
        """Return households by id; those that do not exist are left out."""
        ...

    def person(self, person: str) -> Person:
        """Return one person or raise `NotFound`."""
        ...

    def ids(self, meetup: str | None = None, *, withdrawn: bool = False) -> list[str]:
        """Return the ids of all households, or of those of one meetup, in order.

        Those that withdrew their consent are left out, unless `withdrawn` or somebody is inside.
        """
        ...

    def merged(self, families: Iterable[str]) -> dict[str, str]:
        """Return the families that live on as one of these, with the one."""
        ...

    def merged_people(self, families: Iterable[str]) -> dict[str, str]:
        """Return who of these families lives on as somebody else, with as whom."""
        ...

    def by_code(self, code: str) -> str | None:
        """Return the household that has this card code."""
        ...


class Found(NamedTuple):
    """One person that a search found."""

    person: str
    family: str


class Directory(Protocol):
    """The search index."""

    def find(self, needle: Needle, limit: int, meetup: str | None = None) -> list[Found]:
        """Return who matches, best first; people of `meetup` stand before others."""
        ...

    def last4_tried(self, actor: str, since: int) -> int:
        """Return how often somebody of the staff searched by last four digits since a moment."""
        ...


class Attendances(Protocol):
    """Who is at a meetup."""

    def of_meetup(self, meetup: str) -> list[Attendance]:
        """Return everyone expected or arrived, ordered by person."""
        ...

    def of_families(self, meetup: str, families: Sequence[str]) -> list[Attendance]:
        """Return the people of some families."""
        ...

    def visit(self, meetup: str, family: str) -> Visit | None:
        """Return what is known of one family's visit."""
        ...

    def visits(self, meetup: str, families: Sequence[str]) -> dict[str, Visit]:
        """Return the visits of some families, by family."""
        ...

    def is_inside(self, family: str, day: date) -> bool:
        """Say whether somebody of a family is inside a meetup of that day."""
        ...

    def counts(self, meetup: str) -> Counts:
        """Return the counts of one meetup."""
        ...


class Meetups(Protocol):
    """The events of this laptop."""

    def get(self, meetup: str) -> Meetup:
        """Return one meetup or raise `NotFound`."""
        ...

    def all(self) -> list[Meetup]:
        """Return all meetups, the latest date first."""
        ...


class StaffRegister(Protocol):
    """Who works here."""

    def get(self, staff: str) -> Staff | None:
        """Return one member of staff."""
        ...

    def all(self) -> list[Staff]:
        """Return everyone, in order of entry."""
        ...


class Lists(Protocol):
    """What needs a person."""

    def tasks(self) -> list[Task]:
        """Return open tasks."""
        ...

    def left_for(self, family: str) -> tuple[list[Task], int]:
        """Return a family's open tasks, and how many problems of its roster are open."""
        ...

    def problems(self, meetup: str | None = None) -> list[Problem]:
        """Return open problems of rosters, by record."""
        ...

    def roster_files(self) -> dict[str, str]:
        """Return the name of the file of each roster."""
        ...

    def proposals(self, meetup: str | None = None) -> list[Proposal]:
        """Return open proposals, by record."""
        ...

    def conflicts(self) -> list[Conflict]:
        """Return fields that people wrote differently without knowing of each other."""
        ...


class Papers(Protocol):
    """Numbers of paper forms."""

    def incarnation(self) -> str:
        """Return the incarnation in which this laptop writes now."""
        ...

    def incarnations(self) -> list[str]:
        """Return every incarnation that is known here, in order."""
        ...

    def reserved(self) -> list[Reserved]:
        """Return what was handed out by any laptop, oldest first."""
        ...

    def families_under(self, number: str) -> list[str]:
        """Return the families that were written from the form with this number."""
        ...


class Printer(Protocol):
    """This machine's way to paper."""

    @property
    def can_print(self) -> bool:
        """Whether this machine has a print command."""
        ...

    @property
    def can_open(self) -> bool:
        """Whether this machine can show a PDF."""
        ...

    def send(self, document: bytes) -> None:
        """Print a document, or raise `PrinterTrouble`."""
        ...

    def open(self, document: bytes) -> None:
        """Show a document, or raise `PrinterTrouble`."""
        ...

    def sweep(self) -> None:
        """Remove what was written for printing or for looking."""
        ...


class Settings(Protocol):
    """Facts of this device alone."""

    def get(self, name: str) -> str | None:
        """Return a setting."""
        ...

    def put(self, name: str, value: str) -> None:
        """Keep a setting, durable when this returns."""
        ...

    def drop(self, name: str) -> None:
        """Forget a setting."""
        ...


class Postal(Protocol):
    """Postal codes of the whole country, offline."""

    def places(self, postal: str) -> Sequence[PostalPlace]:
        """Return the places of a seven-digit code; several where it spans towns."""
        ...

    def city_names(self) -> frozenset[str]:
        """Return every city, ward and town."""
        ...

    def prefecture_of(self, city: str) -> str | None:
        """Return the prefecture of a city name that is unique in the country."""
        ...


class Drafts(Protocol):
    """What someone is typing: it survives a power cut and is gone once saved."""

    def get(self, name: str) -> str | None:
        """Return the draft called `name`."""
        ...

    def named(self, beginning: str) -> list[tuple[str, str, int]]:
        """Return name, body and time (milliseconds) of every draft whose name begins so."""
        ...

    def put(self, name: str, body: str) -> None:
        """Keep a draft, durable when this returns."""
        ...

    def drop(self, name: str) -> None:
        """Forget a draft."""
        ...
