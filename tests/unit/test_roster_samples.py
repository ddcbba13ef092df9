"""The four rosters that came with the project, against the truth beside them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.roster import understand
from concierge_tui.services.roster_file import read_roster_file
from tests.rosters.reading import read
from tests.rosters.scoring import score

TODAY = date(2026, 12, 5)


def _rosters() -> list[Path]:
    for parent in Path(__file__).resolve().parents:
        samples = parent / "shared" / "data" / "rosters"
        if samples.is_dir():
            return sorted(path for path in samples.iterdir() if path.is_dir())
    return []


ROSTERS = _rosters()
pytestmark = pytest.mark.skipif(not ROSTERS, reason="the sample rosters are not here")


def _truth(folder: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return truth


@pytest.mark.parametrize("folder", ROSTERS, ids=lambda path: path.name)
def test_every_field_of_a_sample_roster_is_understood(folder: Path) -> None:
    truth = _truth(folder)

    result = score(read((folder / truth["file"]).read_bytes(), TODAY), truth)

    print(f"{folder.name}: {result.rate:.2%} of {result.fields} fields")  # noqa: T201
    assert result.missed == []
    assert result.unreported == []


@pytest.mark.parametrize("folder", ROSTERS, ids=lambda path: path.name)
def test_the_columns_of_a_sample_roster_are_found_without_help(folder: Path) -> None:
    truth = _truth(folder)

    mapping = understand(read_roster_file(folder / truth["file"]).records)

    assert mapping.header_record == truth["header_record"]
    assert [c.meaning for c in mapping.columns] == [c["key"] for c in truth["columns"]]


@pytest.mark.parametrize("folder", ROSTERS, ids=lambda path: path.name)
def test_nothing_that_is_sound_is_reported_as_damaged(folder: Path) -> None:
    truth = _truth(folder)
    expected = {(problem["record"], problem["field"]) for problem in truth["problems"]}

    reading = read((folder / truth["file"]).read_bytes(), TODAY)

    assert [p for p in reading.problems if (p.row, p.field) not in expected] == []
