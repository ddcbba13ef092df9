"""Every command, its module imported only when it is called."""

import sys
from importlib import import_module
from typing import Any

import click

from concierge_tui.commands.japanese import speaking, wrong
from concierge_tui.text import commands as words

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


def run() -> None:
    """Run the command that was typed, or say what is wrong with it."""
    try:
        commands(prog_name="concierge", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.UsageError as error:
        click.echo(wrong(error), err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
