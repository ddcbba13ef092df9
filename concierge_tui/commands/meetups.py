"""Meetups and the rosters that are imported for them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from concierge_tui.commands.output import as_json, opened, show
from concierge_tui.domain.meetup import KINDS, Meetup
from concierge_tui.domain.roster import RosterProblem
from concierge_tui.services.desk import Desk
from concierge_tui.services.roster_import import Basis
from concierge_tui.services.roster_tally import Imported
from concierge_tui.text import closing as closing_words
from concierge_tui.text import commands as words
from concierge_tui.text import consent, roster

_QUOTED = frozenset({"name", "kana", "birthday"})
_OF_WHOLE_ROWS = frozenset({"too_many_cells", "nobody_named"})


def meetup_json(meetup: Meetup) -> dict[str, Any]:
    """Return a meetup as the command line shows it."""
    return meetup.model_dump(mode="json", exclude={"removed"})


@click.group(name="meetup", help=words.MEETUP_HELP)
def meetup() -> None:
    """Hold the commands about meetups."""


@meetup.command(name="new", help=words.MEETUP_NEW_HELP)
@click.option("--title", required=True, help=words.TITLE_HELP)
@click.option("--date", "day", required=True, help=words.DATE_HELP)
@click.option("--kind", type=click.Choice(KINDS), default="exchange", show_default=True,
              help=words.KIND_HELP)  # fmt: skip
@click.option("--starts", default="", help=words.STARTS_HELP)
@click.option("--ends", default="", help=words.ENDS_HELP)
@click.option("--venue", default="", help=words.VENUE_HELP)
@click.option("--capacity", type=click.IntRange(min=1), help=words.CAPACITY_HELP)
@as_json
def new_meetup(
    title: str, day: str, kind: str, starts: str, ends: str, venue: str, capacity: int | None,
    json_wanted: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Create a meetup."""
    with opened() as desk:
        made = desk.meetups.new(
            title, day, kind=kind, starts=starts, ends=ends, venue=venue, capacity=capacity
        )
    show({"id": made.id}, json_wanted, lambda: words.meetup_lines([made]))


@meetup.command(name="list", help=words.MEETUP_LIST_HELP)
@as_json
def list_meetups(json_wanted: bool) -> None:  # noqa: FBT001
    """List all meetups."""
    with opened() as desk:
        found = desk.meetups.all()
    show([meetup_json(each) for each in found], json_wanted, lambda: words.meetup_lines(found))


@meetup.command(name="show", help=words.MEETUP_SHOW_HELP)
@click.argument("meetup_id")
@as_json
def show_meetup(meetup_id: str, json_wanted: bool) -> None:  # noqa: FBT001
    """Show one meetup with its counts."""
    with opened() as desk:
        found = desk.meetups.get(meetup_id)
        counts = desk.attendances.counts(meetup_id)
    answer = {**meetup_json(found), "counts": counts._asdict()}
    show(answer, json_wanted, lambda: words.meetup_lines([found]))


@meetup.command(name="close", help=words.MEETUP_CLOSE_HELP)
@click.argument("meetup_id")
@as_json
def close_meetup(meetup_id: str, json_wanted: bool) -> None:  # noqa: FBT001
    """Close a meetup."""
    with opened() as desk:
        closing = desk.closing(meetup_id)
        # A script cannot walk round the hall: it is told how many stand as inside.
        found, inside = closing.close(everyone_is_out=True), closing.inside()
    if inside and not json_wanted:
        click.echo(closing_words.still_inside(inside), err=True)
    show(meetup_json(found), json_wanted, lambda: words.meetup_lines([found]))


@click.command(name="import", help=words.IMPORT_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--meetup", "meetup_id", required=True, help=words.MEETUP_OPTION)
@click.option("--dry-run", is_flag=True, help=words.DRY_RUN_HELP)
@as_json
def import_roster(file: Path, meetup_id: str, dry_run: bool, json_wanted: bool) -> None:  # noqa: FBT001
    """Import an organiser's roster for a meetup."""
    with opened() as desk:
        done = _import(desk, file, meetup_id, dry_run=dry_run)
    show(imported_json(done), json_wanted, lambda: _lines(done, dry_run=dry_run))


def _import(desk: Desk, file: Path, meetup_id: str, *, dry_run: bool) -> Imported:
    desk.meetups.get(meetup_id)
    text = consent.ORGANISER_BASIS
    basis = Basis(consent.VERSION, text, consent.text_hash(text))
    opened_roster = desk.rosters.open(file)
    return desk.rosters.run(opened_roster, meetup_id, basis, dry_run=dry_run)


def imported_json(done: Imported) -> dict[str, Any]:
    """Return what an import did."""
    return {
        "rows": done.rows,
        "families": done.families,
        "people": done.people,
        "problems": [
            {"row": each.row, "field": each.field, "message": _sentence(each)}
            for each in done.problems
        ],
        "duplicates": [each._asdict() for each in done.duplicates],
        "skipped": done.skipped,
        "proposals": done.proposals,
        "known": done.known,
    }


def _lines(done: Imported, *, dry_run: bool) -> Iterator[str]:
    said = words.would_import if dry_run else words.imported
    yield said(done.rows, done.families, done.people)
    if done.skipped:
        yield words.skipped(done.skipped)
    for each in done.problems:
        yield words.problem(each.row, _sentence(each))


def _sentence(problem: RosterProblem) -> str:
    """Return the sentence; what is private is read on screen, where the look is written down."""
    is_quoted = problem.field in _QUOTED and problem.code not in _OF_WHOLE_ROWS
    return roster.problem_sentence(
        problem if is_quoted else problem.model_copy(update={"value": ""})
    )
