"""The first page of a sign-up: asked in order, kept as it is typed, saved in one act."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Button, Footer, Input

from concierge_tui.domain.errors import MeetupFull
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers, Stuck
from concierge_tui.text import household
from concierge_tui.text import sign_up as text
from screens import keys
from screens.facing.page import Answer
from screens.reception.override import OverrideScreen
from screens.sign_up.alike import alike_hint
from screens.sign_up.checks import check_left, first_flaw
from screens.sign_up.facing import turned
from screens.sign_up.form import SignUpLines
from screens.sign_up.stuck import StuckScreen
from screens.sign_up.unfinished import UnfinishedScreen
from screens.widgets.asking import ask_next
from screens.widgets.attentive import Attentive
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.headline import Headline
from screens.widgets.jp_input import JpInput
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice
from screens.widgets.reading import write_reading, write_readings
from screens.widgets.scanner import Misread, Scanned, hand_down
from screens.widgets.telling import telling

_KEEP_AFTER = 0.7
"""Seconds of rest after which what is being typed is kept."""


class SignUpScreen(Attentive):
    """Registers one family; answers with what was written, or with a sentence to say."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#language"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE, key_display="Ctrl+S"),
        Binding("tab", "app.focus_next", text.NEXT, show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        # Not left to the field, where Ctrl+X would cut what was typed.
        Binding(keys.STOP_HERE, "stop_here", text.STOP_HERE, key_display="F9", priority=True),
        Binding(keys.FACE, "face", household.FACE, show=False, priority=True),
        Binding(keys.MEND, "unfinished", text.UNFINISHED, key_display="F2"),
        Binding(keys.UNDO, "clear", text.CLEAR, show=False),
        Binding(keys.BACK, "back", text.BACK),
    ]

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
        self._is_registered = False
        self._cleared: SignUpAnswers | None = None
        self._keep_timer: Timer | None = None
        self._restored = (kept := desk.sign_up_drafts.first(family)) is not None
        self._first = kept or begin_with or SignUpAnswers()

    def compose(self) -> ComposeResult:
        """Yield the headline, the page and what was said."""
        yield Headline(*text.titles(self._meetup))
        self.lines = self._page(self._first)
        yield self.lines
        yield Notice(id="said")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Say that an earlier draft came back, or that others wait."""
        mark_practice(self, is_practice=self.desk.practice)
        self._greet()

    def keep_draft(self) -> None:
        """Keep what was typed; a blank page leaves nothing behind."""
        if not self._is_registered:
            self.desk.sign_up_drafts.keep_first(self._family, self.lines.answers)

    @on(Input.Changed)
    def keep_soon(self) -> None:
        """Keep also what is still being typed."""
        if self._keep_timer is not None:
            self._keep_timer.stop()
        self._keep_timer = self.set_timer(_KEEP_AFTER, self._keep)

    @on(Input.Blurred)
    def take_down(self, event: Input.Blurred) -> None:
        """Check the field that was left, and lose nothing of it."""
        field = event.input
        if not self._is_of_page(field) or not isinstance(field, JpInput):
            return
        write_reading(field)
        check_left(self.lines, field, self._today, self._read_number)
        self._hint_at_alike()
        self.lines.rest.offer_more_lines()
        self._keep()

    @on(ChoiceLine.Changed)
    def take_choice(self, event: ChoiceLine.Changed) -> None:
        """Keep a choice at once."""
        if not self._is_of_page(event.line):
            return
        self.lines.show_proxy()
        self.lines.rest.offer_more_lines()
        self._keep()

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
        self._keep()
        hand_down(self, event)

    def on_misread(self, event: Misread) -> None:
        """Say that the scanner did not get it."""
        event.stop()
        self.notice.say(text.MISREAD, "care")

    @on(Button.Pressed, "#save")
    def save_by_button(self) -> None:
        """Register."""
        self.action_save()

    @on(Button.Pressed, "#stop")
    def stop_by_button(self) -> None:
        """Stop here."""
        self.action_stop_here()

    def action_save(self, reason: str = "") -> None:
        """Register the family, and check it in where it stands at a desk, in one act."""
        if self._is_registered or not self.query("#save"):
            return  # a held key comes several times before the page is gone
        write_readings(self)
        if self._point_at_flaw():
            return
        answers = self.lines.answers
        with telling(self.notice):
            service, meetup = self.desk.sign_up(), self._meetup.id if self._meetup else None
            if self._reception is not None:
                try:
                    self._reception.refuse_crowd(service.here(answers), reason)
                except MeetupFull as full:
                    self.app.push_screen(OverrideScreen(full), self._save_anyway)
                    return
            done = service.register(self._family, answers, meetup=meetup, reason=reason)
            self._is_registered = True
            self.desk.sign_up_drafts.drop_first(self._family)
            self.dismiss(done)

    def action_stop_here(self) -> None:
        """Promise that somebody goes on with it (E29)."""
        self._put_down()
        self.app.push_screen(StuckScreen(self.desk, self.lines.answers.stuck), self._stopped)

    def action_face(self) -> None:
        """Turn the laptop: the family consents and reads what was written."""
        self._put_down()
        screen = turned(self.desk, self.lines, self._today, self.keep_draft)
        self.app.push_screen(screen, self._faced)

    def _faced(self, answers: Mapping[str, Answer] | None) -> None:
        if "wrong" in {answer.choice for answer in (answers or {}).values()}:
            self.notice.say(household.READ_BACK_WRONG, "care")

    def action_unfinished(self) -> None:
        """Show the sign-ups that wait."""
        self._put_down()
        self.app.push_screen(UnfinishedScreen(self.desk), self._take_up)

    async def action_clear(self) -> None:
        """Begin with a blank page; on a blank one, bring back what was cleared."""
        write_readings(self)
        answers, cleared = self.lines.answers, self._cleared
        if answers.is_blank and cleared is not None:
            self._cleared = None
            await self._show(self._family, cleared)
            self.notice.say(text.BROUGHT_BACK)
        elif not answers.is_blank:
            self._cleared = answers.model_copy(update={"stuck": None})
            with telling(self.notice):
                # Nobody has to go on with what stood here.
                self.desk.sign_up().drop(self._family)
            await self._show(self._family, SignUpAnswers())
            self.notice.say(text.CLEARED)
        self._keep()

    def action_back(self) -> None:
        """Go back; what was typed stays as a draft."""
        self._put_down()
        answers = self.lines.answers
        said = "" if answers.is_blank else text.kept(answers.kana or answers.name or text.NAMELESS)
        self.dismiss(said or None)

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
        await old.remove()
        await self.mount(self.lines, after=self.query_one(Headline))
        self.query_one("#language").focus()

    def _greet(self) -> None:
        others = [each for each in self.desk.sign_up_drafts.unfinished()
                  if each.family != self._family]  # fmt: skip
        self.notice.say(text.DRAFT_RESTORED if self._restored else text.waiting(len(others)))

    async def _take_up(self, family: str | None) -> None:
        """Go on with another family; what stands here waits."""
        if family is None:
            return
        kept = self.desk.sign_up_drafts.first(family)
        self._restored, self._cleared = kept is not None, None
        await self._show(family, kept or SignUpAnswers())
        self._greet()

    def _stopped(self, stuck: Stuck | None) -> None:
        if stuck is None:
            return
        with telling(self.notice):
            self.desk.sign_up().stop(self._family, stuck, is_registered=False)
            answers = self.lines.answers.model_copy(update={"stuck": stuck})
            self.desk.sign_up_drafts.keep_first(self._family, answers)
            self._is_registered = True  # nothing is written here any more
            day = date.fromisoformat(stuck.due)
            self.dismiss(text.promised(stuck.who, day, self.desk.now().astimezone().date()))

    def _save_anyway(self, reason: str | None) -> None:
        if reason:
            self.action_save(reason)

    def _put_down(self) -> None:
        write_readings(self)
        self._keep()

    def _keep(self) -> None:
        if self._keep_timer is not None:
            self._keep_timer.stop()  # a later one could find the page half gone
        with telling(self.notice):
            self.keep_draft()

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

    def _hint_at_alike(self) -> None:
        hint = alike_hint(self.desk, self.lines.answers, self._today)
        self.query_one("#phone-line", FormLine).tell("alike", hint)
