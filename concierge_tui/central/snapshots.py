"""The area's feed up to a fixed number as one answer, read page by page while it is sent."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from concierge_tui.central.figures import LOG
from concierge_tui.domain.errors import StoreDamaged, StoreLocked
from concierge_tui.sync.protocol import MAX_PAGE, Page
from concierge_tui.sync.snapshot import SnapshotHead, head_record, page_record, trailer_record
from db.central import devices, feed, views
from db.central.transactions import at_one_moment


class _Changed(Exception):
    """What was promised in the head holds no longer: another life of the store, another grant."""


def as_granted(connection: Connection, asked: feed.Question, device: str) -> feed.Question:
    """Return a question with what the device may see."""
    view = views.of_device(connection, device)
    return asked._replace(view=view, grant=views.mark_of(connection, device))


def snapshot(engine: Engine, device: str, asked: feed.Question) -> Iterator[bytes]:
    """Fix the end of the feed, and return the records up to there.

    Raises:
        CursorUnknown: when the feed does not hold the cursor.
    """
    return _records(engine, device, asked, at_one_moment(engine, lambda c: _head(c, device, asked)))


def _head(connection: Connection, device: str, asked: feed.Question) -> SnapshotHead:
    end, mark = feed.end_of(connection, as_granted(connection, asked, device))
    return SnapshotHead(asked.area, feed.epoch(connection), end, mark)


def _records(
    engine: Engine, device: str, asked: feed.Question, head: SnapshotHead
) -> Iterator[bytes]:
    """Yield head, pages and trailer; without the trailer the laptop goes on by itself."""
    asked, pages = asked._replace(limit=MAX_PAGE, upto=head.seq), 0
    yield head_record(head)
    try:
        while asked.since < head.seq:
            page = at_one_moment(engine, lambda c: _page(c, device, asked, head))  # noqa: B023
            yield page_record(page)
            asked, pages = asked._replace(since=page.seq, mark=page.mark), pages + 1
    except (feed.CursorUnknown, _Changed, StoreLocked, StoreDamaged, SQLAlchemyError) as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        LOG.warning("snapshot", extra={"facts": {"kind": kind}})
        return
    yield trailer_record(head.seq, pages)


def _page(connection: Connection, device: str, asked: feed.Question, head: SnapshotHead) -> Page:
    """Return the next page, for a device that may still read, of the feed that was promised."""
    known = devices.find(connection, device)
    page = feed.page(connection, as_granted(connection, asked, device))
    is_last = page.seq == head.seq
    if (
        known is None
        or known.revoked
        or page.epoch != head.epoch
        or (is_last and page.mark != head.mark)
    ):
        raise _Changed
    return page
