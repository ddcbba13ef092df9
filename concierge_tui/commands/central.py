"""The central service, for whoever runs it."""

from pathlib import Path

import click

from concierge_tui.commands.central_devices import device
from concierge_tui.commands.output import as_json, show
from concierge_tui.services.bundles import receipt_beside
from concierge_tui.text import bundles as bundle_words
from concierge_tui.text import syncing as words


@click.group(help=words.CENTRAL_HELP)
def central() -> None:
    """Hold the commands of the central service."""


@central.command(help=words.SERVE_HELP)
@click.option("--database", help=words.DATABASE_HELP)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8787, show_default=True, type=click.IntRange(1, 65535))
@click.option("--public-url", default="", help=words.PUBLIC_URL_HELP)
@click.option(
    "--hand-off-hours", default=48, show_default=True, type=click.IntRange(1, 24 * 14),
    help=words.HAND_OFF_HOURS_HELP,
)  # fmt: skip
def serve(database: str | None, host: str, port: int, public_url: str, hand_off_hours: int) -> None:
    """Run the service until it is interrupted."""
    from concierge_tui.central import serving
    from concierge_tui.central.hand_off.phones import Phones
    from concierge_tui.services.enrolment import read_address

    phones = Phones(read_address(public_url) if public_url else "", hand_off_hours)

    serving.serve(
        database,
        host,
        port,
        phones=phones,
        say=lambda said: click.echo(words.device_came(said)),
        started=lambda: click.echo(words.serving(host, port)),
    )


@central.command(help=words.CENTRAL_BACKUP_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy this machine's store while the service runs."""
    from concierge_tui.central import keeping

    keeping.back_up(file)
    click.echo(words.central_copied(str(file)))


@central.command(help=words.RESTORED_HELP)
@click.option("--database", help=words.DATABASE_HELP)
@click.option("--erasures", type=click.Path(path_type=Path), help=words.ERASURES_LIST_HELP)
def restored(database: str | None, erasures: Path | None) -> None:
    """Erase again who was erased since the copy, and tell the laptops that it was put back."""
    from concierge_tui.central import keeping

    forgotten = keeping.restored(database=database, erasures=erasures)
    click.echo(words.restored(forgotten))


@central.command(help=words.ERASURES_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--database", help=words.DATABASE_HELP)
def erasures(file: Path, database: str | None) -> None:
    """Write the list of who was erased."""
    from concierge_tui.central import keeping

    count = keeping.list_erasures(file, database=database)
    click.echo(words.erasures_listed(str(file), count))


@central.command(help=words.SCRUB_HELP)
@click.option("--database", help=words.DATABASE_HELP)
def scrub(database: str | None) -> None:
    """Overwrite what erased rows left in the files."""
    from concierge_tui.central import keeping

    keeping.overwrite(database=database)
    click.echo(words.SCRUBBED)


@central.command(help=bundle_words.CENTRAL_READ_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--answer", type=click.Path(path_type=Path), help=bundle_words.ANSWER_HELP)
@click.option("--database", help=words.DATABASE_HELP)
@as_json
def read(file: Path, answer: Path | None, database: str | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Store what a laptop wrote on a stick, and write its receipt."""
    from concierge_tui.central import serving

    target = answer or receipt_beside(file)
    came = serving.read_bundle(file, target, database=database)
    states = came.states
    new = states["applied"] + states["conflict"] + states["pending"]
    refused = states["refused"] + states["quarantined"]
    said = {"area": came.area, "device": came.device, "new": new, "refused": refused}
    show(
        {**said, "conflicts": states["conflict"], "answer": str(target)},
        json_wanted,
        lambda: bundle_words.arrived_lines(came.area_name, new, refused, str(target)),
    )


central.add_command(device)
