"""The program on screen: which screen follows which, and when the desk is locked."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from screens.widgets.terminal_quirks import prepare_terminal

prepare_terminal()  # Textual reads its environment once, while it is imported.

# ruff: noqa: E402
from textual import on
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Paste
from textual.screen import Screen

import screens
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sparing import spare_what_stays
from concierge_tui.text import page as text
from screens import keys
from screens.calm_end import CalmEnd
from screens.copying import CopyKeeper
from screens.facing.guard import FacingGuard
from screens.front import Doorway, Entered, KeepsDraft, LeaveWished, PractiseWished, RealWished
from screens.hub.here import HubHere
from screens.lesson.guide import LessonGuide
from screens.lock.unattended import Unattended
from screens.long_work import BugFound
from screens.page import Page
from screens.resuming import Place, forget, place_of, remember
from screens.widgets.look import ConciergeLook
from screens.widgets.privacy import BlankGuard
from screens.widgets.scanner import ScanCatcher

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hub_ports import HubRun


class ConciergeApp(
    CopyKeeper,
    CalmEnd,
    Unattended,
    ScanCatcher,
    FacingGuard,
    BlankGuard,
    LessonGuide,
    HubHere,
    ConciergeLook,
):
    """Leads from the door to the desk and back."""

    CSS_PATH = Path(screens.__file__).with_name("styles") / "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.HIDE, "hide", text.HIDE, show=False, priority=True),
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
        self.watch_the_desk()
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
        if self._doorway.barred() is not None:  # a laptop that is locked serves nobody
            self.run_worker(self.stop_hub, thread=True)
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

    def run_hub(self, desk: "Desk") -> "HubRun":
        """Begin a hub on the store of this laptop."""
        return self._doorway.run_hub(desk)

    def lock_if_ordered(self) -> None:
        """Stand before the door where central has locked this laptop meanwhile."""
        if self.desk is not None and self._doorway.barred() is not None:
            self.post_message(LeaveWished())

    async def quit_now(self) -> None:
        """Leave; what was half typed is kept."""
        self._keep_drafts()
        if self.desk is not None:
            with suppress(ConciergeError):
                forget(self.desk)
        self.exit()

    def note_failure(self, error: BaseException) -> None:
        """Write down where the program failed, without any value."""
        self._doorway.note_crash(error)

    def last_words(self, error: BaseException) -> str:
        """Say what to do next: a store that cannot be read needs its backup, not a second try."""
        from concierge_tui.text.errors import sentence
        from db.laptop.door import as_fact

        fact = as_fact(error)
        known = isinstance(fact, ConciergeError)
        return sentence(fact) if known else text.crashed(self._doorway.log)


def run(doorway: Doorway, *, practice: bool = False) -> int:
    """Show the screens until the person leaves; return the exit code."""
    # asyncio would print the text of a lost exception, and with it what people typed.
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    logging.getLogger("asyncio").propagate = False
    app = ConciergeApp(doorway, practice=practice)
    app.spares_what_stays = True
    app.run()
    app.stop_hub()
    if app.desk is not None:
        app.desk.close()
    return app.return_code or 0
