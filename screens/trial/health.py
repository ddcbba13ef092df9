"""How a child is: its temperature, or how it looks, one child after the other."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.widget import Widget

from concierge_tui.domain.temperature import TemperatureUnreadable, read_tenths
from concierge_tui.services.trials_at import health_check_at
from concierge_tui.text import gate
from concierge_tui.text import health as text
from screens.question_page import choice
from screens.trial.asking import TrialForm
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.domain.family import Person
    from concierge_tui.domain.meetup_day import Health
    from concierge_tui.services.desk import Desk


class _Said(NamedTuple):
    """How a child is."""

    tenths: int | None
    looks: str


class HealthScreen(TrialForm):
    """Asks first for each child that nobody looked at yet; the others are there to be corrected.

    Enter behind the last temperature that is missing writes down what was said. Who is as on
    record is not written again: meanwhile another laptop may have measured a fever.
    """

    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, desk: "Desk", meetup: str, children: "Sequence[Person]") -> None:
        super().__init__(desk, meetup, ",".join(child.id for child in children))
        self._children = tuple(children)
        self._check = health_check_at(desk, meetup)
        facts = self.trials.facts
        ill = [facts.is_ill(child, facts.policy) for child in children]
        self._known = [_known(facts.health(child)) for child in children]
        turn = range(len(children))
        self._missing = [number for number in turn if self._known[number] is None]
        known = [number for number in turn if self._known[number] is not None]
        self._turn = [*self._missing, *sorted(known, key=lambda number: not ill[number])]

    def questions(self) -> Iterable[Widget]:
        """Yield two questions a child, one answer is enough; then who was asked before."""
        yield Prose(text.fever_words(gate.degrees(self._check.limit)))
        for at, number in enumerate(self._turn):
            if at == len(self._missing):
                yield Prose(text.KNOWN, id="known")
            known = self._known[number]
            hint = text.on_record(known.tenths, known.looks) if known else text.TENTHS_HINT
            tenths = NumberInput(id=f"tenths-{number}")
            yield FormLine(self._children[number].given, tenths, hint=hint)
            yield FormLine(text.LOOKS, choice(f"looks-{number}", text.LOOKS_WORDS))

    def on_mount(self) -> None:
        """Show what is on record and what was typed before; begin with who is missing."""
        self.begin_with(self._on_record)
        for number in self._turn[:1]:
            self._tenths(number).focus()

    @property
    def _on_record(self) -> dict[str, str]:
        shown = {}
        for number, known in enumerate(self._known):
            if known is not None:
                shown[f"tenths-{number}"] = text.tenths(known.tenths)
                shown[f"looks-{number}"] = known.looks
        return shown

    @property
    def draft_name(self) -> str:
        """A draft belongs to its record: none comes back over a fever noted since."""
        record = (f"{each.tenths}{each.looks}" if each else "" for each in self._known)
        return f"{super().draft_name}:{','.join(record)}"

    def entered(self, field: JpInput) -> None:  # type: ignore[override]
        """Go to the next child, behind the last that is missing write down; unmeasured, ask on."""
        number = _number(field)
        if not field.value.strip() and not self._looks(number).value:
            self._looks(number).focus()
        elif (following := self._after(number)) is None:
            self.action_save()
        else:
            self._tenths(following).focus()

    def gone_on(self, line: ChoiceLine) -> None:
        """Go to the next child, at last to the button: a digit alone writes nothing down."""
        following = self._after(_number(line))
        name = "save" if following is None else f"tenths-{following}"
        self.query_one(f"#{name}").focus()

    def action_save(self) -> None:
        """Write down how every child is of whom something new was said."""
        with self.telling():
            said = {number: self._said(number) for number in self._turn}
            new = {n: it for n, it in said.items() if it is not None and it != self._known[n]}
            left = [number for number in self._missing if said[number] is None]
            if left and not new:
                self.notice.say(text.looks_needed(self._children[left[0]].given), "care")
                self._tenths(left[0]).focus()
                return
            for number, how in new.items():
                self._check.note(self._children[number].id, tenths=how.tenths, looks=how.looks)
            self.saved()
            self.dismiss(text.noted(self._called(new), self._called(left)))

    def _after(self, number: int) -> int | None:
        """Return whom to ask next; None behind the last missing one, and behind the last."""
        at = self._turn.index(number) + 1
        return None if at in (len(self._missing), len(self._turn)) else self._turn[at]

    def _said(self, number: int) -> _Said | None:
        field, looks = self._tenths(number), self._looks(number).value
        typed = field.value.strip()
        try:
            tenths = read_tenths(typed) if typed else None
        except TemperatureUnreadable:
            field.focus()
            raise
        return _Said(tenths, looks or "well") if typed or looks else None

    def _called(self, numbers: Iterable[int]) -> list[str]:
        return [self._children[number].given for number in numbers]

    def _tenths(self, number: int) -> JpInput:
        return self.query_one(f"#tenths-{number}", JpInput)

    def _looks(self, number: int) -> ChoiceLine:
        return self.query_one(f"#looks-{number}", ChoiceLine)


def _known(health: "Health | None") -> _Said | None:
    return _Said(health.tenths, health.looks or "well") if health is not None else None


def _number(field: Widget) -> int:
    return int(str(field.id).rpartition("-")[2])
