"""Steps of the central schema, run by Alembic; a merged step is never edited."""

from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Connection

_ONE_AT_A_TIME: Final = Lock()  # Alembic keeps what it works on in its modules


def bring_up_to_date(connection: Connection, step: str = "head") -> None:
    """Apply the steps that the store lacks, up to one, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, step)
