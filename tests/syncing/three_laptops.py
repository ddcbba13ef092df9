"""Three laptops and a central service of which they hear whenever they like: rules are added."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.syncing.laptops import NOON, Central, Laptop, wire

LAPTOPS = st.integers(0, 2)


class ThreeLaptops(RuleBasedStateMachine):
    """Whatever people do on them, in the end all of them show the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.central = Central(self.folder / "central")
        self.laptops = [Laptop(self.folder, name, now=self.now) for name in "abc"]

    def now(self) -> datetime:
        """Return what all clocks show."""
        return NOON

    def furnish(self, laptop: Laptop) -> None:
        """Write on the first one what all of them begin with."""

    @initialize()
    def begin(self) -> None:
        for laptop in self.laptops:
            self.central.enrol(laptop)
        self.furnish(self.laptops[0])
        self.all_hear()

    @rule(at=LAPTOPS)
    def hear(self, at: int) -> None:
        self.laptops[at].sync(wire(self.central, self.laptops[at]))

    def all_hear(self) -> None:
        for laptop in self.laptops:
            laptop.sync(wire(self.central, laptop))

    def teardown(self) -> None:
        self.all_hear()
        self.all_hear()
        try:
            assert self.laptops[0].shown() == self.laptops[1].shown() == self.laptops[2].shown()
            assert all(laptop.is_clean() for laptop in self.laptops)
        finally:
            self.leave()

    def leave(self) -> None:
        """Close everything and clear it away."""
        for laptop in self.laptops:
            laptop.close()
        self.central.close()
        shutil.rmtree(self.folder)
