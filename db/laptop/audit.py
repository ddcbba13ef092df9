"""Verifies that nobody altered the journal since it was written."""

from concierge_tui.domain.operation import GENESIS, Stream, link
from concierge_tui.services.examination import Chains
from db.laptop import streams
from db.laptop.connection import Connection

_PAGE = 1000


def verify(connection: Connection) -> Chains:
    """Recompute the chain of every stream from its first operation."""
    found = [
        Stream(*row)
        for row in connection.execute(
            "SELECT device, incarnation, area FROM stream WHERE n > 0 ORDER BY id"
        )
    ]
    total, broken = 0, []
    for stream in found:
        verified, whole = _chain(connection, stream)
        total += verified
        if not whole:
            broken.append("/".join(stream))
    return Chains(len(found), total, broken)


def _chain(connection: Connection, stream: Stream) -> tuple[int, bool]:
    n, chain = 0, GENESIS
    while page := streams.placed(connection, stream, n, _PAGE):
        for item in page:
            operation = item.operation
            chain = link(chain, stream, item.n, operation.content_hash())
            right = (
                item.n == n + 1
                and operation.body_verifies()
                and chain == streams.hash_at(connection, stream, item.n)
            )
            if not right:
                return n, False
            n = item.n
    head = streams.heads(connection, stream.area).get(stream)
    return n, head is not None and (head.n, head.hash) == (n, chain)
