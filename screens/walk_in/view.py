"""The form of a walk-in as it lies on the desk: what is written is kept, checked and compared."""

from datetime import date

from textual import getters, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from concierge_tui.services.walk_in_answers import Answers, flaw
from concierge_tui.services.walk_in_drafts import begun
from concierge_tui.text import people
from concierge_tui.text import walk_in as text
from concierge_tui.text.errors import sentence
from screens.alike import AlikeHint
from screens.cleared_form import ClearedForm
from screens.lost_typing import TellsLostTyping
from screens.resuming import WALK_IN, Place, remember
from screens.tall_notice import TallNotice
from screens.walk_in.form import WalkInLines
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.headline import Headline
from screens.widgets.jp_input import JpInput
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.reading import write_reading
from screens.widgets.scanner import Misread, Scanned, hand_down
from screens.widgets.telling import telling

_KINDS = {
    "phone": "phone", "emergency_phone": "phone", "form_number": "form", "came_at": "came_at",
}  # fmt: skip


class WalkInView(ClearedForm[Answers], AlikeHint, TellsLostTyping, Screen[Registered | str | None]):
    """Keeps what was typed, and says at the field what is wrong with it."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#kana"
    CLEARED = text.CLEARED
    BROUGHT_BACK = text.BROUGHT_BACK
    notice = getters.query_one(Notice)

    def __init__(self, desk: Desk, meetup_id: str, host: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.reception = desk.reception(meetup_id)
        self.meetup = self.reception.meetup
        self._host = host
        self._host_name = people.family_name(desk.families.get(host)) if host else ""
        self._wording = desk.wordings.get(REGISTRATION)
        kept = desk.walk_in_drafts.get(meetup_id, host)
        self._restored = kept is not None
        self._answers = kept or begun()
        self._family = self._answers.family or new_id()
        self.told_apart = list(self._answers.told_apart)
        self.asked = self._answers.asked
        self.lines = self._lines_of(self._answers)

    def compose(self) -> ComposeResult:
        """Yield the headline, the form and what was said."""
        yield Headline(*text.titles(self.meetup, self._host_name))
        yield self.lines
        yield TallNotice(id="said")
        yield KeyFoot()

    def on_mount(self) -> None:
        """Say that an earlier draft came back."""
        mark_practice(self, is_practice=self.desk.practice)
        with telling(self.notice):
            remember(self.desk, Place(self.meetup.id, WALK_IN, self._host or ""))
        if self._restored:
            self.notice.say(text.DRAFT_RESTORED)
            self.refresh_bindings()

    @property
    def typed(self) -> tuple[Answers, date]:
        """What was written so far, and the day of the meetup."""
        return self.answers, self.meetup.date

    @property
    def answers(self) -> Answers:
        """Everything that is written now, with what was answered beside the lines."""
        beside = {"family": self._family, "told_apart": self.told_apart, "asked": self.asked}
        return self.lines.answers.model_copy(update=beside)

    def keep_draft(self) -> None:
        """Keep what was typed; an empty form leaves nothing behind."""
        self.desk.walk_in_drafts.keep(self.meetup.id, self._host, self.answers)

    @on(Input.Blurred)
    def take_down(self, event: Input.Blurred) -> None:
        """Check the field that was left, and lose nothing of it."""
        field = event.input
        if not (field.is_attached and self.lines.is_whole and self.lines in field.ancestors):
            return
        if isinstance(field, JpInput):
            write_reading(field)
            self._check(field)
        self.lines.offer_another_child()
        self.unsay_cleared()
        self.hint_at_alike()
        self.keep()

    @on(ChoiceLine.Changed)
    def take_choice(self) -> None:
        """Keep a choice at once."""
        self.refresh_bindings()
        self.lines.offer_another_child()
        self.keep()

    @on(Input.Submitted)
    def go_on_typing(self, event: Input.Submitted) -> None:
        """Enter goes to the next question, and over children who are not there."""
        child = next((c for c in self.lines.children_lines if event.input is c.kana), None)
        if child is not None and child.answers.is_blank:
            self.lines.emergency_phone.focus()
        else:
            self.focus_next()

    def on_scanned(self, event: Scanned) -> None:
        """Let the family of a scanned card go first; the form waits as a draft."""
        self.keep()
        hand_down(self, event)

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(text.MISREAD, "care")

    async def begin_anew(self, answers: Answers | None) -> None:
        """Put other lines in place of these."""
        answers = answers or begun()
        # First of all: what is kept while the old form goes is what the new one begins with.
        old, self.lines = self.lines, self._lines_of(answers)
        self._family, self.asked, self.alike = answers.family or new_id(), answers.asked, None
        self.told_apart = list(answers.told_apart)
        await old.remove()
        await self.mount(self.lines, after=self.query_one(Headline))
        self.query_one("#kana").focus()
        self.keep()

    def action_back(self) -> None:
        """Go back; what was typed stays as a draft."""
        self.keep()
        self.dismiss(None)

    def _lines_of(self, answers: Answers) -> WalkInLines:
        return WalkInLines(self.desk.postal, answers, self._host_name, self._wording.text)

    def _check(self, field: JpInput) -> str:
        kind = _KINDS.get(field.id or "", "")
        if field.has_class("child--birthday"):
            kind = "birthday"
        if not kind:
            return ""
        value = field.value.strip()
        error: ConciergeError | None = None
        if kind == "form":
            error = self._form_number_flaw(value)
        elif value not in text.NO_PHONE:
            error = flaw(kind, value, self.meetup.date)
        problem = sentence(error) if error else ""
        line = next(node for node in field.ancestors if isinstance(node, FormLine))
        line.tell(field.id or "birthday", problem)
        return problem

    def _form_number_flaw(self, value: str) -> ConciergeError | None:
        if not value:
            return None
        try:
            self.desk.form_numbers.check(value)
        except ConciergeError as error:
            return error
        if self.desk.form_numbers.is_from_elsewhere(value):
            self.notice.say(text.FROM_ELSEWHERE, "care")
        return None
