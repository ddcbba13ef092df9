"""Files from a stick at the service: an import is an ordinary push, answered by a file."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.age_keys import recipient_of
from concierge_tui.sync.bundle import Bundle, Header, Member, seal, unseal
from concierge_tui.sync.packing import Malformed, pack
from concierge_tui.sync.protocol import MAX_PAGE, Batch, StreamRefused, message_of
from db.central import bundle_keys, devices, feed, tables, views
from db.central.detained import Carried
from db.central.receive import receive
from db.central.secret import Clerk
from db.central.transactions import at_one_moment, durably

Progress = Callable[[int, int], None]


class Arrived(NamedTuple):
    """What a file brought, and from whom."""

    area: str
    area_name: str
    device: str
    at: int
    """Milliseconds since 1970, by the writer's clock."""
    states: Counter[str]
    """How many operations were applied, duplicate, conflict, pending, quarantined or refused."""


def read(
    engine: Engine,
    content: bytes,
    progress: Progress | None = None,
    *,
    now: Clock = system_clock,
) -> Arrived:
    """Store what a laptop wrote on a stick, durable when this returns.

    What is new in the name of a revoked laptop waits, whoever wrote the file.

    Raises:
        BundleRefused: when it is not for this service, not sound, or of a stranger.
    """
    bundle = unseal(content, [at_one_moment(engine, bundle_keys.own_identity)])
    name = at_one_moment(engine, lambda connection: _refuse_writer(connection, bundle))
    states, refused = Counter[str](), set[Stream]()
    for _ in bundle.batches():
        pass  # all of it is readable, or none of it is stored
    carried = Carried(bundle.header.device, milliseconds(now()))
    for done, batch in enumerate(bundle.batches(), 1):
        _receive(engine, bundle.header.area, batch, carried, states, refused)
        if progress:
            progress(done, len(bundle.packed))
    header = bundle.header
    return Arrived(header.area, name, header.device, header.at, states)


def _refuse_writer(connection: Connection, bundle: Bundle) -> str:
    """Return the name of the area that the writer belongs to.

    One that was revoked hands in its work over the wire too; a stick may be all that is left.
    """
    header, columns = bundle.header, tables.head.c
    name = connection.scalar(select(columns.name).where(columns.area == header.area))
    if name is None:
        raise BundleRefused("other_area")
    writer = devices.find(connection, header.device)
    if writer is None or writer.area != header.area:
        raise BundleRefused("unknown_device")
    if writer.public_key != header.members[header.device].key:
        raise BundleRefused("signature")
    return str(name)


def _receive(
    engine: Engine,
    area: str,
    batch: Batch,
    carried: Carried,
    states: Counter[str],
    refused: set[Stream],
) -> None:
    """Store one batch; a stream that does not continue is left out, and nothing else is."""
    while True:
        segments = tuple(each for each in batch.segments if each.stream not in refused)
        try:
            part = batch._replace(segments=segments)
            receipts = durably(engine, lambda c: receive(c, area, part, carried))  # noqa: B023
        except StreamRefused as error:
            refused.add(segments[error.index].stream)
            continue
        except Malformed:
            raise BundleRefused("damaged") from None
        states["refused"] += sum(
            len(each.operations) for each in batch.segments if each.stream in refused
        )
        told = [*receipts.fills, *(state for each in receipts.segments for state in each)]
        states.update(state.partition(":")[0] for state in told)
        return


def answer(engine: Engine, area: str, device: str, now: int) -> bytes:
    """Return the file that tells a laptop what arrived, with all that the area has.

    Raises:
        BundleRefused: when there is too much for one file, or the laptop was revoked: what it
            wrote is kept, and it is told nothing.
    """
    return at_one_moment(engine, lambda connection: _answered(connection, area, device, now))


def _answered(connection: Connection, area: str, device: str, now: int) -> bytes:
    known = devices.find(connection, device)
    if known is None or known.revoked:
        raise BundleRefused("detained")
    grant = bundle_keys.grant(connection, device, area)
    readers = {grant.keys[0], bundle_keys.device_identity(connection, device)}
    greeting = feed.greeting(connection, area, now)
    clerk = Clerk(connection, area)
    members = {each.id: Member(each.key, each.certificate) for each in grant.devices}
    header = Header(area, clerk.device, now, members, greeting)
    packed = [pack(message_of(batch)) for batch in _pages(connection, area, device)]
    recipients = [grant.central, *map(recipient_of, sorted(readers))]
    return seal(header, packed, clerk.key, recipients)


def _pages(connection: Connection, area: str, device: str) -> Iterator[Batch]:
    since, mark, more, view = 0, "", True, views.of_device(connection, device)
    while more:
        page = feed.page(connection, feed.Question(area, since, mark, MAX_PAGE, view=view))
        since, mark, more = page.seq, page.mark, page.more
        yield page.batch
