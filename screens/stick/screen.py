"""Writing all that may leave this laptop to a stick, and reading what others wrote on one."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.bundle_errors import BundleUnwritable
from concierge_tui.domain.central_errors import ReplyCutShort
from concierge_tui.domain.errors import ConciergeError, FileUnreadable
from concierge_tui.services.bundles import ENDING, is_receipt, name_of_file, receipt_beside
from concierge_tui.text import bundles as text
from concierge_tui.text import page
from screens import keys
from screens.folder_page import FileList, FolderPage
from screens.long_work import Cancelled, Progress
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.bundles import Brought, Sealed

_MOUNTED = ("/media", "/run/media", "/Volumes")


class StickScreen(FolderPage):
    """Shows what lies on the stick; Enter reads a file, Ctrl+S writes one beside it."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    SUFFIXES: ClassVar[frozenset[str]] = frozenset({ENDING})
    SETTING: ClassVar[str] = "stick.folder"
    NO_FILES: ClassVar[str] = text.NOTHING_FOUND
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "write", text.WRITE_KEY),
        Binding(keys.SEND, "send", text.SEND_KEY),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield what it is about, the folder, the buttons."""
        yield Prose(text.INTRO, id="words")
        yield from super().body()
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.READ_KEY, id="read", compact=True)
            yield PushButton(text.SEND_KEY, id="send", compact=True)
            yield PushButton(text.WRITE_KEY, id="write", compact=True, variant="primary")

    def likely(self) -> list[Path]:
        """Return the sticks that are in this laptop now."""
        return list(_sticks())

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Write into the folder that is shown; an older file of this laptop is replaced."""
        if self.desk.practice:
            self.notice.say(text.PRACTICE, "care")
            return
        if not self.looks_where_typed():
            return
        day = self.desk.now().astimezone().date().isoformat()
        target = self.folder / name_of_file(self.desk.area_name, day, self.desk.device)

        def work(progress: Progress, cancelled: Cancelled) -> "Sealed | None":
            with self.desk.fork() as other:
                return other.bundles.write(target, progress, cancelled)

        self.start(text.WRITING, work, lambda sealed: self._written(target, sealed))

    def _written(self, target: Path, sealed: "Sealed | None") -> None:
        if sealed is None:
            self.notice.say(text.WRITE_STOPPED, "care")
            return
        self.remember(target.parent)
        self.list_files(self.folder)
        self.notice.say(text.written(target.name, sealed.operations, sealed.withheld), "done")

    @on(Button.Pressed, "#read")
    def _read(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.opens(chosen)

    def _chosen(self) -> Path | None:
        """Return the file that is marked; where none is, say so."""
        row = self.query_one(FileList).highlighted
        if row is not None and Path(row.key).suffix.lower() in self.SUFFIXES:
            return Path(row.key)
        self.notice.say(text.CHOOSE_FIRST)
        self.query_one(FileList).focus()
        return None

    @on(Button.Pressed, "#send")
    def action_send(self) -> None:
        """Bring a file to the central service, whoever wrote it; its receipt lies beside it."""
        if self.desk.practice:
            self.notice.say(text.PRACTICE, "care")
            return
        chosen = self._chosen()
        if chosen is None:
            return
        if self.desk.synchronise.status().state != "enrolled":
            self.notice.say(text.NOT_ENROLLED, "care")
        elif is_receipt(chosen):
            self.notice.say(text.IS_RECEIPT, "care")
        else:
            self._send(chosen, receipt_beside(chosen))

    def _send(self, source: Path, receipt: Path) -> None:
        def work(progress: Progress, cancelled: Cancelled) -> bool:
            with self.desk.fork() as other:
                try:
                    other.bundles.deliver(source, receipt, progress, cancelled)
                except ReplyCutShort:
                    if not cancelled():
                        raise
                    return False
            return True

        self.start(text.SENDING, work, lambda came: self._sent(receipt, came=came), self._not_sent)

    def _sent(self, receipt: Path, *, came: bool) -> None:
        if not came:
            self.notice.say(text.SEND_STOPPED, "care")
            return
        self.remember(receipt.parent)
        self.list_files(self.folder)
        self.notice.say(text.delivered(receipt.name), "done")

    def _not_sent(self, error: ConciergeError) -> None:
        if isinstance(error, BundleUnwritable):
            self.notice.say(text.RECEIPT_UNWRITTEN, "care")
        else:
            self._not_taken(error)

    def _not_taken(self, error: ConciergeError) -> None:
        if isinstance(error, FileUnreadable):
            self.notice.say(text.FILE_GONE, "care")
        else:
            self.say_error(error)

    def opens(self, path: Path) -> None:
        """Take in a file, in a thread."""

        def work(progress: Progress, cancelled: Cancelled) -> "Brought":
            with self.desk.fork() as other:
                brought = other.bundles.read(path, "", progress, cancelled)
                # What came is here, whether or not families that stand twice are found now.
                with suppress(ConciergeError):
                    other.doubles.refresh(progress, cancelled)
                return brought

        self.start(
            text.READING, work, lambda brought: self._brought(path, brought), self._not_taken
        )

    def _brought(self, path: Path, brought: "Brought") -> None:
        self.remember(path.parent)
        said = text.brought(brought.new, brought.refused, brought.pending, receipt=brought.receipt)
        if brought.cancelled:
            self.notice.say(text.READ_STOPPED, "care")
        else:
            self.notice.say(said, "care" if brought.refused else "done")


def _sticks() -> Iterable[Path]:
    """Yield the folders at which sticks are mounted: below them, or below a person's own."""
    for top in map(Path, _MOUNTED):
        for folder in _below(top):
            yield from _below(folder) if folder.name == Path.home().name else [folder]
    if hasattr(os, "listdrives"):
        yield from (Path(drive) for drive in os.listdrives() if not drive.startswith("C"))


def _below(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []
