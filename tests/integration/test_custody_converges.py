"""Three laptops hand children about without knowing of each other, in any order of merging.

The model knows of people alone. No child is in two hands unmarked, nobody barred is ever given
one, and a child in other hands is never checked out.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from concierge_tui.domain.collection import Proof
from concierge_tui.domain.custody import Role, fold_custody
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import custody_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.collecting import Wish
from concierge_tui.services.custody import Handing
from concierge_tui.services.undo import Undo
from tests.syncing.custody_desks import collecting_of, custody_of, reception_of
from tests.syncing.laptops import Laptop, grant
from tests.syncing.rounds import few, many
from tests.syncing.three_laptops import ThreeLaptops

MEETUP = "meetup-1"
MOTHER, FATHER, AUNT, CHILD = "f1-m", "f1-f", "f1-a", "f1-c"
HOST, HOSTS_CHILD = "h1-m", "h1-c"
TRIAL = "trial-1"
EVERYBODY: list[tuple[str, Role]] = [
    (MOTHER, "family"), (FATHER, "family"), (AUNT, "family"), (HOST, "family"),
    ("s1", "staff"), ("s2", "staff"), ("nobody", "staff"), (FATHER, "host"), (HOST, "host"),
    (FATHER, "collector"), ("nobody", "collector"), (FATHER, "staff"), ("s3", "staff"),
]  # fmt: skip
BARRED = {FATHER, "s3"}
"""s3 is a member of staff who bears the name of the barred father."""


def people(laptop: Laptop) -> None:
    def one(who: str, family: str, name: str, kana: str, **fields: Any) -> Draft:
        return Draft("person.set", who, {"family": family, "name": name, "kana": kana, **fields},
                     family)  # fmt: skip

    may = {"may_collect": True, "may_bring": True}
    laptop.write(
        Draft("meetup.set", MEETUP, {"title": "会", "date": "2026-11-22"}, meetup=MEETUP),
        *(Draft("staff.set", name, {"name": words, "role": "concierge"})
          for name, words in (("s1", "試験 一"), ("s2", "試験 二"), ("s3", "藤井 亮"))),
        grant("f1"),
        grant("h1"),
        Draft("family.set", "f1", {"city": "緑区"}, "f1"),
        Draft("family.set", "h1", {"city": "緑区"}, "h1"),
        one(MOTHER, "f1", "藤井 梢", "フジイ コズエ", role="guardian", phone="09000000001", **may),
        one(FATHER, "f1", "藤井 亮", "フジイ リョウ", role="guardian", must_not_collect=True),
        one(AUNT, "f1", "藤井 桜", "フジイ サクラ", role="carer"),
        one(CHILD, "f1", "藤井 光", "フジイ ヒカル", role="child", birthday="2024-05-05"),
        one(HOST, "h1", "西村 香", "ニシムラ カオリ", role="guardian", **may),
        one(HOSTS_CHILD, "h1", "西村 空", "ニシムラ ソラ", role="child", birthday="2023-05-05"),
        Draft("trial.set", TRIAL, {"meetup": MEETUP, "host": "h1", "guest": "f1",
                                   "children": [CHILD]}, "f1", MEETUP),
        *(Draft("visit.arrive", visit_id(MEETUP, family), {"people": inside}, family, MEETUP)
          for family, inside in (("f1", [MOTHER, FATHER, AUNT, CHILD]),
                                 ("h1", [HOST, HOSTS_CHILD]))),
    )  # fmt: skip


PROOFS = st.sampled_from(
    [Proof(slip=True), Proof(identity=True), Proof(second=True), Proof(known=True),
     Proof(slip=True, identity=True), Proof(identity=True, recited=True)]
)  # fmt: skip
STAFF: list[tuple[str, Role]] = [("s1", "staff"), ("s2", "staff")]


class Hands(ThreeLaptops):
    """Whatever people do at three laptops, and whenever these hear of each other."""

    def furnish(self, laptop: Laptop) -> None:
        people(laptop)

    @rule(at=st.integers(0, 2), to=st.sampled_from(STAFF))
    def entrust(self, at: int, to: tuple[str, Role]) -> None:
        self.try_to_hand(at, to, Proof(), MOTHER, looked=True)

    @rule(at=st.integers(0, 2), to=st.sampled_from(STAFF))
    def entrust_to_whom_nobody_looked_at(self, at: int, to: tuple[str, Role]) -> None:
        self.try_to_hand(at, to, Proof(), MOTHER, looked=False)

    @rule(at=st.integers(0, 2), to=st.sampled_from(EVERYBODY), proof=PROOFS, leaves=st.booleans())
    def give(self, at: int, to: tuple[str, Role], proof: Proof, *, leaves: bool) -> None:
        self.try_to_hand(at, to, proof, "s1", looked=False, leaves=leaves)

    @rule(at=st.integers(0, 2), to=st.sampled_from(EVERYBODY), proof=PROOFS,
          witness=st.sampled_from(["", "s1", MOTHER]))  # fmt: skip
    def give_after_a_look(self, at: int, to: tuple[str, Role], proof: Proof, witness: str) -> None:
        self.try_to_hand(at, to, proof, witness, looked=True)

    def try_to_hand(
        self, at: int, to: tuple[str, Role], proof: Proof, witness: str, *, looked: bool,
        leaves: bool = False,
    ) -> None:  # fmt: skip
        custody = custody_of(self.laptops[at], MEETUP)
        until = custody.now_ms + 60_000
        wish = Handing(*to, witness=witness, place="和室", until=until, proof=proof, second="s2",
                       leaves=leaves)  # fmt: skip
        before = custody.child(CHILD)
        try:
            custody.hand(before, wish, looked=looked)
        except ConciergeError:
            return
        after = custody.child(CHILD)
        assert after.now is not None
        assert (after.now.holder, after.now.contested) == (to[0], False)
        assert looked or before.where != "contested"
        assert to[0] not in BARRED
        assert witness not in ("", to[0])

    @rule(
        at=st.integers(0, 2), name=st.sampled_from(["山田 太郎", "藤井 亮", "りょう", "藤井 亮 "])
    )
    def name_for_today(self, at: int, name: str) -> None:
        collecting = collecting_of(self.laptops[at], MEETUP)
        custody = custody_of(self.laptops[at], MEETUP)
        child = custody.child(CHILD)
        try:
            named = collecting.name_for_today(child, Wish(name, "父", MOTHER, "s2"))
        except ConciergeError:
            assert name != "山田 太郎"
            return
        assert name == "山田 太郎"
        wish = Handing(named, "collector", witness="s1", proof=Proof(identity=True, recited=True),
                       leaves=True)  # fmt: skip
        try:
            custody.hand(custody.child(CHILD), wish)
        except ConciergeError:
            return

    @rule(at=st.integers(0, 2), verb=st.sampled_from(["trial.start", "trial.end"]))
    def trial(self, at: int, verb: str) -> None:
        self.laptops[at].write(Draft(verb, TRIAL, {}, "f1", MEETUP))

    @rule(at=st.integers(0, 2))
    def bar_the_aunt_too(self, at: int) -> None:
        self.laptops[at].write(Draft("person.set", AUNT, {"must_not_collect": True}, "f1"))

    @rule(at=st.integers(0, 2))
    def take_back(self, at: int) -> None:
        laptop = self.laptops[at]
        try:
            Undo(laptop.journal, lambda: laptop.author).last()
        except ConciergeError:
            return

    @rule(at=st.integers(0, 2))
    def come_back(self, at: int) -> None:
        arrived = {"people": [MOTHER, CHILD]}
        self.laptops[at].write(Draft("visit.arrive", visit_id(MEETUP, "f1"), arrived, "f1", MEETUP))

    @rule(at=st.integers(0, 2), leaving=st.sets(st.sampled_from([MOTHER, FATHER, AUNT, CHILD])))
    def go_home(self, at: int, leaving: set[str]) -> None:
        laptop = self.laptops[at]
        before = custody_of(laptop, MEETUP).child(CHILD)
        try:
            reception_of(laptop, MEETUP).leave("f1", sorted(leaving))
        except ConciergeError:
            return
        if CHILD in leaving and before.here:
            assert before.where != "contested"
            assert before.now is None or not before.now.away or before.now.role == "collector"
            fetched = before.now.holder if before.now else ""
            assert MOTHER in leaving or fetched not in ("", FATHER, AUNT)

    @invariant()
    def no_child_is_in_two_hands_unmarked(self) -> None:
        for laptop in self.laptops:
            history = laptop.journal.history(custody_id(MEETUP, CHILD))
            hands = [op for op in history if op.kind == "custody.hand"]
            covered = {name for op in hands for name in op.base}
            last = {(body_of(op).get("to"), body_of(op).get("role"))
                    for op in hands if op.op_id not in covered}  # fmt: skip
            board = custody_of(laptop, MEETUP)
            shown = next((each for each in board.board().children if each.child.id == CHILD), None)
            is_marked = shown is not None and shown.where == "contested"
            assert is_marked == (len(last) > 1)
            assert fold_custody(custody_id(MEETUP, CHILD), history).is_contested == is_marked

    @invariant()
    def nobody_barred_holds_a_child(self) -> None:
        for laptop in self.laptops:
            for op in laptop.journal.history(custody_id(MEETUP, CHILD)):
                if op.kind == "custody.hand":
                    assert body_of(op)["to"] not in BARRED


TestHands = few(Hands, 8, steps=40)
TestSoaked = many(Hands, steps=40)
