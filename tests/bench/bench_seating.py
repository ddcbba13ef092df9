"""Seating: repeats, how well those who met can be paired, and what a change costs.

The baseline is the rule alone, which most timetables for such meetups use: no repeats, but
nobody asks who suits whom. What can be reached at all is the pairing had everyone met everyone.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.pairing.instance import Instance, Pair
from concierge_tui.domain.seating.absorbing import absorb, changed
from concierge_tui.domain.seating.asking import Asked
from concierge_tui.domain.seating.measures import Wishes, fewest_repeats, measure, meetings
from concierge_tui.domain.seating.planning import plan_seating
from concierge_tui.domain.seating.repeat_free import cycled, repeat_free
from concierge_tui.domain.seating.tables import Plan, sizes
from concierge_tui.services.pairing.solver import Plan as Pairs
from concierge_tui.services.pairing.solver import best_plan
from concierge_tui.services.seating import seat, wishes_of
from tests.bench import measure as bench
from tests.pairing.days import invented, read
from tests.seating.exhaustive import best_of_all, drawn

REACHED = 0.98
SIXTY = 2.0
CLASSIC = [
    (8, 4, 5), (8, 4, 7), (8, 4, 10), (5, 3, 7), (7, 4, 9), (6, 4, 7), (10, 4, 13), (15, 4, 8),
    (15, 4, 19), (6, 5, 4), (6, 5, 5), (10, 5, 7), (12, 5, 7), (11, 4, 12), (14, 4, 9), (3, 4, 5),
]  # fmt: skip
SEEDS = range(1, 9)
FEW = [
    (5, 2, 2), (5, 3, 2), (6, 2, 3), (6, 3, 2), (7, 3, 2), (7, 4, 2), (8, 4, 2), (9, 3, 1),
    (9, 4, 1), (10, 4, 1), (10, 5, 1),
]  # fmt: skip
COMING_AND_GOING = [(2, 0), (6, 0), (0, 3), (6, 3)]
CARDS = "AABBBBCCX"


def few() -> None:
    """Print how often the plan of few families is the best there is."""
    bench.title("少ない家庭  ぜんぶの案を試した最良との比")
    best, shares = 0, []
    for (families, k, rounds), share, seed in product(FEW, (0.3, 0.6), range(4)):
        wishes = drawn(seed, families, share, apart=seed % 3)
        found = measure(plan_seating(wishes, k, rounds, lambda _: ()), wishes)
        wanted = best_of_all(wishes, k, rounds)
        best += found.key == wanted.key
        shares.append(found.value / wanted.value if found.key[:3] == wanted.key[:3] else 0.0)
    bench.line("最良の案", f"{best} / {len(shares)}  いちばん低い点 {min(shares):.3f}")


def timed(work: Callable[[], Plan]) -> tuple[Plan, float]:
    """Return a plan and how long it took."""
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def repeats() -> None:
    """Print the repeats of plans in which it does not matter who suits whom."""
    bench.title("くり返し  テーブルの数-人数-回")
    for tables, k, rounds in CLASSIC:
        families = tables * k
        nothing = Wishes(families, {})
        plan, seconds = timed(partial(plan_seating, nothing, k, rounds, lambda _: ()))
        known = "式か表" if repeat_free(families, k, rounds) else "焼きなまし"
        bound = fewest_repeats([sizes(families, k)] * rounds, families)
        words = f"{measure(plan, nothing).repeats} (下限 {bound})  {known}  {bench.ms(seconds)}"
        bench.line(f"{tables}-{k}-{rounds}", words)


def planned(day: Instance, k: int, rounds: int) -> Plan:
    """Return the plan that the program makes."""
    return seat(Asked(day, k, rounds)).plan


def day_of(seed: int, families: int) -> Instance:
    """Return a day before the meetup: nobody has met, nothing is decided."""
    written = invented(seed, families, open_=True)
    return replace(read(written), met=None, cards={}, locked=frozenset(), previous=frozenset())


def first(day: Instance, count: int) -> Instance:
    """Return the same day without the families that come later."""
    return replace(
        day,
        families=day.families[:count],
        do_not_pair={pair for pair in day.do_not_pair if max(pair) < count},
        already_trialled={pair for pair in day.already_trialled if max(pair) < count},
    )


def carded(seed: int, met: frozenset[Pair]) -> dict[Pair, str]:
    """Return the cards that families wrote who met: four in five, by lot."""
    rng = Random(seed)
    both = [pair for one, other in sorted(met) for pair in ((one, other), (other, one))]
    return {pair: rng.choice(CARDS) for pair in both if rng.random() < 0.8}


def reached(plan: Plan, day: Instance, seed: int, *, cards: bool = False) -> tuple[float, int]:
    """Return which share of the possible score is reached, and how many more are left out."""
    met = frozenset(meetings(plan))
    after = replace(day, cards=carded(seed, met) if cards else {})
    possible, found = best_plan(after), best_plan(replace(after, met=met))
    return _score(found) / _score(possible), len(found.unmatched) - len(possible.unmatched)


def _score(pairs: Pairs) -> int:
    return pairs.standing.score


def pairing(families: int, k: int, rounds: int) -> None:
    """Print how well families can be paired whom the plan seated."""
    bench.title(f"組めたよさ  {families}家庭 {k}人 {rounds}回  全員が会えた場合との比")
    rows: dict[str, list[tuple[float, int]]] = {"式だけ": [], "案": [], "案、カードのあと": []}
    taken, bad = [], 0
    for seed in SEEDS:
        day = day_of(seed, families)
        plan, seconds = timed(partial(planned, day, k, rounds))
        taken.append(seconds)
        bad += measure(plan, wishes_of(day)).repeats
        rows["式だけ"].append(reached(cycled(families, k, rounds), day, seed))
        rows["案"].append(reached(plan, day, seed))
        rows["案、カードのあと"].append(reached(plan, day, seed, cards=True))
    for name, some in rows.items():
        shares = sorted(share for share, _ in some)
        left = sum(more for _, more in some)
        words = f"最低 {shares[0]:.3f}  中央 {shares[len(shares) // 2]:.3f}  あぶれ +{left}"
        bench.line(name, words)
    least = min(share for share, _ in rows["案"])
    state = "OK" if least >= REACHED else "未達"
    bench.line("最低", f"{least:.3f}  ≥ {REACHED:.2f}: {state}  くり返し {bad}")
    times = bench.percentiles(taken)
    bench.line("時間", str(times))
    if families == 60:
        bench.limit("60家庭 p50", times.p50, SIXTY)


def changes() -> None:
    """Print what late arrivals and leavers change, beside a plan made anew."""
    for gone, come in COMING_AND_GOING:
        bench.title(f"60家庭 4人 5回、2回目のあと {gone}家庭が帰り {come}家庭が来る")
        rng = Random(5)
        taken, moved, again = [], [0, 0], [0, 0]
        rebuilt = 0
        for seed in SEEDS:
            day = day_of(seed, 60 + come)
            wishes = wishes_of(day)
            plan = planned(first(day, 60), 4, 5)
            present = set(range(60 + come)) - set(rng.sample(range(60), gone))
            least = absorb(plan, 2, present, 4, wishes, least_only=True)
            found, seconds = timed(partial(absorb, plan, 2, present, 4, wishes))
            taken.append(seconds)
            for place, each in enumerate((least, found)):
                moved[place] += sum(map(changed, plan[2:], each[2:]))
                again[place] += measure(each, wishes).repeats
            rebuilt += sum(map(changed, plan[2:], planned(day, 4, 3)))
        days = len(SEEDS)
        said = f"{moved[1] / days:.1f}  くり返し {again[1] / days:.1f}"
        bench.line("テーブルが変わる家庭(3回の合計)", f"{said}  作り直すと {rebuilt / days:.0f}")
        said = f"{moved[0] / days:.1f}  くり返し {again[0] / days:.1f}"
        bench.line("変わる数だけを考えると", said)
        bench.line("時間", str(bench.percentiles(taken)))


if __name__ == "__main__":
    repeats()
    few()
    for size in ((60, 4, 5), (61, 4, 5), (21, 4, 4)):
        pairing(*size)
    changes()
