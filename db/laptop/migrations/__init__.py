"""Steps of the schema, append-only: a merged step is never edited."""

from typing import Any

from concierge_tui.domain.errors import StoreNewer

STEPS = (
    "m0001_journal",
    "m0002_sync",
    "m0003_sign_up",
    "m0004_withdrawn",
    "m0005_pairs",
    "m0006_hand_off",
    "m0007_area",
    "m0008_sign_up_code",
    "m0009_meetup_day",
    "m0010_closing",
    "m0011_whom",
    "m0012_inbox",
    "m0013_erasure",
)
"""The modules of this package that bring an older store up to date, in order."""

_SET = "laptop"


def bring_up_to_date(connection: Any) -> None:
    """Apply the steps that the store lacks.

    Raises:
        StoreNewer: when a newer program wrote the store.
    """
    applied = _applied(connection)
    if applied - set(STEPS):
        raise StoreNewer
    if applied != set(STEPS):
        _apply(connection)


def _applied(connection: Any) -> set[str]:
    known = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()[0]
    if not known:
        return set()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,)
    )
    return {name for (name,) in rows}


def _apply(connection: Any) -> None:
    from importlib import import_module

    from sqlite_utils import Database, Migrations

    steps = Migrations(_SET)
    for name in STEPS:
        steps(name=name)(import_module(f"{__name__}.{name}").apply)
    database: Database = Database(connection, execute_plugins=False)
    steps.apply(database)
