"""What every bench shares: times, percentiles, and a figure beside its baseline.

A bench never asserts: it prints OK, or 未達 with the amount by which the figure is missed.
"""

import gc
import time
from collections.abc import Callable, Sequence
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
