"""A family withdraws: what that does is said first, and a slip states it (situation 17)."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.fold import body_of
from concierge_tui.services.statements import statement_of
from concierge_tui.text import consenting as text
from concierge_tui.text import page, slip
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.lost_typing import TellsLostTyping
from screens.typed_path import read_path
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk


class Withdrawn(NamedTuple):
    """From what a family withdrew, and when that was written."""

    purposes: tuple[str, ...]
    at: int


class WithdrawScreen(LongWork, TellsLostTyping):
    """Explains the effect for exactly this purpose and asks how the family said it."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#reason"

    def __init__(self, desk: "Desk", family: "Family", purpose: str) -> None:
        super().__init__(desk)
        self._family = family
        self._purpose = purpose

    def body(self) -> Iterable[Widget]:
        """Yield what it does and what is kept, how it was said, and the two buttons."""
        today = self.desk.now().astimezone().date()
        inside = self.desk.attendances.is_inside(self._family.id, today)
        reason = ChoiceLine([Answer(*pair) for pair in text.REASONS], id="reason")
        reason.choose("said")
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.effects(self._purpose, inside=inside), id="effects")
        with VerticalScroll(id="how", can_focus=False):
            yield FormLine(text.REASON, reason)
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.CONFIRM, id="withdraw", compact=True, variant="warning")

    def on_mount(self) -> None:
        """Say what is withdrawn."""
        self.head(text.withdrawing(self._purpose))

    @on(ChoiceLine.GoneOn)
    def go_on(self) -> None:
        """Go to the button that withdraws."""
        self.query_one("#withdraw").focus()

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.action_back()

    @on(Button.Pressed, "#withdraw")
    def withdraw(self) -> None:
        """Write the withdrawal; from now on the family is hidden."""
        reason = self.query_one("#reason", ChoiceLine).value
        with self.telling():
            act = self.desk.consents.withdraw(self._family.id, self._purpose, reason)
            consents = [op for op in act.operations if op.noun == "consent"]
            purposes = tuple(str(body_of(op).get("purpose")) for op in consents)
            self.dismiss(Withdrawn(purposes, act.operations[0].wall))


class StatementScreen(LongWork):
    """Shows what was withdrawn, and writes it down for the family."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.STATEMENT_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#print"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "print", text.PRINT)]

    def __init__(self, desk: "Desk", family: "Family", withdrawn: Withdrawn) -> None:
        super().__init__(desk)
        day = self.desk.now().astimezone().date().isoformat()
        self._file_name = text.file_name(day, family.code)
        self._statement = statement_of(
            family, withdrawn.purposes, withdrawn.at, desk.areas.contact, practice=desk.practice
        )

    def body(self) -> Iterable[Widget]:
        """Yield the statement and where to write it."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose("\n".join((text.STATEMENT, "", *self._statement.lines)), id="statement")
        with VerticalScroll(id="how", can_focus=False):
            yield FormLine(text.FILE, JpInput(str(Path.home() / self._file_name), id="file"))
        with Horizontal(classes="buttons"):
            yield PushButton(text.DONE, id="done", compact=True)
            yield PushButton(text.PRINT, id="print", compact=True, variant="primary")

    @on(Button.Pressed, "#done")
    def end(self) -> None:
        """Go on without paper."""
        self.action_back()

    @on(Button.Pressed, "#print")
    @on(Input.Submitted)
    def action_print(self) -> None:
        """Write the statement as a PDF."""
        path = read_path(self.query_one("#file", JpInput).value)
        if path is None:
            self.notice.say(slip.FILE_EMPTY, "care")
            return
        target = path / self._file_name if path.is_dir() else path
        if not target.parent.is_dir():
            self.notice.say(slip.NO_FOLDER, "care")
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> bool:
            try:
                self.desk.print_statement(self._statement, target)
            except OSError:
                return False
            return True

        def done(written: Any) -> None:
            if written:
                self.notice.say(slip.written(target), "done")
            else:
                self.notice.say(slip.NOT_WRITTEN, "care")

        self.start(slip.WRITING, work, done)
