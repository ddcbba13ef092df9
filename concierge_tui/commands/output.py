"""What commands print: one JSON value, or lines for a person; and how they fail."""

import getpass
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from concierge_tui import paths
from concierge_tui.commands.reading import open_text
from concierge_tui.domain.errors import ConciergeError, OutputUnwritable, PassphraseNeeded
from concierge_tui.services.desk import Desk
from concierge_tui.text import commands as words
from concierge_tui.text.errors import UNKNOWN, sentence

_LONGEST_PASSPHRASE = 10_000

as_json = click.option("--json", "json_wanted", is_flag=True, help=words.JSON_HELP)


def show(value: Any, json_wanted: bool, lines: Callable[[], Iterator[str]]) -> None:  # noqa: FBT001
    """Print `value` as JSON, or what `lines` says for a person.

    Raises:
        OutputUnwritable: when nothing can be written, as on a full disk.
    """
    said = [json.dumps(value, ensure_ascii=False)] if json_wanted else lines()
    try:
        for line in said:
            click.echo(line)
    except BrokenPipeError:
        raise
    except OSError:
        raise OutputUnwritable from None


def passphrase(prompt: str = words.PROMPT, again: str = "") -> str:
    """Return the passphrase from its file or the terminal; `again` asks for a new one twice.

    Raises:
        PassphraseNeeded: when neither can be asked.
    """
    named = paths.passphrase_file()
    if named is not None:
        try:
            with open_text(named) as file:
                typed = file.readline(_LONGEST_PASSPHRASE).rstrip("\r\n")
        except (OSError, ValueError):
            raise PassphraseNeeded from None
    elif sys.stdin is not None and sys.stdin.isatty():
        typed = getpass.getpass(prompt)
        if again and getpass.getpass(again) != typed:
            raise click.UsageError(words.DIFFERENT)
    else:
        raise PassphraseNeeded
    return unicodedata.normalize("NFKC", typed)


@contextmanager
def opened(*, even_over: bool = False) -> Iterator[Desk]:
    """Open the store of this machine for one command; `even_over` for one that renews its lease."""
    from concierge_tui import bootstrap

    home = paths.home()
    if not home.exists:
        from concierge_tui.domain.errors import StoreMissing

        raise StoreMissing
    desk = bootstrap.open_desk(home, passphrase(), even_over=even_over)
    try:
        yield desk
    finally:
        desk.close()


def fail(error: BaseException) -> NoReturn:
    """Print one sentence on standard error and leave with 1."""
    if not isinstance(error, ConciergeError):
        from db.laptop.door import as_fact

        error = as_fact(error)
    if isinstance(error, ConciergeError):
        click.echo(sentence(error), err=True)
    else:
        from concierge_tui import log

        log.note_crash(paths.home(), error)
        click.echo(UNKNOWN, err=True)
    sys.exit(1)
