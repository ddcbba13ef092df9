"""The families of a hall as a day to be paired, with what the desk knows of them and no more.

The desk keeps no map, no home and no school. Nearness is that of what was given of an address:
the same part of a ward by its code or by its name, the same ward, or elsewhere. What a family was
not asked speaks for nobody and against nobody.
"""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from math import cos, pi, sin
from typing import Final, NamedTuple

from concierge_tui.domain.eligibility import age_months, eligible
from concierge_tui.domain.family import Family
from concierge_tui.domain.pairing.instance import Attending, Instance, Pair, Trial, pair_of
from concierge_tui.domain.quarters import quarters as quarters_of

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS: Final = ("am", "pm", "eve")
_WARDS_APART: Final = 1_000_000
_CODES_APART: Final = 100
"""Metres from the middle of a ward: all parts of a ward lie within a few minutes."""
_ROLES: Final = {"ask": frozenset({"guest"}), "offer": frozenset({"host"})}
_BOTH: Final = frozenset({"host", "guest"})

_ANY_TIME: Final = frozenset({0})

Names = Collection[frozenset[str]]


class Known(NamedTuple):
    """What the meetup says about its families, by their ids."""

    met: Names | None = None
    """None where everybody counts as having met."""
    cards: Mapping[tuple[str, str], str] = {}
    apart: Names = ()
    """Pairs that are not proposed."""
    trialled: Names = ()
    previous: Names = ()
    """The pairs and groups of three that stand as proposed."""
    settled: Collection[str] = ()
    """Families whose pair was decided: they are not proposed again."""
    waited: Mapping[str, int] = {}
    room: int | None = None
    """How many trials can take place at once; None where nothing limits them."""
    sessions: int = 3
    """How many trials one after the other a meetup has time for."""
    used: int = 0
    """How many trials were decided already: each takes its room for one of them."""
    threes: int = 1

    @property
    def places(self) -> int | None:
        """How many trials can still be decided; None where nothing limits them."""
        return None if self.room is None else max(0, self.room * self.sessions - self.used)


def day_of(families: Sequence[Family], known: Known, on: date) -> Instance:
    """Return the day to be paired; families stand in the order given.

    Whoever is here can take part at any time: so all sessions are one, with all their places.
    """
    places = known.places
    place = {family.id: number for number, family in enumerate(families)}
    spots = _spots(families)
    return Instance(
        families=tuple(_attending(family, spots[family.id], known, on) for family in families),
        met=None if known.met is None else _pairs(known.met, place),
        cards={
            (place[one], place[other]): mark
            for (one, other), mark in known.cards.items()
            if one in place and other in place
        },
        do_not_pair=_pairs(known.apart, place),
        already_trialled=_pairs(known.trialled, place),
        locked=frozenset(),
        previous=_trials(known.previous, place),
        max_triples=known.threes,
        sessions=1,
        room=len(families) if places is None else places,
        absent=frozenset(place[name] for name in known.settled if name in place),
    )


def _pairs(names: Names, place: Mapping[str, int]) -> frozenset[Pair]:
    known = (tuple(pair) for pair in names if len(pair) == 2 and pair <= place.keys())
    return frozenset(pair_of(place[one], place[other]) for one, other in known)


def _trials(names: Names, place: Mapping[str, int]) -> frozenset[Trial]:
    """Return the groups by their places; of three of whom one has gone, two are left."""
    here = (group & place.keys() for group in names)
    return frozenset(tuple(sorted(map(place.__getitem__, g))) for g in here if len(g) > 1)


def _attending(family: Family, spot: tuple[float, float], known: Known, on: date) -> Attending:
    born = [child.birthday for child in family.children if child.birthday]
    return Attending(
        id=family.id,
        x=spot[0],
        y=spot[1],
        months=tuple(age_months(day, on) for day in born if eligible(day, on)),
        schools=frozenset(),
        available=_slots(family),
        home=frozenset(),
        nogo=frozenset(),
        roles=_ROLES.get(family.intention or "", _BOTH),
        waited=known.waited.get(family.id, 0),
        sessions=_ANY_TIME,
    )


def _slots(family: Family) -> AbstractSet[str]:
    """Return when a family would like help; whoever was not asked fits with everybody."""
    days = [day for day in (family.need.days if family.need else ()) if day in _DAYS] or _DAYS
    return frozenset(f"{day}-{part}" for day in days for part in _PARTS)


def _spots(families: Sequence[Family]) -> dict[str, tuple[float, float]]:
    quarters = quarters_of(families)
    wards = sorted({quarter[:2] for quarter in quarters.values()})
    parts = {ward: sorted({q.part for q in quarters.values() if q[:2] == ward}) for ward in wards}
    spots: dict[str, tuple[float, float]] = {}
    for family in families:
        quarter = quarters[family.id]
        mine = parts[quarter[:2]]
        turn = 2 * pi * mine.index(quarter.part) / len(mine)
        along = wards.index(quarter[:2]) * _WARDS_APART
        across = _CODES_APART if len(mine) > 1 else 0
        # Whole metres, so that the same hall is the same day on every machine.
        spots[family.id] = (along + round(across * cos(turn)), round(across * sin(turn)))
    return spots
