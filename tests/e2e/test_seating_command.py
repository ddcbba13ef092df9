"""`concierge seating plan`: a day in, tables and rounds out, or one sentence."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from concierge_tui import paths
from concierge_tui.domain.seating import planning
from concierge_tui.domain.seating.errors import SeatingImpossible
from concierge_tui.text import seating as words
from concierge_tui.text.errors import UNKNOWN, sentence
from tests.e2e.program import program
from tests.journals.command_line import Concierge, Ran, assert_one_sentence
from tests.pairing.days import content, day, family, invented

SAMPLES = Path(__file__).parents[1] / "pairing" / "samples"
NUMBERS = {"k": 4, "rounds": 3}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try few changes in this process: how good a plan is, other tests ask."""
    monkeypatch.setattr(planning, "_FEWEST_MOVES", 400)
    monkeypatch.setattr(planning, "_MOST_MOVES", 2000)


@pytest.fixture
def plan(concierge: Concierge, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command on these bytes."""

    def run(raw: bytes) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return concierge("seating", "plan")

    return run


def test_the_plan_has_the_form_that_was_agreed_upon(plan: Any) -> None:
    answer = plan(content(day(14) | NUMBERS)).json

    assert list(answer) == ["rounds"]
    assert len(answer["rounds"]) == 3
    for tables in answer["rounds"]:
        assert sorted(map(len, tables)) == [3, 3, 4, 4]
        assert sorted(family for table in tables for family in table) == list(range(14))


def test_it_needs_no_store_and_makes_none(plan: Any) -> None:
    assert plan(content(day(2) | NUMBERS)).json == {"rounds": [[[0, 1]]] * 3}
    assert not paths.home().folder.exists()


def test_the_same_bytes_give_the_same_bytes() -> None:
    raw = json.loads((SAMPLES / "kept-24.json").read_bytes()) | NUMBERS

    answers = {
        subprocess.run(
            [program(), "seating", "plan"],
            input=json.dumps(raw).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "77")
    }

    assert len(answers) == 1
    assert len(json.loads(answers.pop())["rounds"]) == 3


def test_ids_stay_out_of_the_plan(plan: Any) -> None:
    written = day(0, family(0, id="[red]\x1b[31m田中"), family(1), family(2))

    assert "田中" not in plan(content(written | NUMBERS)).out


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n",
        b"not json",
        b"[" * 200_000,
        b"{}",
        b"[]",
        b"\x00" * 100,
        content(day()),
        content(day() | {"k": 4}),
        content(day() | NUMBERS | {"k": 0}),
        content(day() | NUMBERS | {"k": 10**40}),
        content(day() | NUMBERS | {"rounds": 0}),
        content(day() | NUMBERS | {"rounds": -1}),
        content(day() | NUMBERS | {"rounds": 10**9}),
        content(day() | NUMBERS | {"families": []}),
        content(day(501) | NUMBERS),
        content(day() | NUMBERS | {"rooms": 10**40}),
        content(day() | NUMBERS | {"do_not_pair": [[0, 0]]}),
        content(day() | NUMBERS | {"format": "another"}),
        content(day(0, family(0, x=float("nan"))) | NUMBERS),
    ],
    ids=lambda raw: raw[-14:].decode("latin-1"),
)
def test_whatever_cannot_be_seated_is_one_sentence(raw: bytes, plan: Any) -> None:
    assert_one_sentence(plan(raw))


def test_every_number_out_of_range_has_words_of_its_own() -> None:
    said = {sentence(SeatingImpossible(code)) for code in ("empty", "families", "k", "rounds")}

    assert len(said) == 4
    assert UNKNOWN not in said


def test_families_that_could_not_be_kept_apart_are_told(plan: Any) -> None:
    ran = plan(content(day(4, do_not_pair=[[0, 1]]) | NUMBERS))

    assert ran.code == 0
    assert json.loads(ran.out)["rounds"] == [[[0, 1, 2, 3]]] * 3
    assert ran.err == words.together(1) + "\n"


def test_a_terminal_is_never_waited_for(
    concierge: Concierge, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    for stdin in (terminal, None):
        monkeypatch.setattr(sys, "stdin", stdin)

        assert_one_sentence(concierge("seating", "plan"))


def test_planning_loads_neither_the_screens_nor_a_store() -> None:
    checked = (
        "import sys; sys.argv = ['concierge', 'seating', 'plan']\n"
        "from concierge_tui import cli\n"
        "cli.main()\n"
        "print(*({'textual', 'db', 'numpy'} & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", checked],
        input=content(invented(1, 8, open_=True) | NUMBERS),
        capture_output=True,
        check=True,
    )

    assert ran.stderr.strip() == b""
