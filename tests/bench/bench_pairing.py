"""Pairing: what the best plan costs beside the matching alone, which nobody could go without.

The baseline is one unlimited matching over the same eligible pairs by the same library: no limit
of sessions, no groups of three, nothing read, explained or proved to be within the rules.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.pairing.reading import read_instance
from concierge_tui.services.pairing.matching import heaviest
from concierge_tui.services.pairing.proposal import propose
from concierge_tui.services.pairing.questions import why_not
from concierge_tui.services.pairing.solver import plan_of
from concierge_tui.services.pairing.trials import Trials
from tests.bench import measure
from tests.pairing.days import content, invented

ROUNDS = 15
SIXTY = 0.050
"""Sixty families, explained: from the bytes to the answer."""
DAYS = 40
KINDS: dict[str, dict[str, Any]] = {
    "空きあり": {"max_triples": 1},
    "三家庭なし": {"max_triples": 0},
    "回が足りない": {"max_triples": 1, "crowded": True},
}


def days(count: int) -> dict[str, bytes]:
    """Return days of one size, each of another kind: families have met about nine others."""
    found = {}
    for name, kind in KINDS.items():
        crowded = kind.get("crowded", False)
        written = invented(count, count, crowded=crowded, open_=True, met=15 / count)
        written |= {"max_triples": kind["max_triples"], "locked": []}
        if crowded:
            written["rooms"] = written["concierges"] = count // 10
        found[name] = content(written)
    return found


def main() -> None:
    for count in (21, 60, 200):
        for name, raw in days(count).items():
            _day(f"{count}家庭 {name}", raw, limit=SIXTY if count == 60 else None)
    _crowded_days(60)


def _crowded_days(count: int) -> None:
    """Say how long days take on which families ask for more than the sessions hold."""
    times, proved = [], 0
    for seed in range(DAYS):
        for threes in (0, 1):
            written = invented(seed, count, crowded=True, open_=True, met=15 / count)
            written |= {"max_triples": threes, "locked": [], "rooms": 6, "concierges": 6}
            trials = Trials(read_instance(content(written)))
            begun = time.process_time()
            proved += plan_of(trials).proved
            times.append(time.process_time() - begun)
    times.sort()
    measure.title(f"{count}家庭 6組ずつの回に入りきらない {len(times)}日  証明 {proved}日")
    for name, place in (("p50", 0.5), ("p90", 0.9), ("最長", 1)):
        measure.line(f"解く {name}", measure.ms(times[int(place * (len(times) - 1))]))
    within = sum(each <= SIXTY for each in times)
    measure.line(f"{measure.ms(SIXTY)} 以内", f"{within} / {len(times)}日")


def _day(name: str, raw: bytes, limit: float | None) -> None:
    day = read_instance(raw)
    trials = Trials(day)
    edges = list(trials.pairs.items())
    plan = plan_of(trials)
    measure.title(
        f"{name}  組める組 {len(edges)}  三家庭の候補 {len(trials.threes)}"
        f"  組んだ家庭 {plan.standing.placed}  証明 {'済' if plan.proved else '未'}"
    )
    asked_of = edges[len(edges) // 2][0]
    works: list[Callable[[int], object]] = [
        lambda _: heaviest(edges),
        lambda _: plan_of(Trials(day)),
        lambda _: propose(read_instance(raw)),
        lambda _: why_not(day, plan, asked_of[0], asked_of[1]),
    ]
    alone, solved, whole, asked = measure.side_by_side(ROUNDS if len(edges) < 400 else 5, *works)
    measure.line("組み合わせだけ(比べる相手)", str(alone))
    for what, taken in (("最適な案", solved), ("読んで、解いて、説明", whole)):
        times = taken.p50 / alone.p50
        measure.line(what, f"{measure.ms(taken.p50)} / {measure.ms(alone.p50)} = {times:.1f} 倍")
    measure.line("なぜこの組でないか", str(asked))
    if limit:
        measure.limit("60家庭 解く p50", solved.p50, limit)
        measure.limit("60家庭 解いて説明 p50", whole.p50, limit)


if __name__ == "__main__":
    main()
