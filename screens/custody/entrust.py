"""Giving a child to staff or to the host of its trial: where, until when, back to whom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from concierge_tui.domain.clock import milliseconds
from concierge_tui.services.custody import Handing, read_until
from concierge_tui.text import custody as text
from concierge_tui.text.times import clock_time
from screens.custody.ask_page import AskPage
from screens.far_end import AsksFarEnd
from screens.question_page import choice
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.services.custody_board import Candidate, ChildNow
    from concierge_tui.services.desk import Desk


class EntrustScreen(AskPage, AsksFarEnd):
    """Asks what is promised: nobody holds a child without an end and somebody to go back to."""

    HEADLINE = text.ENTRUST_TITLE
    ABOUT = "entrust"
    DO = text.GIVE
    AUTO_FOCUS: ClassVar[str | None] = "#place"

    def __init__(self, desk: "Desk", meetup: str, of: "ChildNow", to: "Candidate") -> None:
        super().__init__(desk, meetup, of, to.id)
        self._to = to
        self._givers = self.custody.givers(of)
        self._witnesses = self.custody.witnesses(of, to.id)
        self._backs = list(self.custody.rights(of).collectors)

    def questions(self) -> Iterable[Widget]:
        """Yield where, until when, back to whom, and who saw it."""
        child = text.child_name(self._of.child, self._of.family)
        yield Prose(text.to_whom(child, self._to.name, self._to.relation), id="whom")
        yield FormLine(text.PLACE, JpInput(id="place"), hint=text.PLACE_HINT)
        yield FormLine(text.MINUTES, choice("minutes", text.MINUTE_WORDS))
        until = NumberInput(id="until")
        yield FormLine(text.UNTIL, until, hint=text.UNTIL_HINT, id="until-line")
        if len(self._givers) > 1 and self._of.where == "family":
            givers = [(person.id, person.called) for person in self._givers[:6]]
            yield FormLine(text.FROM, choice("from", givers))
        backs = [(person.id, person.called) for person in self._backs[:6]]
        yield FormLine(text.BACK_TO, choice("back", backs))
        yield FormLine(text.WITNESS, choice("witness", self._witnesses[:8]))

    def on_mount(self) -> None:
        """Begin with what is usual: back to who gives it, seen by who stands at the desk."""
        # Of two records that contradict each other, what this one says is meant.
        said = next((h for h, _ in self.custody.records(self._of) if h.to == self._to.id), None)
        now = said or (self._of.now if self._of.where == "away" else None)
        giver = self._givers[0].id if self._givers else ""
        back = giver if any(p.id == giver for p in self._backs) else ""
        self.begin_with(
            {
                "place": now.place if now else "",
                "until": clock_time(said.until) if said else "",
                "from": giver,
                "back": (now.back_to if now else "")
                or back
                or (self._backs[0].id if self._backs else ""),
                "witness": self._witnesses[0][0] if self._witnesses else "",
            }
        )

    def gone_on(self, line: ChoiceLine) -> None:
        """Write down the end that was meant, and go on."""
        if line.id == "minutes" and line.value:
            self.query_one("#until", JpInput).value = line.value
        super().gone_on(line)

    def action_save(self) -> None:
        """Give the child."""
        said, now = self.answered, self.desk.now()
        until = read_until(said("until"), now)
        if self.is_far(milliseconds(now), until):
            return
        giver = said("from") or (self._givers[0].id if self._givers else "")
        handing = Handing(
            self._to.id,
            self._to.role,
            witness=said("witness"),
            from_=giver if self._of.where == "family" else "",
            place=said("place"),
            until=until,
            back_to=said("back"),
            trial=self._trial(),
        )
        with self.telling():
            act = self.custody.hand(self._of, handing, looked=True)
            self.saved()
            child = text.child_name(self._of.child, self._of.family)
            self.dismiss(text.handed(child, self._to.name, act.operations[0].wall))

    def _trial(self) -> str:
        if self._to.role != "host":
            return ""
        running = self.custody.rights_here.running(self._of.child.id, self._meetup)
        return running[0].id if running else ""
