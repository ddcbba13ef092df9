"""Something that was left for later."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.after_trial import FOLLOW_UP
from concierge_tui.domain.meetup_day import Trial
from concierge_tui.text import repairs as text
from screens import keys
from screens.page import Page
from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from textual.screen import Screen

    from concierge_tui.domain.task import Task
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.walk_in import Registered


class TaskScreen(Page):
    """Shows what is still to be asked; answers with what was done."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TASK
    AUTO_FOCUS: ClassVar[str | None] = "#family"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.MEND, "mend_family", text.MEND_FAMILY),
        Binding(keys.SIGN_UP, "sign_up", text.GO_ON, key_display="F4"),
        Binding(keys.SAVE, "finish", text.DONE),
    ]

    def __init__(self, desk: "Desk", task: "Task") -> None:
        super().__init__(desk)
        self._question = task

    def body(self) -> Iterable[Widget]:
        """Yield whom it is about and what is missing."""
        family = self._question.family
        found = self.desk.families.many([family]).get(family) if family else None
        with VerticalScroll(classes="form", can_focus=False):
            yield Prose(plain(text.about(found) or self._unfinished()), classes="about")
            task = self._question
            words = text.task(task.reason, task.detail, task.assignee, task.due)
            yield Prose(plain(words), classes="sentence")
            yield Prose(text.TASK_WORDS, classes="raw")
            with Horizontal(classes="buttons"):
                yield PushButton(text.LATER, id="later", compact=True)
                yield PushButton(text.MEND_FAMILY, id="family", compact=True)
                yield PushButton(text.GO_ON, id="sign-up", compact=True)
                yield PushButton(text.DONE, id="done", compact=True, variant="primary")

    @on(Button.Pressed, "#later")
    def later(self) -> None:
        """Leave it in the list."""
        self.action_back()

    @on(Button.Pressed, "#done")
    def action_finish(self) -> None:
        """Note that it is done."""
        if self.attempt(lambda: self.desk.repairs().finish(self._question)):
            self.dismiss(text.FINISHED)

    @on(Button.Pressed, "#sign-up")
    def action_sign_up(self) -> None:
        """Go on with the sign-up: its first page while it is unfinished, else the second."""
        from screens.sign_up.opening import open_second_page, open_sign_up

        family = self._question.family
        if family is not None and self.desk.sign_up_drafts.first(family) is not None:
            open_sign_up(self.app, self.desk, self._went_on, family=family)
        elif family is not None and self.desk.families.many([family]):
            open_second_page(self.app, self.desk, family, self._went_on)
        else:
            self.notice.say(text.GONE, "care")

    def _unfinished(self) -> str:
        """Return who is half registered, as the form on this laptop says."""
        family = self._question.family
        answers = self.desk.sign_up_drafts.first(family) if family else None
        return (answers.kana or answers.name) if answers else ""

    def _went_on(self, answer: "Registered | str") -> None:
        """Leave a question that is answered; say what was said where it is still open."""
        open_ = {task.id: task for task in self.desk.lists.tasks()}
        if self._question.id not in open_:
            self.dismiss(answer if isinstance(answer, str) else text.FINISHED)
        elif isinstance(answer, str):
            self.notice.say(answer, "done")

    @on(Button.Pressed, "#family")
    def action_mend_family(self) -> None:
        """Open the household."""
        if self._question.family is None:
            self.notice.say(text.GONE, "care")
            return
        from screens.household.screen import HouseholdScreen

        self.app.push_screen(HouseholdScreen(self.desk, self._question.family))


def screen_of_task(desk: "Desk", task: "Task") -> "Screen[Any]":
    """Return the screen on which something that was left for later is done."""
    trial = desk.day.get(Trial, task.detail) if task.reason == FOLLOW_UP else None
    if trial is None or task.family is None:
        return TaskScreen(desk, task)
    from screens.trial.follow_up import FollowUpScreen

    return FollowUpScreen(desk, trial.meetup, trial.id, task.family)
