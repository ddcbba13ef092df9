"""Where the desk was, so that a laptop that lost its power goes on there.

Kept in the store, not beside it: it names a meetup. It is forgotten by whoever goes home or
quits on purpose, and it grows old: nobody wants last week's reception back.
"""

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.errors import ConciergeError

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk

_SETTING: Final = "open_screen"
_OLD: Final = 12 * 60 * 60 * 1000

WALK_IN: Final = "walk_in"
SIGN_UP: Final = "sign_up"


class Place(NamedTuple):
    """A reception, and the form that lay on it."""

    meetup: str
    form: str = ""
    family: str = ""
    """Of a walk-in the host, of a sign-up the family that is being written."""
    at: int = 0


def remember(desk: "Desk", place: Place) -> None:
    """Keep where one is; the same place again is not written twice."""
    before = _read(desk)
    if before is None or before._replace(at=0) != place:
        at = milliseconds(desk.now())
        desk.settings.put(_SETTING, json.dumps(place._replace(at=at)))


def forget(desk: "Desk") -> None:
    """Begin at home the next time."""
    if desk.settings.get(_SETTING) is not None:
        desk.settings.drop(_SETTING)


def place_of(desk: "Desk") -> Place | None:
    """Return where to go on: a meetup that is still open, left less than half a day ago."""
    place = _read(desk)
    if place is None or not 0 <= milliseconds(desk.now()) - place.at < _OLD:
        return None
    try:
        meetup = desk.meetups.get(place.meetup)
        if place.form == WALK_IN and place.family:
            desk.families.get(place.family)
    except ConciergeError:
        return None
    if place.form == SIGN_UP and desk.sign_up_drafts.first(place.family) is None:
        place = Place(place.meetup, at=place.at)  # nothing was written on it yet
    return None if meetup.closed or meetup.removed else place


def _read(desk: "Desk") -> Place | None:
    try:
        kept = json.loads(desk.settings.get(_SETTING) or "null")
        place = Place(*kept) if isinstance(kept, list) else None
    except (ValueError, TypeError):
        return None
    is_place = place is not None and isinstance(place.at, int)
    return place if is_place and all(isinstance(part, str) for part in kept[:3]) else None
