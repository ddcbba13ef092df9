"""How a child is: its temperature, or how it looks, one child after the other."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from concierge_tui.domain.temperature import read_tenths
from concierge_tui.services.trials_at import health_check_at
from concierge_tui.text import gate
from concierge_tui.text import trial as text
from screens.question_page import choice
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.domain.family import Person
    from concierge_tui.services.desk import Desk


class HealthScreen(TrialForm):
    """Asks for each child; Enter behind the last temperature writes them all down."""

    HEADLINE = text.HEALTH_TITLE

    def __init__(self, desk: "Desk", meetup: str, children: "Sequence[Person]") -> None:
        super().__init__(desk, meetup, ",".join(child.id for child in children))
        self._children = tuple(children)
        self._check = health_check_at(desk, meetup)

    AUTO_FOCUS: ClassVar[str | None] = "#tenths-0"

    def questions(self) -> Iterable[Widget]:
        """Yield two questions a child; one answer is enough."""
        yield Prose(text.fever_words(gate.degrees(self._check.limit)))
        for number, child in enumerate(self._children):
            tenths = JpInput(id=f"tenths-{number}", kind="digits")
            yield FormLine(child.given, tenths, hint=text.TENTHS_HINT)
            yield FormLine(text.LOOKS, choice(f"looks-{number}", text.LOOKS_WORDS))

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})

    def entered(self, field: JpInput) -> None:  # type: ignore[override]
        """Write down behind the last temperature; else go to the next child."""
        at = int(str(field.id).rpartition("-")[2])
        if at + 1 == len(self._children):
            self.action_save()
        else:
            self.query_one(f"#tenths-{at + 1}").focus()

    def action_save(self) -> None:
        """Write down how every child is."""
        with self.telling():
            found = [self._said(number) for number in range(len(self._children))]
            if None in found:
                at = found.index(None)
                self.notice.say(text.looks_needed(self._children[at].given), "care")
                self.query_one(f"#tenths-{at}").focus()
                return
            for child, said in zip(self._children, found, strict=True):
                assert said is not None
                self._check.note(child.id, tenths=said[0], looks=said[1])
            self.saved()
            self.dismiss(text.noted_health([child.given for child in self._children]))

    def _said(self, number: int) -> tuple[int | None, str] | None:
        typed = self.answered(f"tenths-{number}")
        looks = self.answered(f"looks-{number}")
        tenths = read_tenths(typed) if typed else None
        return (tenths, looks or "well") if typed or looks else None
