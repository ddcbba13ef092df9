"""Laptops, a twin, a service, sticks and the weather between them, all drawn from one seed.

Real stores and the real engine; clock and network are virtual.
"""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.operation import Draft
from db.laptop import audit
from tests.syncing.causal_model import CausalModel, Said
from tests.syncing.furnishing import NAMES
from tests.syncing.laptops import NOON, Central, Laptop, grant, person_of, settle, withdraw
from tests.syncing.marks import acknowledged, marks
from tests.syncing.sticks import carry, read, write
from tests.syncing.weather import Weather, deliver

FIELDS = ("kana", "phone", "must_not_collect")
JUMPS = (-400.0, -0.04, 0.0, 0.0, 0.1, 900.0)
"""Days by which a clock is wrong."""


class File(NamedTuple):
    """What lies on a stick; an answer also knows what the service had when it wrote it."""

    content: bytes
    answers: frozenset[str] | None


class World:
    """One run. Every assertion names the seed."""

    RENAMED = 0.6  # so often somebody gives a restored service a new epoch

    def __init__(self, seed: int, template: Path, folder: Path) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.folder = folder
        self.furnished_from(template)
        self.time = NOON
        self.skew = dict.fromkeys([*NAMES, "twin", "central"], 0.0)
        self.central = self.open_central()
        self.central.now = self.clock("central")
        self.laptops = {name: self.open_laptop(name) for name in NAMES}
        self.model = CausalModel()
        self.families: list[str] = []
        self.files: list[File] = []
        self.pushes: list[bytes] = []
        self.backups: set[str] = set()
        self.acknowledged: set[str] = set()
        self.fires = 0
        self.has_old_central = False
        self.log: list[str] = []

    def furnished_from(self, template: Path) -> None:
        """Let the stores be there that every run begins with."""
        shutil.copytree(template, self.folder, dirs_exist_ok=True)

    def open_central(self) -> Central:
        return Central(self.folder / "central")

    def open_laptop(self, name: str) -> Laptop:
        return Laptop(self.folder, name, self.clock(name))

    def clock(self, name: str) -> Callable[[], Any]:
        """Return the clock of one machine."""
        return lambda: self.time + timedelta(days=self.skew[name])

    def run(self, steps: int) -> None:
        """Let things happen, then see to it that everybody agrees on what must be so."""
        deeds = self.deeds()
        weights = [weight for weight, _ in deeds]
        for _ in range(steps):
            self.time += timedelta(milliseconds=self.random.randrange(1, 90_000))
            (deed,) = self.random.choices([deed for _, deed in deeds], weights)
            self.log.append(deed.__name__)
            deed()
        self.settle()

    def deeds(self) -> list[tuple[int, Callable[[], None]]]:
        """Return what may happen, and how often."""
        return [
            (6, self.register), (8, self.correct), (4, self.change_consent), (10, self.sync),
            (3, self.write_file), (4, self.read_file), (1, self.back_up), (1, self.restore),
            (1, self.clone), (1, self.back_up_central), (1, self.restore_central),
            (2, self.set_clock), (2, self.deliver_late),
        ]  # fmt: skip

    def somebody(self) -> Laptop:
        return self.random.choice(list(self.laptops.values()))

    writer = somebody

    def note(self, laptop: Laptop, *drafts: Draft) -> None:
        for draft in drafts:
            seen = frozenset(laptop.readable())
            (made,) = laptop.write(draft).operations
            self.model.note(made.op_id, Said(made.entity, made.kind, draft.body, seen))

    def register(self) -> None:
        laptop, family = self.writer(), f"f{len(self.families)}"
        self.families.append(family)
        body = {"family": family, "kana": "たなか"}
        self.note(laptop, grant(family), Draft("person.set", person_of(family), body, family))
        if self.random.random() < 0.3:
            self.note(laptop, withdraw(family))

    def correct(self) -> None:
        laptop = self.writer()
        known = [family for family in self.families if laptop.kana(family) is not None]
        if known:
            family = self.random.choice(known)
            fields = self.random.sample(FIELDS, self.random.randrange(1, 3))
            number = self.random.randrange(1000)
            values = {"kana": f"かな{'あいうえお'[number % 5]}", "phone": f"0900000{number:04}",
                      "must_not_collect": number % 2 == 0}  # fmt: skip
            body = {field: values[field] for field in fields}
            self.note(laptop, Draft("person.set", person_of(family), body, family))

    def change_consent(self) -> None:
        if self.families:
            family = self.random.choice(self.families)
            self.note(self.writer(), self.random.choice([grant, withdraw])(family))

    def sync(self) -> None:
        laptop, fires = self.somebody(), self.fires
        weather, trouble = Weather(self, laptop), ""
        try:
            self.exchange(laptop, weather)
        except ConciergeError as error:
            trouble = repr(error)
        assert weather.trouble or not trouble, f"{self}: {trouble} in fair weather"
        if fires != self.fires:
            self.burn()
        if fires == self.fires and not trouble:
            self.check_acknowledged(laptop, self.central.ids())

    def exchange(self, laptop: Laptop, weather: Weather) -> None:
        laptop.sync(weather)

    def check_acknowledged(self, laptop: Laptop, held: set[str] | frozenset[str]) -> None:
        """What is called arrived has arrived."""
        told = acknowledged(laptop)
        assert told <= held, f"{self}: {laptop.name} takes for arrived what has not"
        self.acknowledged |= told & self.central.ids()

    def write_file(self) -> None:
        self.files.append(File(write(self.somebody()), None))

    def read_file(self) -> None:
        """Read any file that was ever written, at any place."""
        if not self.files:
            return
        file = self.random.choice(self.files[-8:])
        if file.answers is None and self.random.random() < 0.5:
            answer = carry(self.central, file.content)
            self.files.append(File(answer, frozenset(self.central.ids())))
            return
        laptop, why = self.somebody(), "old"
        before = marks(laptop)
        try:
            brought = read(laptop, file.content)
        except BundleRefused as refused:
            brought, why = None, refused.code
        assert why == "old", f"{self}: {why}"
        if brought and brought.receipt and file.answers is not None:
            self.check_acknowledged(laptop, file.answers)
        else:
            assert marks(laptop) <= before, f"{self}: {laptop.name} takes for arrived what has not"

    def back_up(self) -> None:
        name = self.random.choice(list(self.laptops))
        self.laptops[name].keep(self.folder / f"{name}.backup")
        self.backups.add(name)

    def restore(self) -> None:
        if self.backups:
            name = self.random.choice(sorted(self.backups))
            if name in self.laptops:
                self.laptops[name].go_back_to(self.folder / f"{name}.backup")
                self.burn()

    def clone(self) -> None:
        if "twin" not in self.laptops:
            self.somebody().keep(self.folder / "twin.db")
            self.laptops["twin"] = self.open_laptop("twin")

    def back_up_central(self) -> None:
        self.has_old_central = True
        shutil.rmtree(self.folder / "old", ignore_errors=True)
        self.central.keep(self.folder / "old")

    def restore_central(self) -> None:
        if self.set_central_back():
            self.burn()

    def set_central_back(self) -> bool:
        """Put an old copy of the service's store in its place, whoever talks to it."""
        if not self.has_old_central:
            return False
        self.fires += 1
        self.central.go_back_to(self.folder / "old", new_epoch=self.random.random() < self.RENAMED)
        return True

    def burn(self) -> None:
        """Nobody can bring back what burnt everywhere."""
        held = set[str]().union(*(laptop.ids() for laptop in self.laptops.values()))
        self.acknowledged &= held | self.central.ids()

    def set_clock(self) -> None:
        name = self.random.choice([*self.laptops, "central"])
        self.skew[name] = self.random.choice(JUMPS) if name != "central" else 0.0

    def deliver_late(self) -> None:
        """Deliver some earlier request once more, whatever happened since."""
        if self.pushes:
            deliver(self.central, self.random.choice(self.pushes))

    def settle(self) -> None:
        """Let everybody hear of everything, and compare with the model."""
        self.skew = dict.fromkeys(self.skew, 0.0)
        laptops = list(self.laptops.values())
        self.hear(laptops)
        there = self.central.ids()
        assert self.acknowledged <= there, f"{self}: what was acknowledged is lost"
        for laptop in laptops:
            assert laptop.ids() == there, f"{self}: {laptop.name} lacks something"
            assert laptop.status().pending == 0, f"{self}: {laptop.name} waits"
        self.families = self.lasting(there)
        for laptop in laptops:
            self.compare_consents(laptop, there)
        for family in self.families:
            self.note(laptops[0], grant(family))
        self.hear(laptops)
        there = self.central.ids()
        # A body may have burnt with the only store that held it; its skeleton came back.
        bare = self.central.all("SELECT op_id FROM operation WHERE body IS NULL")
        bodies = {name for each in laptops for name in each.readable()}
        assert not bare & bodies, f"{self}: a body lies on a laptop alone"
        for laptop in laptops:
            self.compare_fields(laptop, there - bare)
            assert laptop.shown() == laptops[0].shown(), f"{self}: {laptop.name} shows otherwise"
            assert laptop.is_clean(), f"{self}: {laptop.name} is not what its journal says"
            assert not audit.verify(laptop.connection).broken, f"{self}: a chain is broken"
        assert self.gapless(), f"{self}: the feed has a gap"

    def lasting(self, there: set[str]) -> list[str]:
        return self.families if there else []

    def hear(self, laptops: list[Laptop]) -> None:
        try:
            settle(self.central, [*laptops, *laptops])
        except ConciergeError as error:
            raise AssertionError(f"{self}: {error!r} when all is calm") from error

    def compare_consents(self, laptop: Laptop, there: set[str]) -> None:
        for family in self.families:
            name = consent_id(family, REGISTRATION)
            row = laptop.connection.execute(
                "SELECT granted FROM consent WHERE id = ?", (name,)
            ).fetchone()
            granted = self.model.is_granted(name, there)
            assert bool(row and row[0]) == granted, f"{self}: consent of {family}"

    def compare_fields(self, laptop: Laptop, there: set[str]) -> None:
        for family in self.families:
            person = person_of(family)
            row = laptop.connection.execute(
                f"SELECT {', '.join(FIELDS)} FROM person WHERE id = ?", (person,)
            ).fetchone()
            found = laptop.connection.execute(
                "SELECT field, tips FROM conflict WHERE entity = ?", (person,)
            )
            contested = {field: json.loads(tips) for field, tips in found}
            for field, shown in zip(FIELDS, row or (None,) * len(FIELDS), strict=True):
                values = self.model.values(person, field, there)
                assert (len(set(values)) > 1) == (field in contested), f"{self}: {family} {field}"
                assert not values or shown in values, f"{self}: {family} {field} {shown} {values}"

    def gapless(self) -> bool:
        numbers = "SELECT seq FROM position UNION ALL SELECT seq FROM fill"
        counted = self.central.one(f"SELECT count(*) FROM ({numbers})")
        return bool(counted == self.central.one("SELECT n FROM head"))

    def close(self) -> None:
        for laptop in self.laptops.values():
            laptop.close()
        self.central.close()

    def __str__(self) -> str:
        return f"seed {self.seed} after {len(self.log)} steps ({', '.join(self.log[-6:])})"
