"""No link without both entries: several laptops, real stores, arbitrary order of merging (A2)."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from concierge_tui.domain.errors import ChangedSince, NothingToUndo
from concierge_tui.domain.ids import link_id, visit_id
from concierge_tui.domain.link import (
    MOST_MISSES,
    CancelledForGood,
    DigitsWrong,
    LinkRests,
    NothingToCancel,
)
from concierge_tui.domain.operation import Draft
from concierge_tui.services.linking import Linking
from concierge_tui.services.undo import Undo
from tests.journals.linking import keyed
from tests.syncing.laptops import NOON, Central, Laptop, person_of, settle, wire
from tests.syncing.trial_desks import linking_of

NAMES = ("aoi", "beni", "cha")
NAME = st.sampled_from(NAMES)
SIDE = st.sampled_from([0, 1])
MEETUP = "m1"
PHONES = ("09000000042", "09000001234")


class Fact(NamedTuple):
    """One fact of the link: who is said to have done what, and what its writer knew."""

    op_id: str
    verb: str
    family: str
    knew: frozenset[str]
    turn: int


class Links(RuleBasedStateMachine):
    """Three laptops on which two families key, mistype, cancel and take back."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.turn = 0
        self.central = Central(self.folder / "central")
        self.laptops = {
            name: Laptop(self.folder, name, now=lambda: NOON + timedelta(seconds=self.turn))
            for name in NAMES
        }
        for laptop in self.laptops.values():
            self.central.enrol(laptop)
        first = self.laptops["aoi"]
        self.families = [first.family(kana) for kana in ("さとう", "たなか")]
        for family, phone in zip(self.families, PHONES, strict=True):
            person = person_of(family)
            arrived = {"people": [person]}
            first.write(
                Draft("person.set", person, {"phone": phone, "role": "guardian"}, family),
                Draft("visit.arrive", visit_id(MEETUP, family), arrived, family, MEETUP),
            )
        settle(self.central, list(self.laptops.values()))
        self.link = link_id(*self.families)
        self.facts: list[Fact] = []
        self.right: set[str] = set()

    def linking(self, laptop: Laptop) -> Linking:
        return linking_of(laptop, MEETUP)

    def note(self, laptop: Laptop, knew: frozenset[str]) -> list[Fact]:
        """Take down what a laptop wrote since it knew only so much."""
        new = [
            Fact(op.op_id, op.kind.partition(".")[2], str(op.subject), knew, self.turn)
            for op in laptop.journal.history(self.link)
            if op.op_id not in knew
        ]
        self.facts += new
        return new

    def misses(self, known: frozenset[str], family: str) -> int:
        """Return the misses of a side since its last entry that stands, as far as one knows."""
        mine = [each for each in self.facts if each.op_id in known]
        cancels = {each.op_id for each in mine if each.verb == "cancel"}
        mine = [each for each in mine if each.family == family]
        stood = [each.turn for each in mine if each.verb == "enter" and cancels <= each.knew]
        last = max(stood, default=-1)
        return sum(each.verb == "miss" and each.turn > last for each in mine)

    @rule(name=NAME, side=SIDE, digits=st.sampled_from(["right", "right", "own", "0000"]))
    def key(self, name: str, side: int, digits: str) -> None:
        self.turn += 1
        laptop, knew = self.laptops[name], frozenset(self.laptops[name].ids())
        me, other = self.families[side], self.families[1 - side]
        phone = {"right": PHONES[1 - side], "own": PHONES[side]}.get(digits, digits)
        tried, typed = self.misses(knew, me), keyed(phone)
        try:
            self.linking(laptop).key(me, other, typed)
        except DigitsWrong:
            assert digits != "right"
            assert [f.verb for f in self.note(laptop, knew)] == ["miss"]
            assert tried < MOST_MISSES
        except LinkRests:
            assert tried >= MOST_MISSES
            assert self.note(laptop, knew) == []
        else:
            assert digits == "right"
            assert tried < MOST_MISSES, "it was tried more often than is allowed"
            written = self.note(laptop, knew)
            assert {(f.verb, f.family) for f in written} <= {("enter", me)}
            self.right |= {f.op_id for f in written}
        assert typed == bytearray(4)

    @rule(name=NAME, side=SIDE)
    def cancel(self, name: str, side: int) -> None:
        self.turn += 1
        laptop, knew = self.laptops[name], frozenset(self.laptops[name].ids())
        with suppress(NothingToCancel):
            self.linking(laptop).cancel(self.families[side], self.families[1 - side], "wish")
        self.note(laptop, knew)

    @rule(name=NAME, side=SIDE)
    def wish(self, name: str, side: int) -> None:
        self.turn += 1
        laptop, knew = self.laptops[name], frozenset(self.laptops[name].ids())
        self.linking(laptop).wish(self.families[side], self.families[1 - side], "here")
        self.note(laptop, knew)

    @rule(name=NAME)
    def undo(self, name: str) -> None:
        self.turn += 1
        laptop, knew = self.laptops[name], frozenset(self.laptops[name].ids())
        last = laptop.journal.last_act()
        if last and all(op.noun == "link" for op in laptop.journal.operations_of(last)):
            with suppress(ChangedSince, NothingToUndo, CancelledForGood):
                Undo(laptop.journal, lambda: laptop.author).last()
        self.note(laptop, knew)

    @rule(name=NAME)
    def sync(self, name: str) -> None:
        self.laptops[name].sync(wire(self.central, self.laptops[name]))

    @invariant()
    def a_laptop_shows_a_link_only_where_both_sides_keyed_that_it_knows_of(self) -> None:
        for laptop in getattr(self, "laptops", {}).values():
            self.compare(laptop)

    def compare(self, laptop: Laptop) -> None:
        mine = [each for each in self.facts if each.op_id in laptop.ids()]
        cancels = {each.op_id for each in mine if each.verb == "cancel"}
        entered = {each.family for each in mine
                   if each.verb == "enter" and each.op_id in self.right
                   and cancels <= each.knew}  # fmt: skip
        seen = self.linking(laptop).between(*self.families)
        now = {side.family.id for side in seen.sides if side.entered}
        assert now == entered
        assert (seen.state == "made") == (len(entered) == 2)
        partners = self.linking(laptop).partners(self.families[0])
        assert [p.id for p in partners] == (self.families[1:] if len(entered) == 2 else [])

    def teardown(self) -> None:
        laptops = list(self.laptops.values())
        settle(self.central, [*laptops, *laptops])
        for laptop in laptops:
            self.compare(laptop)
            assert laptop.is_clean()
            assert laptop.shown() == laptops[0].shown()
            written = " ".join(op.body or "" for op in laptop.journal.history(self.link))
            assert not any(digits in written for digits in ("0042", "0000"))
        for laptop in laptops:
            laptop.close()
        self.central.close()
        shutil.rmtree(self.folder)


TestLinks = Links.TestCase
TestLinks.settings = settings(
    # Shrinking what real stores do would take minutes and end in a timeout.
    max_examples=15,
    stateful_step_count=25,
    phases=(Phase.explicit, Phase.generate),
)
