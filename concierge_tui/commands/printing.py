"""Paper: what is handed out holds a name and a code, and nothing that a lost paper could tell."""

from pathlib import Path
from typing import Any

import click

from concierge_tui.commands.output import as_json, opened, show
from concierge_tui.domain.paper_errors import PaperUnwritable
from concierge_tui.services.form_numbers import MOST_AT_ONCE
from concierge_tui.services.paper_content import LabelSheet, Printed
from concierge_tui.services.paperwork import Order
from concierge_tui.text import commands as words

_MOVED = click.FloatRange(-20, 20)

_meetup = click.option("--meetup", "meetup_id", required=True, help=words.MEETUP_OPTION)
_out = click.option("--out", type=click.Path(path_type=Path), required=True, help=words.OUT_HELP)
_large = click.option("--large", is_flag=True, help=words.LARGE_HELP)


@click.group(name="print", help=words.PRINT_HELP)
def print_() -> None:
    """Hold the commands that write PDF files."""


@print_.command(help=words.SLIPS_HELP)
@_meetup
@_out
@_large
@as_json
def slips(meetup_id: str, out: Path, large: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """Write the slips of everyone on a meetup's list; a reprint keeps the codes."""
    printed = _write(Order("slips", meetup_id, large=large), out)
    answer = {"file": str(out), "slips": printed.items, "pages": len(printed.pages)}
    show(answer, json_wanted, lambda: words.printed_lines(out.name, printed.items))


@print_.command(help=words.CARDS_HELP)
@_meetup
@_out
@_large
@as_json
def cards(meetup_id: str, out: Path, large: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """Write membership cards, ten to a page."""
    printed = _write(Order("cards", meetup_id, large=large), out)
    _tell(printed, out, json_wanted)


@print_.command(help=words.LABELS_HELP)
@_meetup
@_out
@click.option("--right", type=_MOVED, default=0.0, help=words.RIGHT_HELP)
@click.option("--down", type=_MOVED, default=0.0, help=words.DOWN_HELP)
@click.option("--used", type=click.IntRange(0, 20), default=0, help=words.USED_HELP)
@as_json
def labels(
    meetup_id: str,
    out: Path,
    right: float,
    down: float,
    used: int,
    json_wanted: bool,  # noqa: FBT001
) -> None:
    """Write name labels on sheets of 3×7."""
    sheet = LabelSheet(right=right, down=down, used=used)
    _tell(_write(Order("labels", meetup_id, labels=sheet), out), out, json_wanted)


@print_.command(help=words.ROSTER_HELP)
@_meetup
@_out
@_large
@as_json
def roster(meetup_id: str, out: Path, large: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """Write the list of families for a desk without power."""
    _tell(_write(Order("roster", meetup_id, large=large), out), out, json_wanted)


@print_.command(help=words.CONSENT_PAPER_HELP)
@_meetup
@_out
@_large
@click.option("--forms", type=click.IntRange(1, MOST_AT_ONCE), default=1, help=words.COPIES_HELP)
@click.option("--language", default="ja", help=words.LANGUAGE_HELP)
@as_json
def consent(
    meetup_id: str,
    out: Path,
    large: bool,  # noqa: FBT001
    forms: int,
    language: str,
    json_wanted: bool,  # noqa: FBT001
) -> None:
    """Write blank consent forms."""
    order = Order("consent", meetup_id, large=large, forms=forms, language=language)
    _tell(_write(order, out), out, json_wanted)


@print_.command(name="paper-pack", help=words.PACK_HELP)
@_meetup
@_out
@_large
@click.option("--forms", type=click.IntRange(1, MOST_AT_ONCE), default=10, help=words.FORMS_HELP)
@as_json
def paper_pack(
    meetup_id: str,
    out: Path,
    large: bool,  # noqa: FBT001
    forms: int,
    json_wanted: bool,  # noqa: FBT001
) -> None:
    """Write what a meetup without power needs; the numbers of its forms are never used again."""
    printed = _write(Order("pack", meetup_id, large=large, forms=forms), out)
    answer = {
        "file": str(out), "pages": len(printed.pages), "numbers": list(printed.numbers),
    }  # fmt: skip
    lines = words.pack_lines(out.name, len(printed.pages), printed.numbers)
    show(answer, json_wanted, lambda: lines)


@print_.command(help=words.INFO_HELP)
@_meetup
@_out
@as_json
def info(meetup_id: str, out: Path, json_wanted: bool) -> None:  # noqa: FBT001
    """Write the panel for the wall."""
    _tell(_write(Order("info", meetup_id), out), out, json_wanted)


def _write(order: Order, out: Path) -> Printed:
    if not out.parent.is_dir() or out.is_dir():
        raise PaperUnwritable  # before a number is reserved for it
    with opened() as desk:
        printed = desk.paperwork().print(order)
        assert printed is not None, "nobody cancels a command"
        try:
            desk.keep_paper(printed.pdf, out)
        except OSError:
            raise PaperUnwritable from None
    return printed


def _tell(printed: Printed, out: Path, json_wanted: bool) -> None:  # noqa: FBT001
    answer: dict[str, Any] = {"file": str(out), "pages": len(printed.pages)}
    show(answer, json_wanted, lambda: words.paper_lines(out.name, len(printed.pages)))
