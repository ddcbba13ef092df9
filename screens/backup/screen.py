"""Writing a backup."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.text import backup as text
from concierge_tui.text import page
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.typed_path import read_path
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton


class BackupScreen(LongWork):
    """Writes the encrypted store and its key slots to one file."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#file JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "write", text.WRITE)]

    def body(self) -> Iterable[Widget]:
        """Yield where to write and the button."""
        day = self.desk.now().astimezone().date().isoformat()
        proposed = Path.home() / text.name_of_file(self.desk.area_name, day)
        with VerticalScroll(classes="form -dense", can_focus=False):
            yield Prose(text.INTRO)
            yield FormField(text.FILE, JpInput(str(proposed)), hint=text.FILE_HINT, id="file")
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back", compact=True)
                yield PushButton(text.WRITE, id="write", compact=True, variant="primary")
            if not self.desk.practice:
                yield from self._copies()

    def _copies(self) -> Iterable[Widget]:
        """Yield how often a copy is made by itself, and where it goes."""
        copies = self.desk.safe_copy
        folder = "" if copies.is_at_home else str(copies.folder)
        yield Prose(text.COPY_INTRO, id="copies")
        yield FormField(
            text.COPY_MINUTES, NumberInput(str(copies.minutes)),
            hint=text.COPY_MINUTES_HINT, id="minutes",
        )  # fmt: skip
        yield FormField(text.COPY_FOLDER, JpInput(folder), hint=text.COPY_FOLDER_HINT, id="folder")
        with Horizontal(classes="buttons"):
            yield PushButton(text.COPY_CHOOSE, id="choose", compact=True)

    @on(Button.Pressed, "#choose")
    @on(Input.Submitted, "#minutes JpInput, #folder JpInput")
    def choose_copies(self) -> None:
        """Keep how often and where copies are made."""
        folder = read_path(self.query_one("#folder", FormField).value)
        minutes = self.query_one("#minutes", FormField).value
        if self.attempt(lambda: self.desk.safe_copy.choose(minutes, folder)):
            self.notice.say(text.COPY_CHOSEN, "done")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#write")
    @on(Input.Submitted, "#file JpInput")
    def action_write(self) -> None:
        """Write, after asking where a file lies there already."""
        if self.desk.practice:
            self.notice.say(text.PRACTICE, "care")
            return
        self.notice.clear()
        path = read_path(self.query_one("#file", FormField).value)
        if path is None:
            self.notice.say(text.FILE_EMPTY, "care")
        elif path.is_dir():
            day = self.desk.now().astimezone().date().isoformat()
            self._ask(path / text.name_of_file(self.desk.area_name, day))
        elif not path.parent.is_dir():
            self.notice.say(text.NO_FOLDER, "care")
        else:
            self._ask(path)

    def _ask(self, path: Path) -> None:
        if not path.exists():
            self._write(path)
            return
        question = ConfirmScreen(text.OVERWRITE_TITLE, text.OVERWRITE_WORDS, text.OVERWRITE)
        self.app.push_screen(question, lambda yes: self._write(path) if yes else None)

    def _write(self, path: Path) -> None:
        def work(progress: Progress, cancelled: Cancelled) -> bool:
            with self.desk.fork() as other:
                return other.back_up(path, progress, cancelled)

        def done(written: Any) -> None:
            if written:
                self.notice.say(text.written(path), "done")
            else:
                self.notice.say(text.STOPPED)

        self.start(text.WRITING, work, done)
