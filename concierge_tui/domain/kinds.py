"""What kinds of operation there are, which fields they write and how those merge."""

from typing import Final

from concierge_tui.domain import values
from concierge_tui.domain.field import Field, Merge, maybe, text
from concierge_tui.domain.meetup_kinds import MEETUP_DAY, MEETUP_DAY_FACTS
from concierge_tui.domain.values import optional

_ALLERGY = values.record(has=values.one_of("yes", "no", "unknown"), text=values.prose)
_EMERGENCY = values.record(name=values.line, phone=values.digits, relation=values.line)
_VISIBILITY = values.one_of("everyone", "acquaintances")
_FILLED_IN_BY = values.record(name=values.line, relation=values.line)
_NEED = values.record(days=values.lines, hours=values.line, short=values.flag, text=values.prose)
_INTERPRETER = values.record(name=values.line, relation=values.line, trained=values.flag)

FAMILY: Final = {
    "postal": Field(values.digits),
    "prefecture": text(),
    "city": text(),
    "rest": text(),
    "channel": text(),
    "flyer": text(),
    "smartphone": maybe(values.flag),
    "notes": Field(values.prose),
    "categories": Field(values.lines),
    "moved_in": text(),
    "emergency": Field(optional(_EMERGENCY), sensitive=True),
    "host": maybe(values.line),
    "host_may_collect": Field(values.flag, Merge.ALL, sensitive=True),
    "code": Field(values.card_code),
    "source": Field(values.one_of("self", "proxy", "roster", "walk_in")),
    "filled_in_by": maybe(_FILLED_IN_BY),
    "contacts": Field(values.lines),
    "fax": Field(values.digits),
    "intention": Field(values.one_of("ask", "offer", "both")),
    "wants_introduction": maybe(values.flag),
    "wants_to_help": maybe(values.flag),
    "need": maybe(_NEED),
    "relied_on": maybe(values.count),
    "language": text(),
    "japanese": Field(values.one_of("none", "little", "daily", "fluent")),
    "interpreter": maybe(_INTERPRETER),
    "form_number": text(),
    "merged_into": maybe(values.line),
    "removed": Field(values.flag),
}
PERSON: Final = {
    "family": text(),
    "role": Field(values.one_of("guardian", "child", "carer")),
    "name": text(),
    "kana": text(),
    "name_exception": text(),
    "display_name": text(),
    "relation": text(),
    "birthday": maybe(values.day),
    "phone": Field(values.digits, sensitive=True),
    "phone_typed": text(),
    "email": text(),
    "allergy": Field(_ALLERGY, Merge.ALLERGY, sensitive=True),
    "may_bring": Field(values.flag, Merge.ALL, sensitive=True),
    "may_collect": Field(values.flag, Merge.ALL, sensitive=True),
    "must_not_collect": Field(values.flag, Merge.ANY, sensitive=True),
    "photo_visibility": Field(_VISIBILITY),
    "age_visibility": Field(_VISIBILITY),
    "notes": Field(values.prose),
    "merged_into": maybe(values.line),
    "removed": Field(values.flag),
}
AREA: Final = {
    "name": text(),
    "cities": Field(values.lines),
    "neighbours": Field(values.lines),
    "contact": text(),
    "certification_mark": text(),
    "guardian_age": maybe(values.count),
    "trial_from_months": maybe(values.count),
    "fever_tenths": maybe(values.count),
    "ratio_under_1": maybe(values.count),
    "ratio_1": maybe(values.count),
    "ratio_2": maybe(values.count),
    "coordinator": text(),
    "coordinator_phone": Field(values.digits),
    "insurer_phone": Field(values.digits),
}
MEETUP: Final = {
    "title": text(),
    "kind": text(),
    "date": Field(values.day),
    "starts": text(),
    "ends": text(),
    "venue": text(),
    "address": text(),
    "capacity": maybe(values.count),
    "listed": maybe(values.flag),
    "listed_url": text(),
    "next_event": text(),
    "rooms": maybe(values.count),
    "room_capacity": maybe(values.count),
    "table_size": maybe(values.count),
    "rounds": maybe(values.count),
    "round_minutes": maybe(values.count),
    "checked": Field(values.lines),
    "insurance_told": maybe(values.line),
    "worked": Field(values.prose),
    "closed": Field(values.flag),
    "removed": Field(values.flag),
}
STAFF: Final = {
    "name": text(),
    "role": Field(values.one_of("concierge", "assistant", "event_staff", "coordinator")),
    "certification": Field(values.one_of("none", "applied", "training", "certified", "suspended")),
    "certified_until": maybe(values.day),
    "identity_seen": maybe(values.day),
    "licence": text(),
    "lifesaving": maybe(values.day),
    "removed": Field(values.flag),
}
TASK: Final = {
    "family": maybe(values.line),
    "person": maybe(values.line),
    "reason": text(),
    "detail": Field(values.prose),
    "due": maybe(values.day),
    "assignee": text(),
    "state": Field(values.one_of("open", "done", "dropped")),
}
PROBLEM: Final = {
    "roster": text(),
    "record": Field(values.count),
    "field": text(),
    "code": text(),
    "value": Field(values.prose),
    "person": maybe(values.line),
    "cells": Field(values.lines),
    "state": Field(values.one_of("open", "mended", "dropped")),
}
PROPOSAL: Final = {
    "roster": text(),
    "record": Field(values.count),
    "person": maybe(values.line),
    "field": text(),
    "value": Field(values.prose),
    "state": Field(values.one_of("open", "taken", "dropped")),
}
ROSTER: Final = {
    "meetup": text(),
    "file": text(),
    "basis": Field(values.prose),
    "rows": Field(values.count),
    "removed": Field(values.flag),
}
PAIR: Final = {
    "one": text(),
    "other": text(),
    "state": Field(values.one_of("different", "same")),
}
PAPER: Final = {
    "meetup": text(),
    "prefix": text(),
    "first": Field(values.count),
    "last": Field(values.count),
}
DEVICE: Final = {"name": text()}
"""What a laptop is called by those who work with it, such as 受付1; its entity is the device."""
REFUSAL: Final = {"op": text(), "state": Field(values.one_of("handled"))}
"""An operation that was set aside and dealt with by a person: 対応済 is never 受領."""
VISIT: Final = {
    "family": text(),
    "table": text(),
    "adults": maybe(values.count),
    "notes": Field(values.prose),
    "match_key": text(),
    "fingerprint": text(),
    "over_capacity": text(),
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
    "device": DEVICE,
    "refusal": REFUSAL,
    **MEETUP_DAY,
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
        "rescue.raise",
        "subject.erase",
        *MEETUP_DAY_FACTS,
    }
)
"""Kinds that state a fact instead of writing fields."""

VERSION: Final = 1

DETAILS: Final = frozenset({"family", "person", "task", "problem", "proposal"})
"""Nouns that carry a family's details: they leave the laptop only under its consent."""

NAMELESS: Final = {"family": frozenset({"code", "source"}), "person": frozenset({"family", "role"})}
"""Fields that say nothing about anybody: a family that writes on her own telephone begins so."""


def known(kind: str, version: int) -> bool:
    """Say whether this program can fold operations of `kind` at `version`."""
    noun, _, verb = kind.partition(".")
    return version <= VERSION and (kind in FACTS or (verb == "set" and noun in REGISTERS))


HOW_WRITTEN: Final = {"phone": "phone_typed"}
"""Fields that only say how another one was written down: nobody is asked about them alone."""
