"""What of this laptop's work stands on another laptop in the hall too, be it a hub or a desk."""

from collections.abc import Collection, Mapping
from typing import Final

from concierge_tui.domain.operation import Stream
from concierge_tui.sync.protocol import Head
from db.laptop.connection import Connection
from db.laptop.door import writing
from db.laptop.grants import CENTRAL, HUB

_DESK: Final = "desk:"
"""Before the id of a desk: a peer that told the hub on this laptop what stands there."""

_Marks = dict[tuple[str, int], int]
"""How far a peer has a stream."""


class SqliteCopies:
    """Believes of a desk only what agrees with the chains of this store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(
        self, told: Mapping[str, Mapping[Stream, Head]], shut_out: Collection[str] = ()
    ) -> None:
        """Remember what each desk has; what it said before no longer counts.

        Of a desk that said nothing yet the last counts, of one that is `shut_out` nothing.
        Nothing is written where nothing changed: whoever waits for writing would wake up.
        """
        kept = self._kept()
        known = {device: ends for device, ends in told.items() if device not in shut_out}
        gone = {_DESK + device for device in (*told, *shut_out)}
        marks = {mark: n for mark, n in kept.items() if mark[0] not in gone}
        streams = self._streams()
        for device, ends in known.items():
            for stream, theirs in ends.items():
                if stream in streams:
                    mark = (_DESK + device, streams[stream][0])
                    n = self._agreed(*streams[stream], theirs, kept.get(mark, 0))
                    marks |= {mark: n} if n else {}
        if marks != kept:
            self._write(marks)

    def _agreed(self, stream: int, ours: int, theirs: Head, before: int) -> int:
        if theirs.n > ours:  # it is ahead of this store, which will hear of that by the hub
            return before
        row = self._connection.execute(
            "SELECT 1 FROM position WHERE stream = ? AND n = ? AND hash = ?",
            (stream, theirs.n, theirs.hash),
        ).fetchone()
        return theirs.n if row else 0

    def _streams(self) -> dict[Stream, tuple[int, int]]:
        rows = self._connection.execute("SELECT device, incarnation, area, id, n FROM stream")
        return {Stream(*row[:3]): (row[3], row[4]) for row in rows}

    def _kept(self) -> _Marks:
        rows = self._connection.execute(
            f"SELECT peer, stream, acked FROM local_mark WHERE peer GLOB '{_DESK}*'"
        )
        return {(peer, stream): acked for peer, stream, acked in rows}

    def _write(self, marks: _Marks) -> None:
        with writing(self._connection):
            self._connection.execute(f"DELETE FROM local_mark WHERE peer GLOB '{_DESK}*'")
            self._connection.executemany(
                "INSERT INTO local_mark VALUES (?1, ?2, ?3, ?3)",
                [(*mark, n) for mark, n in marks.items()],
            )

    def count(self) -> int:
        """Return how many operations another laptop has that central does not have yet."""
        row = self._connection.execute(
            "SELECT coalesce(sum(max(0, min(n, copied) - coalesce(central.acked, 0))), 0)"
            " FROM stream JOIN (SELECT stream, max(acked) AS copied FROM local_mark"
            f" WHERE peer = ? OR peer GLOB '{_DESK}*' GROUP BY stream) AS other"
            " ON other.stream = id"
            " LEFT JOIN local_mark AS central ON central.stream = id AND central.peer = ?",
            (HUB, CENTRAL),
        ).fetchone()
        return int(row[0])
