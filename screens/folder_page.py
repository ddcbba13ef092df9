"""A page on which a file is chosen: a list of what lies there, or a path that was pasted."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from concierge_tui.text import folders as text
from concierge_tui.text.times import short_day
from screens.long_work import LongWork
from screens.typed_path import read_path
from screens.widgets.column_layout import Column
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList, ResultRow


class FileList(ResultList):
    """Files and folders; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class FolderPage(LongWork):
    """Lists the files that count here, and remembers the folder; `opens` says what one is for."""

    AUTO_FOCUS: ClassVar[str | None] = "#files"
    SUFFIXES: ClassVar[frozenset[str]] = frozenset()
    SETTING: ClassVar[str] = ""
    """Under which name the folder is remembered."""
    NO_FILES: ClassVar[str] = ""
    """Said where no such file lies in the folder."""

    folder = Path()
    """Which folder is shown."""

    def opens(self, path: Path) -> None:
        """Do what the page is for with a file."""
        raise NotImplementedError

    def likely(self) -> list[Path]:
        """Return where such files usually lie, when none was opened before."""
        return []

    def body(self) -> Iterable[Widget]:
        """Yield the path line and the list of the folder."""
        with Horizontal(classes="search"):
            yield Label(text.PATH)
            yield JpInput(placeholder=text.PATH_PLACEHOLDER, id="path")
        yield Static("", id="folder", classes="quiet", markup=False)
        yield FileList(
            Column(24, grow=1), Column(20), Column(11), empty=self.NO_FILES, most=None, id="files"
        )

    def on_mount(self) -> None:
        """Show the folder that was used last."""
        kept = self.desk.settings.get(self.SETTING)
        likely = [Path(kept)] if kept else []
        likely += self.likely()
        self.look_into(next((folder for folder in likely if folder.is_dir()), Path.home()))

    def remember(self, folder: Path) -> None:
        """Begin here the next time."""
        self.desk.settings.put(self.SETTING, str(folder))

    def look_into(self, folder: Path) -> None:
        """List a folder, and go to its first row."""
        if self.list_files(folder):
            files = self.query_one(FileList)
            files.action_first()
            files.focus()
            if not self._has_files():
                self.notice.say(self.NO_FILES)

    def list_files(self, folder: Path) -> bool:
        """List a folder; say whether it could be read."""
        try:
            entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
            files = [_file(path) for path in entries if path.suffix.lower() in self.SUFFIXES]
            folders = sorted(path for path in entries if path.is_dir())
        except OSError:
            self.notice.say(text.CLOSED_FOLDER, "care")
            return False
        self.folder = folder
        rows = [row for _, row in sorted((f for f in files if f), key=lambda f: -f[0])]
        rows += [ResultRow(str(path), (path.name + "/", text.FOLDER, "")) for path in folders]
        up = ResultRow(str(folder.parent), ("..", text.UP, ""))
        self.query_one("#folder", Static).update(text.where(folder))
        self.query_one(FileList).show([*rows, up])
        return True

    def _has_files(self) -> bool:
        rows = self.query_one(FileList).rows
        return any(Path(row.key).suffix.lower() in self.SUFFIXES for row in rows)

    @on(ResultList.Chosen, "#files")
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

    def looks_where_typed(self) -> bool:
        """Look into the folder that was typed and not opened; where there is none, say so."""
        value = self.query_one("#path", JpInput).value
        path = read_path(value)
        if not value.strip():
            return True
        if path is None or not path.exists():
            self.notice.say(text.NO_SUCH_PATH, "care")
            return False
        self.query_one("#path", JpInput).value = ""
        return self.list_files(path if path.is_dir() else path.parent)

    def _go(self, path: Path) -> None:
        if path.is_dir():
            self.query_one("#path", JpInput).value = ""
            self.notice.clear()
            self.look_into(path)
        else:
            self.opens(path)


def _file(path: Path) -> tuple[float, ResultRow] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    changed = datetime.fromtimestamp(status.st_mtime).astimezone()
    cells = (path.name, f"{short_day(changed)} {changed:%H:%M}", text.size(status.st_size))
    return status.st_mtime, ResultRow(str(path), cells)
