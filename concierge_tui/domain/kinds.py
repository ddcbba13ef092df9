"""What kinds of operation there are, which fields they write and how those merge."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from concierge_tui.domain import values
from concierge_tui.domain.values import Reader, optional


class Merge(Enum):
    """How concurrent values of one field become the value shown."""

    LATEST = "latest"
    """The highest hybrid time is shown."""
    ANY = "any"
    """True wherever anyone said so: a bar on a collector survives every merge."""
    ALL = "all"
    """True only where everyone said so: a right must be undisputed."""
    ALLERGY = "allergy"
    """The most careful answer and the union of the texts."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one noun."""

    read: Reader
    merge: Merge = Merge.LATEST
    sensitive: bool = False
    """Concurrent values need a person; others are merged and listed."""


def _text() -> Field:
    return Field(values.line)


def _maybe(reader: Reader) -> Field:
    return Field(optional(reader))


_ALLERGY = values.record(has=values.one_of("yes", "no", "unknown"), text=values.prose)
_EMERGENCY = values.record(name=values.line, phone=values.digits, relation=values.line)
_VISIBILITY = values.one_of("everyone", "acquaintances")
_FILLED_IN_BY = values.record(name=values.line, relation=values.line)
_NEED = values.record(days=values.lines, hours=values.line, short=values.flag, text=values.prose)
_INTERPRETER = values.record(name=values.line, relation=values.line, trained=values.flag)

FAMILY: Final = {
    "postal": Field(values.digits),
    "prefecture": _text(),
    "city": _text(),
    "rest": _text(),
    "channel": _text(),
    "flyer": _text(),
    "smartphone": _maybe(values.flag),
    "notes": Field(values.prose),
    "categories": Field(values.lines),
    "moved_in": _text(),
    "emergency": Field(optional(_EMERGENCY), sensitive=True),
    "host": _maybe(values.line),
    "host_may_collect": Field(values.flag, Merge.ALL, sensitive=True),
    "code": Field(values.card_code),
    "source": Field(values.one_of("self", "proxy", "roster", "walk_in")),
    "filled_in_by": _maybe(_FILLED_IN_BY),
    "contacts": Field(values.lines),
    "fax": Field(values.digits),
    "intention": Field(values.one_of("ask", "offer", "both")),
    "wants_introduction": _maybe(values.flag),
    "wants_to_help": _maybe(values.flag),
    "need": _maybe(_NEED),
    "relied_on": _maybe(values.count),
    "language": _text(),
    "japanese": Field(values.one_of("none", "little", "daily", "fluent")),
    "interpreter": _maybe(_INTERPRETER),
    "form_number": _text(),
    "merged_into": _maybe(values.line),
    "removed": Field(values.flag),
}
PERSON: Final = {
    "family": _text(),
    "role": Field(values.one_of("guardian", "child", "carer")),
    "name": _text(),
    "kana": _text(),
    "name_exception": _text(),
    "display_name": _text(),
    "relation": _text(),
    "birthday": _maybe(values.day),
    "phone": Field(values.digits, sensitive=True),
    "phone_typed": _text(),
    "email": _text(),
    "allergy": Field(_ALLERGY, Merge.ALLERGY, sensitive=True),
    "may_bring": Field(values.flag, Merge.ALL, sensitive=True),
    "may_collect": Field(values.flag, Merge.ALL, sensitive=True),
    "must_not_collect": Field(values.flag, Merge.ANY, sensitive=True),
    "photo_visibility": Field(_VISIBILITY),
    "age_visibility": Field(_VISIBILITY),
    "notes": Field(values.prose),
    "merged_into": _maybe(values.line),
    "removed": Field(values.flag),
}
AREA: Final = {
    "name": _text(),
    "cities": Field(values.lines),
    "neighbours": Field(values.lines),
    "contact": _text(),
    "certification_mark": _text(),
    "guardian_age": _maybe(values.count),
}
MEETUP: Final = {
    "title": _text(),
    "kind": _text(),
    "date": Field(values.day),
    "starts": _text(),
    "ends": _text(),
    "venue": _text(),
    "capacity": _maybe(values.count),
    "listed": _maybe(values.flag),
    "listed_url": _text(),
    "next_event": _text(),
    "closed": Field(values.flag),
    "removed": Field(values.flag),
}
STAFF: Final = {
    "name": _text(),
    "role": Field(values.one_of("concierge", "assistant", "event_staff", "coordinator")),
    "certification": Field(values.one_of("none", "applied", "training", "certified", "suspended")),
    "certified_until": _maybe(values.day),
    "removed": Field(values.flag),
}
TASK: Final = {
    "family": _maybe(values.line),
    "person": _maybe(values.line),
    "reason": _text(),
    "detail": Field(values.prose),
    "due": _maybe(values.day),
    "assignee": _text(),
    "state": Field(values.one_of("open", "done", "dropped")),
}
PROBLEM: Final = {
    "roster": _text(),
    "record": Field(values.count),
    "field": _text(),
    "code": _text(),
    "value": Field(values.prose),
    "person": _maybe(values.line),
    "cells": Field(values.lines),
    "state": Field(values.one_of("open", "mended", "dropped")),
}
PROPOSAL: Final = {
    "roster": _text(),
    "record": Field(values.count),
    "person": _maybe(values.line),
    "field": _text(),
    "value": Field(values.prose),
    "state": Field(values.one_of("open", "taken", "dropped")),
}
ROSTER: Final = {
    "meetup": _text(),
    "file": _text(),
    "basis": Field(values.prose),
    "rows": Field(values.count),
    "removed": Field(values.flag),
}
PAIR: Final = {
    "one": _text(),
    "other": _text(),
    "state": Field(values.one_of("different", "same")),
}
PAPER: Final = {
    "meetup": _text(),
    "prefix": _text(),
    "first": Field(values.count),
    "last": Field(values.count),
}
VISIT: Final = {
    "family": _text(),
    "table": _text(),
    "adults": _maybe(values.count),
    "notes": Field(values.prose),
    "match_key": _text(),
    "fingerprint": _text(),
    "over_capacity": _text(),
}

REGISTERS: Final[dict[str, dict[str, Field]]] = {
    "family": FAMILY,
    "person": PERSON,
    "area": AREA,
    "meetup": MEETUP,
    "staff": STAFF,
    "task": TASK,
    "problem": PROBLEM,
    "proposal": PROPOSAL,
    "roster": ROSTER,
    "visit": VISIT,
    "pair": PAIR,
    "paper": PAPER,
}
"""Nouns whose `<noun>.set` operations write fields."""

FACTS: Final = frozenset(
    {
        "visit.expect",
        "visit.arrive",
        "visit.leave",
        "visit.void",
        "consent.grant",
        "consent.withdraw",
        "looked.at",
        "act.undo",
    }
)
"""Kinds that state a fact instead of writing fields."""

PRESENCE: Final = frozenset({"visit.expect", "visit.arrive", "visit.leave", "visit.void"})
"""Kinds that say who is in the house."""

VERSION: Final = 1

DETAILS: Final = frozenset({"family", "person", "task", "problem", "proposal"})
"""Nouns that carry a family's details: they leave the laptop only under its consent."""

NAMELESS: Final = {"family": frozenset({"code", "source"}), "person": frozenset({"family", "role"})}
"""Fields that say nothing about anybody: a family that writes on her own telephone begins so."""


def known(kind: str, version: int) -> bool:
    """Say whether this program can fold operations of `kind` at `version`."""
    noun, _, verb = kind.partition(".")
    return version <= VERSION and (kind in FACTS or (verb == "set" and noun in REGISTERS))
