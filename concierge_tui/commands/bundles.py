"""Files for a stick (USB): written, read, and what they brought."""

import getpass
import sys
from pathlib import Path

import click

from concierge_tui.commands.output import as_json, opened, show
from concierge_tui.domain.clock import iso
from concierge_tui.domain.errors import PassphraseNeeded
from concierge_tui.services.bundles import receipt_beside
from concierge_tui.text import bundles as words


@click.group(help=words.BUNDLE_HELP)
def bundle() -> None:
    """Hold the commands about files for a stick."""


@bundle.command(help=words.BUNDLE_WRITE_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def write(file: Path, json_wanted: bool) -> None:  # noqa: FBT001
    """Write all that may leave this laptop to one sealed file."""
    with opened() as desk:
        sealed = desk.bundles.write(file)
    assert sealed is not None  # nobody could stop it
    answer = {
        "file": str(file),
        "bytes": len(sealed.content),
        "operations": sealed.operations,
        "withheld": sealed.withheld,
    }
    show(
        answer,
        json_wanted,
        lambda: words.written_lines(file.name, sealed.operations, sealed.withheld),
    )


@bundle.command(help=words.BUNDLE_READ_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--recovery", "with_recovery", is_flag=True, help=words.RECOVERY_HELP)
@as_json
def read(file: Path, with_recovery: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """Take in what another laptop wrote, or what the central service answered."""
    recovery = _recovery() if with_recovery else ""
    with opened() as desk:
        came = desk.bundles.read(file, recovery)
    answer = {
        "device": came.device,
        "written_at": iso(came.at),
        "new": came.new,
        "refused": came.refused,
        "receipt": came.receipt,
        "pending": came.pending,
    }
    show(
        answer,
        json_wanted,
        lambda: words.brought_lines(came.new, came.refused, came.pending, receipt=came.receipt),
    )


@bundle.command(help=words.BUNDLE_SEND_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--answer", type=click.Path(path_type=Path), help=words.ANSWER_HELP)
@as_json
def send(file: Path, answer: Path | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Bring another laptop's file to the central service, and write its receipt."""
    target = answer or receipt_beside(file)
    with opened() as desk:
        desk.bundles.deliver(file, target)
    show({"answer": str(target)}, json_wanted, lambda: words.delivered_lines(str(target)))


def _recovery() -> str:
    # Never an argument: others see those. A script pipes it in.
    if sys.stdin is None:
        raise PassphraseNeeded
    if sys.stdin.isatty():
        return getpass.getpass(words.RECOVERY_PROMPT)
    return sys.stdin.readline(1000)
