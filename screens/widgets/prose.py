"""A few sentences of Japanese, broken where a printer would break them."""

from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.widgets.cell_text import fit, plain

_NEVER_FIRST: Final = frozenset(text.NEVER_FIRST)
_NEVER_LAST: Final = frozenset(text.NEVER_LAST)
_PAUSES: Final = frozenset("、。 ")
_WIDE: Final = 30
_ORPHAN: Final = 10
_PHRASE: Final = 8
"""How many letters a line may be shortened by, to end with a whole phrase."""
_SENTENCE: Final = 12
"""The same, where a comma or a full stop is to be had."""
_HONOURING: Final = text.HONOURING
_LATIN: Final = 16
"""No key or word is longer; a path may be, and is broken anywhere."""


def folded(words: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells; no line begins with 。 or ends with 「."""
    lines, line, used = [], "", 0
    for character in plain(words):
        cells = cell_len(character)
        if line and used + cells > width:
            kept = _phrase(line, character, width) or _kept(line, character)
            lines.append(line[:kept])
            line = line[kept:]
            used = cell_len(line)
        line, used = line + character, used + cells
    return _without_orphan([*lines, line] if line else lines, width)


def _without_orphan(lines: list[str], width: int) -> list[str]:
    """Give a last line of two or three letters some company, from a pause where there is one."""
    if width < _WIDE or len(lines) < 2 or cell_len(lines[-1]) >= _ORPHAN:
        return lines
    full, last = lines[-2], lines[-1]
    possible = [
        at
        for at in range(len(full) - 1, len(full) // 2, -1)
        if full[at] not in _NEVER_FIRST
        and full[at - 1] not in _NEVER_LAST
        and not _tears(full[:at], full[at])
    ]
    pauses = [at for at in possible if full[at - 1] in _PAUSES and cell_len(full[at:]) <= _WIDE]
    enough = [at for at in possible if cell_len(full[at:] + last) >= _ORPHAN]
    at = next(iter([*pauses, *enough]), len(full))
    return [*lines[:-2], full[:at], full[at:] + last]


def _phrase(line: str, next_character: str, width: int) -> int:
    """Return where the last whole phrase of a full line ends, or 0 where none ends near by.

    A phrase of Japanese ends with hiragana and the next begins with another script, so what
    is read aloud is not torn inside a word; お and ご belong to the word behind them.
    """
    if width < _WIDE:
        return 0
    for at in range(len(line), max(1, len(line) - _SENTENCE), -1):
        first = line[at] if at < len(line) else next_character
        last = line[at - 1]
        if first in _NEVER_FIRST or first == " " or last in _NEVER_LAST or _tears(line[:at], first):
            continue
        if last in _PAUSES or (len(line) - at < _PHRASE and _ends_phrase(last, first)):
            return at
    return 0


def _ends_phrase(last: str, first: str) -> bool:
    return _is_hiragana(last) and last not in _HONOURING and not _is_hiragana(first)


def _is_hiragana(letter: str) -> bool:
    return 0x3041 <= ord(letter) <= 0x3096


def _kept(line: str, next_character: str) -> int:
    """Return how much of a full line stays on it."""
    at, first = len(line), next_character
    whole = 0
    while at > 1 and len(line) - at < _LATIN:
        if first not in _NEVER_FIRST and line[at - 1] not in _NEVER_LAST:
            if not _tears(line[:at], first):
                return at
            whole = whole or at
        at, first = at - 1, line[at - 1]
    return whole or len(line)


def _tears(line: str, first: str) -> bool:
    """Say whether a break would part a Latin word, or a key from what is said of it."""
    if not _is_latin(line.rstrip()[-1:]):
        return False
    return not _is_latin(first) if line.endswith(" ") else _is_latin(first) or first == " "


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


class Prose(Widget):
    """Shows sentences of the program; each line of the text begins a new line."""

    DEFAULT_CSS = """
    Prose { height: auto; }
    """

    def __init__(
        self,
        words: str = "",
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._words = words

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words

    def show(self, words: str) -> None:
        """Show other sentences."""
        self._words = words
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the sentences need."""
        del container, viewport
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.size.width
        lines = self._lines(width)
        words = lines[y] if y < len(lines) else ""
        return Strip([Segment(fit(words, width), self.rich_style)], width)

    def _lines(self, width: int) -> list[str]:
        return [
            line
            for paragraph in self._words.splitlines()
            for line in (_hung(paragraph, max(4, width)) or [""])
        ]


def _hung(paragraph: str, width: int) -> list[str]:
    """Return the lines of a paragraph; those of a point begin beneath its first letter."""
    if not paragraph.startswith(text.POINT):
        return folded(paragraph, width)
    indent = cell_len(text.POINT)
    lines = folded(paragraph.removeprefix(text.POINT), width - indent)
    return [(" " * indent if at else text.POINT) + line for at, line in enumerate(lines)]
