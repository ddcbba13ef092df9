"""What a family reads and answers, page by page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from screens.widgets.large_text import Words

Lines = Callable[[str], tuple[Words, ...]]
"""Answers what a page says in a language."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what is stored, and what is said in each language."""

    key: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FacingPage:
    """One thing to read, with the answers it asks for; none where it is only read."""

    key: str
    heading: Mapping[str, str]
    lines: Lines
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen on a page, and in which language it was read."""

    page: str
    choice: str
    language: str


class Take(Protocol):
    """Keeps an answer at once, so that nothing which follows can lose it."""

    def __call__(self, answer: Answer) -> None:
        """Keep it, durable when this returns; a `ConciergeError` keeps the page open."""
        ...
