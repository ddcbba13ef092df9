"""An operation that was set aside: what it says, why it was not taken, and the ways on."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.fold import body_of_text
from concierge_tui.services.repairs import PRIVATE
from concierge_tui.text import inbox as text
from concierge_tui.text import repairs
from concierge_tui.text.sync import noun
from screens import keys
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.inbox_ports import Refusal


class SetAsideScreen(Page):
    """Nothing is thrown away: a person writes it again or notes that it is dealt with."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.REFUSED_TITLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.MEND, "mend_family", text.OPEN_FAMILY),
        Binding(keys.SAVE, "handle", text.HANDLED),
    ]

    def __init__(self, desk: "Desk", refusal: "Refusal") -> None:
        super().__init__(desk)
        self._refusal = refusal
        self._again = desk.inbox.can_be_said_again(refusal)
        self._is_done = False
        subject = refusal.subject
        found = desk.families.many([subject]) if subject else {}
        self._family: Family | None = found.get(subject or "")

    def body(self) -> Iterable[Widget]:
        """Yield why, what it says and the answers."""
        refusal, said = self._refusal, self._said()
        what = noun(refusal.kind)
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(plain(repairs.about(self._family) or what), classes="about")
            sentence = text.refused_sentence(what, refusal.reason, again=self._again)
            yield Prose(sentence, classes="sentence")
            yield Prose(plain(self._written()), classes="raw")
            yield Prose(text.WRITTEN, classes="sentence")
            lines = "\n".join(map(plain, text.said(said)))
            yield Prose(lines or text.NOTHING_SAID, id="said")
            yield Prose(text.REFUSED_WORDS, classes="sentence raw")
            with Horizontal(classes="buttons"):
                yield PushButton(repairs.LATER, id="later", compact=True)
                if self._family is not None:
                    yield PushButton(text.OPEN_FAMILY, id="family", compact=True)
                yield PushButton(text.HANDLED, id="handle", compact=True)
                if self._again:
                    yield PushButton(text.SAY_AGAIN, id="again", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Note that hidden fields are seen (A7); an Enter meant for the list does nothing."""
        self.query_one("#later", Button).focus()
        looked = sorted(PRIVATE & self._said().keys())
        if self._family is not None and looked:
            with self.telling():
                self.desk.households.look(self._family.id, self._refusal.entity, looked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the family only where it is known."""
        if action == "mend_family" and self._family is None:
            return False
        return super().check_action(action, parameters)

    def _said(self) -> Mapping[str, Any]:
        return body_of_text(self._refusal.body)

    def _written(self) -> str:
        refusal, inbox = self._refusal, self.desk.inbox
        names = {member.id: member.name for member in self.desk.staff.all()}
        name = inbox.device_names().get(refusal.device, "")
        where = text.device(name, is_own=refusal.device == inbox.device)
        return text.written(names.get(refusal.actor, ""), refusal.wall, where)

    @on(Button.Pressed, "#again")
    def say_again(self) -> None:
        """Write it under a new number."""
        self._end(lambda: self.desk.inbox.say_again(self._refusal), text.SAY_AGAIN_DONE)

    @on(Button.Pressed, "#handle")
    def action_handle(self) -> None:
        """Note for all laptops that it is dealt with."""
        self._end(lambda: self.desk.inbox.handle(self._refusal), text.HANDLED_DONE)

    def _end(self, act: Any, words: str) -> None:
        if not self._is_done and self.attempt(act):
            self._is_done = True
            self.dismiss(words)

    @on(Button.Pressed, "#family")
    def action_mend_family(self) -> None:
        """Open the household, to correct there what is wrong."""
        from screens.household.screen import HouseholdScreen

        if self._family is not None:
            self.app.push_screen(HouseholdScreen(self.desk, self._family.id))

    @on(Button.Pressed, "#later")
    def later(self) -> None:
        """Leave it in the list."""
        self.action_back()
