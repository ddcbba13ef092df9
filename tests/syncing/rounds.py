"""How often a machine of laptops is run: a few rounds in the gate, many in the soak."""

from __future__ import annotations

from unittest import TestCase

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine

Machine = type[RuleBasedStateMachine]
MANY = 200


def few(machine: Machine, rounds: int, *, steps: int) -> type[TestCase]:
    """Return the test that runs a machine so many rounds."""
    case = machine.TestCase
    case.settings = settings(
        # Shrinking what real stores do would take minutes and end in a timeout.
        max_examples=rounds,
        stateful_step_count=steps,
        phases=(Phase.explicit, Phase.generate),
    )
    return case


def many(machine: Machine, *, steps: int) -> type[TestCase]:
    """Return the same for as long as one likes."""
    soaked: type[TestCase] = few(type(machine.__name__, (machine,), {}), MANY, steps=steps)
    return pytest.mark.soak(soaked)
