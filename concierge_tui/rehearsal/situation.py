"""A situation at the desk: one description that is lesson, key counter and acceptance test.

A command key is one that means something by itself (Enter, F3, an arrow); letters and digits
are typed, also a digit that answers a numbered question. The limits come from a trained
concierge, so seconds are reckoned from the keys and not measured: a slow machine is no bad
design.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from concierge_tui.services.desk import Desk

Fact = Callable[[Desk, str], bool]
"""Says of a desk and its meetup whether the journal has what the situation asks for."""

SECONDS_A_KEY: Final = 0.28
"""An average typist (keystroke-level model)."""

SECONDS_A_STEP: Final = 1.35
"""Looking and deciding what to do next (keystroke-level model)."""


@dataclass(frozen=True, slots=True)
class Press:
    """Command keys, by their Textual names, one after the other."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typing:
    """What is typed into a field, as it arrives from the keyboard."""

    text: str


Stroke = Press | Typing


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and what the screen says after it."""

    hint: str
    strokes: tuple[Stroke, ...]
    shows: tuple[str, ...]
    """What stands on the screen afterwards, and not before: by it the lesson goes on."""
    hides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """What a trained concierge needs at most; None where nothing is promised."""

    commands: int | None
    typed: int | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What stands before the desk, what is done about it, and what is true afterwards."""

    number: int
    title: str
    story: str
    limit: Limit
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    before: Callable[[Desk, str], object] | None = None
    """Makes what this situation alone begins with; the meetup of the others stays as it is."""

    @property
    def commands(self) -> int:
        """How many command keys the steps press."""
        return sum(len(stroke.keys) for stroke in self._strokes() if isinstance(stroke, Press))

    @property
    def typed(self) -> int:
        """How many characters the steps type."""
        return sum(len(stroke.text) for stroke in self._strokes() if isinstance(stroke, Typing))

    @property
    def seconds(self) -> float:
        """How long a trained concierge needs, without the time in which people talk."""
        keys = self.commands + self.typed
        return keys * SECONDS_A_KEY + len(self.steps) * SECONDS_A_STEP

    @property
    def within_limit(self) -> bool:
        """Whether the steps keep to what is promised."""
        limit = self.limit
        return (
            (limit.commands is None or self.commands <= limit.commands)
            and (limit.typed is None or self.typed <= limit.typed)
            and self.seconds <= limit.seconds
        )

    def solved(self, desk: Desk, meetup: str) -> bool:
        """Say whether everything that is asked for is in the journal."""
        return all(holds(desk, meetup) for holds in self.facts)

    def _strokes(self) -> list[Stroke]:
        return [stroke for step in self.steps for stroke in step.strokes]


def press(*keys: str) -> Press:
    """Return command keys."""
    return Press(keys)


def typing(text: str) -> Typing:
    """Return characters that are typed."""
    return Typing(text)
