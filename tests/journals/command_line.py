"""Runs the program in this process and holds it to the manners of the command line."""

import json
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from concierge_tui import cli
from concierge_tui.text.errors import UNKNOWN

PASSPHRASE = "みどりの ひつじが そらを とぶ"


class Ran(NamedTuple):
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        assert (self.code, self.err) == (0, "")
        assert self.out.count("\n") == 1
        return json.loads(self.out)


Concierge = Callable[..., Ran]


def program(patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> Concierge:
    """Return what runs one command."""

    def run(*arguments: str) -> Ran:
        patch.setattr(sys, "argv", ["concierge", *arguments])
        captured.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        return Ran(code, *captured.readouterr())

    return run


def assert_one_sentence(ran: Ran, code: int = 1) -> None:
    """Fail unless the command left with one Japanese sentence and nothing else."""
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert re.search("[\u3041-\u3096]", ran.err)
    assert not re.search("Traceback|Error|Usage|Exception|No such|[Mm]issing|required", ran.err)
    assert ran.err.strip() != UNKNOWN
