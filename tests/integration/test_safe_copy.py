"""The copy that is made by itself: it opens on a second laptop, and says when it cannot be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create, restore
from concierge_tui.domain.errors import BackupUnwritable, FieldInvalid
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.safe_copy import MINUTES, NAME
from tests.journals.desk_families import registered

PASSPHRASE = "みその交流会の長い合言葉 2026"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Desk]:
    desk, _ = create(Home(tmp_path / "home"), NewStore("みその", "試験 花子", PASSPHRASE))
    yield desk
    desk.close()


def test_a_copy_on_a_stick_opens_on_a_second_laptop(real: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    family = registered(real).family
    real.safe_copy.choose("5", stick)

    assert real.safe_copy.make()
    assert (real.safe_copy.minutes, real.safe_copy.folder) == (5, stick)
    assert "田中" not in (stick / NAME).read_bytes().decode("utf-8", "ignore")
    again = restore(Home(tmp_path / "second"), stick / NAME, PASSPHRASE)
    assert again.families.get(family).people
    again.close()


def test_nothing_is_written_twice_and_one_file_is_replaced(real: Desk, tmp_path: Path) -> None:
    assert real.safe_copy.make()
    assert not real.safe_copy.make()
    registered(real)
    assert real.safe_copy.make()

    assert [path.name for path in (tmp_path / "home").glob("*.backup")] == [NAME]


def test_a_copy_that_was_lost_is_made_anew(real: Desk, tmp_path: Path) -> None:
    assert real.safe_copy.make()
    (tmp_path / "home" / NAME).unlink()

    assert real.safe_copy.make()


def test_a_stick_that_is_gone_is_a_fact_and_the_setting_stays(real: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    real.safe_copy.choose("5", stick)
    stick.rmdir()

    with pytest.raises(BackupUnwritable):
        real.safe_copy.make()
    assert real.safe_copy.folder == stick
    with pytest.raises(BackupUnwritable):
        real.safe_copy.choose("5", stick)


@pytest.mark.parametrize("minutes", ["", "-1", "121", "1.5", "十", "１０"])
def test_minutes_that_are_none_are_refused(real: Desk, minutes: str) -> None:
    with pytest.raises(FieldInvalid):
        real.safe_copy.choose(minutes, None)

    assert real.safe_copy.minutes == MINUTES
