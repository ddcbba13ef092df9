"""`concierge pairing solve`: a day in, one JSON value out, or one sentence."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from concierge_tui import paths
from concierge_tui.services.pairing import proposal
from concierge_tui.services.pairing.search import Limits
from concierge_tui.services.pairing.solver import plan_of
from tests.e2e.program import program
from tests.journals.command_line import Concierge, Ran, assert_one_sentence
from tests.pairing.days import content, day, family, invented

SAMPLES = Path(__file__).parents[1] / "pairing" / "samples"


@pytest.fixture
def solve(concierge: Concierge, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command on these bytes."""

    def run(raw: bytes) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return concierge("pairing", "solve")

    return run


def started(raw: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [program(), "pairing", "solve"],
        input=raw,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=300,
    )


def test_the_answer_has_the_form_that_was_agreed_upon(solve: Any) -> None:
    answer = solve(content(day(5, max_triples=1, sessions=2))).json

    assert list(answer) == [
        "pairs", "groups_of_three", "sessions", "unmatched", "explain", "why_unmatched",
    ]  # fmt: skip
    assert len(answer["pairs"]) == len(answer["groups_of_three"]) == 1
    placed = [family for trial in answer["pairs"] + answer["groups_of_three"] for family in trial]
    assert sorted(placed) == [0, 1, 2, 3, 4]
    assert set(answer["sessions"].values()) == {0}
    assert answer["unmatched"] == []


def test_it_needs_no_store_and_makes_none(solve: Any) -> None:
    assert solve(content(day())).json["pairs"] == [[0, 1]]
    assert not paths.home().folder.exists()


@pytest.mark.parametrize(
    "name",
    [
        "kept-24",
        *(pytest.param(name, marks=pytest.mark.soak) for name in ("waiting-61", "hall-60")),
    ],
)
def test_the_same_bytes_give_the_same_bytes(name: str) -> None:
    raw = (SAMPLES / f"{name}.json").read_bytes()

    answers = {started(raw, PYTHONHASHSEED=seed).stdout for seed in ("0", "77")}

    assert len(answers) == 1
    assert json.loads(answers.pop())["pairs"]


def test_many_equal_plans_give_the_same_bytes() -> None:
    raw = content(day(0, *(family(n, x=0) for n in range(31)), max_triples=2, rooms=9))

    answers = {started(raw, PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")}

    assert len(answers) == 1
    assert len(json.loads(answers.pop())["pairs"]) == 7


def test_ids_stay_out_of_the_answer(solve: Any) -> None:
    written = day(0, family(0, id="[red]\x1b[31m田中"), family(1), family(2))

    assert "田中" not in solve(content(written)).out


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not json",
        b"[" * 200_000,
        b"{}",
        b"\x00" * 100,
        content(day(rooms=10**40)),
        content(day(met=[[0, 0]])),
        content(day(met=[[0, "nobody"]])),
        content(day(locked=[[0, 1]], met=[])),
        content(day(3, locked=[[0, 1], [1, 2]])),
        content(day(2, locked=[[0, 1]], rooms=0)),
        content(day(cards={"F0000": {"F0001": "Z"}})),
        content(day(0, family(0, x=float("nan")))),
    ],
    ids=lambda raw: raw[:12].decode("latin-1"),
)
def test_whatever_cannot_be_paired_is_one_sentence(raw: bytes, solve: Any) -> None:
    assert_one_sentence(solve(raw))


def test_a_terminal_is_never_waited_for(
    concierge: Concierge, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    for stdin in (terminal, None):
        monkeypatch.setattr(sys, "stdin", stdin)

        assert_one_sentence(concierge("pairing", "solve"))


def test_an_answer_that_is_not_proved_says_so(solve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal, "plan_of", lambda trials, _: plan_of(trials, Limits(3)))

    ran = solve(content(day(7, max_triples=2, rooms=2)))

    assert ran.code == 0
    assert json.loads(ran.out)["proved"] is False
    assert "途中で止めました" in ran.err


def test_solving_loads_neither_the_screens_nor_a_store() -> None:
    checked = (
        "import sys; sys.argv = ['concierge', 'pairing', 'solve']\n"
        "from concierge_tui import cli\n"
        "cli.main()\n"
        "print(*({'textual', 'db', 'numpy'} & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", checked],
        input=content(invented(1, 8, open_=True)),
        capture_output=True,
        check=True,
    )

    assert ran.stderr.strip() == b""
