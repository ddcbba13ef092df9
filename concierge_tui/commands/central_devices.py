"""The laptops of the central service: let in, taken out, and what still comes in their name."""

from typing import TYPE_CHECKING, Any

import click

from concierge_tui.commands.output import as_json, show
from concierge_tui.domain.clock import iso
from concierge_tui.text import central_devices as words
from concierge_tui.text import syncing

if TYPE_CHECKING:  # nobody who asks for help waits for the service
    from concierge_tui.central.devices import Administration, KnownDevice

_database = click.option("--database", help=syncing.DATABASE_HELP)
_meetups = click.option("--meetup", "meetups", multiple=True, help=words.MEETUP_HELP)
_operations = click.option("--op", "operations", multiple=True, help=words.OP_HELP)


@click.group(help=words.DEVICE_HELP)
def device() -> None:
    """Hold the commands about laptops."""


@device.command(name="new", help=words.NEW_HELP)
@click.option("--area", required=True, help=syncing.AREA_HELP)
@_meetups
@_database
@as_json
def new_device(
    area: str, meetups: tuple[str, ...], database: str | None, json_wanted: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Print a one-time code for one laptop, good for 15 minutes."""
    from concierge_tui.central import serving

    code = serving.new_device_code(area, meetups=meetups, database=database)
    show({"code": code}, json_wanted, lambda: words.code_lines(code))


@device.command(name="list", help=words.LIST_HELP)
@_database
@as_json
def list_devices(database: str | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Print every laptop that enrolled."""
    known = _administration(database).known()
    show([_json(each) for each in known], json_wanted, lambda: words.listed_lines(known))


@device.command(help=words.GRANT_HELP)
@click.argument("device_id", metavar="DEVICE")
@_meetups
@_database
@as_json
def grant(
    device_id: str, meetups: tuple[str, ...], database: str | None, json_wanted: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Let a laptop see single meetups only, or the whole area."""
    done = _administration(database).grant(device_id, meetups or None)
    show(_json(done), json_wanted, lambda: words.granted_lines(done))


@device.command(help=words.REVOKE_HELP)
@click.argument("device_id", metavar="DEVICE")
@click.option("--wipe", is_flag=True, help=words.WIPE_HELP)
@_database
@as_json
def revoke(device_id: str, wipe: bool, database: str | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Trust nothing more of a laptop; on request it is to lock itself."""
    done = _administration(database).revoke(device_id, wipe=wipe)
    show(_json(done), json_wanted, lambda: words.revoked_lines(done))


@device.command(help=words.RENEW_HELP)
@click.argument("device_id", metavar="DEVICE")
@_database
@as_json
def renew(device_id: str, database: str | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Print a code that is read out over the telephone; contact renews by itself."""
    code = _administration(database).extension(device_id)
    show({"code": code}, json_wanted, lambda: words.renewed_lines(code))


@device.command(help=words.HELD_HELP)
@click.argument("device_id", metavar="DEVICE")
@_database
@as_json
def held(device_id: str, database: str | None, json_wanted: bool) -> None:  # noqa: FBT001
    """Print what waits in the name of a revoked laptop; nothing that a family said is printed."""
    waiting = _administration(database).held(device_id)
    listed = [
        {
            "op": each.op_id,
            "kind": each.operation.kind,
            "family": each.operation.subject,
            "meetup": each.operation.meetup,
            "carrier": each.carrier,
            "came_at": iso(each.came_at),
        }
        for each in waiting
    ]
    show(listed, json_wanted, lambda: words.held_lines(waiting))


@device.command(help=words.RELEASE_HELP)
@click.argument("device_id", metavar="DEVICE")
@_operations
@_database
@as_json
def release(
    device_id: str, operations: tuple[str, ...], database: str | None, json_wanted: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Let what waits count everywhere."""
    count = _administration(database).release(device_id, operations)
    show({"released": count}, json_wanted, lambda: words.released_lines(count))


@device.command(help=words.REFUSE_HELP)
@click.argument("device_id", metavar="DEVICE")
@_operations
@_database
@as_json
def refuse(
    device_id: str, operations: tuple[str, ...], database: str | None, json_wanted: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Let what waits never count."""
    count = _administration(database).refuse(device_id, operations)
    show({"refused": count}, json_wanted, lambda: words.refused_lines(count))


def _administration(database: str | None) -> "Administration":
    from concierge_tui.central.devices import Administration

    return Administration(database=database)


def _json(known: "KnownDevice") -> dict[str, Any]:
    told = known._asdict()
    moments = ("enrolled_at", "seen_at", "until")
    return told | {name: iso(told[name]) for name in moments}
