"""The first page of a sign-up: asked in order, kept as it is typed, saved in one act."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Button

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.sign_up_answers import SignUpAnswers, Stuck
from concierge_tui.services.walk_in import Registered
from concierge_tui.text import hand_off, household, walk_in
from concierge_tui.text import sign_up as text
from screens import keys
from screens.facing.page import Answer
from screens.reception.override import is_room_for
from screens.sign_up.facing import turned
from screens.sign_up.stuck import StuckScreen
from screens.sign_up.unfinished import UnfinishedScreen
from screens.sign_up.view import HandedOn, SignUpView
from screens.widgets.reading import write_readings
from screens.widgets.telling import telling


class SignUpScreen(SignUpView):
    """Registers one family; answers with what was written, or with a sentence to say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "save", text.SAVE, key_display="Ctrl+S"),
        Binding("tab", "app.focus_next", text.NEXT, show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
        # Not left to the field, where Ctrl+X would cut what was typed.
        Binding(keys.STOP_HERE, "stop_here", text.STOP_HERE, key_display="F9", priority=True),
        Binding(keys.FACE, "face", household.FACE, show=False, priority=True),
        Binding(keys.BESIDE, "unfinished", text.UNFINISHED, key_display="F2"),
        # The hint at the line names these two: the footer has no room for what is rare.
        Binding(keys.ALIKE, "open_alike", walk_in.OPEN_ALIKE, show=False),
        Binding(keys.NEW, "tell_apart", walk_in.APART, show=False),
        Binding(keys.HAND_OFF, "hand_off", hand_off.KEY, key_display="F11"),
        Binding(keys.UNDO, "clear", text.CLEAR, show=False),
        Binding(keys.BACK, "back", text.BACK),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a likely family only while there is one."""
        del parameters
        return self.alike is not None or action not in ("open_alike", "tell_apart")

    @on(Button.Pressed, "#save")
    def save_by_button(self) -> None:
        """Register."""
        self.action_save()

    @on(Button.Pressed, "#stop")
    def stop_by_button(self) -> None:
        """Stop here."""
        self.action_stop_here()

    def action_save(self, reason: str = "", *, by_phone: bool = False) -> None:
        """Register the family, and check it in where it stands at a desk, in one act."""
        if self.is_done or not self.query("#save"):
            return  # a held key comes several times before the page is gone
        write_readings(self)
        if self._point_at_flaw():
            return
        service, meetup, answers = self.desk.sign_up(), self.meetup_id, self.answers
        with telling(self.notice):
            if not self._is_room_for(service.here(answers), reason, by_phone=by_phone):
                return
            self._end(
                service.register(self._family, answers, meetup=meetup, reason=reason),
                by_phone=by_phone,
            )

    def action_hand_off(self, reason: str = "") -> None:
        """Let the family go on with her own telephone; she is registered all the same."""
        if self.is_done:
            return
        asked = self.answers.consents.get(REGISTRATION)
        with telling(self.notice):
            self.desk.hand_off.refuse()
            if asked is not None and asked.answer == "yes":
                self.action_save(reason, by_phone=True)
            elif not self.answers.is_blank:
                self.notice.say(hand_off.BEGUN, "care")
            elif self._is_room_for(1, reason, by_phone=True):
                self._end(self.desk.hand_off.begin(self.meetup_id, reason=reason), by_phone=True)

    def _is_room_for(self, people: int, reason: str, *, by_phone: bool) -> bool:
        go_on = self.action_hand_off if by_phone else self.action_save
        at = self._reception
        return at is None or is_room_for(self, at, people, reason, go_on)

    def _end(self, done: Registered, *, by_phone: bool) -> None:
        self.is_done = True
        with suppress(ConciergeError):  # the family is written; its page is known to be over
            self.desk.sign_up_drafts.drop_first(self._family)
        self.dismiss(HandedOn(done) if by_phone else done)

    def action_open_alike(self) -> None:
        """Let the family that is known come first: at the reception, or, without one, here."""
        if self.alike is not None and self._meetup is None:
            from screens.household.screen import HouseholdScreen

            self.keep()
            self.app.push_screen(HouseholdScreen(self.desk, self.alike.id), self._say)
        else:
            super().action_open_alike()

    def _say(self, said: str | None) -> None:
        self.notice.say(said or "")

    def action_stop_here(self) -> None:
        """Promise that somebody goes on with it (E29)."""
        self._put_down()
        before = self._promise or self.answers.stuck
        self.app.push_screen(StuckScreen(self.desk, before, self._keep_promise), self._stopped)

    def _keep_promise(self, half: Stuck) -> None:
        self._promise = half

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

    def action_back(self) -> None:
        """Go back; what was typed stays as a draft."""
        self._put_down()
        answers = self.answers
        said = "" if answers.is_blank else text.kept(answers.kana or answers.name or text.NAMELESS)
        self.dismiss(said or None)

    async def _take_up(self, family: str | None) -> None:
        """Go on with another family; what stands here waits."""
        if family is None:
            return
        kept = self.desk.sign_up_drafts.first(family)
        self._restored, self._cleared, self._promise = kept is not None, None, None
        await self._show(family, kept or SignUpAnswers())
        self._greet()

    def _stopped(self, stuck: Stuck | None) -> None:
        if stuck is None:
            return
        with telling(self.notice):
            self.desk.sign_up().stop(self._family, stuck, is_registered=False)
            answers = self.answers.model_copy(update={"stuck": stuck})
            self.desk.sign_up_drafts.keep_first(self._family, answers)
            self.is_done = True
            day, today = date.fromisoformat(stuck.due), self.desk.now().astimezone().date()
            self.dismiss(text.promised(stuck.who, day, today, stuck.how, answers.language))
