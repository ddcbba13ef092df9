"""Speaks Japanese where click would speak English: in help, and about a call that is wrong."""

from collections.abc import Iterable
from typing import Any

import click

from concierge_tui.text import usage as words


class _Help(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", _prefix: str | None = None) -> None:
        super().write_usage(prog, words.in_japanese(args), f"{words.USAGE_PREFIX} ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(words.HEADINGS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        told = [(words.in_japanese(name), words.in_japanese(text)) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Help


def speaking(command: click.Command) -> click.Command:
    """Return the command with help in Japanese, for everything below it too."""
    command.context_class = _Context
    if isinstance(command, click.Group):
        for below in command.commands.values():
            speaking(below)
    return command


def wrong(error: click.UsageError) -> str:  # noqa: PLR0911 - one answer a mistake
    """Return in one sentence what is wrong with a call; nothing that was typed stands in it."""
    path = error.ctx.command_path if error.ctx else "concierge"
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return words.command_missing(path)
        case click.exceptions.NoSuchCommand():
            return words.no_such_command(path)
        case click.exceptions.NoSuchOption():
            return words.no_such_option(path)
        case click.exceptions.MissingParameter(param=click.Parameter() as param):
            return words.missing(_called(param), path)
        case click.exceptions.BadParameter(param=click.Parameter() as param):
            return words.bad_value(_called(param), _allowed(param.type), path)
    # What commands say themselves is Japanese; what click says is plain ASCII.
    if not error.message.isascii():
        return words.own(error.message, path)
    return words.otherwise(path)


def _called(param: click.Parameter) -> str:
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[-1]


def _allowed(kind: "click.ParamType[Any]") -> str:
    match kind:
        case click.Choice(choices=choices):
            return words.choices("・".join(map(str, choices)))
        case click.IntRange(min=least, max=most):
            return words.between(least, most)
        case click.Path() | click.File():
            return words.FILE
        case click.types.IntParamType():
            return words.NUMBER
    return words.OTHER_VALUE
