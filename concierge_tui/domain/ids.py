"""Names of things that never depend on a central counter."""

import re
import unicodedata
from typing import TypeGuard

import uuid_utils

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_NAMESPACE = uuid_utils.UUID("6f1c2b1e-7d0a-5a44-9c55-3c0c5e0d9a10")


def new_id() -> str:
    """Return a new UUIDv7, ordered by the moment it was made on this machine."""
    return str(uuid_utils.uuid7())


def is_id(value: object) -> TypeGuard[str]:
    """Say whether `value` can name anything: what came from elsewhere may hold whatever."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def derived_id(kind: str, *parts: str) -> str:
    """Return the UUIDv5 that any laptop derives from the same `kind` and `parts`."""
    name = "\x1f".join((kind, *parts)).encode()
    return str(uuid_utils.uuid5(_NAMESPACE, name))  # type: ignore[arg-type]  # bytes are taken too


def area_id(name: str) -> str:
    """Return the id of the area called `name`, the same on laptops that started offline."""
    return derived_id("area", " ".join(unicodedata.normalize("NFKC", name).split()))


def visit_id(meetup: str, family: str) -> str:
    """Return the id of one family's visit to one meetup."""
    return derived_id("visit", meetup, family)


def consent_id(family: str, purpose: str) -> str:
    """Return the id of one family's consent to one purpose."""
    return derived_id("consent", family, purpose)


def pair_id(one: str, other: str) -> str:
    """Return the id of what was decided about two families, in whichever order they stand."""
    return derived_id("pair", *sorted((one, other)))


def refusal_id(op_id: str) -> str:
    """Return the id of what a person did about an operation that was set aside.

    It is derived, for the id of such an operation may be no id at all.
    """
    return derived_id("refusal", op_id)


def link_id(one: str, other: str) -> str:
    """Return the id of the link between two families, in whichever order they stand."""
    return derived_id("link", *sorted((one, other)))


def exclusion_id(one: str, other: str) -> str:
    """Return the id of the decision that two families are not to be paired."""
    return derived_id("exclusion", *sorted((one, other)))


def introduction_id(meetup: str, one: str, other: str) -> str:
    """Return the id of an introduction at a meetup, in whichever order the families stand."""
    return derived_id("introduction", meetup, *sorted((one, other)))


def card_id(meetup: str, family: str, other: str) -> str:
    """Return the id of what one family writes about another at a meetup."""
    return derived_id("card", meetup, family, other)


def custody_id(meetup: str, child: str) -> str:
    """Return the id of the chain of hands in which a child is at a meetup."""
    return derived_id("custody", meetup, child)


def health_id(meetup: str, person: str) -> str:
    """Return the id of how a person came into a meetup."""
    return derived_id("health", meetup, person)


def follow_up_id(trial: str, family: str) -> str:
    """Return the id of the task to ask a family later how it went on after a trial."""
    return derived_id("follow_up", trial, family)


def duty_id(meetup: str, staff: str) -> str:
    """Return the id of whether a member of staff is at a meetup."""
    return derived_id("duty", meetup, staff)


def seating_id(meetup: str) -> str:
    """Return the id of the plan of tables of a meetup."""
    return derived_id("seating", meetup)
