"""The store itself: make it, save it, bring it back, examine it."""

import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from concierge_tui import paths
from concierge_tui.commands.output import as_json, opened, passphrase, show
from concierge_tui.domain.errors import FieldInvalid, NothingToEnd
from concierge_tui.domain.staff import Certification, may_end
from concierge_tui.text import commands as words


@click.command(help=words.INIT_HELP)
@click.option("--area", required=True, help=words.AREA_HELP)
@click.option("--staff", required=True, help=words.STAFF_HELP)
@click.option(
    "--certification",
    type=click.Choice(get_args(Certification)),
    default="none",
    help=words.CERTIFICATION_HELP,
)
@click.option("--certified-until", help=words.DATE_HELP)
@as_json
def init(
    area: str, staff: str, certification: str, certified_until: str | None,
    json_wanted: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Create the store of this machine; the recovery key is printed once."""
    from concierge_tui import bootstrap

    until = _day(certified_until)
    if until and not may_end(certification):
        raise NothingToEnd
    new = bootstrap.NewStore(
        area, staff, passphrase(words.NEW_PROMPT, words.AGAIN_PROMPT), certification, until
    )
    desk, recovery = bootstrap.create(paths.home(), new)
    answer = {"area": desk.area, "recovery_key": recovery}
    desk.close()
    show(answer, json_wanted, lambda: words.created_lines(recovery))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FieldInvalid("certified_until") from None


@click.command(help=words.BACKUP_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def backup(file: Path, json_wanted: bool) -> None:  # noqa: FBT001
    """Write an encrypted copy of everything to one file."""
    with opened() as desk:
        desk.back_up(file, None)
    answer = {"file": str(file), "bytes": file.stat().st_size}
    show(answer, json_wanted, lambda: words.backed_up_lines(file.name))


@click.command(help=words.RESTORE_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def restore(file: Path, json_wanted: bool) -> None:  # noqa: FBT001
    """Bring a backup back onto a machine without a store."""
    from concierge_tui import bootstrap

    desk = bootstrap.restore(paths.home(), file, passphrase())
    families = len(desk.families.ids())
    answer = {"area": desk.area, "families": families}
    desk.close()
    show(answer, json_wanted, lambda: words.restored_lines(families))


@click.command(help=words.DOCTOR_HELP)
@click.option("--rebuild", "rebuild_wanted", is_flag=True, help=words.REBUILD_HELP)
@as_json
def doctor(rebuild_wanted: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """Compare every table with the journal; with --rebuild also put it right."""
    with opened() as desk:
        found = desk.examine(keep=rebuild_wanted)
    answer: dict[str, Any] = {
        "differences": [each._asdict() for each in found.differences],
        "operations": found.operations,
        "sqlite": found.sqlite,
        "sqlcipher": found.sqlcipher,
        "rebuilt": rebuild_wanted,
    }
    show(answer, json_wanted, lambda: words.doctor_lines(len(found.differences)))
    if found.differences:
        sys.exit(1)


@click.group(help=words.AUDIT_HELP)
def audit() -> None:
    """Hold the commands about the log."""


@audit.command(help=words.AUDIT_VERIFY_HELP)
@as_json
def verify(json_wanted: bool) -> None:  # noqa: FBT001
    """Recompute the chain of every stream."""
    with opened() as desk:
        found = desk.verify_chains()
    answer = {"streams": found.streams, "operations": found.operations, "broken": found.broken}
    show(answer, json_wanted, lambda: words.audit_lines(found.operations, len(found.broken)))
    if found.broken:
        sys.exit(1)
