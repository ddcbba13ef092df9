"""Withdrawals through real stores, stale screens, undo and the central service."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from concierge_tui.domain.consent import CONTACT, REGISTRATION
from concierge_tui.domain.errors import ChangedSince, NothingToUndo
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.operation import Act
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.consent_desk import Consents
from concierge_tui.services.consents import ConsentGiven, FamilyConsents
from concierge_tui.services.undo import Undo
from concierge_tui.services.wordings import Wordings
from db.laptop.areas import SqliteAreas
from db.laptop.consents import SqliteConsents
from db.laptop.families import SqliteFamilies
from db.laptop.lists import SqliteStaff
from db.laptop.settings import SqliteDrafts
from tests.syncing.laptops import NOON, Central, Laptop, settle, wire
from tests.syncing.rounds import few, many

NAMES = ("aoi", "beni", "cha")
NAME = st.sampled_from(NAMES)
PURPOSE = st.sampled_from([REGISTRATION, CONTACT])


class Said(NamedTuple):
    """One consent fact as the model knows it: what it says and what its writer had seen."""

    op_id: str
    entity: str
    grants: bool
    seen: frozenset[str]
    actor: str


class Looked(NamedTuple):
    """What a screen showed, and what had arrived by then."""

    consents: FamilyConsents
    ids: frozenset[str]


def consents_of(laptop: Laptop) -> Consents:
    """Return the service on one laptop, as `bootstrap` wires it."""
    store = laptop.connection
    areas = AreaPlan(laptop.journal, SqliteAreas(store), lambda: laptop.author, SqliteStaff(store))
    return Consents(
        laptop.journal, SqliteConsents(store), Wordings(), areas,
        SqliteStaff(store), SqliteDrafts(store), lambda: laptop.author, lambda: NOON,
    )  # fmt: skip


class Withdrawals(RuleBasedStateMachine):
    """Three laptops that grant, withdraw and take back, and hear of each other late."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.central = Central(self.folder / "central")
        self.laptops = {name: Laptop(self.folder, name) for name in (*NAMES, "dan")}
        for laptop in self.laptops.values():
            self.central.enrol(laptop)
        self.family = self.laptops["dan"].family()
        settle(self.central, list(self.laptops.values()))
        entity = consent_id(self.family, REGISTRATION)
        first = self.laptops["dan"].journal.history(entity)[0]
        self.said = [Said(first.op_id, entity, True, frozenset(), first.actor)]
        self.looked: dict[str, Looked] = {}

    def look_at(self, name: str) -> Looked:
        laptop = self.laptops[name]
        return Looked(consents_of(laptop).of(self.family), frozenset(laptop.ids()))

    def note(self, act: Act, seen: frozenset[str]) -> None:
        for op in act.operations:
            if op.noun == "consent":
                grants = op.kind == "consent.grant"
                self.said.append(Said(op.op_id, op.entity, grants, seen, op.actor))

    def unanswered(self, entity: str, known: frozenset[str]) -> list[Said]:
        """Return what nobody has written upon, among what one laptop knows."""
        mine = [each for each in self.said if each.entity == entity and each.op_id in known]
        answered = frozenset[str]().union(*(each.seen for each in mine))
        return [each for each in mine if each.op_id not in answered]

    @rule(name=NAME)
    def look(self, name: str) -> None:
        self.looked[name] = self.look_at(name)

    @rule(name=NAME, purpose=PURPOSE)
    def give(self, name: str, purpose: str) -> None:
        looked = self.looked.pop(name, None) or self.look_at(name)
        laptop = self.laptops[name]
        family = SqliteFamilies(laptop.connection).get(self.family)
        act = consents_of(laptop).give(looked.consents, [_given(purpose)], family)
        self.note(act, looked.ids)

    @rule(name=NAME, purpose=PURPOSE)
    def withdraw(self, name: str, purpose: str) -> None:
        laptop = self.laptops[name]
        known = frozenset(laptop.ids())
        self.note(consents_of(laptop).withdraw(self.family, purpose, "said"), known)

    @rule(name=NAME)
    def undo(self, name: str) -> None:
        laptop = self.laptops[name]
        known = frozenset(laptop.ids())
        try:
            done = Undo(laptop.journal, lambda: laptop.author).last()
        except (ChangedSince, NothingToUndo):
            return
        for op in done.act.operations:
            if op.kind == "consent.grant":
                open_ = self.unanswered(op.entity, known)
                others = [e for e in open_ if not e.grants and e.actor != laptop.author.actor]
                assert others == [], "an undo lifted somebody else's withdrawal"
        self.note(done.act, known)

    @rule(name=NAME)
    def sync(self, name: str) -> None:
        self.laptops[name].sync(wire(self.central, self.laptops[name]))

    def teardown(self) -> None:
        laptops = list(self.laptops.values())
        settle(self.central, [*laptops, *laptops])
        everything = frozenset(each.op_id for each in self.said)
        for laptop in laptops:
            now = consents_of(laptop).of(self.family)
            for purpose in (REGISTRATION, CONTACT):
                open_ = self.unanswered(consent_id(self.family, purpose), everything)
                wanted = bool(open_) and all(each.grants for each in open_)
                assert (purpose in now.granted) == wanted, (purpose, open_)
            hidden = SqliteFamilies(laptop.connection).get(self.family).withdrawn
            assert hidden == (REGISTRATION not in now.granted)
            assert laptop.shown() == laptops[0].shown()
            assert laptop.is_clean()
        for laptop in laptops:
            laptop.close()
        self.central.close()
        shutil.rmtree(self.folder)


def _given(purpose: str) -> ConsentGiven:
    return ConsentGiven("2026-11", "hash", "proxy", purpose, by="祖母", relation="祖母")


TestWithdrawals = few(Withdrawals, 6, steps=20)
TestSoaked = many(Withdrawals, steps=20)
