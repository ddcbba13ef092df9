"""Choosing the roster file: a list of what lies there, or a path that was pasted."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.roster import RosterUnreadable
from concierge_tui.text import roster_screen as text
from concierge_tui.text.times import short_day
from screens.long_work import LongWork
from screens.roster.mapping import RosterMappingScreen
from screens.typed_path import read_path
from screens.widgets.column_layout import Column
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.roster_import import Imported, Roster

_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
_FOLDER_SETTING = "roster.folder"
_FIRST_FOLDERS = ("Downloads", "Desktop")


class FileList(ResultList):
    """Files and folders; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class RosterFileScreen(LongWork):
    """Leads to the mapping; answers with what was imported."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#files"

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk)
        self._meetup = desk.meetups.get(meetup)
        self._folder = Path.home()

    def body(self) -> Iterable[Widget]:
        """Yield the path line and the list of the folder."""
        with Horizontal(classes="search"):
            yield Label(text.PATH)
            yield JpInput(placeholder=text.PATH_PLACEHOLDER, id="path")
        yield Static("", id="folder", classes="quiet", markup=False)
        yield FileList(
            Column(24, grow=1), Column(20), Column(11), empty=text.NO_FILES, most=None, id="files"
        )

    def on_mount(self) -> None:
        """Show the folder that was used last."""
        self.head(text.FILE_TITLE, f"{self._meetup.title} {short_day(self._meetup.date)}")
        kept = self.desk.settings.get(_FOLDER_SETTING)
        likely = [Path(kept)] if kept else [Path.home() / name for name in _FIRST_FOLDERS]
        self._show(next((folder for folder in likely if folder.is_dir()), Path.home()))

    def _show(self, folder: Path) -> None:
        try:
            entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
            files = [_file(path) for path in entries if path.suffix.lower() in _SUFFIXES]
            folders = sorted(path for path in entries if path.is_dir())
        except OSError:
            self.notice.say(text.CLOSED_FOLDER, "care")
            return
        self._folder = folder
        rows = [row for _, row in sorted((f for f in files if f), key=lambda f: -f[0])]
        rows += [ResultRow(str(path), (path.name + "/", text.FOLDER, "")) for path in folders]
        up = ResultRow(str(folder.parent), ("..", text.UP, ""))
        self.query_one("#folder", Static).update(text.where(folder))
        files_list = self.query_one(ResultList)
        files_list.show([*rows, up])
        files_list.action_first()
        files_list.focus()
        if not any(f for f in files):
            self.notice.say(text.NO_FILES)

    @on(ResultList.Chosen)
    def choose(self, event: ResultList.Chosen) -> None:
        """Open the file, or look into the folder."""
        self._go(Path(event.row.key))

    @on(Input.Submitted, "#path")
    def typed(self, event: Input.Submitted) -> None:
        """Open what was typed or pasted."""
        path = read_path(event.value)
        if not event.value.strip():
            self.notice.say(text.PATH_EMPTY, "care")
        elif path is None or not path.exists():
            self.notice.say(text.NO_SUCH_PATH, "care")
        else:
            self._go(path)

    def on_key(self, event: events.Key) -> None:
        """Write a path that is typed while the list has the focus."""
        if event.is_printable and event.character and self.query_one(FileList).has_focus:
            event.stop()
            field = self.query_one("#path", JpInput)
            field.focus()
            field.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Open a file that was dragged onto the list."""
        event.stop()
        self.query_one("#path", JpInput).value = event.text.strip()
        path = read_path(event.text)
        if path is not None and path.exists():
            self._go(path)
        else:
            self.notice.say(text.NO_SUCH_PATH, "care")

    def _go(self, path: Path) -> None:
        if path.is_dir():
            self.notice.clear()
            self._show(path)
            return
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
        self.desk.settings.put(_FOLDER_SETTING, str(roster.path.parent))
        screen = RosterMappingScreen(self.desk, self._meetup, roster)
        self.app.push_screen(screen, self._imported)

    def _imported(self, imported: "Imported | None") -> None:
        if imported is not None:
            self.dismiss(imported)


def _file(path: Path) -> tuple[float, ResultRow] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    changed = datetime.fromtimestamp(status.st_mtime).astimezone()
    cells = (path.name, f"{short_day(changed)} {changed:%H:%M}", text.size(status.st_size))
    return status.st_mtime, ResultRow(str(path), cells)
