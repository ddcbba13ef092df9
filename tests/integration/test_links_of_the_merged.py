"""Links of a family that is registered twice: merge, key, withdraw, come back, in any order."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import rule

from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.errors import ChangedSince, ConciergeError
from concierge_tui.domain.ids import exclusion_id, link_id, visit_id
from concierge_tui.domain.meetup_day import LinkNow, Trial
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.services.consent_desk import Consents
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.wordings import Wordings
from db.laptop.consents import SqliteConsents
from db.laptop.day import SqliteDay
from db.laptop.lists import SqliteStaff
from db.laptop.settings import SqliteDrafts
from tests.journals.linking import keyed
from tests.syncing.laptops import NOON, Laptop, grant
from tests.syncing.merging_desks import families_of, merge, undo
from tests.syncing.rounds import few, many
from tests.syncing.three_laptops import LAPTOPS, ThreeLaptops
from tests.syncing.trial_desks import MEETUP, linking_of, trials_of

TWICE, OTHER = ("f1", "f2"), "p"
PHONES = {"f1": "09000000042", "f2": "09000000042", "p": "09000001234"}
ONE = st.sampled_from(TWICE)
SIDE = st.booleans()


def consents_of(laptop: Laptop) -> Consents:
    """Return the consents at this laptop."""
    store = laptop.connection
    areas = trials_of(laptop).facts._areas
    return Consents(
        laptop.journal, SqliteConsents(store), Wordings(), areas, SqliteStaff(store),
        SqliteDrafts(store), lambda: laptop.author, lambda: NOON,
    )  # fmt: skip


def living(laptop: Laptop, family: str) -> str:
    """Return under whom a family lives on at a laptop."""
    return families_of(laptop).get(family).merged_into or family


def standing(laptop: Laptop, family: str) -> list[LinkNow]:
    """Return the links that stand for a family under any of its ids."""
    selves = SqliteConsents(laptop.connection).selves(family)
    links = SqliteDay(laptop.connection).links(selves)
    return [link for link in links if link.state in ("half", "made")]


def furnish(laptop: Laptop) -> None:
    """Write a family twice and another one, all inside, and a trial planned with the second id."""
    laptop.write(Draft("meetup.set", MEETUP, {"title": "会", "date": "2026-11-22"}))
    for family, name in (("f1", "田中 美咲"), ("f2", "田中 美咲"), ("p", "鈴木 愛")):
        said = {"family": family, "name": name, "phone": PHONES[family], "role": "guardian"}
        child = {"family": family, "name": f"{name[:2]} 光", "birthday": "2024-07-02"}
        laptop.write(
            grant(family),
            Draft("family.set", family, {"city": "緑区"}, family),
            Draft("person.set", f"{family}-m", said, family),
            Draft("person.set", f"{family}-c", {**child, "role": "child"}, family),
            Draft("visit.arrive", visit_id(MEETUP, family),
                  {"people": [f"{family}-m", f"{family}-c"]}, family, MEETUP),
        )  # fmt: skip
    trial = {"meetup": MEETUP, "host": OTHER, "guest": "f2", "children": ["f2-c"]}
    laptop.write(Draft("trial.set", "t", trial, "f2", MEETUP))


class LinksOfTheMerged(ThreeLaptops):
    """No link outlives a withdrawal, and the gate sees what the desk of links sees."""

    def furnish(self, laptop: Laptop) -> None:
        self.merges: list[tuple[int, Act]] = []
        furnish(laptop)

    @rule(at=LAPTOPS, one=ONE, turned=SIDE)
    def key(self, at: int, one: str, turned: bool) -> None:
        laptop = self.laptops[at]
        ends = (living(laptop, one), OTHER)
        me, whose = ends[::-1] if turned else ends
        with suppress(ConciergeError):
            linking_of(laptop).key(me, whose, keyed(PHONES[whose]))
        self.look(laptop)

    @rule(at=LAPTOPS)
    def merge(self, at: int) -> None:
        if families_of(self.laptops[at]).get("f2").merged_into is None:
            with suppress(ConciergeError):
                self.merges.append((at, merge(self.laptops[at], "f1", "f2")))
        self.look(self.laptops[at])

    @rule()
    def unmerge(self) -> None:
        if self.merges:
            at, act = self.merges.pop()
            with suppress(ChangedSince):
                undo(self.laptops[at], act)
            self.look(self.laptops[at])

    @rule(at=LAPTOPS, one=ONE)
    def withdraw(self, at: int, one: str) -> None:
        laptop, family = self.laptops[at], living(self.laptops[at], one)
        consents_of(laptop).withdraw(family, REGISTRATION, "wish")
        assert standing(laptop, family) == [], "no link outlives a withdrawal"
        assert [each.id for each in linking_of(laptop).partners(OTHER) if each.id == family] == []
        self.look(laptop)

    @rule(at=LAPTOPS, one=ONE)
    def come_back(self, at: int, one: str) -> None:
        laptop, family = self.laptops[at], living(self.laptops[at], one)
        consents = consents_of(laptop)
        selves = SqliteConsents(laptop.connection).selves(family)
        was_gone = any(consents.of(s).of(REGISTRATION).state == "withdrawn" for s in selves)
        given = ConsentGiven("2026-11", "x", SPOKEN)
        with suppress(ConciergeError):
            consents.give(consents.of(family), [given], families_of(laptop).get(family))
            assert not (was_gone and standing(laptop, family)), "both sides key again"
        self.look(laptop)

    def teardown(self) -> None:
        """Compare what stands: what a family that withdrew told does not travel any more."""
        try:
            self.all_hear()
            self.all_hear()
            rows = [
                laptop.connection.execute(
                    "SELECT * FROM link WHERE state IN ('half', 'made') ORDER BY id"
                ).fetchall()
                for laptop in self.laptops
            ]
            assert rows[0] == rows[1] == rows[2]
            for laptop in self.laptops:
                self.look(laptop)
            assert all(laptop.is_clean() for laptop in self.laptops)
        finally:
            self.leave()

    def look(self, laptop: Laptop) -> None:
        """The gate sees what the desk of links sees, whichever id a trial was planned with."""
        if SqliteDay(laptop.connection).get(Trial, "t") is None:
            return
        seen = trials_of(laptop).facts.gather(trials_of(laptop).get("t").trial)
        guest = families_of(laptop).get(living(laptop, "f2"))
        assert [side.family for side in seen.guests] == [guest.id]
        said = seen.links.get(guest.id)
        partners = [each.id for each in linking_of(laptop).partners(OTHER)]
        assert (said == "made") == (guest.id in partners)
        assert not (guest.withdrawn and said == "made")


TestLinksOfTheMerged = few(LinksOfTheMerged, 5, steps=20)
TestSoaked = many(LinksOfTheMerged, steps=20)


def test_a_link_keyed_under_the_id_that_was_merged_away_ends_with_the_registration(
    tmp_path: Path,
) -> None:
    laptop = Laptop(tmp_path, "a")
    furnish(laptop)
    for me, whose in (("f2", OTHER), (OTHER, "f2")):
        linking_of(laptop).key(me, whose, keyed(PHONES[whose]))
    act = merge(laptop, "f1", "f2")
    assert trials_of(laptop).facts.gather(trials_of(laptop).get("t").trial).links == {"f1": "made"}
    consents = consents_of(laptop)
    consents.withdraw("f1", REGISTRATION, "wish")
    assert standing(laptop, "f1") == []
    given = ConsentGiven("2026-11", "x", SPOKEN, by="田中 美咲")
    consents.give(consents.of("f1"), [given], families_of(laptop).get("f1"))
    assert not families_of(laptop).get("f1").withdrawn
    assert linking_of(laptop).partners(OTHER) == [], "whoever comes back keys again"
    with suppress(ChangedSince):
        undo(laptop, act)
    assert linking_of(laptop).partners(OTHER) == []
    assert laptop.is_clean()
    laptop.close()


def test_a_link_of_which_the_withdrawal_knew_nothing_does_not_come_back_with_the_family(
    tmp_path: Path,
) -> None:
    laptop = Laptop(tmp_path, "a")
    furnish(laptop)
    consents = consents_of(laptop)
    consents.withdraw("f1", REGISTRATION, "wish")
    for me, whose in (("f1", OTHER), (OTHER, "f1")):  # as another laptop keyed meanwhile
        draft = Draft("link.enter", link_id("f1", OTHER), {"other": whose}, me, MEETUP, [])
        laptop.write(draft)
    assert len(standing(laptop, "f1")) == 1
    given = ConsentGiven("2026-11", "x", SPOKEN, by="田中 美咲")
    consents.give(consents.of("f1"), [given], families_of(laptop).get("f1"))
    assert standing(laptop, "f1") == []
    laptop.close()


def test_whoever_is_kept_apart_stays_so_under_the_id_that_lives_on(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path, "a")
    for family in ("f1", "f2", "p"):
        person = {"family": family, "name": "田中 美咲", "role": "guardian"}
        laptop.write(
            grant(family),
            Draft("family.set", family, {"city": "緑区"}, family),
            Draft("person.set", f"{family}-m", person, family),
        )
    said = {"one": "f2", "other": "p", "stands": True}
    laptop.write(Draft("exclusion.set", exclusion_id("f2", "p"), said))
    merge(laptop, "f1", "f2")

    assert SqliteDay(laptop.connection).exclusions() == [frozenset(("f1", "p"))]
    laptop.close()
