"""A statement as a PDF: one half page in large letters."""

from pathlib import Path
from typing import Final

from concierge_tui.printing.page import Paper
from concierge_tui.printing.press import write
from concierge_tui.services.statements import Statement
from concierge_tui.text import slip as text

_LEFT: Final = 20.0
_WIDTH: Final = 170.0


def write_statement(statement: Statement, target: Path) -> None:
    """Write the statement to `target`.

    Raises:
        OSError: when the file cannot be written.
        NotAPage: when something else lies there.
    """
    paper = Paper("")
    paper.add_page(statement.heading, marked=False)
    heading = f"{text.PRACTICE} {statement.heading}" if statement.practice else statement.heading
    below = paper.words(statement.name, _LEFT, 20, 16, _WIDTH)
    below = paper.words(heading, _LEFT, below + 6, 15, _WIDTH)
    for line in statement.lines:
        below = paper.words(line, _LEFT, below + 4, 12, _WIDTH)
    paper.words(statement.contact, _LEFT, below + 10, 11, _WIDTH)
    write(paper.output(), target)
