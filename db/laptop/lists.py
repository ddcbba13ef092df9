"""Staff, tasks and what needs a person, read from their tables."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from concierge_tui.domain import fold
from concierge_tui.domain.kinds import HOW_WRITTEN, PROBLEM, PROPOSAL, STAFF, TASK
from concierge_tui.domain.staff import Staff
from concierge_tui.domain.task import Conflict, Problem, Proposal, Said, Task
from db.laptop import rows
from db.laptop.connection import Connection
from db.laptop.records import Model, model_of
from db.laptop.withdrawn import ENTITIES, withdrew

ASKED: Final = f"field NOT IN ({', '.join(map(repr, HOW_WRITTEN.values()))})"
"""The condition under which a row of `conflict` is a question for a person."""


class SqliteStaff:
    """Answers `services.ports.StaffRegister`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, staff: str) -> Staff | None:
        """Return one member of staff."""
        return next((person for person in self._select("id = ?", (staff,))), None)

    def all(self) -> list[Staff]:
        """Return everyone, in order of entry."""
        return self._select("removed IS NOT 1", ())

    def _select(self, where: str, values: Sequence[str]) -> list[Staff]:
        names = ("id", *STAFF)
        found = self._connection.execute(
            f"SELECT {', '.join(names)} FROM staff WHERE {where} ORDER BY id", values
        )
        return [model_of(Staff, names, row) for row in found]


class SqliteLists:
    """Answers `services.ports.Lists`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tasks(self) -> list[Task]:
        """Return open tasks."""
        return self._open(Task, "task", tuple(TASK), None)

    def left_for(self, family: str) -> tuple[list[Task], int]:
        """Return a family's open tasks, and how many problems of its roster are open."""
        names = ("id", *TASK)
        found = self._connection.execute(
            f"SELECT {', '.join(names)} FROM task WHERE state = 'open' AND family = ? ORDER BY id",
            (family,),
        )
        tasks = [model_of(Task, names, row) for row in found]
        problems = self._connection.execute(
            "SELECT count(*) FROM problem JOIN person ON person.id = problem.person"
            " WHERE state = 'open' AND person.family = ?",
            (family,),
        ).fetchone()[0]
        return tasks, int(problems)

    def problems(self, meetup: str | None = None) -> list[Problem]:
        """Return open problems of rosters, by record."""
        return self._open(Problem, "problem", tuple(PROBLEM), meetup)

    def roster_files(self) -> dict[str, str]:
        """Return the name of the file of each roster."""
        found = self._connection.execute("SELECT id, file FROM roster")
        return {roster: file or "" for roster, file in found}

    def proposals(self, meetup: str | None = None) -> list[Proposal]:
        """Return open proposals, by record."""
        return self._open(Proposal, "proposal", tuple(PROPOSAL), meetup)

    def _open(
        self, model: type[Model], table: str, fields: tuple[str, ...], meetup: str | None
    ) -> list[Model]:
        names = ("id", *fields)
        where, values = f"state = 'open' AND id NOT IN ({ENTITIES})", list[str]()
        if meetup:
            where += " AND roster IN (SELECT id FROM roster WHERE meetup = ?)"
            values.append(meetup)
        order = "record, id" if "record" in fields else "id"
        found = self._connection.execute(
            f"SELECT {', '.join(names)} FROM {table} WHERE {where} ORDER BY {order}", values
        )
        return [model_of(model, names, row) for row in found]

    def conflicts(self) -> list[Conflict]:
        """Return fields that people wrote differently without knowing of each other."""
        found = self._connection.execute(
            "SELECT entity, noun, field, subject, sensitive, tips FROM conflict"
            f" WHERE (subject IS NULL OR NOT {withdrew('conflict.subject')}) AND {ASKED}"
            " ORDER BY sensitive DESC, entity, field"
        ).fetchall()
        histories = rows.by_entity(self._connection, {row[0] for row in found})
        written_on = self._devices([name for row in found for name in json.loads(row[5])])
        return [self._conflict(row, histories[row[0]], written_on) for row in found]

    def _devices(self, op_ids: Sequence[str]) -> dict[str, str]:
        """Return the laptop on which each operation was written first."""
        found: dict[str, str] = {}
        for some in rows.chunks(op_ids):
            listed = self._connection.execute(
                "SELECT op.op_id, device FROM op JOIN position ON position.op = op.seq"
                " JOIN stream ON stream.id = position.stream"
                f" WHERE op.op_id IN ({rows.marks(some)}) ORDER BY stream.id DESC",
                some,
            )
            found.update(listed)
        return found

    def _conflict(
        self, row: tuple[Any, ...], history: Sequence[Any], written_on: Mapping[str, str]
    ) -> Conflict:
        entity, noun, field, subject, sensitive = row[:5]
        cell = fold.fold_registers(noun, history)[field]
        said = tuple(
            Said(
                op_id=tip.op_id,
                value=tip.value,
                actor=tip.actor,
                wall=tip.wall,
                shown=tip.value == cell.value,
                device=written_on.get(tip.op_id, ""),
            )
            for tip in cell.tips
        )
        return Conflict(
            entity=entity, noun=noun, field=field, subject=subject,
            sensitive=bool(sensitive), values=said,
        )  # fmt: skip
