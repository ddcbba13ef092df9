"""The answer of `concierge pairing solve`: families by their place, and every point explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_tui.domain.pairing.instance import Trial


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposal for one day. It is no link and starts no trial."""

    trials: Sequence[Trial]
    """Pairs and groups of three in ascending order."""
    sessions: Mapping[Trial, int]
    unmatched: Sequence[int]
    explain: Mapping[Trial, Mapping[str, int]]
    """For each trial its points by part; their sum is its score."""
    why_unmatched: Mapping[int, Sequence[str]]
    proved: bool

    def as_json(self) -> dict[str, Any]:
        """Return the answer as JSON values; `proved` stands there only where it is not."""
        written: dict[str, Any] = {
            "pairs": [list(trial) for trial in self.trials if len(trial) == 2],
            "groups_of_three": [list(trial) for trial in self.trials if len(trial) == 3],
            "sessions": {called(trial): self.sessions[trial] for trial in self.trials},
            "unmatched": list(self.unmatched),
            "explain": {called(trial): dict(self.explain[trial]) for trial in self.trials},
            "why_unmatched": {
                str(family): list(map(str, why)) for family, why in self.why_unmatched.items()
            },
        }
        return written if self.proved else {**written, "proved": False}


def called(trial: Trial) -> str:
    """Return how an answer calls a trial, as in `3-17`."""
    return "-".join(map(str, trial))
