"""A family is erased: no replica keeps a word of it, and every chain still verifies."""

import pytest

from concierge_tui.domain.erasure import ERASE, FamilyErased
from concierge_tui.domain.ids import consent_id, custody_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from db.laptop import audit
from db.laptop.rebuild import rebuild
from tests.postgres.stores import ON_BOTH
from tests.syncing.erasing import bodies_of, dump, dump_central, erase, erasure_of
from tests.syncing.laptops import (
    Central,
    Laptop,
    grant,
    person_of,
    settle,
    wire,
    withdraw,
)
from tests.syncing.sticks import admit, carry, read, write

SECRET = "ひみつのかな"


@pytest.fixture
def family(central: Central, laptops: list[Laptop]) -> str:
    """Return a family that everybody knows."""
    family = laptops[0].family(SECRET)
    settle(central, laptops)
    return family


def is_whole(central: Central, laptops: list[Laptop]) -> bool:
    """Say whether everybody agrees, every chain holds, and the tables are what the journals say."""
    return (
        all(each.ids() == central.ids() for each in laptops)
        and all(each.shown() == laptops[0].shown() for each in laptops)
        and all(each.is_clean() for each in laptops)
        and not any(audit.verify(each.connection).broken for each in laptops)
    )


@ON_BOTH
def test_the_bodies_go_everywhere_and_the_chains_hold(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    aoi, beni, cha = laptops
    other = beni.family("べつのかな")
    settle(central, laptops)

    beni.write(withdraw(family))
    erase(beni, family)
    settle(central, laptops)

    assert is_whole(central, laptops)
    for laptop in laptops:
        assert [kind for kind, _ in bodies_of(laptop, family)] == [ERASE]
        assert SECRET not in dump(laptop)
        assert laptop.kana(other) == "べつのかな"
        assert laptop.kana(family) is None
        assert laptop.connection.execute(
            "SELECT count(*) FROM key WHERE person = ?", (person_of(family),)
        ).fetchone() == (0,)
    assert SECRET not in dump_central(central)
    assert central.one(
        "SELECT count(*) FROM operation WHERE salt IS NOT NULL AND body IS NULL"
    ) == 0  # fmt: skip
    assert cha.status().pending == aoi.status().pending == 0


@ON_BOTH
def test_what_is_written_elsewhere_meanwhile_arrives_as_a_skeleton(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    aoi, beni, cha = laptops
    late = beni.rename(family, "おそいかな").operations[0]
    erase(aoi, family)
    aoi.sync(wire(central, aoi))

    beni.sync(wire(central, beni))

    assert "おそいかな" not in dump_central(central)
    assert (central.one(f"SELECT body FROM operation WHERE op_id = '{late.op_id}'")) is None
    settle(central, laptops)
    assert all("おそいかな" not in dump(each) for each in laptops)
    assert is_whole(central, laptops)
    assert cha.kana(family) is None


@ON_BOTH
def test_a_body_that_was_withheld_is_no_longer_taken(
    central: Central, laptops: list[Laptop]
) -> None:
    """A fill (docs/sync.md §3) brings nothing back."""
    aoi, beni, _ = laptops
    family = aoi.family(SECRET, consent=False)
    settle(central, laptops)
    erase(beni, family)
    beni.sync(wire(central, beni))

    aoi.write(grant(family))  # at a laptop that has not heard of it
    aoi.sync(wire(central, aoi))

    assert SECRET not in dump_central(central)
    settle(central, laptops)
    assert all(SECRET not in dump(each) for each in laptops)
    assert aoi.status().withheld == 0
    assert is_whole(central, laptops)


def test_a_stick_brings_nothing_back(central: Central, laptops: list[Laptop], family: str) -> None:
    aoi, beni, cha = laptops
    admit(central, *laptops)
    old = write(beni)
    erase(aoi, family)
    aoi.sync(wire(central, aoi))

    read(aoi, old)
    answer = carry(central, old)
    read(cha, answer)
    assert SECRET not in dump(aoi) + dump(cha) + dump_central(central)
    settle(central, laptops)

    assert is_whole(central, laptops)


def test_presence_and_hands_stay_for_they_name_nobody(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    aoi, beni, _ = laptops
    meetup, child = new_id(), person_of(family)
    aoi.write(
        Draft("visit.arrive", visit_id(meetup, family), {"people": [child]}, family, meetup),
        Draft("visit.set", visit_id(meetup, family), {"family": family, "notes": SECRET}, family,
              meetup),
        Draft("custody.hand", custody_id(meetup, child),
              {"child": child, "to": "staff-1", "role": "staff", "place": "和室"}, family, meetup),
        Draft("custody.note", custody_id(meetup, child),
              {"child": child, "what": "told", "words": SECRET}, family, meetup),
    )  # fmt: skip

    erase(aoi, family)
    settle(central, laptops)

    inside = "SELECT person, arrived_at IS NOT NULL FROM attendance"
    held = "SELECT child, holder FROM custody"
    assert beni.connection.execute(inside).fetchall() == [(child, 1)]
    assert beni.connection.execute(held).fetchall() == [(child, "staff-1")]
    assert SECRET not in dump(beni)
    assert is_whole(central, laptops)


def test_whoever_is_inside_is_not_lost_by_an_erasure_elsewhere(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    """Safety goes before: a roll call finds the child whose name nobody may know any more."""
    aoi, beni, _ = laptops
    meetup, child = new_id(), person_of(family)
    erase(aoi, family)
    beni.write(Draft("visit.arrive", visit_id(meetup, family), {"people": [child]}, family, meetup))
    settle(central, laptops)

    assert aoi.connection.execute("SELECT person FROM attendance").fetchall() == [(child,)]
    beni.write(Draft("visit.leave", visit_id(meetup, family), {"people": [child]}, family, meetup))
    settle(central, laptops)
    assert is_whole(central, laptops)


def test_an_incident_that_is_not_closed_stays_until_it_is(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    aoi, beni, _ = laptops
    open_one, closed = new_id(), new_id()
    for incident in (open_one, closed):
        said = {"what": f"転んだ {incident}", "family": family}
        aoi.write(Draft("incident.set", incident, said, family, new_id()))
    settle(central, laptops)
    aoi.write(erasure_of(family, keep=[open_one]))
    settle(central, laptops)

    assert open_one in dump(beni).replace("keep", "")
    assert f"転んだ {open_one}" in dump(beni)
    assert f"転んだ {closed}" not in dump(beni) + dump(aoi) + dump_central(central)
    beni.write(erasure_of(family))
    settle(central, laptops)
    assert "転んだ" not in dump(beni) + dump(aoi) + dump_central(central)
    assert is_whole(central, laptops)


def test_nobody_writes_the_family_anew_and_no_other_act_breaks(
    laptops: list[Laptop], family: str
) -> None:
    aoi = laptops[0]
    erase(aoi, family)

    for draft in (
        Draft("person.set", person_of(family), {"kana": SECRET}, family),
        Draft("family.set", family, {"city": SECRET}, family),
        grant(family),
    ):
        with pytest.raises(FamilyErased):
            aoi.write(draft)
    act = aoi.write(Draft("task.set", new_id(), {"detail": SECRET}, family))
    assert act.operations[0].body is None
    assert SECRET not in dump(aoi)
    assert aoi.is_clean()


def test_what_lies_beside_the_journal_goes_too(laptops: list[Laptop], family: str) -> None:
    aoi = laptops[0]
    for name, body in (
        (f"household:{family}", SECRET), ("incident:x", f'{{"who":"{person_of(family)}"}}'),
        ("walk_in:other", "のこる"),
    ):  # fmt: skip
        aoi.connection.execute("INSERT INTO local_draft VALUES (?, ?, 1)", (name, body))
    aoi.connection.execute("INSERT INTO local_pair VALUES (?, 'x', 1.0)", (family,))
    aoi.connection.execute("INSERT INTO local_handed VALUES (?, NULL, 1, 1, NULL)", (family,))

    erase(aoi, family)

    count = "SELECT (SELECT count(*) FROM local_pair) + (SELECT count(*) FROM local_handed)"
    assert aoi.connection.execute(count).fetchone() == (0,)
    assert aoi.connection.execute("SELECT name FROM local_draft").fetchall() == [
        ("walk_in:other",)
    ]  # fmt: skip


def test_a_row_in_which_nobody_was_named_goes_with_who_was_written_from_it(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    aoi, beni, _ = laptops
    row, other = new_id(), new_id()
    for problem in (row, other):
        aoi.write(Draft("problem.set", problem, {"cells": [f"{SECRET}{problem}"]}))

    aoi.write(erasure_of(family, rows=[row]))
    settle(central, laptops)

    assert f"{SECRET}{row}" not in dump(aoi) + dump(beni) + dump_central(central)
    assert f"{SECRET}{other}" in dump(aoi)


def test_an_erasure_at_another_id_or_without_words_erases_nothing(
    laptops: list[Laptop], family: str
) -> None:
    aoi = laptops[0]
    aoi.write(erasure_of(family)._replace(entity=consent_id(family, "x")))
    aoi.write(erasure_of(family)._replace(subject=None))

    assert aoi.kana(family) == SECRET


def test_deriving_everything_anew_forgets_nobody_who_was_erased(
    laptops: list[Laptop], family: str
) -> None:
    aoi = laptops[0]
    erase(aoi, family)
    rebuild(aoi.connection)

    with pytest.raises(FamilyErased):
        aoi.rename(family, SECRET)


def test_an_older_program_that_stored_an_erasure_obeys_after_the_update(
    central: Central, laptops: list[Laptop], family: str
) -> None:
    from db.laptop.understanding import understand

    aoi, beni, _ = laptops
    erase(aoi, family)
    settle(central, [aoi])
    beni.connection.execute("CREATE TEMP TABLE kept AS SELECT op_id, salt, body FROM op")
    beni.sync(wire(central, beni))
    beni.connection.execute("DELETE FROM erased")
    beni.connection.execute(
        "UPDATE op SET (salt, body) = (SELECT salt, body FROM kept WHERE kept.op_id = op.op_id)"
        " WHERE kind <> 'subject.erase'"
    )
    beni.connection.execute("UPDATE op SET state = 2 WHERE kind = 'subject.erase'")
    assert SECRET in dump(beni)
    beni.connection.execute("DROP TABLE kept")

    understand(beni.connection)

    assert SECRET not in dump(beni)
    assert beni.is_clean()
