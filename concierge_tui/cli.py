"""The entry point: screens without arguments, commands with them."""

import io
import os
import sys

from concierge_tui.hardening import forbid_core_dumps
from concierge_tui.text.usage import UNREADABLE


def main() -> None:
    """Run the program; a person never sees a traceback."""
    forbid_core_dumps()
    _speak_utf8()
    try:
        if len(sys.argv) == 1:
            from concierge_tui.commands.opening import open_screens

            open_screens()
        else:
            from concierge_tui.commands.group import run

            run()
    except UnicodeEncodeError:
        import click

        click.echo(UNREADABLE, err=True)
        sys.exit(2)
    except (EOFError, KeyboardInterrupt):
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
