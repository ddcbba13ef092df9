"""The slip of one household: a code to scan, a code to type, and a page to print."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from concierge_tui.services.desk import Desk
from concierge_tui.services.slips import Slip, lives_on_paper, slips_of
from concierge_tui.text import hand_off, print_screen, reception
from concierge_tui.text import slip as text
from screens import keys
from screens.front import call_walk_in
from screens.long_work import Cancelled, LongWork, Progress
from screens.lost_typing import TellsLostTyping
from screens.typed_path import read_path
from screens.widgets.cell_text import plain
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.qr import QrCode
from screens.widgets.scanner import Scanned, hand_down


class SlipScreen(LongWork, TellsLostTyping):
    """Shows the code large enough to be read off the screen, and writes the slip as a PDF."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    HINT: ClassVar[str] = text.SHOWN
    AUTO_FOCUS: ClassVar[str | None] = "#print"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "print", text.PRINT),
        Binding(keys.NEW, "walk_in", reception.WALK_IN, key_display="F3"),
        Binding(keys.HAND_OFF, "hand_off", hand_off.KEY, key_display="F11"),
    ]

    def __init__(self, desk: Desk, family_id: str, meetup_id: str | None = None) -> None:
        super().__init__(desk)
        self._family = desk.families.get(family_id)
        self._meetup = desk.meetups.get(meetup_id) if meetup_id else None

    @property
    def slip(self) -> Slip | None:
        """What is shown and printed; None for a family without a code."""
        contact, practice = self.desk.areas.contact, self.desk.practice
        made = slips_of([self._family], self._meetup, contact, practice=practice)
        return next(iter(made), None)

    def body(self) -> Iterable[Widget]:
        """Yield the code and where to write the page."""
        slip = self.slip
        code = slip.code if slip else ""
        with Horizontal(id="slip"):
            yield QrCode(code)
            with Vertical(id="slip-words"):
                name = slip.name if slip else text.addressed(self._family)
                yield Static(plain(name), markup=False, id="slip-name")
                event = slip.event if slip else text.event(self._meetup)
                yield Prose(plain(event), classes="quiet")
                yield Static(" ".join(code) or text.NO_CODE, markup=False, id="slip-code")
                yield Prose(self.HINT if code else "", id="slip-hint")
        size = ChoiceLine([Answer(*pair) for pair in print_screen.SIZES], id="size")
        size.choose("large" if lives_on_paper(self._family) else "plain")
        yield FormLine(print_screen.SIZE, size)
        proposed = str(Path.home() / text.file_name(code)) if code else ""
        yield FormLine(text.FILE, JpInput(proposed, id="file"))
        with Horizontal(classes="buttons"):
            yield Static(text.FILE_HINT, markup=False, classes="quiet")
            if self._meetup is not None:
                yield Button(print_screen.OTHER_PAPER, id="other", compact=True)
            yield Button(text.PRINT, id="print", variant="primary", compact=True)

    @on(Button.Pressed, "#print")
    @on(Input.Submitted)
    def action_print(self) -> None:
        """Write the slip; a reprint keeps the code."""
        path = read_path(self.query_one("#file", JpInput).value)
        slip = self.slip
        if slip is None:
            self.notice.say(text.NO_CODE, "care")
        elif path is None:
            self.notice.say(text.FILE_EMPTY, "care")
        elif path.is_dir():
            self._write([slip], path / text.file_name(slip.code))
        elif not path.parent.is_dir():
            self.notice.say(text.NO_FOLDER, "care")
        else:
            self._write([slip], path)

    @on(Button.Pressed, "#other")
    def other_paper(self) -> None:
        """Choose another size, a card, or paper for everyone."""
        from screens.print.screen import PrintScreen

        if self._meetup is not None:
            self.app.push_screen(PrintScreen(self.desk, self._meetup.id, self._family.id))

    def _write(self, slips: list[Any], path: Path) -> None:
        sign_up = self.desk.hand_off.sign_up()
        sheet = self.desk.paperwork().sheet(self._meetup.id if self._meetup else None)
        large = self.query_one("#size", ChoiceLine).value == "large"

        def work(progress: Progress, cancelled: Cancelled) -> bool | None:
            try:
                return self.desk.print_slips(
                    slips, path, progress, cancelled, sign_up=sign_up, sheet=sheet, large=large
                )
            except OSError:
                return None

        def done(written: Any) -> None:
            if written:
                self.notice.say(text.written(path), "done")
            else:
                self.notice.say(text.NOT_WRITTEN if written is None else text.CANCELLED, "care")

        self.start(text.WRITING, work, done)

    def action_hand_off(self) -> None:
        """Let the family go on with her own telephone."""
        from screens.hand_off.screen import HandOffScreen

        if self.attempt(self.desk.hand_off.refuse):
            meetup = self._meetup.id if self._meetup else None
            self.app.push_screen(HandOffScreen(self.desk, self._family.id, meetup))

    def action_walk_in(self) -> None:
        """Let the reception register whoever stands at the desk."""
        call_walk_in(self)

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card."""
        hand_down(self, event)
