"""How much of a roster is understood, over seeds that no test has seen.

python tests/bench/roster_accuracy.py 5000 5100     seeds from 5000 up to 5100
python tests/bench/roster_accuracy.py 5000 5100 -v  and every field that was missed
"""

import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.rosters.generator import generate
from tests.rosters.reading import read
from tests.rosters.scoring import Score, score


def main(first: int, last: int, *, verbose: bool) -> None:
    """Print the share of fields understood, the bad rows kept silent, and the time a row takes."""
    fields = missed = required = unreported = spurious = rows = 0
    spent = 0.0
    worst: list[tuple[float, int]] = []
    formats: Counter[str] = Counter()
    for seed in range(first, last):
        roster = generate(seed)
        started = time.process_time()
        reading = read(roster.data, date.fromisoformat(roster.truth["today"]))
        spent += time.process_time() - started
        result = score(reading, roster.truth)
        fields, missed = fields + result.fields, missed + len(result.missed)
        required, unreported = required + result.required, unreported + len(result.unreported)
        spurious += len(result.spurious)
        rows += roster.truth["rows"]
        formats[roster.truth["encoding"] or "xlsx"] += 1
        worst.append((result.rate, seed))
        if verbose:
            _print_misses(seed, result)
    print(f"seeds {first}-{last - 1}: {rows} rows in {last - first} files {dict(formats)}")
    print(f"fields understood   {1 - missed / fields:.3%} of {fields} ({missed} missed)")
    print(f"bad rows reported   {required - unreported} of {required}")
    print(f"sound cells doubted {spurious}")
    print(f"time                {spent / rows * 1e3:.3f} ms a row")
    print(f"worst seeds         {[(seed, f'{rate:.2%}') for rate, seed in sorted(worst)[:5]]}")


def _print_misses(seed: int, result: Score) -> None:
    for miss in result.missed:
        print(seed, miss)
    for line in result.unreported:
        print(seed, "not reported:", line)
    for line in result.spurious:
        print(seed, "nothing wrong:", line)


if __name__ == "__main__":
    start, end = (int(word) for word in sys.argv[1:3])
    main(start, end, verbose="-v" in sys.argv[3:])
