"""The ways from home that need no more than a key: each opens one screen."""

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Button

from concierge_tui.domain.ids import new_id
from concierge_tui.text import home as text
from concierge_tui.text import page, welcome
from concierge_tui.text.people import family_name
from screens.front import RealWished
from screens.page import Page
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.result_list import ResultList

if TYPE_CHECKING:
    from concierge_tui.services.walk_in import Registered


class HomeWays(Page):
    """Opens what is not the reception."""

    def _chosen(self) -> str | None:
        row = self.query_one(ResultList).highlighted
        return row.key if row else None

    @on(Button.Pressed, "#phones")
    def phones(self) -> None:
        """Show the families that write on their own telephones."""
        from screens.hand_off.waiting import WaitingScreen

        self.app.push_screen(WaitingScreen(self.desk))

    @on(Button.Pressed, "#print")
    def action_print(self) -> None:
        """Print for the chosen meetup."""
        from screens.print.screen import PrintScreen

        meetup = self._chosen()
        if meetup is None:
            self.notice.say(text.PRINT_NEEDS_MEETUP, "care")
            return
        self.app.push_screen(PrintScreen(self.desk, meetup))

    def action_prepare(self) -> None:
        """Show what has to stand before the doors of the chosen meetup open."""
        from screens.preparation.screen import PreparationScreen

        meetup = self._chosen()
        if meetup is None:
            self.notice.say(text.PREPARE_NEEDS_MEETUP, "care")
            return
        self.app.push_screen(PreparationScreen(self.desk, meetup))

    def action_mend(self) -> None:
        """Show what needs a person."""
        from screens.repairs.screen import RepairsScreen

        self.app.push_screen(RepairsScreen(self.desk))

    @on(Button.Pressed, "#sign-up")
    def action_sign_up(self) -> None:
        """Write for a family; where others are not finished, ask which."""
        from screens.sign_up.unfinished import UnfinishedScreen

        if self.desk.sign_up_drafts.unfinished():
            self.app.push_screen(UnfinishedScreen(self.desk), self._sign_up)
        else:
            self._sign_up(new_id())

    def _sign_up(self, family: str | None) -> None:
        from screens.sign_up.opening import open_sign_up

        if family is not None:
            open_sign_up(self.app, self.desk, self._signed_up, family=family)

    def _signed_up(self, answer: "Registered | str") -> None:
        if isinstance(answer, str):
            self.notice.say(answer, "done")
        else:
            family = self.desk.families.get(answer.family)
            self.notice.say(text.signed_up(family_name(family)), "done", hint=page.UNDO_HINT)

    @on(Button.Pressed, "#area")
    def wards(self) -> None:
        """Show which wards belong to the area."""
        from screens.area.screen import AreaScreen

        self.app.push_screen(AreaScreen(self.desk))

    def action_sync(self) -> None:
        """Show where this laptop's work is, and send it."""
        from screens.sync.screen import SyncScreen

        self.app.push_screen(SyncScreen(self.desk))

    @on(Button.Pressed, "#staff")
    def staff(self) -> None:
        """Show who works here."""
        from screens.staff.screen import StaffScreen

        self.app.push_screen(StaffScreen(self.desk))

    @on(Button.Pressed, "#backup")
    def backup(self) -> None:
        """Write a backup."""
        from screens.backup.screen import BackupScreen

        self.app.push_screen(BackupScreen(self.desk))

    @on(Button.Pressed, "#lessons")
    async def lessons(self) -> None:
        """Offer the situations of the desk, one after the other."""
        await self.run_action("app.lessons")

    @on(Button.Pressed, "#end")
    def end_practice(self) -> None:
        """Offer to begin in earnest."""
        question = ConfirmScreen(
            welcome.LEAVE_TITLE, welcome.LEAVE_WORDS, welcome.LEAVE_YES, welcome.LEAVE_NO
        )
        self.app.push_screen(question, self._ended)

    def _ended(self, is_meant: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if is_meant:
            self.post_message(RealWished())
