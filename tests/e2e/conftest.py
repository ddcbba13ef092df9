"""The command line and the store it opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui import bootstrap, paths
from concierge_tui.services.desk import Desk
from db.laptop.keyslots import Cost
from tests.journals.command_line import PASSPHRASE, Concierge, program


@pytest.fixture
def concierge(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Concierge:
    """Run the program in this process, with its passphrase in a file."""
    secret = tmp_path / "passphrase"
    secret.write_text(f"{PASSPHRASE}\nsecond line\n", encoding="utf-8")
    monkeypatch.setenv("CONCIERGE_PASSPHRASE_FILE", str(secret))
    return program(monkeypatch, capsys)


@pytest.fixture
def laptop() -> Iterator[Desk]:
    """The store that the commands open, made with a cheap key."""
    new = bootstrap.NewStore("みその", "試験 花子", PASSPHRASE)
    made, _ = bootstrap.create(paths.home(), new, cost=Cost(8, 1, 1))
    yield made
    made.close()
