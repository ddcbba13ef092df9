"""The program on screen: which screen follows which, and when the desk is locked."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from screens.widgets.terminal_quirks import prepare_terminal

prepare_terminal()  # Textual reads its environment once, while it is imported.

# ruff: noqa: E402
from rich.text import Text
from textual import on
from textual._context import active_message_pump
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.events import Event, InputEvent, Paste
from textual.screen import Screen
from textual.widget import Widget

import screens
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sparing import spare_what_stays
from concierge_tui.text import page as text
from concierge_tui.text import welcome
from screens import keys
from screens.background_sync import BackgroundSync
from screens.copying import CopyKeeper
from screens.facing.guard import FacingGuard
from screens.front import Doorway, Entered, KeepsDraft, LeaveWished, PractiseWished, RealWished
from screens.lesson.guide import LessonGuide
from screens.long_work import BugFound
from screens.page import Page
from screens.resuming import Place, forget, place_of, remember
from screens.widgets.look import ConciergeLook
from screens.widgets.privacy import BlankGuard, IdleWatcher
from screens.widgets.scanner import ScanCatcher

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk

SOFT_LOCK: Final = 3 * 60.0
"""Seconds without key or mouse after which the screen is hidden."""
HARD_LOCK: Final = 15 * 60.0
"""Seconds after which the store itself is closed."""


class ConciergeApp(
    CopyKeeper,
    IdleWatcher,
    ScanCatcher,
    FacingGuard,
    BlankGuard,
    LessonGuide,
    BackgroundSync,
    ConciergeLook,
):
    """Leads from the door to the desk and back."""

    CSS_PATH = Path(screens.__file__).with_name("styles") / "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.HIDE, "hide", text.HIDE, show=False, priority=True),
        Binding("ctrl+g", "show_keys", text.HELP, show=False),
        Binding(keys.ROLL_CALL, "roll_call", text.ROLL_CALL, show=False),
    ]

    def __init__(self, doorway: Doorway, *, practice: bool = False) -> None:
        super().__init__()
        self._doorway = doorway
        self._practice = practice
        self.desk: Desk | None = None
        """The open store; None at the door."""
        self.spares_what_stays = False
        """Whether this is the one program of its process."""

    def get_default_screen(self) -> Screen[Any]:
        """Return the door: unlock where there is a store, else the first choice."""
        if self._practice:
            from screens.welcome.preparing import PreparingScreen

            return self._dressed(PreparingScreen(self._doorway))
        return self._dressed(self._door())

    def _dressed(self, screen: Screen[Any]) -> Screen[Any]:
        # Textual loads the style of every screen but the first, which it never expects to leave.
        self._load_screen_css(screen)
        screen._push_result_callback(screen, None)  # noqa: SLF001
        return screen

    def _door(self) -> Screen[Any]:
        if self._doorway.exists():
            from screens.unlock.screen import UnlockScreen

            return UnlockScreen(self._doorway)
        from screens.welcome.screen import WelcomeScreen

        return WelcomeScreen(self._doorway)

    @on(Entered)
    async def enter(self, event: Entered) -> None:
        """Open the desk."""
        from screens.home.screen import HomeScreen

        self.desk = event.desk
        place = place_of(event.desk)
        await self._begin_with(HomeScreen(event.desk))
        if place is not None:
            self._go_on_at(place, event.desk)
        elif event.then == "enrol":
            from screens.enrol.screen import EnrolScreen

            self.push_screen(EnrolScreen(event.desk))
        elif event.desk.opened_by_recovery:
            self._offer_new_passphrase(event.desk)
        self.watch_idle(SOFT_LOCK, self.lock)
        if self.spares_what_stays:
            self.call_after_refresh(spare_what_stays)

    def _go_on_at(self, place: "Place", desk: "Desk") -> None:
        from screens.reception.screen import ReceptionScreen

        self.push_screen(ReceptionScreen(desk, place.meetup, place))

    def _offer_new_passphrase(self, desk: "Desk") -> None:
        from screens.passphrase.screen import PassphraseScreen

        home = self.screen

        def say(words: str | None) -> None:
            if words and isinstance(home, Page):
                home.notice.say(words, "done")

        self.push_screen(PassphraseScreen(desk), say)

    @on(PractiseWished)
    async def practise(self) -> None:
        """Rehearse with invented families."""
        from screens.welcome.preparing import PreparingScreen

        await self._begin_with(PreparingScreen(self._doorway))

    @on(LeaveWished)
    async def leave(self) -> None:
        """Close the store and stand before the door again; what was half typed is kept."""
        self._keep_drafts()
        desk, self.desk = self.desk, None
        place = place_of(desk) if desk is not None else None
        # The screens go first: one that comes to light on the way still reads the store.
        await self._begin_with(self._door())
        if desk is not None:
            if place is not None:  # home, which came to light on the way, has forgotten it
                remember(desk, place._replace(at=0))
            desk.close()

    @on(RealWished)
    async def begin_for_real(self) -> None:
        """Leave the rehearsal: open the store, or create it where there is none."""
        await self.leave()
        if not self._doorway.exists():
            from screens.create.screen import CreateScreen

            self.push_screen(CreateScreen(self._doorway))

    @on(BugFound)
    def note_bug(self, event: BugFound) -> None:
        """Write down where a worker failed."""
        self._doorway.note_crash(event.error)

    async def _begin_with(self, screen: Screen[Any]) -> None:
        """Show a screen alone; none of those beneath comes to light on the way."""
        beneath = self._screen_stack[:-1]
        del self._screen_stack[:-1]
        await self.switch_screen(screen)
        for each in reversed(beneath):
            await self._replace_screen(each)

    async def on_event(self, event: Event) -> None:
        """Hear no more keys once the program ends: its screens are being taken apart."""
        if not (self._exit and isinstance(event, InputEvent | Paste)):
            await super().on_event(event)

    def _keep_drafts(self) -> None:
        if self.desk is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, KeepsDraft):
                with suppress(ConciergeError):
                    screen.keep_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to hide the screen only where there is something to hide."""
        if action == "hide":
            return self.desk is not None
        return super().check_action(action, parameters)

    def lock(self) -> None:
        """Hide the screen; after a long absence close the store."""
        if self.desk is None:
            return
        if self._idle_clock() - self._touched_at >= HARD_LOCK:
            self._lock_hard()
            return
        self.action_hide()

    def action_hide(self) -> None:
        """Hide the screen until the PIN is given."""
        from screens.lock.screen import LockScreen

        if self.desk is None or any(isinstance(s, LockScreen) for s in self.screen_stack):
            return
        self.push_screen(LockScreen(self.desk), self._unhide)
        self.watch_idle(HARD_LOCK - SOFT_LOCK, self._lock_hard, clock=self._idle_clock)

    def action_roll_call(self) -> None:
        """List everyone inside, from whichever screen of the meetup one is on."""
        from screens.inside.screen import InsideScreen
        from screens.lock.screen import LockScreen
        from screens.reception.screen import ReceptionScreen

        stack = self.screen_stack
        reception = next((s for s in stack if isinstance(s, ReceptionScreen)), None)
        covered = any(isinstance(s, InsideScreen | LockScreen) for s in stack)
        if self.desk is not None and reception is not None and not covered:
            self.push_screen(InsideScreen(self.desk, reception.meetup.id))

    def _unhide(self, may_return: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if may_return:
            self.watch_idle(SOFT_LOCK, self.lock, clock=self._idle_clock)

    def _lock_hard(self) -> None:
        self.call_later(self._leave_unattended)

    async def _leave_unattended(self) -> None:
        """Close the store and say at the door why."""
        said = welcome.LEFT_ALONE
        if self.desk is not None and self.desk.practice:
            said = welcome.PRACTICE_LEFT_ALONE
        await self.leave()
        if isinstance(self.screen, Page):
            self.screen.notice.say(said)

    async def action_quit(self) -> None:
        """Leave; what was half typed is kept."""
        self._keep_drafts()
        if self.desk is not None:
            with suppress(ConciergeError):
                forget(self.desk)
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print every local variable: names, telephone numbers, even the key.
        if isinstance(error, NoMatches) and self._comes_from_a_screen_that_is_gone():
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        with suppress(OSError):
            self._doorway.note_crash(getattr(error, "error", error))
        self._exit_renderables[:] = [Text(self._last_words(getattr(error, "error", error)))]
        self._close_messages_no_wait()

    def _comes_from_a_screen_that_is_gone(self) -> bool:
        """Say whether a widget missed its parts because its screen was left while it was made."""
        if self._exit:
            return True
        pump = active_message_pump.get(None)
        if not isinstance(pump, Widget):
            return False
        try:
            return pump.screen not in self._screen_stack
        except NoScreen:
            return True

    def _last_words(self, error: BaseException) -> str:
        """Say what to do next: a store that cannot be read needs its backup, not a second try."""
        from concierge_tui.text.errors import sentence
        from db.laptop.door import as_fact

        fact = as_fact(error)
        known = isinstance(fact, ConciergeError)
        return sentence(fact) if known else text.crashed(self._doorway.log)

    def _fatal_error(self) -> None:
        self._handle_exception(RuntimeError())


def run(doorway: Doorway, *, practice: bool = False) -> int:
    """Show the screens until the person leaves; return the exit code."""
    # asyncio would print the text of a lost exception, and with it what people typed.
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    logging.getLogger("asyncio").propagate = False
    app = ConciergeApp(doorway, practice=practice)
    app.spares_what_stays = True
    app.run()
    if app.desk is not None:
        app.desk.close()
    return app.return_code or 0
