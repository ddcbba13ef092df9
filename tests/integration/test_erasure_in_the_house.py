"""A family is erased elsewhere while it is in the house: nobody is lost from sight by it."""

import pytest

from concierge_tui.domain.ids import custody_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.incidents import Incidents
from concierge_tui.services.roll_calls import RollCalls
from concierge_tui.text.people import family_name
from db.laptop import erased_list
from tests.syncing.custody_desks import custody_of
from tests.syncing.erasing import dump, dump_central, erase
from tests.syncing.laptops import Central, Laptop, person_of, settle, wire, withdraw
from tests.syncing.records import records_of

SECRET = "ひみつのかな"
LATER, BEFORE = "2999-01-01", "2001-01-01"
"""By any clock: whether a meetup still goes on depends on the day."""


def meetup_on(laptop: Laptop, date: str) -> str:
    meetup = new_id()
    laptop.write(Draft("meetup.set", meetup, {"title": "会", "date": date}, meetup=meetup))
    return meetup


def arrives(laptop: Laptop, family: str, meetup: str, kind: str = "visit.arrive") -> None:
    body, entity = {"people": [person_of(family)]}, visit_id(meetup, family)
    base = [op.op_id for op in laptop.journal.history(entity)]
    laptop.write(Draft(kind, entity, body, family, meetup, base))


def inside(laptop: Laptop, meetup: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return whom a roll call lists, and how the family is called."""
    lines = RollCalls(meetup, records_of(laptop)).lines()
    return [(family_name(line.family), tuple(p.id for p in line.people)) for line in lines]


def erased_meanwhile(central: Central, aoi: Laptop, beni: Laptop, date: str) -> tuple[str, str]:
    """Let a family come in at one desk while another erases it; return it and the meetup."""
    family = aoi.family(SECRET)
    meetup = meetup_on(aoi, date)
    settle(central, [aoi, beni])
    arrives(beni, family, meetup)
    aoi.write(withdraw(family))
    erase(aoi, family)
    settle(central, [aoi, beni])
    return family, meetup


def test_the_desk_that_has_it_knows_whom_it_has_until_the_meetup_is_over(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, cha = laptops
    family, meetup = erased_meanwhile(central, aoi, beni, LATER)

    assert beni.kana(family) == SECRET
    assert SECRET not in dump_central(central) + dump(aoi)
    arrives(beni, family, meetup, "visit.leave")
    beni.sync(wire(central, beni))
    assert beni.kana(family) == SECRET, "a slip of a finger can still be taken back"
    assert beni.is_clean()
    aoi.write(Draft("meetup.set", meetup, {"closed": True}, meetup=meetup))
    settle(central, laptops)

    assert SECRET not in dump(beni) + dump(cha)
    assert all(each.shown() == aoi.shown() and each.is_clean() for each in laptops)


def test_a_meetup_that_nobody_closes_keeps_nobody_for_ever(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family, meetup = erased_meanwhile(central, aoi, beni, LATER)
    assert beni.kana(family) == SECRET
    beni.write(Draft("meetup.set", meetup, {"date": BEFORE}, meetup=meetup))

    erased_list.replay(beni.connection)  # as at every opening

    assert SECRET not in dump(beni)


def test_the_other_desk_misses_nobody_at_a_roll_call(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family, meetup = erased_meanwhile(central, aoi, beni, BEFORE)

    for laptop in (aoi, beni):
        assert SECRET not in dump(laptop)
        assert inside(laptop, meetup) == [("名前がまだの家庭", (person_of(family),))]
        someone = Incidents(meetup, records_of(laptop)).inside()
        assert [each.person.id for each in someone] == [person_of(family)]


@pytest.mark.parametrize("role", ["staff", "host"])
def test_a_child_in_other_hands_stays_on_the_board(
    central: Central, laptops: list[Laptop], role: str
) -> None:
    aoi, beni, _ = laptops
    family, meetup = erased_meanwhile(central, aoi, beni, BEFORE)
    child = person_of(family)
    hand = {"child": child, "to": "staff-1", "role": role, "place": "和室"}
    beni.write(Draft("custody.hand", custody_id(meetup, child), hand, family, meetup))
    settle(central, laptops)

    for laptop in laptops:
        (out,) = custody_of(laptop, meetup).out()
        assert (out.child.id, out.family.id, out.here) == (child, family, True)
        assert custody_of(laptop, meetup).child(child).where == "away"
