"""A sign-up that cannot go on: why, who calls back, and by when (E29)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from concierge_tui.domain.schedule import read_day
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import Stuck
from concierge_tui.text import sign_up as text
from screens import keys
from screens.widgets.asking_box import AskingBox
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton


class StuckScreen(AskingBox[Stuck]):
    """Asks for the promise that is read to the family; nothing is thrown away."""

    DEFAULT_CSS = """
    StuckScreen > Vertical { width: 74; }
    StuckScreen #due, StuckScreen #how { width: 24; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "#reason"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "answer", text.STUCK_SAVE)]

    def __init__(self, desk: Desk, before: Stuck | None, keep: Callable[[Stuck], None]) -> None:
        super().__init__()
        self._keep = keep
        self._today = desk.now().astimezone().date()
        actor = desk.author().actor
        names = [member.name for member in desk.staff.all() if member.id == actor]
        self._before = before or Stuck(who=next(iter(names), ""))

    def compose(self) -> ComposeResult:
        """Yield the four questions."""
        reason = ChoiceLine([Answer(*pair) for pair in text.STUCK_REASONS], id="reason")
        reason.choose(self._before.reason)
        in_choices = [Answer(str(days), words) for days, words in text.STUCK_DAYS]
        with Vertical() as box:
            box.border_title = text.STUCK_TITLE
            yield Prose(text.STUCK_WORDS)
            yield FormLine(text.STUCK_REASON, reason, id="reason-line")
            yield FormLine(text.STUCK_WHO, JpInput(self._before.who, id="who"), id="who-line")
            yield FormLine(text.STUCK_DUE, ChoiceLine(in_choices, id="in-days"), id="due-line")
            due = JpInput(self._before.due, id="due", kind="date")
            yield FormLine("", due, hint=text.STUCK_DUE_HINT)
            how = JpInput(self._before.how, id="how")
            yield FormLine(text.STUCK_HOW, how, hint=text.STUCK_HOW_HINT)
            with Horizontal(classes="buttons"):
                yield PushButton(text.STUCK_CANCEL, id="cancel", compact=True)
                yield PushButton(text.STUCK_SAVE, id="answer", compact=True, variant="primary")

    @on(ChoiceLine.Changed, "#in-days")
    def write_day(self, event: ChoiceLine.Changed) -> None:
        """Write down the day that was meant."""
        due = self._today + timedelta(days=int(event.line.value or 0))
        self.query_one("#due", JpInput).value = f"{due.year}/{due.month}/{due.day}"

    @on(ChoiceLine.GoneOn)
    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go to the next question, at last to the button."""
        self.focus_next("JpInput, ChoiceLine, #answer")

    @on(Button.Pressed, "#cancel")
    def action_refuse(self) -> None:
        """Go on writing; what was promised half waits for the next time."""
        self._keep(self._typed(self.query_one("#due", JpInput).value.strip()))
        self.dismiss(None)

    @on(Button.Pressed, "#answer")
    def action_answer(self) -> None:
        """Answer with the promise, or say what it lacks."""
        typed = self.query_one("#due", JpInput).value.strip()
        due = read_day(typed, today=self._today)
        said = self._typed(due.isoformat() if due else "")
        problems = {
            "reason": "" if said.reason else text.STUCK_REASON_NEEDED,
            "who": "" if said.who else text.STUCK_WHO_NEEDED,
            "due": self._problem(typed, due),
        }
        for name, problem in problems.items():
            self.query_one(f"#{name}-line", FormLine).tell(name, problem)
        wrong = next((name for name, problem in problems.items() if problem), None)
        if wrong is not None:
            self.query_one(f"#{wrong}").focus()
        else:
            self.dismiss(said)

    def _typed(self, due: str) -> Stuck:
        who, how = (self.query_one(f"#{name}", JpInput).value.strip() for name in ("who", "how"))
        return Stuck(reason=self.query_one("#reason", ChoiceLine).value, who=who, due=due, how=how)

    def _problem(self, typed: str, due: date | None) -> str:
        if not typed:
            return text.STUCK_DUE_NEEDED
        if due is None:
            return text.DAY_UNREADABLE
        return text.DAY_PAST if due < self._today else ""
