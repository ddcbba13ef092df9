"""What every bench shares: times, percentiles, and a figure beside its baseline.

A bench never asserts: it prints OK, or 未達 with the amount by which the figure is missed.
"""

import gc
import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Times(NamedTuple):
    """Seconds that the same work took, one after another."""

    seconds: tuple[float, ...]

    def at(self, share: float) -> float:
        """Return the time below which this share of the runs lies."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def p50(self) -> float:
        return self.at(0.50)

    @property
    def p95(self) -> float:
        return self.at(0.95)

    @property
    def p99(self) -> float:
        return self.at(0.99)

    def __str__(self) -> str:
        return f"p50 {ms(self.p50)}  p95 {ms(self.p95)}  p99 {ms(self.p99)}"


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def processor_seconds(processes: Iterable[int]) -> float:
    """Return what processes and all they started have used of the processors so far.

    Unlike any time by the clock it says the same on a machine that is busy with other work. It
    is 0 where the machine does not tell.
    """
    families: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        pid = int(path.parent.name)
        families.setdefault(int(told[1]), []).append(pid)
        used[pid] = sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    waiting, total = list(processes), 0.0
    while waiting:
        pid = waiting.pop()
        total += used.get(pid, 0.0)
        waiting += families.get(pid, [])
    return total


def side_by_side(rounds: int, *works: Callable[[int], object]) -> list[Times]:
    """Run several works in turns, so that noise meets all of them; return the times of each."""
    taken: list[list[float]] = [[] for _ in works]
    gc.collect()
    for round_ in range(rounds):
        for place in range(len(works)):
            chosen = (place + round_) % len(works)
            started = time.perf_counter()
            works[chosen](round_)
            taken[chosen].append(time.perf_counter() - started)
    return [Times(tuple(some)) for some in taken]


def ms(seconds: float) -> str:
    """Return a time as people compare it."""
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def title(words: str) -> None:
    print(f"\n{words}", flush=True)


def line(name: str, words: str) -> None:
    """Print one measured line."""
    print(f"  {name:<34}{words}", flush=True)


def ratio(name: str, figure: float, baseline: float, at_most: float) -> bool:
    """Print a figure as a multiple of its baseline."""
    times = figure / baseline
    said = f"{ms(figure)} / {ms(baseline)} = {times:.2f} 倍"
    return _judge(name, said, at_most, times, f"{at_most:.2f} 倍")


def limit(name: str, figure: float, at_most: float, show: Callable[[float], str] = ms) -> bool:
    """Print a figure beside a fixed limit."""
    return _judge(name, show(figure), at_most, figure, show(at_most))


def _judge(name: str, said: str, at_most: float, value: float, wanted: str) -> bool:
    reached = value <= at_most
    missed = "" if reached else f"(目標の {value / at_most:.2f} 倍)"
    print(f"  {name:<34}{said}  ≤ {wanted}: {'OK' if reached else '未達' + missed}", flush=True)
    return reached


def megabytes(value: float) -> str:
    return f"{value:.0f} MB"


def percentiles(times: Sequence[float]) -> Times:
    return Times(tuple(times))
