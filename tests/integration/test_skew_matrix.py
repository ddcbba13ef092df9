"""Laptops and services of four generations: each carries all, reads its own, and spoils nothing.

It proves that a program that knows less keeps and hands on what was recorded, byte by byte, and
that after its update it shows what the newest shows. It does not prove that a program of ours that
was really released some time ago does: there is none yet.
"""

from itertools import product
from pathlib import Path

import pytest

from concierge_tui.domain import kinds
from concierge_tui.domain.operation import Draft
from concierge_tui.sync.answers import (
    greeting_in,
    message_of_greeting,
    protocol_range,
    receipts_in,
)
from concierge_tui.sync.protocol import pack_batch, unpack_batch
from db.central import feed
from db.laptop.understanding import understand
from tests.syncing import recording
from tests.syncing.generations import (
    FAMILY,
    GENERATIONS,
    NEWEST,
    PERSON,
    OfAnotherTime,
    admit_writers,
    program,
    recorded,
)
from tests.syncing.laptops import AREA, Central, Laptop, wire
from tests.syncing.weather import deliver

PAIRS = list(product(GENERATIONS, GENERATIONS))
CORNERS = [("n-2", "n+1"), ("n+1", "n-2"), ("n", "n")]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_recorded_bytes_are_read_and_would_be_written_alike(generation: str) -> None:
    assert pack_batch(unpack_batch(recorded(generation))) == recorded(generation)
    assert recording.bytes_of(generation) == recorded(generation), "no byte of the wire has changed"


@pytest.mark.parametrize(("laptop", "service"), CORNERS)
def test_old_and_new_meet_and_nothing_is_spoilt(
    central: Central, laptops: list[Laptop], tmp_path: Path, laptop: str, service: str
) -> None:
    meet(central, laptops, tmp_path, laptop, service)


@pytest.mark.soak
@pytest.mark.parametrize(("laptop", "service"), [pair for pair in PAIRS if pair not in CORNERS])
def test_every_laptop_meets_every_service(
    central: Central, laptops: list[Laptop], tmp_path: Path, laptop: str, service: str
) -> None:
    meet(central, laptops, tmp_path, laptop, service)


def meet(central: Central, laptops: list[Laptop], folder: Path, own: str, served: str) -> None:
    """Let a laptop of generation `own` carry everything between two services of `served`."""
    relay, newest, witness = laptops
    second = Central(folder / "second")
    for each in laptops:
        second.enrol(each)
    for place in (central, second):
        admit_writers(place)
    with program(served):
        states = [deliver(central, recorded(generation)) for generation in GENERATIONS]
    assert all(states), "no age is a reason to refuse"
    told = {state for each in states if each for state in each.segments[0]}
    assert told <= {"applied", "conflict"}
    with program(own):
        relay.sync(OfAnotherTime(central, relay, served))
        assert relay.status().unread == sum(not kinds.known(*kind) for kind in written())
        assert relay.is_clean()
        relay.write(Draft("person.set", PERSON, {"phone": "09000000002"}, FAMILY))
        go_over(relay)
        relay.sync(OfAnotherTime(second, relay, served))
    assert contents(second) >= contents(central), "every byte was handed on"
    with program(NEWEST):
        for each in (newest, witness, relay):
            understand(each.connection)
        newest.sync(wire(second, newest))
        witness.sync(wire(central, witness))
        relay.sync(wire(second, relay))
        row = newest.connection.execute(
            "SELECT name, kana, phone, notes FROM person WHERE id = ?", (PERSON,)
        ).fetchone()
        assert row == ("田中 みさき", "たなべ", "09000000002", "車いす")
        assert newest.shown() == relay.shown(), "brought up to date it is like any other"
        assert newest.is_clean()
        go_over(witness)
        witness.sync(wire(second, witness))
        assert witness.shown() == newest.shown()
    second.close()


def go_over(laptop: Laptop) -> None:
    """Let a laptop enrol at another service: nothing is granted by the first any more."""
    laptop.peer.enrolled("http://127.0.0.1:2", "みその", 1)


def written() -> list[tuple[str, int]]:
    """Return the kinds and versions of all that was recorded."""
    batches = [unpack_batch(recorded(generation)) for generation in GENERATIONS]
    return [(op.kind, op.kv) for batch in batches for op in batch.segments[0].operations]


def contents(central: Central) -> set[str]:
    """Return everything that a service keeps of every operation."""
    return central.all(
        "SELECT op_id || kv || kind || base || coalesce(body, '-') || hex(salt) FROM operation"
    )


def test_a_service_that_speaks_more_is_still_understood(central: Central) -> None:
    """One that speaks a protocol more, says more and has receipts of its own is no stranger."""
    with central.engine.begin() as connection:
        greeting = feed.greeting(connection, AREA, 1)

    said = {**message_of_greeting(greeting), "protocol": [1, 2], "weather": "fine"}
    receipts = {"receipts": [["superseded"]], "fills": [], "weather": "fine"}

    assert protocol_range(said) == (1, 2)
    assert greeting_in(said) == greeting
    assert receipts_in(receipts).segments == (("superseded",),)
