"""One place for everything that goes onto paper: choose, look what each page holds, print."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Input
from textual.widgets.button import ButtonVariant

from concierge_tui.services.paper_content import PaperKind, Printed
from concierge_tui.services.paperwork import Order
from concierge_tui.text import page, people
from concierge_tui.text import print_screen as text
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.lost_typing import TellsLostTyping
from screens.print.choices import PrintChoices
from screens.typed_path import read_path
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

_REST: float = 0.4
"""Seconds of rest after which the pages of a choice are drawn."""
_MOVED = "label_offsets"


class PrintScreen(LongWork, TellsLostTyping):
    """Prints for one meetup; with a family, for that one first."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#kind"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE),
        Binding(keys.SLIP, "send", text.SEND, key_display="F11"),
    ]

    def __init__(
        self,
        desk: "Desk",
        meetup_id: str,
        family_id: str | None = None,
        kind: PaperKind = "slips",
    ) -> None:
        super().__init__(desk)
        self._kind = kind
        self._meetup = desk.meetups.get(meetup_id)
        self._family = desk.families.get(family_id) if family_id else None
        self._rest: Timer | None = None
        self._is_printing = False

    def body(self) -> Iterable[Widget]:
        """Yield the choices, what each page would hold, and where to write."""
        everyone = text.everyone(len(self.desk.families.ids(self._meetup.id)))
        one = (self._family.id, people.family_name(self._family)) if self._family else None
        moved = self.desk.settings.get(_MOVED) or ""
        yield PrintChoices(self._meetup.id, everyone, one, moved, self._kind)
        with VerticalScroll(id="pages"):
            yield Prose(id="page-list")
        yield FormLine(text.FILE, JpInput(str(self._proposed(self._kind)), id="file"))
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            if self.desk.printer.can_open:
                yield PushButton(text.LOOK, id="look", compact=True)
            to_paper = self.desk.printer.can_print
            yield PushButton(text.SAVE, id="save", variant=_bright(not to_paper), compact=True)
            yield PushButton(text.SEND, id="send", variant=_bright(to_paper), compact=True)

    def on_mount(self) -> None:
        """Say for which meetup, and draw the first preview."""
        if self.query(PrintChoices):  # else it is being left already
            self.head(text.title(self._meetup))
            self._draw_soon()

    def on_unmount(self) -> None:
        """Leave no page behind that was only looked at."""
        self.desk.printer.sweep()

    @on(ChoiceLine.Changed)
    def _chosen(self, event: ChoiceLine.Changed) -> None:
        choices = self.query_one(PrintChoices)
        choices.adapt()
        if event.line.id == "kind":
            self._propose(event.line.value)
        self._draw_soon()

    @on(Input.Changed, "#forms, #right, #down, #used")
    def _counted(self) -> None:
        self._draw_soon()

    @on(ChoiceLine.GoneOn)
    @on(Input.Submitted)
    def _go_on(self) -> None:
        self.focus_next("ChoiceLine, JpInput, #send")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#look")
    def look(self) -> None:
        """Open what would be printed; it says that it is a specimen."""

        def open_it(desk: "Desk", printed: Printed) -> None:
            desk.printer.open(printed.pdf)

        self._begin(text.PREPARING, open_it, lambda _: "", specimen=True)

    @on(Button.Pressed, "#send")
    def action_send(self) -> None:
        """Print by the machine's own print command."""
        if not self.desk.printer.can_print:
            self.notice.say(text.NO_PRINTER, "care")
            return

        def send(desk: "Desk", printed: Printed) -> None:
            desk.printer.send(printed.pdf)

        self._begin(text.SENDING, send, lambda printed: text.sent(printed.numbers))

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write the PDF."""
        path = read_path(self.query_one("#file", JpInput).value)
        if path is None:
            self.notice.say(text.FILE_EMPTY, "care")
        elif path.is_dir():
            self._save(path / self._proposed(self.query_one(PrintChoices).kind.value).name)
        elif not path.parent.is_dir():
            self.notice.say(text.NO_FOLDER, "care")
        else:
            self._save(path)

    def _save(self, path: Path) -> None:
        def keep(desk: "Desk", printed: Printed) -> None:
            from concierge_tui.domain.paper_errors import PaperUnwritable

            try:
                desk.keep_paper(printed.pdf, path)
            except OSError:
                raise PaperUnwritable from None

        self._begin(text.WRITING, keep, lambda printed: text.written(path, printed.numbers))

    def _begin(
        self,
        words: str,
        hand_on: "Callable[[Desk, Printed], None]",
        said: Callable[[Printed], str],
        *,
        specimen: bool = False,
    ) -> None:
        """Draw the order in a thread and hand the document on, unless it was cancelled."""
        order = self._order()
        if order is None or self._is_printing:
            return
        self._forget_rest()

        def work(progress: Progress, cancelled: Cancelled) -> Printed | None:
            with self.desk.fork() as desk:
                paperwork = desk.paperwork()
                draw = paperwork.specimen if specimen else paperwork.print
                printed = draw(order, progress, cancelled)
                if printed is not None and not cancelled():
                    if specimen:
                        paperwork.note_opened(order)
                    hand_on(desk, printed)
                return printed

        def done(printed: Printed | None) -> None:
            self._is_printing = False
            if printed is None:
                self.notice.say(text.CANCELLED, "care")
            elif sentence := said(printed):
                self.notice.say(sentence, "done")

        def failed(error: Any) -> None:
            self._is_printing = False
            self.say_error(error)

        self._is_printing = True
        self.start(words, work, done, failed, instead=True)

    def _order(self) -> Order | None:
        choices = self.query_one(PrintChoices)
        order = choices.order()
        if isinstance(order, str):
            self.notice.say(order, "care")
            return None
        if order.kind == "labels":
            self.desk.settings.put(_MOVED, choices.moved)
        return order

    def _draw_soon(self) -> None:
        self._forget_rest()
        self._rest = self.set_timer(_REST, self._draw)

    def _forget_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def _draw(self) -> None:
        """Draw the pages for the preview; whoever goes on choosing stops it."""
        order = self.query_one(PrintChoices).order()
        if self._is_printing or not isinstance(order, Order):
            return

        def work(progress: Progress, cancelled: Cancelled) -> Printed | None:
            with self.desk.fork() as desk:
                return desk.paperwork().specimen(order, progress, cancelled)

        self.start(text.PREPARING, work, self._show, instead=True, unasked=True)

    def _show(self, printed: Printed | None) -> None:
        if printed is None:
            return
        listed = [text.page(at, holds) for at, holds in enumerate(printed.pages, start=1)]
        empty = not printed.items
        self.query_one("#page-list", Prose).show(text.NOBODY if empty else "\n".join(listed))
        self.head(text.title(self._meetup), "" if empty else text.pages(len(printed.pages)))

    def _proposed(self, kind: str) -> Path:
        return Path.home() / text.file_name(kind, self._meetup.date.isoformat())

    def _propose(self, kind: str) -> None:
        """Name the file after its kind, unless somebody named it."""
        field = self.query_one("#file", JpInput)
        ours = {str(self._proposed(key)) for key, _ in text.KINDS}
        if field.value in ours:
            field.value = str(self._proposed(kind))


def _bright(is_next: bool) -> ButtonVariant:  # noqa: FBT001 - one word, said twice above
    """Return how a button looks: what this machine can do is the bright one."""
    return "primary" if is_next else "default"
