"""The part of the desk that prints."""

from typing import TypedDict

from concierge_tui.opened import Opened
from concierge_tui.printing import press
from concierge_tui.printing.printer import SystemPrinter
from concierge_tui.printing.statement import write_statement
from concierge_tui.services.form_numbers import FormNumbers
from concierge_tui.services.paperwork import Keep, Press
from concierge_tui.services.ports import Printer
from concierge_tui.services.slips import SlipPrinter
from concierge_tui.services.statements import StatementPrinter
from concierge_tui.wiring.tables import Tables
from db.laptop.papers import SqlitePapers


class ForPaper(TypedDict):
    """The services of this part, by their names at the desk."""

    print_slips: SlipPrinter
    print_statement: StatementPrinter
    form_numbers: FormNumbers
    press: Press
    printer: Printer
    keep_paper: Keep


def for_paper(opened: Opened, tables: Tables) -> ForPaper:
    """Return what draws, writes and prints documents."""
    papers = SqlitePapers(tables.store, tables.stream)
    return {
        "print_slips": press.write_slips,
        "print_statement": write_statement,
        "form_numbers": FormNumbers(tables.journal, papers, tables.families, tables.author),
        "press": press.draw,
        "printer": SystemPrinter(opened.home.folder),
        "keep_paper": press.write,
    }
