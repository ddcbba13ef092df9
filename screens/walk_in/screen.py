"""The walk-in: one page, in the order of asking, saved in one act."""

from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from concierge_tui.domain.consent import PAPER, REGISTRATION
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.consents import ConsentGiven, having_read
from concierge_tui.services.sign_up_answers import from_walk_in
from concierge_tui.services.walk_in import Registered, WalkInForm
from concierge_tui.services.walk_in_answers import Answers, as_given, came_at, read_answers
from concierge_tui.text import hand_off, household
from concierge_tui.text import walk_in as text
from screens import keys
from screens.facing.consenting import asked_on_screen
from screens.facing.page import Answer
from screens.reception.override import is_room_for
from screens.walk_in.facing import turned
from screens.walk_in.view import WalkInView
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from screens.widgets.reading import write_readings
from screens.widgets.telling import telling


class WalkInScreen(WalkInView):
    """Registers a family and checks it in; answers with what was written.

    It answers with an id instead where the sign-up goes on with what was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE, key_display="Ctrl+S"),
        Binding(keys.SAVE, "to_consent", text.TO_CONSENT, key_display="Ctrl+S"),
        Binding("tab", "app.focus_next", text.NEXT, show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding(keys.MORE, "in_detail", text.IN_DETAIL, key_display="F2"),
        # The hint at the line names these two: the footer has no room for what is rare.
        Binding(keys.ALIKE, "open_alike", text.OPEN_ALIKE, show=False),
        Binding(keys.NEW, "tell_apart", text.APART, show=False),
        Binding(keys.HAND_OFF, "hand_off", hand_off.KEY, key_display="F11"),
        Binding(keys.FACE, "face", household.FACE, show=False, priority=True),
        Binding(keys.UNDO, "clear", text.CLEAR, show=False),
        Binding(keys.BACK, "back", text.BACK),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say of Ctrl+S what it does now, and offer a likely family only while there is one."""
        del parameters
        if action in ("open_alike", "tell_apart"):
            return self.alike is not None
        if action not in ("save", "to_consent"):
            return True
        consented = any(line.value for line in self.query("#consent").results(ChoiceLine))
        return consented == (action == "save")

    @on(ChoiceLine.GoneOn)
    def go_on(self, event: ChoiceLine.GoneOn) -> None:
        """Go to the next question; after the consent there is none that cannot wait."""
        if not self.lines.is_whole:
            return
        if event.line is self.lines.consent:
            self.lines.consent.choose("yes")
            self.action_save()
        else:
            self.focus_next()

    def action_save(self, reason: str = "", *, by_phone: bool = False) -> None:
        """Register the family and check it in, in one act."""
        if self.is_done:
            return  # a held Enter comes several times before the form is gone
        write_readings(self)
        answers = self.answers
        if not answers.consented:
            self.action_to_consent()
            return
        if self._point_at_flaw(answers):
            return
        with telling(self.notice):
            today = self.meetup.date
            form = read_answers(answers, today, self.desk.postal, self._host)
            if not self._is_room_for(len(form.people), reason, by_phone=by_phone):
                return
            done = self.desk.walk_in.register(
                form,
                self._consent(form),
                meetup=self.meetup.id,
                reason=reason,
                family=self._family,
                apart=self.told_apart,
                at=came_at(answers, today, self.desk.now()),
            )
            self._end(done, by_phone=by_phone)

    def action_hand_off(self, reason: str = "") -> None:
        """Let the family write on her own telephone; she is checked in at once all the same."""
        if self.is_done:
            return
        answers = self.answers
        with telling(self.notice):
            self.desk.hand_off.refuse()
            if answers.consented:
                self.action_save(reason, by_phone=True)
            elif not answers.is_blank:
                self.notice.say(hand_off.BEGUN, "care")
            elif self._host:
                # Who brought whom is said about both, so it needs her consent.
                self.notice.say(hand_off.GUEST, "care")
            elif self._is_room_for(1, reason, by_phone=True):
                self._end(self.desk.hand_off.begin(self.meetup.id, reason=reason), by_phone=True)

    def _is_room_for(self, people: int, reason: str, *, by_phone: bool) -> bool:
        go_on = self.action_hand_off if by_phone else self.action_save
        return is_room_for(self, self.reception, people, reason, go_on)

    def _end(self, done: Registered, *, by_phone: bool) -> None:
        self.is_done = True
        with suppress(ConciergeError):  # the family is written; its form is known to be over
            self.desk.walk_in_drafts.drop(self.meetup.id, self._host)
        self.dismiss(done)
        if by_phone:
            self._show_hand_off(done)

    def _show_hand_off(self, done: Registered) -> None:
        from screens.hand_off.screen import HandOffScreen

        self.app.push_screen(HandOffScreen(self.desk, done.family, self.meetup.id))

    def _consent(self, form: WalkInForm) -> ConsentGiven:
        """Return what was answered: on the screen, on the paper form, or to what was read aloud."""
        if self.asked is not None:
            return as_given(REGISTRATION, self.asked)
        if form.form_number:
            return having_read(self._wording)._replace(method=PAPER)
        return having_read(self._wording)

    def action_face(self) -> None:
        """Turn the laptop: the family consents and reads what was written."""
        write_readings(self)
        self.keep()
        screen = turned(self.desk, self.answers, self.meetup.date, self._take_answer)
        self.app.push_screen(screen, self._faced)

    def _take_answer(self, answer: Answer) -> None:
        if answer.page == REGISTRATION:
            self.asked = asked_on_screen(self.desk, answer) if answer.choice == "yes" else None
            self.lines.consent.choose(answer.choice)
            self.keep()

    def _faced(self, answers: Mapping[str, Answer] | None) -> None:
        chosen = {answer.choice for answer in (answers or {}).values()}
        if "wrong" in chosen:
            self.notice.say(household.READ_BACK_WRONG, "care")
        elif "no" in chosen:
            self.notice.say(text.REFUSED, "care")
        self.refresh_bindings()

    def action_to_consent(self) -> None:
        """Go to what must be read aloud first."""
        self.lines.consent.focus()
        self.notice.say(text.NOT_YET, "care")

    def action_in_detail(self) -> None:
        """Go on with the sign-up: nobody is asked twice."""
        if self.is_done:
            return
        write_readings(self)
        with telling(self.notice):
            answers = from_walk_in(self.answers, self._host)
            self.desk.sign_up_drafts.keep_first(self._family, answers)
            self.desk.walk_in_drafts.drop(self.meetup.id, self._host)
            self.is_done = True
            self.dismiss(self._family)

    def _point_at_flaw(self, answers: Answers) -> bool:
        """Go to the first field that cannot be read; say so and keep everything."""
        if not (answers.kana or answers.name):
            field = self.query_one("#kana", JpInput)
            field.focus()
            self.notice.say(text.KANA_NEEDED, "care")
            return True
        for field in self.lines.query(JpInput):
            problem = self._check(field)
            if problem:
                field.focus()
                self.notice.say(problem, "care")
                return True
        return False
