"""Paper: what is printed holds a name and a code, and nothing that a lost paper could tell."""

from pathlib import Path

import click

from concierge_tui.commands.output import as_json, opened, show
from concierge_tui.domain.errors import PaperUnwritable
from concierge_tui.services.slips import slips_of
from concierge_tui.text import commands as words


@click.group(name="print", help=words.PRINT_HELP)
def print_() -> None:
    """Hold the commands that write PDF files."""


@print_.command(help=words.SLIPS_HELP)
@click.option("--meetup", "meetup_id", required=True, help=words.MEETUP_OPTION)
@click.option("--out", type=click.Path(path_type=Path), required=True, help=words.OUT_HELP)
@as_json
def slips(meetup_id: str, out: Path, json_wanted: bool) -> None:  # noqa: FBT001
    """Write the slips of everyone on a meetup's list; a reprint keeps the codes (U10)."""
    with opened() as desk:
        meetup = desk.meetups.get(meetup_id)
        families = desk.families.many(desk.families.ids(meetup_id)).values()
        listed = slips_of(families, meetup, desk.settings, practice=desk.practice)
        try:
            desk.print_slips(listed, out)
        except OSError:
            raise PaperUnwritable from None
    answer = {"file": str(out), "slips": len(listed)}
    show(answer, json_wanted, lambda: words.printed_lines(out.name, len(listed)))
