"""The hub that runs in this program: begun and ended from its page; it ends with the program."""

from typing import TYPE_CHECKING

from concierge_tui.text import hub as text
from screens.hub.beside import HubBeside
from screens.widgets.confirm import ConfirmScreen

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.hub_ports import HubRun

_LOOK_EVERY = 1.0
"""Seconds between two looks at whether the hub still runs."""


class HubHere(HubBeside):
    """Mixin that holds the hub of this laptop; it goes on while the desk is locked."""

    hub_run: "HubRun | None" = None

    def run_hub(self, desk: "Desk") -> "HubRun":
        """Begin a hub; slow."""
        raise NotImplementedError

    def lock_if_ordered(self) -> None:
        """Stand before the door where central has locked this laptop meanwhile."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Look now and then."""
        self.set_interval(_LOOK_EVERY, self._look_at_hub)

    def begin_hub(self, desk: "Desk") -> None:
        """Begin a hub; call it in a thread.

        Raises:
            ConciergeError: when it cannot be reached by anybody; nothing runs then.
        """
        self.hub_run = self.run_hub(desk)

    def stop_hub(self) -> None:
        """End the hub; every desk goes on without it. It may take seconds."""
        run, self.hub_run = self.hub_run, None
        if run is not None:
            run.stop()

    def _look_at_hub(self) -> None:
        if self.hub_run is not None and self.hub_run.is_over:
            self.hub_run = None
            self.lock_if_ordered()
            self._let_hear_news()

    async def action_quit(self) -> None:
        """Leave; where others keep alike by this laptop, ask first."""
        if self.hub_run is None:
            await self.quit_now()
        elif not any(isinstance(screen, ConfirmScreen) for screen in self.screen_stack):
            question = ConfirmScreen(text.LEAVING, text.LEAVING_WORDS, text.STOP_AND_LEAVE)
            self.push_screen(question, self._answered)

    async def quit_now(self) -> None:
        """Leave without a question."""
        raise NotImplementedError

    async def _answered(self, is_meant: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if is_meant:
            await self.quit_now()


def hub_here(app: object) -> HubHere | None:
    """Return what holds the hub of this laptop; None for a program that never has one."""
    return app if isinstance(app, HubHere) else None


def running(app: object) -> "HubRun | None":
    """Return the hub that runs in this program."""
    here = hub_here(app)
    return here.hub_run if here is not None else None
