"""Two laptops merge, edit, check in and take back without knowing of each other."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from concierge_tui.domain.errors import ChangedSince, ConciergeError
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.operation import Act, Draft
from db.laptop.events import SqliteAttendances
from tests.syncing.laptops import Central, Laptop, grant, settle, withdraw
from tests.syncing.merging_desks import doubles_of, families_of, merge, undo
from tests.syncing.rounds import few, many

MEETUP = "meetup-1"


def register(laptop: Laptop, family: str, phone: str = "09011112222") -> str:
    """Register a mother and a child under ids that sort as they are named."""
    mother = {"name": "田中 美咲", "kana": "タナカ ミサキ", "phone": phone, "role": "guardian"}
    child = {
        "name": "田中 陽葵",
        "kana": "タナカ ヒマリ",
        "birthday": "2024-07-02",
        "role": "child",
    }
    laptop.write(
        grant(family),
        Draft("family.set", family, {"city": "緑区"}, family),
        Draft("person.set", f"{family}-m", {"family": family, **mother}, family),
        Draft("person.set", f"{family}-c", {"family": family, **child}, family),
    )
    return family


def arrive(laptop: Laptop, family: str) -> None:
    people = [f"{family}-m", f"{family}-c"]
    entity = visit_id(MEETUP, family)
    laptop.write(Draft("visit.arrive", entity, {"people": people}, family, MEETUP))


def inside(laptop: Laptop) -> set[tuple[str, str]]:
    rows = SqliteAttendances(laptop.connection).of_meetup(MEETUP)
    return {(row.family, row.person) for row in rows if row.here}


@pytest.fixture
def two(laptops: list[Laptop], central: Central) -> tuple[Laptop, Laptop]:
    """Two laptops that know the same two families."""
    one, other, _ = laptops
    register(one, "f1")
    register(other, "f2", "09033334444")
    settle(central, [one, other])
    return one, other


def agree(central: Central, one: Laptop, other: Laptop) -> None:
    settle(central, [one, other])
    assert one.shown() == other.shown()
    assert one.is_clean()
    assert other.is_clean()


def test_both_merge_the_same_pair(two: tuple[Laptop, Laptop], central: Central) -> None:
    one, other = two
    arrive(one, "f2")
    settle(central, two)
    merge(one, "f1", "f2")
    merge(other, "f1", "f2")
    agree(central, one, other)

    assert families_of(one).ids() == ["f1"]
    assert inside(one) == {("f1", "f1-m"), ("f1", "f1-c")}
    assert doubles_of(one).waiting() == []


def test_a_check_in_elsewhere_is_carried_over_by_merging_again(
    two: tuple[Laptop, Laptop], central: Central
) -> None:
    one, other = two
    merge(one, "f1", "f2")
    arrive(other, "f2")
    agree(central, one, other)
    assert inside(other) == {("f2", "f2-m"), ("f2", "f2-c")}, "still inside, still counted"

    ((kept, late, _),) = doubles_of(other).waiting()
    merge(other, kept, late)
    agree(central, one, other)

    assert inside(one) == {("f1", "f1-m"), ("f1", "f1-c")}
    assert doubles_of(one).waiting() == []


def test_an_edit_elsewhere_is_offered_again(two: tuple[Laptop, Laptop], central: Central) -> None:
    one, other = two
    merge(one, "f1", "f2")
    other.write(Draft("person.set", "f2-m", {"email": "a@example.org"}, "f2"))
    agree(central, one, other)

    for laptop in two:
        assert [(p.one, p.other) for p in doubles_of(laptop).waiting()] == [("f1", "f2")]
    merge(one, "f1", "f2")
    agree(central, one, other)

    assert families_of(other).person("f1-m").email == "a@example.org"
    assert doubles_of(other).waiting() == []


def test_a_person_added_elsewhere_is_of_the_kept_family_at_once(
    two: tuple[Laptop, Laptop], central: Central
) -> None:
    one, other = two
    merge(one, "f1", "f2")
    body = {"family": "f2", "name": "田中 蓮", "role": "child", "birthday": "2022-01-01"}
    other.write(Draft("person.set", "new", body, "f2"))
    agree(central, one, other)

    assert "new" in {person.id for person in families_of(one).get("f1").people}


def test_a_withdrawal_of_a_merged_registration_counts_at_once(
    two: tuple[Laptop, Laptop], central: Central
) -> None:
    one, other = two
    merge(one, "f1", "f2")
    other.write(withdraw("f2"))
    agree(central, one, other)

    for laptop in two:
        assert families_of(laptop).get("f1").withdrawn
        assert families_of(laptop).ids() == []
        assert doubles_of(laptop).waiting() == [], "nobody is shown who withdrew"
    one.write(Draft("person.set", "f1-m", {"email": "a@example.org"}, "f1"))
    settle(central, [one, other])
    assert families_of(other).person("f1-m").email == "", "no detail leaves any more"


def test_three_that_are_merged_in_two_places_become_one(
    laptops: list[Laptop], central: Central
) -> None:
    one, other, _ = laptops
    for family in ("f1", "f2", "f3"):
        register(one, family)
    settle(central, [one, other])
    merge(one, "f1", "f2")
    merge(other, "f2", "f3")
    agree(central, one, other)

    for _ in range(3):
        for kept, late, _score in doubles_of(one).waiting():
            merge(one, kept, late)
    agree(central, one, other)
    assert families_of(one).ids() == ["f1"]
    assert doubles_of(one).waiting() == []
    assert len(families_of(other).get("f1").people) == 2


def test_a_merge_is_not_taken_back_over_an_edit_from_elsewhere(
    two: tuple[Laptop, Laptop], central: Central
) -> None:
    one, other = two
    act = merge(one, "f1", "f2")
    settle(central, two)
    other.write(Draft("person.set", "f1-m", {"email": "a@example.org"}, "f1"))
    settle(central, two)
    before = one.shown()
    with pytest.raises(ChangedSince):
        undo(one, act)
    assert one.shown() == before


def test_told_apart_here_is_told_apart_there(two: tuple[Laptop, Laptop], central: Central) -> None:
    one, other = two
    doubles_of(other).refresh()
    assert doubles_of(other).waiting() != []
    doubles_of(one).different("f2", "f1")
    agree(central, one, other)
    assert doubles_of(other).waiting() == []


WHO = st.integers(0, 1)
FAMILIES = st.sampled_from(["f1", "f2", "f3"])


class Field(RuleBasedStateMachine):
    """Whatever two desks do with three registrations: they agree, and nobody gets lost."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.central = Central(self.folder / "central")
        self.laptops = [Laptop(self.folder, name) for name in ("aoi", "beni")]
        for laptop in self.laptops:
            self.central.enrol(laptop)
        for number, family in enumerate(("f1", "f2", "f3")):
            register(self.laptops[0], family, f"0900000000{number}")
        settle(self.central, self.laptops)
        self.acts: list[tuple[int, Act]] = []
        self.barred = False
        self.arrived = False

    @rule(who=WHO, one=FAMILIES, other=FAMILIES, side=st.sampled_from(["kept", "other"]))
    def merge(self, who: int, one: str, other: str, side: str) -> None:
        families = families_of(self.laptops[who]).many([one, other])
        if one != other and not any(family.removed for family in families.values()):
            try:
                act = merge(self.laptops[who], one, other, "kept" if side == "kept" else "other")
            except ConciergeError:
                return
            self.acts.append((who, act))

    @rule(which=st.integers(0, 3))
    def undo(self, which: int) -> None:
        if self.acts:
            who, act = self.acts.pop(which % len(self.acts))
            try:
                undo(self.laptops[who], act)
            except ChangedSince:
                return

    @rule(who=WHO, family=FAMILIES)
    def arrive(self, who: int, family: str) -> None:
        arrive(self.laptops[who], family)
        self.arrived = True

    @rule(who=WHO, family=FAMILIES)
    def bar(self, who: int, family: str) -> None:
        draft = Draft("person.set", f"{family}-m", {"must_not_collect": True}, family)
        self.laptops[who].write(draft)
        self.barred = True

    @rule(who=WHO, family=FAMILIES, mail=st.sampled_from(["a@example.org", "b@example.org"]))
    def edit(self, who: int, family: str, mail: str) -> None:
        self.laptops[who].write(Draft("person.set", f"{family}-c", {"email": mail}, family))

    @rule(who=WHO)
    def sync(self, who: int) -> None:
        from tests.syncing.laptops import wire

        self.laptops[who].sync(wire(self.central, self.laptops[who]))

    def teardown(self) -> None:
        settle(self.central, [*self.laptops, *self.laptops])
        one, other = self.laptops
        assert one.shown() == other.shown()
        assert one.is_clean()
        assert bool(inside(one)) == self.arrived
        people = one.connection.execute(
            "SELECT count(*) FROM person WHERE must_not_collect = 1"
        ).fetchone()[0]
        assert bool(people) == self.barred
        kept = families_of(one)
        assert kept.ids(), "somebody is left"
        for family in ("f1", "f2", "f3"):
            assert doubles_of(one).kept(family) in ("f1", "f2", "f3")
        for laptop in self.laptops:
            laptop.close()
        self.central.close()
        shutil.rmtree(self.folder)


TestConvergence = few(Field, 10, steps=12)
TestSoaked = many(Field, steps=12)
