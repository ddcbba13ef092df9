"""Files for a stick (*.mbx): batches of the wire, signed by their writer and sealed with age.

The file is an age file and nothing else, so the stock tool opens it too. Inside stand records,
each with its length before it: a header, batches as they are pushed, a signature over all of it.
Nothing but the header is unpacked before the signature holds.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pyrage

from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.services.bundles import MAX_BYTES
from concierge_tui.sync.answers import greeting_in, message_of_greeting
from concierge_tui.sync.packing import Malformed, bytes64, pack, text64, unpack, unpacked_size
from concierge_tui.sync.protocol import (
    MAX_PAGE_RAW,
    SIGNATURE_BYTES,
    Batch,
    Greeting,
    batch_in,
    is_count,
    stream_in,
)
from concierge_tui.sync.signing import DeviceKey, certificate_verifies, is_signed_by

VERSION: Final = 1
_PURPOSE: Final = b"mbsync/1 bundle\0"
_AGE: Final = b"age-encryption.org/v1\n"
_AGE_END: Final = b"\n--- "
_MAX_AGE_HEADER: Final = 8 * 1024
"""A header of thousands of recipients would keep the processor busy for seconds."""
_MAX_HEADER: Final = 4 * 1024 * 1024
_MAX_UNPACKED: Final = 16 * MAX_BYTES
"""Of all batches together; an honest file unpacks to some eight times its size."""
_LENGTH_BYTES: Final = 4


class Member(NamedTuple):
    """A device's key, and the certificate by which the service vouches that it is of the area."""

    key: bytes
    certificate: bytes | None


class Header(NamedTuple):
    """Who wrote a bundle, and what else its reader needs."""

    area: str
    device: str
    at: int
    """Milliseconds since 1970 on the writer's clock."""
    members: Mapping[str, Member]
    """The devices whose segments are in it, and its writer."""
    greeting: Greeting | None = None
    """What the service has: by this a laptop knows that its work has arrived there."""


class Bundle(NamedTuple):
    """A file that is whole and signed by whom its header names; who that is comes next."""

    header: Header
    packed: tuple[bytes, ...]

    def batches(self) -> Iterator[Batch]:
        """Yield the batches, one at a time: together they may not fit into memory.

        Raises:
            BundleRefused: when one of them is none.
        """
        room = _MAX_UNPACKED
        for packed in self.packed:
            room -= unpacked_size(packed)
            try:
                if room < 0:
                    raise Malformed("size")
                yield batch_in(unpack(packed, MAX_PAGE_RAW))
            except Malformed:
                raise BundleRefused("damaged") from None

    def known_keys(self, clerk: bytes | None) -> dict[str, bytes]:
        """Return the keys of the devices that the holder of `clerk` vouches for."""
        area = self.header.area
        return {
            device: member.key
            for device, member in self.header.members.items()
            if clerk
            and member.certificate
            and certificate_verifies(clerk, area, device, member.key, member.certificate)
        }


def seal(
    header: Header, packed: Sequence[bytes], key: DeviceKey, recipients: Sequence[str]
) -> bytes:
    """Return the bytes of a file that each of `recipients` can open.

    Raises:
        BundleRefused: when there is too much for one file.
    """
    plain = signed(header, packed, key)
    if len(plain) > MAX_BYTES * 15 // 16:  # sealing adds some, the header's recipients and tags
        raise BundleRefused("too_large")
    readers = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    return bytes(pyrage.encrypt(plain, readers))


def signed(header: Header, packed: Sequence[bytes], key: DeviceKey) -> bytes:
    """Return what is sealed: the records and the signature over them."""
    records = b"".join(map(_record, [pack(_message_of(header)), *packed]))
    return records + _record(key.private.sign(_digest(records)))


def unseal(sealed: bytes, identities: Sequence[str], area: str | None = None) -> Bundle:
    """Return what a file holds; with `area`, of this area only.

    Raises:
        BundleRefused: codes no_bundle, damaged, not_for_us, newer, other_area, signature,
            too_large.
    """
    records = _records(_opened(sealed, identities))
    if not records:
        raise BundleRefused("damaged")
    header = _header(records[0])
    if area is not None and header.area != area:
        raise BundleRefused("other_area")
    if len(records) < 2 or len(records[-1]) != SIGNATURE_BYTES:
        raise BundleRefused("damaged")
    content = b"".join(map(_record, records[:-1]))
    key = header.members[header.device].key
    if not is_signed_by(key, _digest(content), records[-1]):
        raise BundleRefused("signature")
    return Bundle(header, tuple(records[1:-1]))


def _opened(sealed: bytes, identities: Sequence[str]) -> bytes:
    if len(sealed) > MAX_BYTES:
        raise BundleRefused("too_large")
    if not sealed.startswith(_AGE):
        raise BundleRefused("no_bundle")
    if _AGE_END not in sealed[:_MAX_AGE_HEADER]:
        raise BundleRefused("damaged")
    try:
        keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        return bytes(pyrage.decrypt(sealed, keys))
    except pyrage.DecryptError as error:
        lacks_key = "matching keys" in str(error)
        raise BundleRefused("not_for_us" if lacks_key else "damaged") from None


def _record(content: bytes) -> bytes:
    return len(content).to_bytes(_LENGTH_BYTES) + content


def _records(plain: bytes) -> list[bytes]:
    records, at = [], 0
    while at < len(plain):
        begin = at + _LENGTH_BYTES
        at = begin + int.from_bytes(plain[at:begin])
        if at > len(plain):
            raise BundleRefused("damaged")
        records.append(plain[begin:at])
    return records


def _digest(records: bytes) -> bytes:
    return _PURPOSE + hashlib.sha256(records).digest()


def _message_of(header: Header) -> dict[str, Any]:
    return {
        "mbx": VERSION,
        "area": header.area,
        "device": header.device,
        "at": header.at,
        "members": {
            device: [text64(key), text64(certificate) if certificate else None]
            for device, (key, certificate) in header.members.items()
        },
        "greeting": message_of_greeting(header.greeting) if header.greeting else None,
    }


def _header(packed: bytes) -> Header:
    try:
        match unpack(packed, _MAX_HEADER):
            case {"mbx": version} if version != VERSION:
                raise BundleRefused("newer")
            case {
                "area": area, "device": str(device), "at": int(at), "members": dict(members),
                "greeting": greeting,
            } if is_count(at) and device in members:  # fmt: skip
                stream_in([device, device, area])
                read = {stream_in([name] * 3).device: _member(m) for name, m in members.items()}
                return Header(str(area), device, at, read, greeting and greeting_in(greeting))
    except Malformed:
        pass
    raise BundleRefused("damaged")


def _member(message: object) -> Member:
    match message:
        case [key, certificate]:
            vouched = None if certificate is None else bytes64(certificate, SIGNATURE_BYTES)
            return Member(bytes64(key, 32), vouched)
    raise Malformed("member")
