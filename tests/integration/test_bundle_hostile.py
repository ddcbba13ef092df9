"""Files that are cut short, altered, foreign, forged or made to harm: they do no harm."""

from collections.abc import Callable
from dataclasses import dataclass

import pyrage
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_tui.central import bundles
from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.ids import area_id
from concierge_tui.services.bundles import MAX_BYTES
from concierge_tui.sync import bundle as format_
from concierge_tui.sync.age_keys import recipient_of
from concierge_tui.sync.bundle import Header, Member, seal
from concierge_tui.sync.packing import pack
from concierge_tui.sync.protocol import MAX_PAGE_RAW, message_of
from concierge_tui.sync.signing import DeviceKey
from concierge_tui.text.errors import UNKNOWN, sentence
from db.central.opening import writing
from tests.syncing.laptops import Central, Laptop
from tests.syncing.sticks import admit, carry, forged, grant, header_of, opened, read, write


@dataclass
class Hall:
    """A service, two laptops that read, one that writes, and what all of them have."""

    central: Central
    aoi: Laptop
    beni: Laptop
    content: bytes

    def has(self) -> tuple[set[str], set[str], str]:
        return self.central.ids(), self.beni.ids(), self.beni.shown()

    def sealed(self, plain: bytes) -> bytes:
        """Seal anything for everybody, as only somebody of the area can."""
        known = grant(self.central, self.aoi)
        readers = [known.central, recipient_of(known.keys[0])]
        return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(r) for r in readers]))

    def forged(self, header: Header, *packed: bytes) -> bytes:
        return forged(self.central, self.aoi, header, packed)


@pytest.fixture
def hall(central: Central, laptops: list[Laptop]) -> Hall:
    aoi, beni, _ = laptops
    admit(central, aoi, beni)
    aoi.family("いち")
    return Hall(central, aoi, beni, write(aoi))


def cut_at(share: float) -> Callable[[Hall], bytes]:
    return lambda hall: hall.content[: int(len(hall.content) * share)]


def altered(hall: Hall) -> bytes:
    at = len(hall.content) - 40
    return hall.content[:at] + bytes([hall.content[at] ^ 1]) + hall.content[at + 1 :]


def for_others(hall: Hall) -> bytes:
    stranger = str(pyrage.x25519.Identity.generate().to_public())
    return seal(header_of(hall.aoi), [], DeviceKey(hall.aoi.replica.key()), [stranger])


def other_version(hall: Hall) -> bytes:
    first = pack({"mbx": 2, "whatever": True})
    return hall.sealed(len(first).to_bytes(4) + first)


def of_another_area(hall: Hall) -> bytes:
    return hall.forged(header_of(hall.aoi)._replace(area=area_id("別の地域")))


def in_anothers_name(hall: Hall) -> bytes:
    own = DeviceKey(hall.aoi.replica.key()).public
    device = hall.beni.replica.stream().device
    return hall.forged(header_of(hall.beni)._replace(members={device: Member(own, None)}))


def signed_by_another(hall: Hall) -> bytes:
    return hall.forged(header_of(hall.beni))


def by_a_stranger(hall: Hall) -> bytes:
    own = DeviceKey(hall.aoi.replica.key()).public
    return hall.forged(
        Header(header_of(hall.aoi).area, "stranger", 0, {"stranger": Member(own, None)})
    )


def thousands_of_recipients(hall: Hall) -> bytes:
    lines = b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n" + b"A" * 43 + b"\n"
    first, _, rest = hall.content.partition(b"\n")
    return first + b"\n" + lines * 4000 + rest


def a_bomb(hall: Hall) -> bytes:
    bomb = zstandard.ZstdCompressor().compress(b" " * (MAX_PAGE_RAW + 1))
    return hall.forged(header_of(hall.aoi), bomb)


def a_frame_without_size(hall: Hall) -> bytes:
    compressor = zstandard.ZstdCompressor(write_content_size=False)
    return hall.forged(header_of(hall.aoi), compressor.compress(b"{}"))


def no_batch(hall: Hall) -> bytes:
    return hall.forged(header_of(hall.aoi), pack({"v": 1, "segments": 7, "fills": []}))


def too_large(_: Hall) -> bytes:
    return b"age-encryption.org/v1\n".ljust(MAX_BYTES + 1, b"x")


HOSTILE: dict[str, tuple[Callable[[Hall], bytes], str]] = {
    "empty": (lambda _: b"", "no_bundle"),
    "text": (lambda _: "名簿\n".encode(), "no_bundle"),
    "cut in its header": (cut_at(0.05), "damaged"),
    "cut in the middle": (cut_at(0.5), "damaged"),
    "without its end": (lambda hall: hall.content[:-1], "damaged"),
    "altered": (altered, "damaged"),
    "sealed for others": (for_others, "not_for_us"),
    "of a newer program": (other_version, "newer"),
    "of another area": (of_another_area, "other_area"),
    "in another's name": (in_anothers_name, "signature"),
    "signed by another": (signed_by_another, "signature"),
    "by a stranger": (by_a_stranger, "unknown_device"),
    "for thousands": (thousands_of_recipients, "damaged"),
    "a bomb": (a_bomb, "damaged"),
    "without a size": (a_frame_without_size, "damaged"),
    "no batch": (no_batch, "damaged"),
    "too large": (too_large, "too_large"),
}


def test_each_is_refused_by_one_sentence_and_nothing_is_written(hall: Hall) -> None:
    before = hall.has()
    for name, (made, code) in HOSTILE.items():
        content = made(hall)
        with pytest.raises(BundleRefused) as here:
            read(hall.beni, content)
        with pytest.raises(BundleRefused) as there:
            bundles.read(hall.central.engine, content)
        assert here.value.code == there.value.code == code, name
        assert sentence(here.value) != UNKNOWN, name
    assert hall.has() == before


def test_a_revoked_laptop_neither_writes_nor_reads_any_more(hall: Hall) -> None:
    with writing(hall.central.engine) as connection:
        device = hall.aoi.replica.stream().device
        connection.exec_driver_sql("UPDATE device SET revoked_at = 1 WHERE id = ?", (device,))
    with pytest.raises(BundleRefused, match="detained"):
        carry(hall.central, hall.content)
    read(hall.beni, hall.content)  # a neighbour that has not heard of it cannot know
    admit(hall.central, hall.beni)
    hall.beni.family("に")

    with pytest.raises(BundleRefused, match="revoked"):
        read(hall.beni, hall.content)
    with pytest.raises(BundleRefused, match="not_for_us"):
        read(hall.aoi, write(hall.beni))


def test_a_device_that_enrolled_later_is_known_by_its_certificate(
    hall: Hall, laptops: list[Laptop]
) -> None:
    cha = laptops[2]
    with writing(hall.central.engine) as connection:
        connection.exec_driver_sql(
            "DELETE FROM device WHERE id = ?", (cha.replica.stream().device,)
        )
    admit(hall.central, hall.beni)
    hall.central.enrol(cha)
    family = cha.family("さん")
    admit(hall.central, cha)

    with pytest.raises(BundleRefused, match="unknown_device"):
        read(hall.beni, forged(hall.central, cha, header_of(cha), ()))
    read(hall.beni, write(cha))

    assert hall.beni.kana(family) == "さん"


def test_a_member_can_put_no_word_into_anothers_mouth(hall: Hall, laptops: list[Laptop]) -> None:
    """A file of an honest writer whose segments were tampered with: those are left out."""
    cha = laptops[2]
    admit(hall.central, cha)
    cha.family("さん")
    batch = next(opened(hall.central, write(cha)).batches())
    segment = batch.segments[0]
    false = [
        segment._replace(signature=bytes(64)),
        segment._replace(operations=(segment.operations[0]._replace(actor="x"),
                                     *segment.operations[1:])),
        segment._replace(first=2),
        segment._replace(stream=segment.stream._replace(area=area_id("別の地域"))),
        segment._replace(stream=segment.stream._replace(device="nobody")),
    ]  # fmt: skip
    before = hall.has()

    for each in false:
        content = hall.forged(
            header_of(hall.aoi), pack(message_of(batch._replace(segments=(each,))))
        )
        assert (read(hall.beni, content).new, read(hall.beni, content).refused) == (0, 3)
        assert bundles.read(hall.central.engine, content).states == {"refused": 3}

    assert hall.has() == before
    assert hall.beni.is_clean()


def test_only_the_service_can_say_that_something_arrived(hall: Hall) -> None:
    honest = opened(hall.central, carry(hall.central, hall.content)).header
    lie = header_of(hall.aoi)._replace(greeting=honest.greeting)
    read(hall.beni, hall.content)

    brought = read(hall.beni, hall.forged(lie))

    assert not brought.receipt
    assert hall.beni.status().pending == 3


@settings(max_examples=40)
@given(data=st.data())
def test_whatever_an_insider_seals_is_refused_or_read(data: st.DataObject) -> None:
    """Bytes of a signed file are changed after it was opened, and sealed again."""
    key = pyrage.x25519.Identity.from_str(str(IDENTITY))
    plain = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(plain) - 1))
        match data.draw(st.sampled_from(["change", "cut", "double"])):
            case "change":
                plain[at] ^= data.draw(st.integers(1, 255))
            case "cut":
                del plain[at : at + data.draw(st.integers(1, 40))]
            case "double":
                plain[at:at] = plain[at : at + data.draw(st.integers(1, 40))]
        if not plain:
            return
    if bytes(plain) == PLAIN:
        return
    with pytest.raises(BundleRefused):
        format_.unseal(pyrage.encrypt(bytes(plain), [key.to_public()]), [str(IDENTITY)])


IDENTITY = pyrage.x25519.Identity.generate()
_KEY = DeviceKey(bytes(range(32)))
PLAIN = format_.signed(
    Header(area_id("みその"), "d", 1, {"d": Member(_KEY.public, None)}),
    [pack({"v": 1, "segments": [], "fills": []})],
    _KEY,
)
