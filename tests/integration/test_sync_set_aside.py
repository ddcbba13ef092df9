"""What cannot be taken is set aside and blocks nothing; what is not understood is carried."""

import pytest
from sqlalchemy import update

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.operation import Draft
from db.central.tables import segment
from db.laptop.door import writing
from tests.postgres.stores import ON_BOTH
from tests.syncing.laptops import (
    Central,
    Laptop,
    cut_at,
    person_of,
    settle,
    wire,
)


@ON_BOTH
def test_a_damaged_operation_blocks_nothing_behind_it(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    aoi.family("まえ")
    aoi.write(Draft("Not A Kind!", "x", {}))
    after = aoi.family("あと")

    tally = aoi.sync(wire(central, aoi))
    beni.sync(wire(central, beni))

    assert tally.refused == 1
    assert tally.pending == 0
    assert beni.kana(after) == "あと"
    assert [item.reason for item in aoi.status().refused] == ["bad_kind"]
    assert [item.reason for item in beni.status().refused] == ["bad_kind"]
    assert beni.replica.heads() == aoi.replica.heads()


def test_a_refusal_is_learnt_though_the_receipt_was_lost(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi = laptops[0]
    aoi.write(Draft("Not A Kind!", "x", {}))
    broken = wire(central, aoi)
    broken.cut = cut_at("after push")
    with pytest.raises(ConciergeError):
        aoi.sync(broken)

    aoi.sync(wire(central, aoi))

    assert [item.reason for item in aoi.status().refused] == ["bad_kind"]


@ON_BOTH
def test_the_same_id_with_other_content_is_set_aside_everywhere(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, late = laptops
    act = aoi.write(Draft("meetup.set", "m", {"title": "本物"}))
    forged = beni.write(Draft("meetup.set", "m", {"title": "偽物"}))
    behind = beni.family("あと")
    with writing(beni.connection):
        _forge_id(beni, forged.operations[0].op_id, act.operations[0].op_id)
    aoi.sync(wire(central, aoi))

    tally = beni.sync(wire(central, beni))
    late.sync(wire(central, late))

    assert tally.refused >= 1
    assert late.kana(behind) == "あと"
    shown = late.connection.execute("SELECT title FROM meetup").fetchall()
    assert shown == [("本物",)]


def _forge_id(laptop: Laptop, old: str, new: str) -> None:
    """Rewrite the first operation of a stream under another id, chain and all."""
    from concierge_tui.domain.operation import GENESIS, link
    from db.laptop import rows

    connection = laptop.connection
    connection.execute("UPDATE op SET op_id = ? WHERE op_id = ?", (new, old))
    stream, chain = laptop.replica.stream(), GENESIS
    for n, seq in connection.execute("SELECT n, op FROM position ORDER BY n").fetchall():
        row = connection.execute(f"SELECT {rows.COLUMNS} FROM op WHERE seq = ?", (seq,)).fetchone()
        content = rows.operation_of(row).content_hash()
        chain = link(chain, stream, n, content)
        connection.execute("UPDATE op SET content_hash = ? WHERE seq = ?", (content, seq))
        connection.execute("UPDATE position SET hash = ? WHERE n = ?", (chain, n))
    connection.execute("UPDATE stream SET hash = ?", (chain,))


def test_what_a_newer_program_wrote_is_carried_on_unread(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, late = laptops
    aoi.write(Draft("custody.hand_over", "c", {"to": "someone"}))

    settle(central, [aoi, beni, late])

    bodies = late.connection.execute("SELECT body, state FROM op").fetchall()
    assert bodies == [('{"to":"someone"}', 2)]


@ON_BOTH
def test_an_edit_waits_for_what_it_builds_on_and_is_never_forced(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("たなか")
    aoi.write(
        Draft("person.set", person_of(family), {"kana": "みらい"}, family, base=["not-here-yet"])
    )

    aoi.sync(wire(central, aoi))
    beni.sync(wire(central, beni))

    assert beni.kana(family) == "たなか"
    assert beni.status().waiting == 1
    told = aoi.connection.execute("SELECT state FROM local_receipt").fetchall()
    assert told == [("pending",)]


def test_a_stranger_s_segment_is_set_aside_and_the_rest_is_taken(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, late = laptops
    aoi.family("いち")
    beni.family("に")
    settle(central, [aoi, beni])
    with central.engine.begin() as connection:
        connection.execute(update(segment).where(segment.c.stream == 1).values(signature=bytes(64)))

    late.sync(wire(central, late))

    kept = late.connection.execute("SELECT reason FROM local_unsound").fetchall()
    assert kept == [("bad_signature",)]
    assert late.connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


@ON_BOTH
def test_a_batch_of_large_bodies_is_cut_to_what_the_service_takes(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    for number in range(12):
        aoi.write(Draft("meetup.set", f"m{number}", {"title": '"\\' * 60_000}))
    aoi.write(Draft("meetup.set", "huge", {"title": "x" * 300_000}))
    behind = aoi.family("あと")

    tally = aoi.sync(wire(central, aoi))
    beni.sync(wire(central, beni))

    assert (tally.pending, tally.refused) == (0, 0)
    assert beni.kana(behind) == "あと"
    kept = aoi.connection.execute("SELECT reason FROM local_withheld").fetchall()
    assert kept == [("too_large",)]
