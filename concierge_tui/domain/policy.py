"""Limits that are local policy: each with its default, where that comes from, and what it may be.

Ages, temperatures and ratios differ between programmes, so they are settings of the area that
only a coordinator changes, never constants of a rule.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Final, NamedTuple

from concierge_tui.domain.area import Area
from concierge_tui.domain.consent import GUARDIAN_AGE, GUARDIAN_AGES

_JAPAN: Final = timezone(timedelta(hours=9))


class Limit(NamedTuple):
    """One limit as it is laid down."""

    default: int
    source: str
    """A and E are the programme's and a city's own texts, TK an event childcare room's rules."""
    allowed: range


LIMITS: Final[Mapping[str, Limit]] = MappingProxyType(
    {
        "trial_from_months": Limit(12, "A19", range(2, 73)),
        "fever_tenths": Limit(375, "TK2", range(365, 391)),
        "ratio_under_1": Limit(1, "TK1", range(1, 7)),
        "ratio_1": Limit(2, "TK1", range(1, 13)),
        "ratio_2": Limit(3, "TK1", range(1, 21)),
        "guardian_age": Limit(GUARDIAN_AGE, "E3", GUARDIAN_AGES),
    }
)
"""By the name of the area's field."""

CONTACTS: Final = ("coordinator", "coordinator_phone", "insurer_phone")
"""Whom one telephones: who may be the second person must not be changed by whoever needs one."""
LEADS_ALONE: Final = frozenset(LIMITS) | frozenset(CONTACTS)
"""The fields of an area that only a coordinator writes."""


class Policy(NamedTuple):
    """What holds in an area now."""

    trial_from_months: int = LIMITS["trial_from_months"].default
    fever_tenths: int = LIMITS["fever_tenths"].default
    decided: frozenset[str] = frozenset()
    """The limits that a coordinator laid down; the others are the published defaults."""

    def source(self, name: str) -> str:
        """Return where a limit comes from: the area, or the identifier of its source."""
        return "area" if name in self.decided else LIMITS[name].source


USUAL: Final = Policy()


def policy_of(area: Area) -> Policy:
    """Return what holds in an area; a value out of all bounds was never laid down by anybody."""
    return Policy(
        limit_of(area, "trial_from_months"),
        limit_of(area, "fever_tenths"),
        frozenset(name for name in LIMITS if is_decided(area, name)),
    )


def is_decided(area: Area, name: str) -> bool:
    """Say whether an area laid down a limit of its own, within its bounds."""
    return getattr(area, name) in LIMITS[name].allowed


def limit_of(area: Area, name: str) -> int:
    """Return one limit as it holds in an area."""
    value: int = getattr(area, name) if is_decided(area, name) else LIMITS[name].default
    return value


def day_in_japan(moment: datetime) -> date:
    """Return the day it is in Japan, whatever zone the laptop was set to."""
    return moment.astimezone(_JAPAN).date()
