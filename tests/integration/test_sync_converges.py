"""Whatever happens in whatever order: everyone converges and nothing acknowledged is lost."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from concierge_tui.domain.errors import ConciergeError
from tests.syncing.laptops import Central, Laptop, cut_at, grant, settle, wire, withdraw
from tests.syncing.rounds import few, many

NAMES = st.sampled_from(["aoi", "beni", "cha"])
CUTS = st.sampled_from(
    ["nowhere", "before push", "after push", "before pull", "after pull", "after hello"]
)


class Field(RuleBasedStateMachine):
    """Three laptops, one service, and everything that goes wrong in a year."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.central = Central(self.folder / "central")
        self.laptops = {name: Laptop(self.folder, name) for name in ("aoi", "beni", "cha")}
        for laptop in self.laptops.values():
            self.central.enrol(laptop)
        self.families: list[str] = []
        self.backups: dict[str, Path] = {}
        self.old_central: Path | None = None
        self.durable: set[str] = set()
        """What the service acknowledged and has not lost in a fire since."""

    @rule(name=NAMES, consent=st.booleans())
    def register(self, name: str, *, consent: bool) -> None:
        self.families.append(self.laptops[name].family("たなか", consent=consent))

    @rule(name=NAMES, kana=st.sampled_from(["さとう", "すずき"]), which=st.integers(0, 5))
    def correct(self, name: str, kana: str, which: int) -> None:
        laptop = self.laptops[name]
        known = [f for f in self.families if laptop.kana(f) is not None]
        if known:
            laptop.rename(known[which % len(known)], kana)

    @rule(name=NAMES, which=st.integers(0, 5), yes=st.booleans())
    def change_consent(self, name: str, which: int, *, yes: bool) -> None:
        if self.families:
            family = self.families[which % len(self.families)]
            self.laptops[name].write(grant(family) if yes else withdraw(family))

    @rule(name=NAMES, where=CUTS, page=st.sampled_from([1, 3, 2000]))
    def sync(self, name: str, where: str, page: int) -> None:
        way = wire(self.central, self.laptops[name])
        way.cut, way.page_limit = cut_at(where), page
        try:
            self.laptops[name].sync(way)
        except ConciergeError:
            assert where != "nowhere"
        self.durable |= self.central.ids()

    @rule(name=NAMES)
    def back_up(self, name: str) -> None:
        self.backups[name] = self.folder / f"{name}.backup"
        self.laptops[name].keep(self.backups[name])

    @rule(name=NAMES)
    def restore(self, name: str) -> None:
        if name in self.backups:
            self.laptops[name].go_back_to(self.backups[name])

    @rule()
    def back_up_central(self) -> None:
        self.old_central = self.folder / "old-central"
        shutil.rmtree(self.old_central, ignore_errors=True)
        self.central.keep(self.old_central)

    @rule(new_epoch=st.booleans())
    def restore_central(self, *, new_epoch: bool) -> None:
        if self.old_central:
            self.central.go_back_to(self.old_central, new_epoch=new_epoch)
            held = set().union(*(laptop.ids() for laptop in self.laptops.values()))
            # Nobody can bring back what burnt everywhere.
            self.durable &= held | self.central.ids()

    def teardown(self) -> None:
        laptops = list(self.laptops.values())
        held = set().union(*(laptop.ids() for laptop in laptops))
        settle(self.central, [*laptops, *laptops])

        assert self.durable <= self.central.ids()
        assert held <= self.central.ids()
        for laptop in laptops:
            assert laptop.ids() == self.central.ids()
            assert laptop.status().pending == 0
            assert laptop.is_clean()
            assert laptop.replica.heads() == laptops[0].replica.heads()
        places = self.central.one("SELECT count(*) FROM position")
        fills = self.central.one("SELECT count(*) FROM fill")
        assert places + fills == self.central.one("SELECT max(n) FROM head")
        for laptop in laptops:
            laptop.close()
        self.central.close()
        shutil.rmtree(self.folder)


TestConvergence = few(Field, 10, steps=20)
TestSoaked = many(Field, steps=20)
