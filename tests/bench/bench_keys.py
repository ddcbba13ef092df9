"""From a key to the painted list at 100,000 people, beside the echo of a bare Input, on ptys."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.romaji import fold_kana
from tests.bench import measure, population
from tests.bench.desk_program import BARE, desk_on_pty, go_to_reception
from tests.e2e.terminal import BarePty

NAMES = 40
LETTERS = 4
FIGURE = 2.0
SCAN_PREFIX = "m"
_CLEAR = "\x15"  # Ctrl+U


def typed_names() -> list[str]:
    rng = Random(11)
    surnames = population.Drawn("surnames.txt", 0.9)
    given = population.Drawn("given_names.txt", 0.6)
    names = [rng.choice((surnames, given)).one(rng) for _ in range(NAMES)]
    return [fold_kana(name.kana)[:LETTERS] for name in names]


class Typed(NamedTuple):
    """How long one letter took in both programs."""

    letter: str
    place: int
    echo: float
    listed: float


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = population.copied(population.kept_town(), Path(folder) / "town")
        with BarePty(BARE) as bare, desk_on_pty(home) as desk:
            bare.settle(quiet=1.0)
            go_to_reception(desk)
            typed = list(_type(bare, desk))
    measure.title(f"キー → 一覧  {population.TOWN:,}人 暗号化ストア 80×24 本物のpty")
    echo = measure.Times(tuple(key.echo for key in typed))
    listed = measure.Times(tuple(key.listed for key in typed))
    measure.line("素の Input の反響", str(echo))
    measure.line("受付", str(listed))
    for place in range(LETTERS):
        some = tuple(key.listed for key in typed if key.place == place)
        measure.line(f"  {place + 1}文字目", str(measure.Times(some)))
    held = tuple(key.listed for key in typed if key.letter == SCAN_PREFIX)
    free = measure.Times(tuple(key.listed for key in typed if key.letter != SCAN_PREFIX))
    measure.line(f"  {SCAN_PREFIX} (スキャナの頭文字を待つ)", str(measure.Times(held)))
    measure.ratio("p95 どうし", listed.p95, echo.p95, FIGURE)
    measure.ratio(f"p95 どうし、{SCAN_PREFIX} のほか", free.p95, echo.p95, FIGURE)
    measure.ratio("p50 どうし", listed.p50, echo.p50, FIGURE)


def _type(bare: BarePty, desk: BarePty) -> Iterator[Typed]:
    """Type each letter into both programs in turn, so that noise meets both."""
    for number, name in enumerate(typed_names()):
        for place, letter in enumerate(name):
            pair = (bare, desk) if number % 2 else (desk, bare)
            times = {program: program.latency(letter) for program in pair}
            yield Typed(letter, place, times[bare], times[desk])
        for program in (bare, desk):
            program.write(_CLEAR)
            program.settle(quiet=0.15)


if __name__ == "__main__":
    main()
