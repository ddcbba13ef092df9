"""What was set aside about a family that is erased, before and after: nothing of it is kept."""

import pytest

from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.sync.ports import Verdict
from concierge_tui.sync.protocol import Batch, Page, Segment
from db.central import hand_offs
from db.central.hand_offs import HandedOff
from db.central.opening import writing
from tests.postgres.stores import ON_BOTH
from tests.syncing.erasing import dump, dump_central, erase
from tests.syncing.laptops import AREA, Central, Laptop, grant, settle, wire
from tests.syncing.sticks import admit, read, write

SECRET = "ひみつのかな"
BEFORE = "SELECT count(*) FROM position WHERE held IS NOT NULL"


def flawed(family: str) -> Draft:
    """Return what no store takes: its kind has a capital."""
    return Draft("Bad.kind", new_id(), {"words": SECRET}, family)


@ON_BOTH
@pytest.mark.parametrize("late", [False, True])
def test_an_operation_that_was_set_aside(
    central: Central, laptops: list[Laptop], late: bool
) -> None:
    aoi, beni, cha = laptops
    family = aoi.family()
    settle(central, laptops)
    if late:
        erase(cha, family)
        settle(central, [cha])
    aoi.write(flawed(family))
    settle(central, [aoi, beni])
    if not late:
        assert SECRET in dump_central(central)
        assert SECRET in dump(beni)
        erase(cha, family)
    settle(central, laptops)

    assert central.one(BEFORE) == 1
    assert SECRET not in dump_central(central) + dump(beni) + dump(aoi) + dump(cha)
    assert all(each.is_clean() for each in laptops)
    assert not beni.connection.execute("SELECT body FROM op WHERE kind = 'Bad.kind'").fetchall()


@pytest.mark.parametrize("late", [False, True])
def test_a_run_that_could_not_be_verified(
    central: Central, laptops: list[Laptop], late: bool
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family(SECRET)
    settle(central, [beni])
    if late:
        erase(beni, family)
    operations = tuple(item.operation for item in aoi.replica.placed(aoi.replica.stream(), 0, 9))
    segment = Segment(aoi.replica.stream(), 1, operations, bytes(32), bytes(64))
    page = Page(Batch((segment,)), "e", 1, "m", more=False, keys={})
    beni.replica.take(page, Verdict({0: "bad_signature"}, {}))
    if not late:
        assert SECRET in dump(beni)
        erase(beni, family)

    assert SECRET not in dump(beni)
    assert beni.connection.execute("SELECT count(*) FROM local_unsound").fetchone() == (1,)


def test_a_run_that_cannot_even_be_read_goes_whole(laptops: list[Laptop]) -> None:
    beni = laptops[1]
    family = beni.family()
    beni.connection.execute(
        "INSERT INTO local_unsound VALUES ('d', 'i', ?, 1, 1, 'gap', x'00', 1)", (AREA,)
    )
    erase(beni, family)

    assert beni.connection.execute("SELECT count(*) FROM local_unsound").fetchone() == (0,)


def test_a_laptop_takes_no_body_from_a_stick_of_who_has_not_heard(
    central: Central, laptops: list[Laptop]
) -> None:
    """Fills lie in a file too (docs/sync.md §11)."""
    aoi, beni, _ = laptops
    family = aoi.family(SECRET, consent=False)
    settle(central, laptops)
    admit(central, *laptops)
    erase(beni, family)
    aoi.write(grant(family))
    content = write(aoi)

    read(beni, content)

    assert SECRET not in dump(beni)
    assert beni.is_clean()


@ON_BOTH
def test_what_came_by_telephone(central: Central, laptops: list[Laptop]) -> None:
    aoi = laptops[0]
    family = aoi.family()
    typed = HandedOff(b"d" * 32, AREA, family, "x", b"b", {"typed": SECRET}, [], 1, 2**40)
    with writing(central.engine) as connection:
        hand_offs.keep(connection, typed)
        hand_offs.keep(connection, typed._replace(digest=b"e" * 32, family="other"))
    assert SECRET in dump_central(central)
    erase(aoi, family)
    aoi.sync(wire(central, aoi))

    assert central.all("SELECT family FROM hand_off") == {"other"}
