"""No link without both entries: several laptops, real stores, arbitrary order of merging (A2)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

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
from tests.syncing.laptops import NOON, Laptop, person_of
from tests.syncing.rounds import few, many
from tests.syncing.three_laptops import LAPTOPS, ThreeLaptops
from tests.syncing.trial_desks import linking_of

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


class Links(ThreeLaptops):
    """Three laptops on which two families key, mistype, cancel and take back."""

    turn = 0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.turn)

    def furnish(self, laptop: Laptop) -> None:
        self.families = [laptop.family(kana) for kana in ("さとう", "たなか")]
        for family, phone in zip(self.families, PHONES, strict=True):
            person = person_of(family)
            arrived = {"people": [person]}
            laptop.write(
                Draft("person.set", person, {"phone": phone, "role": "guardian"}, family),
                Draft("visit.arrive", visit_id(MEETUP, family), arrived, family, MEETUP),
            )
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

    @rule(at=LAPTOPS, side=SIDE, digits=st.sampled_from(["right", "right", "own", "0000"]))
    def key(self, at: int, side: int, digits: str) -> None:
        self.turn += 1
        laptop, knew = self.laptops[at], frozenset(self.laptops[at].ids())
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

    @rule(at=LAPTOPS, side=SIDE)
    def cancel(self, at: int, side: int) -> None:
        self.turn += 1
        laptop, knew = self.laptops[at], frozenset(self.laptops[at].ids())
        with suppress(NothingToCancel):
            self.linking(laptop).cancel(self.families[side], self.families[1 - side], "wish")
        self.note(laptop, knew)

    @rule(at=LAPTOPS, side=SIDE)
    def wish(self, at: int, side: int) -> None:
        self.turn += 1
        laptop, knew = self.laptops[at], frozenset(self.laptops[at].ids())
        self.linking(laptop).wish(self.families[side], self.families[1 - side], "here")
        self.note(laptop, knew)

    @rule(at=LAPTOPS)
    def undo(self, at: int) -> None:
        self.turn += 1
        laptop, knew = self.laptops[at], frozenset(self.laptops[at].ids())
        last = laptop.journal.last_act()
        if last and all(op.noun == "link" for op in laptop.journal.operations_of(last)):
            with suppress(ChangedSince, NothingToUndo, CancelledForGood):
                Undo(laptop.journal, lambda: laptop.author).last()
        self.note(laptop, knew)

    @invariant()
    def a_laptop_shows_a_link_only_where_both_sides_keyed_that_it_knows_of(self) -> None:
        for laptop in self.laptops:
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
        self.all_hear()
        self.all_hear()
        for laptop in self.laptops:
            self.compare(laptop)
            written = " ".join(op.body or "" for op in laptop.journal.history(self.link))
            assert not any(digits in written for digits in ("0042", "0000"))
        super().teardown()


TestLinks = few(Links, 6, steps=25)
TestSoaked = many(Links, steps=25)
