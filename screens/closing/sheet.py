"""The sheet of a closing: read it, print it, then the backup and the sync."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.services.paper_content import Kept, Printed
from concierge_tui.text import closing as text
from concierge_tui.text import closing_sheet, print_screen
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.typed_path import read_path
from screens.widgets.cell_text import plain
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.scanner import Scanned

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class ClosingSheetScreen(LongWork):
    """Shows what is kept of a closed meetup; what came to light afterwards stands on top."""

    CSS_PATH = "sheet.tcss"
    HEADLINE = text.SHEET_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SLIP, "send", text.PRINT, key_display="F11"),
        Binding(keys.GUEST, "back_up", text.BACKUP, priority=True),
        Binding(keys.SYNC, "sync", text.SYNC, key_display="F5"),
    ]

    def __init__(self, desk: "Desk", meetup: str, *, is_new: bool = False) -> None:
        super().__init__(desk)
        self._end_of = desk.closing(meetup)
        self._meetup = self._end_of.meetup
        self._is_new = is_new

    def body(self) -> Iterable[Widget]:
        """Yield the parts, where to write, and what comes next."""
        with VerticalScroll(id="sheet"):
            for head, lines in closing_sheet.parts(self._end_of.sheet()):
                care = " -care" if head == closing_sheet.AFTERWARDS else ""
                yield Prose(plain(head), classes=f"part{care}")
                yield Prose("\n".join(plain(line) for line in lines), classes=f"lines{care}")
        path = Path.home() / text.file_name(self._meetup)
        yield FormLine(print_screen.FILE, JpInput(str(path), id="file"))
        with Horizontal(classes="buttons"):
            yield PushButton(text.BACK, id="back", compact=True)
            yield PushButton(text.REOPEN, id="reopen", compact=True)
            yield PushButton(text.BACKUP, id="back-up", compact=True)
            yield PushButton(text.SYNC, id="sync", compact=True)
            yield PushButton(text.PDF, id="pdf", compact=True)
            yield PushButton(text.PRINT, id="send", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Say that it is closed, and what comes next."""
        self.head(text.SHEET_TITLE, self._meetup.title)
        self.notice.say(f"{text.CLOSED}{text.NEXT}" if self._is_new else text.NEXT, "done")

    def on_scanned(self, event: Scanned) -> None:
        """Say that nobody is received at a meetup that was closed; who it was stays unsaid."""
        event.stop()
        self.notice.say(text.CARD_AFTERWARDS, "care")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#reopen")
    def reopen(self) -> None:
        """Open the meetup again."""
        if self.attempt(self._end_of.reopen):
            self.dismiss(text.REOPENED)

    @on(Button.Pressed, "#send")
    def action_send(self) -> None:
        """Print it."""
        if not self.desk.printer.can_print:
            self.notice.say(text.NO_PRINTER, "care")
            return
        self._begin(text.SENDING, lambda desk, printed: desk.printer.send(printed.pdf), text.SENT)

    @on(Button.Pressed, "#pdf")
    def write_pdf(self) -> None:
        """Write the PDF; no key does it, so that a Ctrl+S too many leaves no names on a disk."""
        path = read_path(self.query_one("#file", JpInput).value)
        if path is None:
            self.notice.say(print_screen.FILE_EMPTY, "care")
        elif not (path if path.is_dir() else path.parent).is_dir():
            self.notice.say(print_screen.NO_FOLDER, "care")
        else:
            target = path / text.file_name(self._meetup) if path.is_dir() else path
            said = print_screen.written(target, ())
            self._begin(text.WRITING, lambda desk, printed: _keep(desk, printed, target), said)

    @on(Button.Pressed, "#back-up")
    def action_back_up(self) -> None:
        """Offer the backup."""
        from screens.backup.screen import BackupScreen

        self.app.push_screen(BackupScreen(self.desk))

    @on(Button.Pressed, "#sync")
    def action_sync(self) -> None:
        """Offer the sync."""
        from screens.sync.screen import SyncScreen

        self.app.push_screen(SyncScreen(self.desk))

    def _begin(self, words: str, hand_on: "Callable[[Desk, Printed], None]", said: str) -> None:
        meetup = self._meetup.id

        def work(progress: Progress, cancelled: Cancelled) -> bool:
            with self.desk.fork() as desk:
                parts = closing_sheet.parts(desk.closing(meetup).sheet())
                sheet = desk.paperwork().sheet(meetup)
                printed = desk.press(Kept(text.SHEET_TITLE, parts), sheet, progress, cancelled)
                if printed is None or cancelled():
                    return False
                hand_on(desk, printed)
                return True

        def done(was_done: bool) -> None:  # noqa: FBT001 - the answer of the work
            if was_done:
                self.notice.say(said, "done")
            else:
                self.notice.say(print_screen.CANCELLED, "care")

        self.start(words, work, done)


def _keep(desk: "Desk", printed: Printed, target: Path) -> None:
    from concierge_tui.domain.paper_errors import PaperUnwritable

    try:
        desk.keep_paper(printed.pdf, target)
    except OSError:
        raise PaperUnwritable from None
