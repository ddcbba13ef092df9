"""The stores that every simulated world begins with."""

from pathlib import Path

from tests.syncing.laptops import Central, Laptop
from tests.syncing.sticks import admit

NAMES = ("aoi", "beni", "cha")


def furnish(folder: Path) -> None:
    """Make the stores that every run begins with: that takes longest."""
    central = Central(folder / "central")
    for name in NAMES:
        laptop = Laptop(folder, name)
        central.enrol(laptop)
        admit(central, laptop)
        laptop.close()
    central.close()
