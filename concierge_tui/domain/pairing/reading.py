"""Reads an instance as strictly as a form for strangers: what is not understood is said.

A family is named by its id or by its place in the list. The keys of a JSON object are always
texts, so there the digits of a place are taken too, when no family has them as its id.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from concierge_tui.domain.pairing.errors import InstanceUnreadable
from concierge_tui.domain.pairing.instance import YOUNGEST, Attending, Instance, Pair, pair_of

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_FAMILIES: Final = 2000
"""Beyond this the sums of the strict order would leave the exact range of the matching."""

_Name = str | int
_Pairs = list[Annotated[list[_Name], Field(min_length=2, max_length=2)]]
_Number = Annotated[int, Field(ge=0, le=10_000)]
_Metres = (
    Annotated[int, Field(ge=-(10**8), le=10**8)] | Annotated[FiniteFloat, Field(ge=-1e8, le=1e8)]
)
_Pet = Literal["cat", "dog", "smoke"]
_Slot = Literal[
    "mon-am", "mon-pm", "mon-eve", "tue-am", "tue-pm", "tue-eve", "wed-am", "wed-pm", "wed-eve",
    "thu-am", "thu-pm", "thu-eve", "fri-am", "fri-pm", "fri-eve", "sat-am", "sat-pm", "sat-eve",
    "sun-am", "sun-pm", "sun-eve",
]  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Child(_Strict):
    months: Annotated[int, Field(ge=0, le=1200)]
    school: Annotated[str, Field(max_length=1000)] | None = None


class _Family(_Strict):
    id: Annotated[str, Field(min_length=1, max_length=1000)]
    x: _Metres
    y: _Metres
    children: Annotated[list[_Child], Field(max_length=100)]
    available: Annotated[list[_Slot], Field(max_length=100)]
    home: Annotated[list[_Pet], Field(max_length=100)]
    nogo: Annotated[list[_Pet], Field(max_length=100)]
    roles: Annotated[list[Literal["host", "guest"]], Field(max_length=100)]
    waited: Annotated[int, Field(ge=0, le=1000)]
    sessions: Annotated[list[_Number], Field(max_length=100)]


class _Day(_Strict):
    families: Annotated[list[_Family], Field(max_length=MOST_FAMILIES)]
    met: _Pairs | Literal["all"]
    cards: dict[str, dict[str, Literal["A", "B", "C", "X"]]] = {}
    do_not_pair: _Pairs = []
    already_trialled: _Pairs = []
    locked: _Pairs = []
    previous: _Pairs = []
    max_triples: _Number
    sessions: Annotated[int, Field(ge=0, le=100)]
    rooms: _Number
    concierges: _Number
    trials_per_concierge: _Number


_ASIDE: Final = ("format", "name", "k", "rounds")
"""Keys of the same file that do not matter here: what it is, and what seating reads."""


def read_instance(content: bytes) -> Instance:
    """Return the day that a file of `azukeai-pairing-1` describes.

    Raises:
        InstanceUnreadable: when it is none; nothing that was written stands in the fact.
    """
    return instance_of(parsed(content))


def instance_of(written: Mapping[str, Any]) -> Instance:
    """Return the day that a JSON object describes.

    Raises:
        InstanceUnreadable: when it is none; nothing that was written stands in the fact.
    """
    if written.get("format", "azukeai-pairing-1") != "azukeai-pairing-1":
        raise InstanceUnreadable("format")
    try:
        day = _Day.model_validate({k: v for k, v in written.items() if k not in _ASIDE})
    except ValidationError as error:
        _refuse(error)
    return _Names(day).instance()


def parsed(content: bytes) -> dict[str, Any]:
    """Return the JSON object that a file holds, with every key once.

    Raises:
        InstanceUnreadable: when it holds none.
    """
    if len(content) > MOST_BYTES:
        raise InstanceUnreadable("too_large")
    if not content.strip():
        raise InstanceUnreadable("empty")
    try:
        written = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise InstanceUnreadable("not_json") from None
    if not isinstance(written, dict):
        raise InstanceUnreadable("not_object")
    return written


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: the first of two cards would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("twice")
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError("constant")


_CODES: Final = {"extra_forbidden": "unknown_key", "missing": "missing"}


def _refuse(error: ValidationError) -> NoReturn:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    known = {*_Day.model_fields, *_Family.model_fields, *_Child.model_fields}
    place = tuple(part for part in first["loc"] if isinstance(part, int) or part in known)
    # What stands behind the name of a card, or of an unknown key, was written by somebody.
    raise InstanceUnreadable(_CODES.get(first["type"], "value"), place) from None


class _Names:
    """Puts the place of a family where the file has its name."""

    def __init__(self, day: _Day) -> None:
        self._day = day
        self._places = {family.id: place for place, family in enumerate(day.families)}
        if len(self._places) < len(day.families):
            raise InstanceUnreadable("same_id", ("families",))

    def instance(self) -> Instance:
        """Return the whole day."""
        day = self._day
        return Instance(
            families=tuple(self._family(place) for place in range(len(day.families))),
            met=None if day.met == "all" else self._pairs("met", day.met),
            cards=self._cards(day.cards),
            do_not_pair=self._pairs("do_not_pair", day.do_not_pair),
            already_trialled=self._pairs("already_trialled", day.already_trialled),
            locked=self._pairs("locked", day.locked),
            previous=self._pairs("previous", day.previous),
            max_triples=day.max_triples,
            sessions=day.sessions,
            room=min(day.rooms, day.concierges * day.trials_per_concierge),
        )

    def _family(self, place: int) -> Attending:
        one = self._day.families[place]
        if any(session >= self._day.sessions for session in one.sessions):
            raise InstanceUnreadable("value", ("families", place, "sessions"))
        return Attending(
            id=one.id,
            x=one.x,
            y=one.y,
            months=tuple(child.months for child in one.children if child.months >= YOUNGEST),
            schools=frozenset(child.school for child in one.children if child.school),
            available=frozenset(one.available),
            home=frozenset(one.home),
            nogo=frozenset(one.nogo),
            roles=frozenset(one.roles),
            waited=one.waited,
            sessions=frozenset(one.sessions),
        )

    def _pairs(self, key: str, pairs: Iterable[list[_Name]]) -> frozenset[Pair]:
        return frozenset(
            self._pair(
                (key, number), self._place((key, number), one), self._place((key, number), two)
            )
            for number, (one, two) in enumerate(pairs)
        )

    def _cards(self, cards: Mapping[str, Mapping[str, str]]) -> dict[Pair, str]:
        found: dict[Pair, str] = {}
        for writer, written in cards.items():
            one = self._key(writer)
            for subject, letter in written.items():
                two = self._key(subject)
                self._pair(("cards",), one, two)
                if found.setdefault((one, two), letter) != letter:
                    raise InstanceUnreadable("value", ("cards",))
        return found

    def _pair(self, where: tuple[str | int, ...], one: int, two: int) -> Pair:
        if one == two:
            raise InstanceUnreadable("with_itself", where)
        return pair_of(one, two)

    def _place(self, where: tuple[str | int, ...], name: _Name) -> int:
        if isinstance(name, str):
            place = self._places.get(name)
        else:
            place = name if 0 <= name < len(self._places) else None
        if place is None:
            raise InstanceUnreadable("unknown_family", where)
        return place

    def _key(self, name: str) -> int:
        if name not in self._places and name.isascii() and name.isdigit() and len(name) < 6:
            return self._place(("cards",), int(name))
        return self._place(("cards",), name)
