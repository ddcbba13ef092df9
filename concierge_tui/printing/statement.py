"""A statement as a PDF: one half page in large letters."""

from pathlib import Path
from typing import Final

from concierge_tui.printing.slip import blank_page, write_file, write_lines
from concierge_tui.services.statements import Statement
from concierge_tui.text import slip as text

_LEFT: Final = 20.0
_WIDTH: Final = 170.0


def write_statement(statement: Statement, target: Path) -> None:
    """Write the statement to `target`.

    Raises:
        OSError: when the file cannot be written.
    """
    pdf, glyphs = blank_page()
    pdf.add_page()
    heading = f"{text.PRACTICE} {statement.heading}" if statement.practice else statement.heading
    below = write_lines(pdf, statement.name, _LEFT, 20, 16, _WIDTH, glyphs)
    below = write_lines(pdf, heading, _LEFT, below + 6, 15, _WIDTH, glyphs)
    for line in statement.lines:
        below = write_lines(pdf, line, _LEFT, below + 4, 12, _WIDTH, glyphs)
    write_lines(pdf, statement.contact, _LEFT, below + 10, 11, _WIDTH, glyphs)
    write_file(bytes(pdf.output()), target)
