"""Who writes at this moment: whoever unlocked the store, or whoever took the desk over since."""

import json
from datetime import date
from typing import Final, NamedTuple

from concierge_tui.domain.clock import Clock
from concierge_tui.domain.meetup_day import Shift
from concierge_tui.domain.operation import Author
from concierge_tui.services.day_ports import Day
from concierge_tui.services.ports import Settings, StaffRegister

_SETTING: Final = "at_desk"


class _Taken(NamedTuple):
    """A hand-over of this device, as it is remembered here."""

    shift: str
    taker: str
    unlocked_by: str
    day: str


class AtTheDesk:
    """Answers who writes; a hand-over of the shift changes the answer, also after a restart.

    It holds for the day on which it was made and for the store as it was unlocked then: whoever
    opens it with her own passphrase, or on the next morning, is herself.
    """

    def __init__(
        self,
        area: str,
        unlocked_by: str,
        *,
        register: StaffRegister,
        settings: Settings,
        day: Day,
        now: Clock,
    ) -> None:
        self._area = area
        self._unlocked_by = unlocked_by
        self._register = register
        self._settings = settings
        self._day = day
        self._now = now

    def __call__(self) -> Author:
        """Return the author of what is written now."""
        return Author(self._area, self._taker() or self._first())

    def take(self, shift: str, taker: str) -> None:
        """Let whoever took over be the author from now on."""
        taken = _Taken(shift, taker, self._unlocked_by, self._today().isoformat())
        self._settings.put(_SETTING, json.dumps(taken))

    def give_back(self) -> None:
        """Let whoever unlocked the store be the author again; a rehearsal begins afresh so."""
        if self._settings.get(_SETTING) is not None:
            self._settings.drop(_SETTING)

    def _first(self) -> str:
        return self._unlocked_by or next((each.id for each in self._register.all()), "")

    def _taker(self) -> str:
        taken = _read(self._settings.get(_SETTING))
        if taken is None or taken.unlocked_by != self._unlocked_by:
            return ""
        if taken.day != self._today().isoformat():
            return ""
        shift = self._day.get(Shift, taken.shift)
        stands = shift is not None and shift.taker == taken.taker
        return taken.taker if stands else ""

    def _today(self) -> date:
        return self._now().astimezone().date()


def _read(kept: str | None) -> _Taken | None:
    try:
        said = json.loads(kept or "null")
        taken = _Taken(*said) if isinstance(said, list) else None
    except (ValueError, TypeError):
        return None
    return taken if taken and all(isinstance(part, str) for part in taken) else None
