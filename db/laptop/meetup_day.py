"""The tables of the meetup itself: links, hands, courses of trials, roll calls."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from concierge_tui.domain.custody import child_of, fold_custody
from concierge_tui.domain.link import LinkState, fold_link, is_of
from concierge_tui.domain.operation import Operation
from concierge_tui.domain.roll_call import fold_roll_call
from concierge_tui.domain.trial import TrialState, fold_course
from db.laptop.connection import Connection

Histories = Mapping[str, Sequence[Operation]]

TABLES: Final = ("link", "custody", "trial_course", "roll_call")
"""Derived from facts alone; the nouns with fields have tables of their own names."""


def _project_links(connection: Connection, histories: Histories, entities: Iterable[str]) -> None:
    for entity in entities:
        _leave(connection, "link", entity)
        about = next((op for op in histories[entity] if is_of(entity, op)), None)
        if about is None:
            continue
        link = fold_link(entity, histories[entity])
        if link.state is LinkState.NONE and not (link.misses or link.wished):
            continue
        other = json.loads(about.body or "{}")["other"]
        row = (entity, *sorted((str(about.subject), other)), link.state.value,
               json.dumps(sorted(link.entered)), link.made_at)  # fmt: skip
        connection.execute("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)", row)


def _project_custody(connection: Connection, histories: Histories, entities: Iterable[str]) -> None:
    for entity in entities:
        _leave(connection, "custody", entity)
        history = histories[entity]
        about = next((op for op in history if op.kind == "custody.hand" and child_of(op)), None)
        if about is None:
            continue
        custody = fold_custody(entity, history)
        hand = custody.hand
        row = (
            entity, about.meetup, child_of(about), about.subject,
            hand.to if hand else "", hand.role if hand else "", hand.at if hand else None,
            hand.place if hand else "", hand.until if hand else None,
            hand.back_to if hand else "", hand.trial if hand else "",
            int(custody.is_contested), int(custody.is_away), json.dumps(list(custody.tips)),
        )  # fmt: skip
        connection.execute(f"INSERT INTO custody VALUES ({_marks(row)})", row)


def _project_courses(connection: Connection, histories: Histories, entities: Iterable[str]) -> None:
    for entity in entities:
        _leave(connection, "trial_course", entity)
        history = histories[entity]
        course = fold_course(history)
        if course.state is TrialState.DRAFT and not course.events:
            continue
        # Whatever else a hostile device wrote upon this id is not read anew when a trial is.
        meetups = sorted({op.meetup for op in history if op.meetup and op.noun == "trial"})
        row = (entity, meetups[0] if meetups else None, course.state.value, course.started_at,
               course.ended_at, course.until)  # fmt: skip
        connection.execute(f"INSERT INTO trial_course VALUES ({_marks(row)})", row)


def _project_roll_calls(
    connection: Connection, histories: Histories, entities: Iterable[str]
) -> None:
    for entity in entities:
        _leave(connection, "roll_call", entity)
        call = fold_roll_call(histories[entity])
        if call.began_at is None:
            continue
        row = (entity, call.meetup, int(call.is_drill), call.began_at, call.ended_at,
               json.dumps(sorted(call.seen)))  # fmt: skip
        connection.execute(f"INSERT INTO roll_call VALUES ({_marks(row)})", row)


def _leave(connection: Connection, table: str, entity: str) -> None:
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (entity,))


def _marks(row: Sequence[object]) -> str:
    return ", ".join("?" * len(row))


PROJECT: Final[Mapping[str, Callable[[Connection, Histories, Iterable[str]], None]]] = {
    "link": _project_links,
    "custody": _project_custody,
    "trial": _project_courses,
    "rollcall": _project_roll_calls,
}
"""What brings the tables of a noun up to date."""
