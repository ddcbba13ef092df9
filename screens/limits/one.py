"""One limit or contact: what holds, where it comes from, who changed it, and the change."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input

from concierge_tui.domain.errors import ConciergeError, FieldInvalid
from concierge_tui.domain.phone import read_phone
from concierge_tui.domain.policy import CONTACTS, LIMITS, is_decided
from concierge_tui.domain.temperature import read_tenths
from concierge_tui.text import limits as text
from concierge_tui.text import page
from concierge_tui.text.errors import sentence
from screens import keys
from screens.form_page import FormPage
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

_MOST = 8
"""So many earlier values are shown; the journal keeps all."""


class LimitScreen(FormPage):
    """Answers with what was changed; whoever is no coordinator may read, and is told so."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#value JpInput, #back"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.CHANGE)]

    def __init__(self, desk: "Desk", name: str) -> None:
        super().__init__(desk)
        self.HEADLINE = text.NAMES[name]  # type: ignore[misc]  # one screen for every limit
        self._limit = name
        self._may = desk.areas.may_lay_down

    @property
    def draft_name(self) -> str:
        """One draft a limit."""
        return f"limit:{self._limit}"

    def body(self) -> Iterable[Widget]:
        """Yield what holds, the field for whoever may use it, and what held before."""
        with VerticalScroll(classes="form", can_focus=False):
            yield FactList(id="about")
            if self._may:
                yield FormField(text.label(self._limit), self._line(), id="value", check=self._flaw)
            yield FactList(id="past")
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            if self._may and self._limit in LIMITS:
                yield PushButton(text.USUAL, id="usual", compact=True)
            if self._may:
                yield PushButton(text.CHANGE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show what holds now, and what held before."""
        area = self.desk.areas.here()
        self.head(self.HEADLINE, self.desk.area_name)
        self.query_one("#about", FactList).show(
            [
                Fact(text.NOW, (Part(text.now(area, self._limit), "done"),)),
                Fact(text.SOURCE, (Part(text.source_lines(self._limit)),)),
                *(() if self._may else (Fact("", (Part(text.READ_ONLY, "todo"),)),)),
            ]
        )
        self.query_one("#past", FactList).show(self._past())
        self.begin_with({"value": text.typed(area, self._limit)})
        for button in self.query("#usual").results(PushButton):
            button.disabled = not is_decided(area, self._limit)

    def entered(self, field: Input) -> None:
        """Change it from the only field."""
        del field
        self.action_save()

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave it as it is."""
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Lay down what was typed."""
        if not self._may:
            self.notice.say(text.READ_ONLY, "care")
        elif self.wrong_field() is None:
            self._decide(_read(self._limit, self.values()["value"]))

    @on(Button.Pressed, "#usual")
    def back_to_usual(self) -> None:
        """Let the published limit hold again."""
        self._decide(None)

    def _decide(self, said: Any) -> None:
        with self.telling():
            done = self.desk.areas.decide({self._limit: said})
            self.saved()
            said_so = text.saved(self.desk.areas.here(), self._limit)
            self.dismiss(said_so if done else text.SAME)

    def _line(self) -> JpInput:
        if self._limit in LIMITS:
            return NumberInput()
        return JpInput(kind="text" if self._limit == "coordinator" else "digits")

    def _flaw(self, typed: str) -> str | None:
        try:
            _read(self._limit, typed)
        except ConciergeError as error:
            return text.bounds(self._limit) if isinstance(error, FieldInvalid) else sentence(error)
        return None

    def _past(self) -> list[Fact]:
        staff = {each.id: each.name for each in self.desk.staff.all()}
        now = self.desk.now()
        facts = [
            Fact(
                text.past_label(each.wall, now),
                (
                    Part(f"{text.past(self._limit, each.value)}  "),
                    Part(staff.get(each.actor, ""), "quiet"),
                ),
            )
            for each in self.desk.areas.past(self._limit)[:_MOST]
        ]
        return [Fact(text.PAST, (Part("" if facts else text.NEVER, "quiet"),)), *facts]


def _read(name: str, typed: str) -> Any:
    """Return what was typed as it is stored.

    Raises:
        Unreadable: when it is no number or no temperature.
        FieldInvalid: when it lies out of the bounds of the limit.
    """
    if name in CONTACTS:
        return read_phone(typed).digits if typed and name.endswith("_phone") else typed
    if name == "fever_tenths":
        number = read_tenths(typed)
    else:
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else -1
    if number not in LIMITS[name].allowed:
        raise FieldInvalid(name)
    return number
