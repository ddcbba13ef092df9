"""The first page of a sign-up as it lies on the desk: what is written is kept and checked."""

from datetime import date
from typing import NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers, Stuck
from concierge_tui.services.walk_in import Registered
from concierge_tui.services.walk_in_answers import Answers
from concierge_tui.text import sign_up as text
from screens.alike import AlikeHint
from screens.cleared_form import ClearedForm
from screens.lost_typing import TellsLostTyping
from screens.resuming import SIGN_UP, Place, remember
from screens.sign_up.checks import check_left, first_flaw
from screens.sign_up.form import SignUpLines
from screens.tall_notice import TallNotice
from screens.widgets.asking import ask_next
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.headline import Headline
from screens.widgets.jp_input import JpInput
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.reading import write_reading, write_readings
from screens.widgets.scanner import Misread, Scanned, hand_down
from screens.widgets.telling import telling


class HandedOn(NamedTuple):
    """The family was registered, and goes on with her own telephone."""

    done: Registered


class SignUpView(ClearedForm[SignUpAnswers], AlikeHint, TellsLostTyping):
    """Keeps what was typed, and says at the field what is wrong with it."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#language"
    CLEARED = text.CLEARED
    BROUGHT_BACK = text.BROUGHT_BACK
    lines: SignUpLines
    notice = getters.query_one(Notice)

    def __init__(
        self,
        desk: Desk,
        family: str,
        *,
        meetup: str | None = None,
        begin_with: SignUpAnswers | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._family = family
        self._reception = desk.reception(meetup) if meetup else None
        self._meetup = self._reception.meetup if self._reception else None
        self._read_number = lambda typed: desk.form_numbers.check(typed, self._family)
        self._promise: Stuck | None = None
        self._restored = (kept := desk.sign_up_drafts.first(family)) is not None
        self._first = kept or begin_with or SignUpAnswers()
        self.told_apart = list(self._first.told_apart)

    def compose(self) -> ComposeResult:
        """Yield the headline, the page and what was said."""
        yield Headline(*text.titles(self._meetup))
        self.lines = self._page(self._first)
        yield self.lines
        yield TallNotice(id="said")
        yield KeyFoot()

    def on_mount(self) -> None:
        """Say that an earlier draft came back, or that others wait."""
        mark_practice(self, is_practice=self.desk.practice)
        self._greet()
        self._remember()
        if not self._first.is_blank:
            self.call_after_refresh(self.hint_at_alike)

    @property
    def meetup_id(self) -> str | None:
        """The meetup at whose reception this is written, or None."""
        return self._meetup.id if self._meetup else None

    @property
    def answers(self) -> SignUpAnswers:
        """Everything that is written now."""
        return self.lines.answers.model_copy(update={"told_apart": self.told_apart})

    @property
    def typed(self) -> tuple[Answers, date]:
        """What tells one family from another, and the day."""
        a = self.lines.answers
        written = Answers(kana=a.kana, name=a.name, phone=a.phone, children=[*a.children])
        return written, self._today

    def keep_draft(self) -> None:
        """Keep what was typed; a blank page leaves nothing behind."""
        self.desk.sign_up_drafts.keep_first(self._family, self.answers)

    @on(Input.Blurred)
    def take_down(self, event: Input.Blurred) -> None:
        """Check the field that was left, and lose nothing of it."""
        field = event.input
        if not self._is_of_page(field) or not isinstance(field, JpInput):
            return
        write_reading(field)
        check_left(self.lines, field, self._today, self._read_number)
        self.unsay_cleared()
        self.hint_at_alike()
        self.lines.rest.offer_more_lines()
        self.keep()

    @on(ChoiceLine.Changed)
    def take_choice(self, event: ChoiceLine.Changed) -> None:
        """Keep a choice at once."""
        if not self._is_of_page(event.line):
            return
        self.lines.show_proxy()
        self.lines.rest.offer_more_lines()
        self.keep()

    @on(ChoiceLine.GoneOn)
    def go_on(self, event: ChoiceLine.GoneOn) -> None:
        """Go to the next question; the way of an answer is asked only by Tab."""
        if event.line.has_class("answer"):
            following = self.lines.rest.consents.after(event.line)
            (following or self.query_one("#save")).focus()
        else:
            ask_next(self)

    @on(Input.Submitted)
    def go_on_typing(self, event: Input.Submitted) -> None:
        """Enter goes to the next question, and over people who are not there."""
        beyond = self.lines.rest.after_blank(event.input)
        if beyond is not None:
            beyond.focus()
        else:
            ask_next(self)

    def on_scanned(self, event: Scanned) -> None:
        """Let the family of a scanned card go first; the page waits as a draft."""
        self.keep()
        if self._meetup is None:
            event.stop()
            self.notice.say(text.NO_DESK, "care")
        else:
            hand_down(self, event)

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(text.MISREAD, "care")

    def worth_keeping(self, answers: SignUpAnswers) -> SignUpAnswers:
        """Bring back no promise that somebody calls: it is made anew."""
        return answers.model_copy(update={"stuck": None})

    async def begin_anew(self, answers: SignUpAnswers | None) -> None:
        """Put another page in place of this one; nobody has to go on with what is cleared."""
        if answers is None:
            with telling(self.notice):
                self.desk.sign_up().drop(self._family)
        await self._show(self._family, answers or SignUpAnswers())

    @property
    def _today(self) -> date:
        return self._meetup.date if self._meetup else self.desk.now().astimezone().date()

    def _is_of_page(self, widget: Widget) -> bool:
        """Tell whether this stands on the page of now, and neither is going."""
        return widget.is_attached and self.lines.is_mounted and self.lines in widget.ancestors

    def _page(self, answers: SignUpAnswers) -> SignUpLines:
        return SignUpLines(self.desk.wordings, answers, self._today)

    async def _show(self, family: str, answers: SignUpAnswers) -> None:
        # All at once: what is kept while the old page goes is what the new one begins with.
        old, self.lines, self._family = self.lines, self._page(answers), family
        self.told_apart, self.alike = list(answers.told_apart), None
        await old.remove()
        await self.mount(self.lines, after=self.query_one(Headline))
        self.query_one("#language").focus()
        self._remember()

    def _remember(self) -> None:
        if self._meetup is not None:
            with telling(self.notice):
                remember(self.desk, Place(self._meetup.id, SIGN_UP, self._family))

    def _greet(self) -> None:
        others = [each for each in self.desk.sign_up_drafts.unfinished()
                  if each.family != self._family]  # fmt: skip
        self.notice.say(text.DRAFT_RESTORED if self._restored else text.waiting(len(others)))

    def _put_down(self) -> None:
        write_readings(self)
        self.keep()

    def _point_at_flaw(self) -> bool:
        """Go to what keeps the family from being registered; say so and keep everything."""
        wrong = first_flaw(self.lines, self._today, self._read_number)
        if wrong is not None:
            wrong[0].focus()
            self.notice.say(wrong[1], "care")
            return True
        consent = self.lines.rest.consents.lines[0].answer
        if consent.value != "yes":
            consent.focus()
            self.notice.say(text.REFUSED if consent.value == "no" else text.NOT_YET, "care")
            return True
        return False
