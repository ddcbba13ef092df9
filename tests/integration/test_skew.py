"""Programs of several versions in one area: each keeps, carries and never spoils what is newer.

The batch in `data/` was recorded once, by a program of version 2 that knows a field and a kind
more than version 1. It is never made anew: that older bytes can still be read is the point.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from concierge_tui.domain import kinds
from concierge_tui.domain.ids import area_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.skew import UpdateNeeded
from concierge_tui.sync.protocol import Batch, pack_batch, unpack_batch
from concierge_tui.sync.signing import DeviceKey
from db.central import devices
from db.central.opening import writing
from db.laptop.understanding import understand
from tests.syncing.laptops import AREA, Central, Laptop, grant, person_of, settle, withdraw
from tests.syncing.weather import deliver

RECORDED = Path(__file__).parent / "data" / "version-2.mbsync.txt"
WRITER = "01939f00-0000-7000-8000-00000000000d"
FAMILY = "01939f00-0000-7000-8000-0000000000f1"
HANDS = "01939f00-0000-7000-8000-0000000000aa"


@contextmanager
def program(version: int) -> Iterator[None]:
    """Let this program be of a version: the first knows no e-mail, the second reads all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "VERSION", version)
        if version == 1:
            older = {name: field for name, field in kinds.PERSON.items() if name != "email"}
            patch.setitem(kinds.REGISTERS, "person", older)
        yield


def recorded() -> bytes:
    return base64.b64decode(RECORDED.read_text(encoding="ascii"))


@pytest.fixture
def served(central: Central) -> Central:
    """A service that has taken in what was recorded."""
    key = DeviceKey(bytes(range(32))).public
    with writing(central.engine) as connection:
        devices._keep(connection, devices.NewDevice(WRITER, AREA, key), 1)
    receipts = deliver(central, recorded())
    assert receipts is not None
    assert {state for states in receipts.segments for state in states} == {"applied"}
    return central


def test_recorded_bytes_are_read_and_would_be_written_alike() -> None:
    batch = unpack_batch(recorded())

    assert pack_batch(batch) == recorded()
    assert [(op.kind, op.kv) for op in batch.segments[0].operations] == [
        ("consent.grant", 1), ("person.set", 1), ("person.set", 2), ("custody.hand", 2),
        ("photo.add", 2), ("consent.grant", 2),
    ]  # fmt: skip
    assert batch.segments[0].stream.area == area_id("みその")


@pytest.mark.parametrize("own", [1, 2, 3])
def test_every_version_carries_it_unspoilt_and_the_newest_reads_it(
    served: Central, laptops: list[Laptop], tmp_path: Path, own: int
) -> None:
    """Version `own` relays it to a new service, from which the newest reads."""
    relay, newest, _ = laptops
    with program(own):
        settle(served, [relay])
    second = Central(tmp_path / "second")
    for laptop in (relay, newest):
        second.enrol(laptop)
    with writing(second.engine) as connection:
        key = DeviceKey(bytes(range(32))).public
        devices._keep(connection, devices.NewDevice(WRITER, AREA, key), 1)
    with program(own):
        relay.write(Draft("person.set", person_of(FAMILY), {"kana": "たなべ"}, FAMILY))
        settle(second, [relay])
    with program(3):
        understand(newest.connection)
        settle(second, [newest])
        row = newest.connection.execute(
            "SELECT kana, name, email FROM person WHERE id = ?", (person_of(FAMILY),)
        ).fetchone()

    assert served.ids() < second.ids() == newest.ids()
    assert row == ("たなべ", "田中 美咲", "mii@example.com")
    second.close()


def test_an_old_laptop_says_so_and_leaves_hands_and_consent_alone(
    served: Central, laptops: list[Laptop]
) -> None:
    old, newer, _ = laptops
    settle(served, [old])
    hand = Draft("custody.hand", HANDS, {"child": "c", "to": "x", "at": 1}, FAMILY)

    assert old.status().unread == 4
    for draft in (hand, grant(FAMILY)):
        before = old.ids()
        with pytest.raises(UpdateNeeded):
            old.write(draft)
        assert old.ids() == before
    old.write(withdraw(FAMILY))
    old.write(hand._replace(entity="another"))
    with program(2):
        understand(newer.connection)
        settle(served, [newer])
        newer.write(hand)
        assert newer.status().unread == 1, "nobody knows the photographs yet"


def record() -> None:
    """Make the recording; run once, by hand."""
    from concierge_tui.domain.ids import consent_id
    from concierge_tui.domain.operation import GENESIS, Operation, Stream, canonical, hash_body
    from concierge_tui.sync.protocol import Segment, chain

    def op(n: int, kind: str, kv: int, entity: str, body: object, *base: int) -> Operation:
        salt, said = bytes([n]) * 16, canonical(body)
        ids = tuple(f"01939f00-0000-7000-8000-{number:012x}" for number in (n, *base))
        return Operation(
            ids[0], AREA, 113598791680000000 + n, 1733380000000, kind, kv, entity, FAMILY, None,
            ids[1:], f"01939f00-0000-7000-8000-{n + 100:012x}", "staff", salt, said,
            hash_body(salt, said),
        )  # fmt: skip

    person, consent = person_of(FAMILY), consent_id(FAMILY, "registration")
    operations = (
        op(1, "consent.grant", 1, consent, {"purpose": "registration"}),
        op(
            2,
            "person.set",
            1,
            person,
            {"family": FAMILY, "kana": "たなか", "email": "mii@example.com"},
        ),
        op(3, "person.set", 2, person, {"name": "田中 美咲"}),
        op(4, "custody.hand", 2, HANDS, {"child": "c", "to": "y", "how": "sling"}),
        op(5, "photo.add", 2, person, {"size": 9}),
        op(6, "consent.grant", 2, consent, {"purpose": "registration", "voice": True}, 1),
    )
    stream = Stream(WRITER, "01939f00-0000-7000-8000-0000000000ab", AREA)
    *_, (_, head) = chain(GENESIS, stream, 1, operations)
    signature = DeviceKey(bytes(range(32))).sign_head(stream, len(operations), head)
    packed = pack_batch(Batch((Segment(stream, 1, operations, head, signature),)))
    RECORDED.write_text(base64.b64encode(packed).decode() + "\n", encoding="ascii")
