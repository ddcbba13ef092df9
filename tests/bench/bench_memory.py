"""Memory of the running screens at 100,000 people, beside a bare Textual app."""

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import measure, population
from tests.bench.bench_keys import typed_names
from tests.bench.desk_program import BARE, desk_on_pty, go_to_reception
from tests.e2e.terminal import BarePty

FIGURE = 150.0
CHECK_INS = 20


def resident(program: BarePty, kind: str = "VmRSS") -> float:
    """Return the megabytes that a program holds in memory now, or held at most."""
    status = Path(f"/proc/{program._pid}/status").read_text(encoding="ascii")
    found = re.search(rf"{kind}:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = population.copied(population.kept_town(), Path(folder) / "town")
        with BarePty(BARE) as bare, desk_on_pty(home) as desk:
            bare.settle(quiet=1.0)
            measure.title(f"メモリ (RSS)  {population.TOWN:,}人 暗号化ストア")
            measure.line("素の Textual", measure.megabytes(resident(bare)))
            desk.settle(quiet=1.0)
            measure.line("合言葉の画面", measure.megabytes(resident(desk)))
            go_to_reception(desk)
            measure.line("受付をひらいた", measure.megabytes(resident(desk)))
            for name in typed_names():
                _look_for(desk, name)
            measure.line("40回さがした", measure.megabytes(resident(desk)))
            for _ in range(CHECK_INS):
                _look_for(desk, "sa", "\x1b[B\r")
            measure.line("いちばん多かったとき", measure.megabytes(resident(desk, "VmHWM")))
            measure.limit(f"{CHECK_INS}回受け付けた", resident(desk), FIGURE, measure.megabytes)


def _look_for(desk: BarePty, name: str, then: str = "\x15") -> None:
    for letter in name:
        desk.write(letter)
        desk.settle(quiet=0.05)
    desk.write(then)
    desk.settle(quiet=0.05)


if __name__ == "__main__":
    main()
