"""What the pictures of the manual show: a clock that stands, a roster, a central service."""  # noqa: INP001 (a tool, no package)

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from concierge_tui import bootstrap
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.urgency import Waiting
from concierge_tui.doorway import LaptopDoorway
from concierge_tui.paths import Home
from concierge_tui.rehearsal.furnishing import furnish, strangers
from concierge_tui.rehearsal.invented import InventedFamily
from concierge_tui.services.desk import Desk
from concierge_tui.services.sync_ports import Enrolled, SyncStatus
from concierge_tui.services.synchronise import Synchronise
from concierge_tui.text.welcome import PRACTICE_AREA, PRACTICE_STAFF
from screens.front import Beginning, OpenHere

NOW: Final = datetime(2026, 12, 5, 1, 12, tzinfo=UTC)
"""Twelve past ten in Japan, on the morning of the meetup."""
RECOVERY: Final = "K7QW-M3XD-6HRT-V2LP-C4FN-5BZJ-3YSG-Q2TE"
CODE: Final = "7KQ2WXM4PD9C"
URL: Final = "https://honbu.example.jp"

_HEADERS: Final = (
    "保護者氏名", "フリガナ", "電話番号", "住所", "お子さま氏名",
    "お子さまフリガナ", "お子さま生年月日", "アレルギー", "どちらで?",
)  # fmt: skip
_FLAWS: Final = {3: (6, "2023-02-30"), 7: (2, "090-12")}
"""Which cell of which row a person has to mend."""


def standing_clock() -> datetime:
    """Return the moment of every picture."""
    return NOW


class PictureDoorway(LaptopDoorway):
    """The real door, with the standing clock and a recovery key that opens nothing."""

    def __init__(self, home: Home) -> None:
        super().__init__(home, furnish)

    def create(self, beginning: Beginning) -> tuple[str, OpenHere]:
        """Create the store; answer with the key that every picture shows."""
        new = bootstrap.NewStore(
            beginning.area, beginning.staff, beginning.passphrase, beginning.certification,
            beginning.certified_until, beginning.pin,
        )  # fmt: skip
        desk, _recovery = bootstrap.create(self._home, new, now=standing_clock)
        desk.close()
        unlock = beginning.passphrase
        return RECOVERY, lambda: bootstrap.open_desk(self._home, unlock, now=standing_clock)

    def practise(self) -> Desk:
        """Return a rehearsal at the moment of the pictures."""
        return bootstrap.practise(area=PRACTICE_AREA, staff=PRACTICE_STAFF, now=standing_clock)


def write_roster(path: Path) -> Path:
    """Write the roster of fourteen families as Excel saves it, with two damaged cells."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADERS)
    for number, family in enumerate(strangers(14), 1):
        cells = _row(family)
        if number in _FLAWS:
            column, damaged = _FLAWS[number]
            cells[column] = damaged
        writer.writerow(cells)
    path.write_bytes(text.getvalue().encode("cp932"))
    return path


def _row(family: InventedFamily) -> list[str]:
    guardian, child = family.people[0], family.people[1]
    _postal, prefecture, city, town = family.place
    born = child.born.before(NOW.date()).isoformat() if child.born else ""
    address = f"{prefecture}{city}{town}{family.rest}"
    return [
        guardian.name, guardian.kana, guardian.phone, address, child.name, child.kana, born,
        child.allergy or "なし", family.channel or "チラシ",
    ]  # fmt: skip


class _Reached:
    """A peer that was synced this morning."""

    def status(self, *, practice: bool) -> SyncStatus:
        """Return a morning's work."""
        del practice
        return SyncStatus(
            state="enrolled", pending=12, delivered=0, second_copy=0, safe_at_central=486,
            withheld=3, waiting=0, conflicts=1, refused=(), url=URL,
            last_sync=milliseconds(NOW) - 55 * 60_000, clock_ahead_ms=0,
        )  # fmt: skip

    def central_url(self) -> str:
        """Return its address."""
        return URL

    def waiting(self) -> tuple[Waiting, ...]:
        """Return that nothing is left."""
        return ()


def enrolled(desk: Desk) -> tuple[Desk, Enrolled]:
    """Return the desk as it is after an enrolment, and what that gave."""
    peer = Synchronise(_Reached(), lambda *_: None, practice=False)  # type: ignore[arg-type]
    known = Enrolled(URL, desk.area_name, bytes((12, 98, 155, 31, 201, 77)))
    return replace(desk, synchronise=peer), known
