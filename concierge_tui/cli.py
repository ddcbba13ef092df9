"""The entry point: screens without arguments, commands with them."""

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from concierge_tui.commands.japanese import speaking, wrong
from concierge_tui.hardening import forbid_core_dumps
from concierge_tui.text import commands as words
from concierge_tui.text.usage import UNREADABLE

_COMMANDS = {
    "init": "store:init",
    "backup": "store:backup",
    "restore": "store:restore",
    "doctor": "store:doctor",
    "audit": "store:audit",
    "demo": "screens:demo",
    "enrol": "syncing:enrol",
    "sync": "syncing:sync",
    "renew": "syncing:renew",
    "status": "syncing:status",
    "bundle": "bundles:bundle",
    "central": "central:central",
    "hub": "hub:hub",
    "meetup": "meetups:meetup",
    "import": "meetups:import_roster",
    "family": "people:family",
    "families": "people:families",
    "search": "people:search",
    "attendance": "people:attendance",
    "check-in": "people:check_in",
    "print": "printing:print_",
    "pairing": "pairing:pairing",
    "seating": "seating:seating",
}


class _Commands(click.Group):
    """Imports a command's module only when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        found: Any = getattr(import_module(f"concierge_tui.commands.{module}"), attribute)
        return speaking(found) if isinstance(found, click.Command) else None


@click.group(cls=_Commands, help=words.HELP)
def commands() -> None:
    """Hold every command."""


speaking(commands)


def main() -> None:
    """Run the program; a person never sees a traceback."""
    forbid_core_dumps()
    _speak_utf8()
    try:
        if len(sys.argv) == 1:
            import_module("concierge_tui.commands.screens").open_screens()
        else:
            commands(prog_name="concierge", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.UsageError as error:
        click.echo(wrong(error), err=True)
        sys.exit(2)
    except UnicodeEncodeError:
        click.echo(UNREADABLE, err=True)
        sys.exit(2)
    except (click.Abort, EOFError, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read has gone; Python would complain once more while it leaves.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets one sentence
        from concierge_tui.commands.output import fail

        fail(error)


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes: a name may hold what a code page lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
