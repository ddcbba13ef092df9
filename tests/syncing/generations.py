"""Programs of four generations and what each of them once wrote, kept as it was.

No program of ours was released before this one, so an older one is this one that reads less: the
nouns, fields and facts of its time. A newer one has a version and a fact more. What each wrote was
recorded once (`recording.py`) and is never made anew: that old bytes are still read is the point.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from concierge_tui.domain import kinds
from concierge_tui.domain.meetup_kinds import MEETUP_DAY, MEETUP_DAY_FACTS
from concierge_tui.sync.protocol import Batch, Receipts
from concierge_tui.sync.signing import DeviceKey
from db.central import devices
from db.central.opening import writing
from db.laptop import understanding
from tests.syncing.laptops import AREA, Central, Laptop, Wire

RECORDED: Final = Path(__file__).parents[1] / "integration" / "data"
FAMILY: Final = "01939f00-0000-7000-8000-0000000000f2"
PERSON: Final = f"p-{FAMILY}"
CHILD: Final = "01939f00-0000-7000-8000-0000000000c2"
MEETUP: Final = "01939f00-0000-7000-8000-0000000000e2"


class Generation(NamedTuple):
    """What a program of some time knows."""

    version: int
    nouns: frozenset[str]
    facts: frozenset[str]
    unknown_fields: frozenset[tuple[str, str]] = frozenset()


_DESK: Final = frozenset({"family", "person", "area", "meetup", "staff", "visit", "roster"})
_LATER_FIELDS: Final = frozenset({("person", "email"), ("family", "need"), ("visit", "table")})
_DESK_FACTS: Final = kinds.FACTS - MEETUP_DAY_FACTS

GENERATIONS: Final = {
    "n-2": Generation(1, _DESK, _DESK_FACTS, _LATER_FIELDS),
    "n-1": Generation(1, frozenset(kinds.REGISTERS) - set(MEETUP_DAY), _DESK_FACTS),
    "n": Generation(1, frozenset(kinds.REGISTERS), kinds.FACTS),
    "n+1": Generation(2, frozenset(kinds.REGISTERS), kinds.FACTS | {"photo.add"}),
}
NEWEST: Final = "n+1"


@contextmanager
def program(generation: str) -> Iterator[None]:
    """Let this program be of a generation."""
    time = GENERATIONS[generation]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "VERSION", time.version)
        for module in (kinds, understanding):
            patch.setattr(module, "FACTS", time.facts)
        for noun in set(kinds.REGISTERS) - time.nouns:
            patch.delitem(kinds.REGISTERS, noun)
        for noun, fields in list(kinds.REGISTERS.items()):
            unknown = {field for of, field in time.unknown_fields if of == noun}
            if unknown:
                patch.setitem(
                    kinds.REGISTERS,
                    noun,
                    {name: field for name, field in fields.items() if name not in unknown},
                )
        yield


def recorded(generation: str) -> bytes:
    """Return what a program of that generation once pushed."""
    return base64.b64decode(path_of(generation).read_text(encoding="ascii"))


def path_of(generation: str) -> Path:
    """Return where it is kept."""
    return RECORDED / f"generation-{generation}.mbsync.txt"


def writer_of(generation: str) -> tuple[str, bytes]:
    """Return the device that wrote it and its private key."""
    number = list(GENERATIONS).index(generation) + 1
    return f"01939f00-0000-7000-8000-0000000d{number:04}", bytes([number]) * 32


def admit_writers(central: Central) -> None:
    """Let the devices in that wrote the recordings."""
    with writing(central.engine) as connection:
        for generation in GENERATIONS:
            device, key = writer_of(generation)
            new = devices.NewDevice(device, AREA, DeviceKey(key).public)
            devices._keep(connection, new, 1)


class OfAnotherTime(Wire):
    """A way to a service whose program is of another generation."""

    def __init__(self, central: Central, laptop: Laptop, generation: str) -> None:
        super().__init__(central, laptop.replica.stream().device)
        self._generation = generation

    def push(self, batch: Batch) -> Receipts:
        # Nothing else that a service does depends on what it knows of kinds.
        with program(self._generation):
            return super().push(batch)
