"""A row in which nobody was named: its cells stand in the form already."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.errors import ConciergeError, FieldMissing
from concierge_tui.domain.kana_typing import kana_from_typing
from concierge_tui.text import repairs as text
from screens import keys
from screens.form_page import FormPage
from screens.widgets.cell_text import plain
from screens.widgets.jp_input import FormField, JpInput, Kind
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.task import Problem
    from concierge_tui.services.desk import Desk

_FIELDS: tuple[tuple[tuple[str, str, Kind], ...], ...] = (
    (("name", text.GUARDIAN, "text"), ("kana", text.GUARDIAN_KANA, "kana")),
    (("phone", text.PHONE, "digits"), ("email", text.EMAIL, "text")),
    (("child_name", text.CHILD, "text"), ("child_kana", text.CHILD_KANA, "kana")),
    (("child_birthday", text.CHILD_BIRTHDAY, "date"), ("postal", text.POSTAL, "digits")),
    (("address", text.ADDRESS, "text"), ("notes", text.NOTES, "text")),
)


class NamelessScreen(FormPage):
    """Completes the row; answers with what was done."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.NAMELESS_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#name JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.REGISTER),
        Binding(keys.NEW, "later", text.LATER),
    ]

    def __init__(self, desk: "Desk", problem: "Problem") -> None:
        super().__init__(desk)
        self._repairs = desk.repairs()
        self._problem = problem

    @property
    def draft_name(self) -> str:
        """One draft a row."""
        return f"problem:{self._problem.id}"

    def body(self) -> Iterable[Widget]:
        """Yield the row as it stands in the file, then the form."""
        cells = " / ".join(filter(None, self._problem.cells))
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(text.NAMELESS_WORDS)
            yield Prose(plain(f"{text.ROW_CELLS}: {cells}"), classes="raw")
            for pair in _FIELDS:
                with Horizontal(classes="pair"):
                    for name, label, kind in pair:
                        yield FormField(label, JpInput(kind=kind), id=name)
            with Horizontal(classes="buttons"):
                yield PushButton(text.NEVER, id="never", compact=True)
                yield PushButton(text.LATER, id="later", compact=True)
                yield PushButton(text.REGISTER, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Fill in what the cells explain themselves."""
        from concierge_tui.services.nameless import guessed

        self.head(text.NAMELESS_TITLE, text.row(self._problem.record))
        with self.telling():
            self._repairs.look(self._problem)
        today = self.desk.now().astimezone().date()
        self.begin_with(guessed(self._problem.cells, today=today).model_dump())

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Register the family under the organiser's basis."""
        from concierge_tui.services.nameless import NamelessForm

        values = self.values()
        for name in ("kana", "child_kana"):
            values[name] = kana_from_typing(values[name])
        form = NamelessForm(**values)
        try:
            self._repairs.register(self._problem, form)
        except FieldMissing as error:
            self.say_error(error)
            self.query_one("#name", FormField).input.focus()
        except ConciergeError as error:
            self.say_error(error)
        else:
            self.saved()
            self.dismiss(text.REGISTERED)

    @on(Button.Pressed, "#never")
    def never(self) -> None:
        """Leave the row out, for good."""
        if self.attempt(lambda: self._repairs.drop(self._problem)):
            self.saved()
            self.dismiss(text.LEFT)

    @on(Button.Pressed, "#later")
    def action_later(self) -> None:
        """Leave it in the list."""
        self.action_back()
