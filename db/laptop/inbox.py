"""What needs a person because of a sync: operations set aside, contested children, who wrote."""

import json
from collections.abc import Iterator
from typing import Any, Final

from concierge_tui.domain.meetup_day import CustodyNow
from concierge_tui.services.inbox_ports import Refusal
from concierge_tui.services.sync_ports import Refused
from concierge_tui.sync.flaws import NOT_GRANTED
from db.laptop.connection import Connection
from db.laptop.erasure_rows import SqliteErasureRows
from db.laptop.records import model_of

HANDLED: Final = (
    "SELECT refusal.op FROM refusal WHERE refusal.state = 'handled' AND refusal.op IS NOT NULL"
)
"""The operations that were set aside and that a person has dealt with."""

_TOLD = (
    "SELECT op.op_id, op.kind, op.entity, op.subject, told.reason, told.at, op.meetup, op.actor,"
    " op.wall, op.body, coalesce((SELECT device FROM position"
    "  JOIN stream ON stream.id = position.stream"
    "  WHERE position.op = op.seq ORDER BY stream.id LIMIT 1), '')"
    " FROM local_receipt AS told JOIN op ON op.op_id = told.op_id"
    " WHERE told.peer = ? AND told.state = 'quarantined'"
    f" AND op.op_id NOT IN ({HANDLED}) ORDER BY told.at"
)
_ASIDE = (
    "SELECT held, reason, at, device FROM local_aside JOIN stream ON stream.id = local_aside.stream"
    " ORDER BY at"
)
_UNSOUND = (
    "SELECT device, incarnation, first, last, reason, at FROM local_unsound AS run"
    # A gap that was closed since is nobody's business any more.
    " WHERE reason <> 'gap' OR NOT EXISTS (SELECT 1 FROM stream WHERE stream.device = run.device"
    "  AND stream.incarnation = run.incarnation AND stream.area = run.area AND n >= last)"
    " ORDER BY at"
)


class SqliteInbox:
    """Answers `services.inbox_ports.Rows`."""

    def __init__(self, connection: Connection, peer: str) -> None:
        self._connection = connection
        self._peer = peer

    def refusals(self) -> list[Refusal]:
        """Return what was set aside here or at the peer and nobody dealt with, one an operation."""
        found: dict[str, Refusal] = {}
        for refusal in (*self._told(), *self._held(), *self._runs()):
            found.setdefault(refusal.op_id, refusal)
        return list(found.values())

    def handled(self) -> int:
        """Return how many operations that were set aside a person has dealt with."""
        return int(self._connection.execute(f"SELECT count(*) FROM ({HANDLED})").fetchone()[0])

    def contested(self) -> list[CustodyNow]:
        """Return the children of whom two laptops say different hands."""
        names = tuple(CustodyNow.model_fields)
        columns = ", ".join(f'"{name}"' for name in names)
        found = self._connection.execute(
            f"SELECT {columns} FROM custody WHERE contested = 1 ORDER BY id"
        )
        return [model_of(CustodyNow, names, row) for row in found]

    def wishes(self) -> list[str]:
        """Return the families that wish to be erased and are not yet."""
        return SqliteErasureRows(self._connection).wishing()

    def device_of(self, op_id: str) -> str:
        """Return the device on which an operation was written; empty where nobody knows."""
        row = self._connection.execute(
            "SELECT device FROM op JOIN position ON position.op = op.seq"
            " JOIN stream ON stream.id = position.stream WHERE op.op_id = ?"
            " ORDER BY stream.id LIMIT 1",
            (op_id,),
        ).fetchone()
        return "" if row is None else str(row[0])

    def device_names(self) -> dict[str, str]:
        """Return what laptops are called."""
        return dict(self._connection.execute("SELECT id, name FROM device WHERE name <> ''"))

    def _told(self) -> Iterator[Refusal]:
        for row in self._connection.execute(_TOLD, (self._peer,)):
            yield Refusal._make((*row, True, 1))

    def _held(self) -> Iterator[Refusal]:
        handled = {row[0] for row in self._connection.execute(HANDLED)}
        for held, reason, at, device in self._connection.execute(_ASIDE):
            told = {name: values[0] for name, values in json.loads(held).items()}
            if str(told["op_id"]) in handled or self._counts_elsewhere(str(told["op_id"]), reason):
                continue
            yield Refusal(
                op_id=str(told["op_id"]),
                kind=str(told["kind"]),
                entity=str(told["entity"]),
                subject=_text(told["subject"]),
                reason=reason,
                at=at,
                meetup=_text(told["meetup"]),
                actor=str(told["actor"]),
                wall=told["wall"] if isinstance(told["wall"], int) else 0,
                body=_text(told["body"]),
                device=device,
                is_here=False,
            )

    def _counts_elsewhere(self, op_id: str, reason: str) -> bool:
        """Say whether a coordinator has released what the service held back."""
        if reason != NOT_GRANTED:
            return False
        found = self._connection.execute("SELECT 1 FROM op WHERE op_id = ?", (op_id,))
        return found.fetchone() is not None

    def _runs(self) -> Iterator[Refusal]:
        handled = {row[0] for row in self._connection.execute(HANDLED)}
        for device, incarnation, first, last, reason, at in self._connection.execute(_UNSOUND):
            name = f"{device}:{incarnation}:{first}"
            if name in handled:
                continue
            yield Refusal(
                op_id=name, kind="segment", entity=device, subject=None, reason=reason, at=at,
                meetup=None, actor="", wall=0, body=None, device=device, is_here=False,
                records=last - first + 1,
            )  # fmt: skip


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def refused(refusal: Refusal) -> Refused:
    """Return of an operation that was set aside what a command may print."""
    return Refused(*refusal[:6])
