"""Sticks for tests: what laptops write on them, and the service that reads them."""

from concierge_tui.central import bundles
from concierge_tui.domain.clock import milliseconds
from concierge_tui.services.bundles import Brought
from concierge_tui.sync.age_keys import recipient_of
from concierge_tui.sync.bundle import Bundle, Header, Member, seal, unseal
from concierge_tui.sync.protocol import BundleGrant
from concierge_tui.sync.signing import DeviceKey
from concierge_tui.sync.sticks import LaptopStick
from db.central import bundle_keys
from db.laptop.bundles import SqliteBundles
from tests.syncing.laptops import AREA, Central, Laptop


def stick(laptop: Laptop) -> LaptopStick:
    """Return what writes and reads files on a laptop."""
    return LaptopStick(laptop.replica, SqliteBundles(laptop.connection), now=laptop.now)


def admit(central: Central, *laptops: Laptop) -> None:
    """Tell laptops what they heard when they last spoke with the service."""
    for laptop in laptops:
        laptop.peer.granted(None, grant(central, laptop))


def grant(central: Central, laptop: Laptop) -> BundleGrant:
    """Return what the service grants a laptop."""
    with central.engine.begin() as connection:
        return bundle_keys.grant(connection, laptop.replica.stream().device, AREA)


def write(laptop: Laptop) -> bytes:
    """Return a file that a laptop writes."""
    sealed = stick(laptop).seal(None, None)
    assert sealed is not None
    return sealed.content


def read(laptop: Laptop, content: bytes, recovery: str = "") -> Brought:
    """Let a laptop read a file."""
    return stick(laptop).take(content, recovery, None, None)


def carry(central: Central, content: bytes) -> bytes:
    """Let the service read a file; return its answer."""
    came = bundles.read(central.engine, content)
    return bundles.answer(central.engine, came.area, came.device, milliseconds(central.now()))


def opened(central: Central, content: bytes) -> Bundle:
    """Return what is in a file, as the service sees it."""
    with central.engine.begin() as connection:
        return unseal(content, [bundle_keys.own_identity(connection)])


def forged(central: Central, laptop: Laptop, header: Header, packed: tuple[bytes, ...]) -> bytes:
    """Return a file that a laptop signs and seals by itself, whatever it says."""
    known = grant(central, laptop)
    readers = [known.central, *map(recipient_of, known.keys)]
    return seal(header, packed, DeviceKey(laptop.replica.key()), readers)


def header_of(laptop: Laptop) -> Header:
    """Return an honest header of a laptop."""
    device, public = laptop.replica.stream().device, DeviceKey(laptop.replica.key()).public
    return Header(AREA, device, 0, {device: Member(public, None)})
