"""How long one waits for a peer, and how often one comes again."""

import secrets
from typing import Final

import httpx

TIMEOUT: Final = httpx.Timeout(30, connect=10)
DEADLINE: Final = 120.0
"""Seconds for one answer: a peer that sends a byte now and then must not hold the desk."""
TURNS: Final = 40
"""So often one comes again to a peer that has no time: about five minutes."""
_LONGEST: Final = 8.0


def wait_of(again: int, turn: int) -> float:
    """Return after how many seconds one comes again for the `turn`-th time, from 0.

    Twice as long each time, and never all at the same moment.
    """
    most = min(_LONGEST, max(1, again) * 2.0 ** min(turn, 5))
    return most * (0.5 + secrets.randbelow(1000) / 1000)
