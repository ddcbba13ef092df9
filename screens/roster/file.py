"""Choosing the roster file: a list of what lies there, or a path that was pasted."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.roster import RosterUnreadable
from concierge_tui.text import roster_screen as text
from concierge_tui.text.times import short_day
from screens.folder_page import FolderPage
from screens.roster.mapping import RosterMappingScreen

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.roster_import import Roster
    from concierge_tui.services.roster_tally import Imported

_FIRST_FOLDERS = ("Downloads", "Desktop")


class RosterFileScreen(FolderPage):
    """Leads to the mapping; answers with what was imported."""

    CSS_PATH = "screen.tcss"
    SUFFIXES: ClassVar[frozenset[str]] = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
    SETTING: ClassVar[str] = "roster.folder"
    NO_FILES: ClassVar[str] = text.NO_FILES

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk)
        self._meetup = desk.meetups.get(meetup)

    def likely(self) -> list[Path]:
        """Return where a roster that was sent usually lies."""
        return [Path.home() / name for name in _FIRST_FOLDERS]

    def on_mount(self) -> None:
        """Say for which meetup it is."""
        self.head(text.FILE_TITLE, f"{self._meetup.title} {short_day(self._meetup.date)}")

    def opens(self, path: Path) -> None:
        """Read the file, in a thread."""
        rosters = self.desk.rosters
        self.start(
            text.OPENING,
            lambda _progress, _cancelled: rosters.open(path),
            self._opened,
            lambda error: self._unreadable(path, error),
        )

    def _unreadable(self, path: Path, error: ConciergeError) -> None:
        if isinstance(error, RosterUnreadable) and error.reason == "no_header":
            from screens.roster.header import HeaderScreen

            with self.telling():
                file = self.desk.rosters.look_into(path)
                self.app.push_screen(
                    HeaderScreen(self.desk, file.records), lambda number: self._point(path, number)
                )
        else:
            self.say_error(error)

    def _point(self, path: Path, number: int | None) -> None:
        if number is not None:
            rosters = self.desk.rosters
            self.start(
                text.OPENING,
                lambda _progress, _cancelled: rosters.open(path, header=number),
                self._opened,
            )

    def _opened(self, roster: "Roster") -> None:
        self.remember(roster.path.parent)
        screen = RosterMappingScreen(self.desk, self._meetup, roster)
        self.app.push_screen(screen, self._imported)

    def _imported(self, imported: "Imported | None") -> None:
        if imported is not None:
            self.dismiss(imported)
