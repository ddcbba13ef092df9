"""Many rows and many names in one round of statements, as each engine takes them fastest."""

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    any_,
    bindparam,
    cast,
    literal,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

POSTGRESQL: Final = "postgresql"


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, all of the same columns, in the transaction of `connection`."""
    if not rows:
        return
    if connection.dialect.name == POSTGRESQL:
        _copy(connection, table, rows)
    else:
        connection.execute(table.insert(), rows)


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Send the rows as one stream: three times as fast as a statement a row."""
    dialect = connection.dialect
    names = list(rows[0])
    values = itemgetter(*names)
    listed = ", ".join(map(dialect.identifier_preparer.quote, names))
    statement = f"COPY {dialect.identifier_preparer.format_table(table)} ({listed}) FROM STDIN"
    try:
        with connection.connection.cursor().copy(statement) as copying:
            for row in rows:
                copying.write_row(values(row))
    except dialect.loaded_dbapi.Error as error:
        # As SQLAlchemy would raise it: with its state, and without the row it tells of.
        raise DBAPIError.instance(
            statement,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            dialect=dialect,
        ) from None


def one_of(
    connection: Connection, column: Column[str], names: Collection[str]
) -> ColumnElement[bool]:
    """Return the condition that `column` is one of `names`."""
    if connection.dialect.name == POSTGRESQL:
        return _in_array(column, literal(_array(names), NullType()))
    return column.in_(names)


class Named:
    """A question about what bears one of many names, built once: that takes longer than asking."""

    def __init__(self, question: Select[Any], column: Column[str]) -> None:
        array = bindparam("names", type_=NullType())
        self._on_postgresql = question.where(_in_array(column, array))
        self._elsewhere = question.where(column.in_(bindparam("names", expanding=True)))

    def ask(self, connection: Connection, names: Collection[str], **more: Any) -> Any:
        """Ask about `names`; `more` are the other parameters of the question."""
        if connection.dialect.name == POSTGRESQL:
            return connection.execute(self._on_postgresql, {"names": _array(names), **more})
        return connection.execute(self._elsewhere, {"names": list(names), **more})


def _in_array(column: Column[str], array: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return that `column` is in one array, instead of a parameter a name.

    So the statement is the same for any number. It goes as the text of an array, which the driver
    would write name by name; without a type of its own, for the planner must see an array and no
    conversion.
    """
    return column == any_(cast(array, ARRAY(String)))


def _array(names: Collection[str]) -> str:
    """Return what PostgreSQL reads as an array of `names`, whatever stands in them."""
    if not names:
        return "{}"
    if "\\" in (joined := "".join(names)) or '"' in joined:
        names = [name.replace("\\", r"\\").replace('"', r"\"") for name in names]
    return '{"' + '","'.join(names) + '"}'
