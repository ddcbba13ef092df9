"""Invented days: instances as they stand in a file, so that the reading is tried as well."""

from __future__ import annotations

import json
import random
from itertools import combinations
from typing import Any

from concierge_tui.domain.pairing.instance import Instance
from concierge_tui.domain.pairing.reading import read_instance

SLOTS = [f"{day}-{part}" for day in ("mon", "tue", "wed", "sat") for part in ("am", "pm")]
PETS = ["cat", "dog", "smoke"]

Day = dict[str, Any]


def family(number: int, **changes: Any) -> Day:
    """Return a family that may be paired with any other of its kind."""
    return {
        "id": f"F{number:04}",
        "x": 100 * number,
        "y": 0,
        "children": [{"months": 30, "school": None}],
        "available": ["mon-am"],
        "home": [],
        "nogo": [],
        "roles": ["host", "guest"],
        "waited": 0,
        "sessions": [0],
    } | changes


def day(count: int = 2, *families: Day, **changes: Any) -> Day:
    """Return a day on which everyone has met everyone and nothing stands in the way."""
    return {
        "format": "azukeai-pairing-1",
        "families": list(families) or [family(number) for number in range(count)],
        "met": "all",
        "cards": {},
        "do_not_pair": [],
        "already_trialled": [],
        "locked": [],
        "max_triples": 0,
        "sessions": 1,
        "rooms": 100,
        "concierges": 100,
        "trials_per_concierge": 1,
    } | changes


def content(written: Day) -> bytes:
    return json.dumps(written).encode()


def read(written: Day) -> Instance:
    return read_instance(content(written))


def invented(
    seed: int, count: int, *, crowded: bool = False, met: float = 0.6, open_: bool = False
) -> Day:
    """Return a day with something of everything.

    On a crowded one the sessions are short; on an open one little stands between two families.
    """
    rng = random.Random(seed)
    sessions = rng.randint(1, 4 if crowded else 3)
    families = [
        _family(rng, number, sessions, crowded=crowded, open_=open_) for number in range(count)
    ]
    everyone = list(combinations(range(count), 2))
    written = day(
        0,
        *families,
        met="all" if rng.random() < 0.2 else [list(p) for p in everyone if rng.random() < met],
        cards={
            families[a]["id"]: {
                families[b]["id"]: rng.choice("AAABBBBCCX")
                for b in range(count)
                if a != b and rng.random() < 0.5
            }
            for a in range(count)
        },
        do_not_pair=_some(rng, everyone, 0.05),
        already_trialled=_some(rng, everyone, 0.1),
        previous=_some(rng, everyone, rng.choice([0, 0.2])),
        sessions=sessions,
        max_triples=rng.choice([0, 1, 1, 2, 4]),
        rooms=rng.randint(1, max(2, count // 6)) if crowded else count,
        concierges=rng.randint(1, max(2, count // 6)) if crowded else count,
    )
    written["locked"] = _locks(rng, written)
    return written


def _family(rng: random.Random, number: int, sessions: int, *, crowded: bool, open_: bool) -> Day:
    pets = 0.02 if open_ else 0.12
    return family(
        number,
        id=f"F{number:04}",
        x=rng.randint(-900, 900),
        y=rng.randint(-900, 900),
        children=[
            {
                "months": rng.choice([12 if open_ else 8, 12, 15, 20, 30, 44, 60]),
                "school": rng.choice(["S", None]),
            }
            for _ in range(rng.choice([1, 1, 2]))
        ],
        available=rng.sample(SLOTS, rng.randint(5, 7) if open_ else rng.randint(2, 6)),
        home=[pet for pet in PETS if rng.random() < pets],
        nogo=[pet for pet in PETS if rng.random() < pets],
        roles=rng.choice([["host", "guest"]] * (12 if open_ else 3) + [["host"], ["guest"]]),
        waited=rng.choice([0, 0, 1, 2]),
        sessions=sorted(rng.sample(range(sessions), rng.randint(1, max(1, sessions - crowded))))
        if crowded or rng.random() < 0.5
        else list(range(sessions)),
    )


def _some(rng: random.Random, pairs: list[tuple[int, int]], share: float) -> list[list[int]]:
    return [list(pair) for pair in pairs if rng.random() < share]


def _locks(rng: random.Random, written: Day) -> list[list[int]]:
    """Return up to two pairs that may be locked, on some days."""
    from tests.pairing.reference import Reference

    judged = Reference(written)
    free = [
        pair
        for pair in combinations(range(len(judged.families)), 2)
        if judged.score(*pair) is not None
    ]
    rng.shuffle(free)
    wanted = rng.choice([0, 0, 0, 1, 2])
    found: list[list[int]] = []
    for pair in free:
        if len(found) < wanted and not {*pair} & {f for p in found for f in p}:
            found.append(list(pair))
    return found
