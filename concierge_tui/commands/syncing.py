"""Enrolment, sync and where this laptop's work is."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from typing import Any

import click

from concierge_tui.commands.output import as_json, opened, show
from concierge_tui.domain.clock import iso, milliseconds
from concierge_tui.services.sync_ports import SyncStatus, Tally
from concierge_tui.text import lease as lease_words
from concierge_tui.text import syncing as words
from concierge_tui.text.sync import NO_ROOM
from concierge_tui.text.sync_errors import clock_sentence


@click.command(help=words.ENROL_HELP)
@click.argument("url")
@click.argument("code")
@as_json
def enrol(url: str, code: str, json_wanted: bool) -> None:  # noqa: FBT001
    """Join the central service with a one-time code."""
    from concierge_tui.text.kana_words import as_words

    with opened() as desk:
        done = desk.enrolment.enrol(url, code)
    said = as_words(done.fingerprint)
    answer = {"url": done.url, "area": done.area_name, "fingerprint": said}
    show(answer, json_wanted, lambda: words.enrolled_lines(done.area_name, said))


@click.command(help=words.SYNC_HELP)
@as_json
def sync(json_wanted: bool) -> None:  # noqa: FBT001
    """Exchange operations with the central service."""
    with opened(even_over=True) as desk:
        tally = desk.synchronise.sync()
    answer = {
        "pushed": tally.pushed,
        "pulled": tally.pulled,
        "refused": tally.refused,
        "pending": tally.pending,
    }
    show(answer, json_wanted, lambda: _synced(tally))


@click.command(help=lease_words.RENEW_HELP)
@click.argument("code")
@as_json
def renew(code: str, json_wanted: bool) -> None:  # noqa: FBT001
    """Begin the lease anew by a code from the telephone."""
    with opened(even_over=True) as desk:
        desk.lease.extend(code)
        now = desk.lease.stands()
    until = iso(now.until) if now else None
    show({"until": until}, json_wanted, lambda: lease_words.renewed_lines(now))


@click.command(help=words.STATUS_HELP)
@as_json
def status(json_wanted: bool) -> None:  # noqa: FBT001
    """Show what waits, what is safe, and what needs a person."""
    with opened() as desk:
        found, lease = desk.synchronise.status(), desk.lease.stands()
        last = found.last(milliseconds(desk.now()))
    answer = _status_json(found) | {"last_sync": iso(last.at) if last else None}
    answer |= {"until": iso(lease.until) if lease else None}
    show(answer, json_wanted, lambda: chain(_where(found), lease_words.lines(lease)))


def _status_json(found: SyncStatus) -> dict[str, Any]:
    answer = asdict(found)
    answer["refused"] = [{**each._asdict(), "at": iso(each.at)} for each in found.refused]
    return answer


def _synced(tally: Tally) -> Iterator[str]:
    if tally.no_central:
        yield from words.no_central_lines()
        return
    yield from words.synced_lines(tally.pushed, tally.pulled, tally.refused, tally.pending)
    if tally.no_room:
        yield NO_ROOM
    late = clock_sentence(tally.clock_ahead_ms)
    if late:
        yield late


def _where(found: SyncStatus) -> Iterator[str]:
    if found.state == "no_central":
        yield from words.no_central_lines()
    elif found.state == "practice":
        yield words.PRACTICE
    else:
        refused = len(found.refused)
        yield from words.status_lines(
            found.pending, found.second_copy, found.safe_at_central, found.conflicts, refused
        )
