"""The second page: all of it optional, never shown in a queue, filled with what is known."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from concierge_tui.domain.errors import ConciergeError, FieldInvalid
from concierge_tui.services.desk import Desk
from concierge_tui.services.left_for_later import gaps_of
from concierge_tui.services.sign_up_answers import MoreAnswers, Stuck
from concierge_tui.services.sign_up_more import hidden_of, known_of
from concierge_tui.services.walk_in_answers import flaw
from concierge_tui.text import sign_up as first_page
from concierge_tui.text import sign_up_more as text
from concierge_tui.text.errors import sentence
from concierge_tui.text.walk_in import NO_PHONE
from screens import keys
from screens.kept_form import KeptForm
from screens.page import Page
from screens.sign_up.more_form import MoreLines
from screens.sign_up.stuck import StuckScreen
from screens.widgets.asking import ask_next
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.reading import write_readings
from screens.widgets.scanner import Scanned, hand_down

_PHONES = frozenset({"phone", "fax", "emergency_phone"})


class MoreScreen(KeptForm, Page):
    """Completes one family; answers with the sentence that says what was saved."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "JpInput, ChoiceLine"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE, key_display="Ctrl+S"),
        Binding(keys.STOP_HERE, "stop_here", first_page.STOP_HERE, key_display="F9", priority=True),
        Binding(keys.UNDO, "revert", text.REVERT),
    ]

    def __init__(self, desk: Desk, family: str) -> None:
        super().__init__(desk)
        self._opened = desk.households.open(family)
        self._promise: Stuck | None = None
        self._shown = known_of(self._opened.family)
        kept = desk.sign_up_drafts.second(family)
        self._restored = kept is not None
        self._answers = kept or self._shown

    def body(self) -> Iterable[Widget]:
        """Yield the lines."""
        yield self._lines(self._answers)

    def on_mount(self) -> None:
        """Say whose page this is, and that an earlier draft came back."""
        self.head(text.title(self._opened.family))
        if self._restored:
            self.notice.say(text.RESTORED)

    def keep_draft(self) -> None:
        """Keep what was typed; what is as stored leaves nothing behind."""
        if self.query(MoreLines):
            answers = self.query_one(MoreLines).answers
            self.desk.sign_up_drafts.keep_second(self._family, answers, self._shown)

    @on(Input.Blurred)
    def take_down(self, event: Input.Blurred) -> None:
        """Check the field that was left, and lose nothing of it."""
        if isinstance(event.input, JpInput) and event.input.is_attached:
            self._check(event.input)
            self.keep()

    @on(ChoiceLine.Changed)
    def take_choice(self) -> None:
        """Keep a choice at once."""
        self.keep()

    @on(ChoiceLine.GoneOn)
    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go to the next question; none of them has to be answered."""
        ask_next(self)

    def on_scanned(self, event: Scanned) -> None:
        """Let the family of a scanned card go first; the page waits as a draft."""
        self.keep()
        hand_down(self, event)

    def action_save(self) -> None:
        """Write what differs; old values stay in the history."""
        if self.is_done:
            return
        write_readings(self)
        lines = self.query_one(MoreLines)
        for field in lines.query(JpInput):
            if self._check(field):
                field.focus()
                return
        with self.telling():
            act = self.desk.sign_up().complete(self._opened, self._shown, lines.answers)
            if act is None:
                self.notice.say(text.NOTHING_CHANGED)
                return
            self.is_done = True
            with suppress(ConciergeError):  # what it held is written
                self.desk.sign_up_drafts.drop_second(self._family)
            self.dismiss(text.saved(self.desk.families.get(self._family)))

    async def action_revert(self) -> None:
        """Drop what was not saved."""
        self.desk.sign_up_drafts.drop_second(self._family)
        await self.query_one(MoreLines).remove()
        await self.mount(self._lines(self._shown), after=self.query_one(".headline"))
        self.query("JpInput, ChoiceLine").first().focus()
        self.notice.say(text.REVERTED)

    def action_stop_here(self) -> None:
        """Promise that somebody goes on with it (E29)."""
        self.keep()
        self.app.push_screen(
            StuckScreen(self.desk, self._promise, self._keep_promise), self._stopped
        )

    def _keep_promise(self, half: Stuck) -> None:
        self._promise = half

    def action_back(self) -> None:
        """Go back; what was not saved stays as a draft."""
        self.keep()
        super().action_back()

    @property
    def _family(self) -> str:
        return self._opened.family.id

    @property
    def _today(self) -> date:
        return self.desk.now().astimezone().date()

    def _lines(self, answers: MoreAnswers) -> MoreLines:
        family = self._opened.family
        gaps = gaps_of(self.desk.lists.left_for(family.id)[0])
        return MoreLines(family, answers, gaps, hidden_of(family), self.desk.postal)

    def _stopped(self, stuck: Stuck | None) -> None:
        if stuck is None:
            return
        with self.telling():
            self.desk.sign_up().stop(self._family, stuck, is_registered=True)
            day = date.fromisoformat(stuck.due)
            language = self.desk.families.get(self._family).language or "ja"
            said = first_page.promised(stuck.who, day, self._today, stuck.how, language)
            self.dismiss(said)

    def _check(self, field: JpInput) -> str:
        value = field.value.strip()
        error: ConciergeError | None = None
        if field.id in _PHONES and value not in NO_PHONE:
            error = flaw("phone", value, self._today)
        elif field.has_class("child--birthday"):
            error = flaw("birthday", value, self._today)
        elif field.id == "relied_on" and not _is_count(value):
            error = FieldInvalid("relied_on")
        problem = sentence(error) if error else ""
        if field.id == "relied_on" and problem:
            problem = text.COUNT_WRONG
        line = next((node for node in field.ancestors if isinstance(node, FormLine)), None)
        if line is not None and field.id not in ("postal", "city"):
            line.tell(field.id or "birthday", problem)
        return problem


def _is_count(value: str) -> bool:
    return not value or (value.isascii() and value.isdigit() and len(value) <= 3)
