"""The form as it lies on the desk: what is asked now, and in which order."""

from collections.abc import Iterator

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from concierge_tui.services.ports import Postal
from concierge_tui.services.walk_in_answers import Answers, ChildAnswers
from concierge_tui.text import walk_in as text
from screens.walk_in.children import ChildLines
from screens.walk_in.later import LaterLines
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.tick_list import Tick, TickList

HOST_TICK = "host_may_collect"


class WalkInLines(VerticalScroll, can_focus=False):
    """Everything on one page; the order is the order of asking."""

    emergency_phone = getters.query_one("#emergency_phone", JpInput)
    channel = getters.query_one("#channel", ChoiceLine)
    consent = getters.query_one("#consent", ChoiceLine)

    def __init__(self, book: Postal, answers: Answers, host: str, spoken: str) -> None:
        super().__init__(id="form")
        self._book = book
        self._first = answers
        self._host = host
        self._spoken = spoken
        self.is_whole = False
        """Whether the lines of now can be read; those that may wait can still be missing."""

    def compose(self) -> ComposeResult:
        """Yield the lines that are asked now."""
        a = self._first
        if self._host:
            yield FormLine(text.HOST, TickList(id="host"))
        yield FormLine(
            text.KANA, JpInput(a.kana, id="kana", kind="kana"), hint=text.KANA_HINT, id="kana-line"
        )
        yield FormLine(text.NAME, JpInput(a.name, id="name"), hint=text.LATER_HINT)
        phone = JpInput(a.phone, id="phone", kind="digits")
        yield FormLine(text.PHONE, phone, hint=text.PHONE_HINT, id="phone-line")
        with Vertical(id="children"):
            for number, child in enumerate(_with_blank(a.children), start=1):
                yield ChildLines(number, child)
        yield FormLine(
            text.EMERGENCY,
            JpInput(a.emergency_phone, id="emergency_phone", kind="digits", placeholder=text.PHONE),
            JpInput(a.emergency_name, id="emergency_name", placeholder=text.EMERGENCY_WHO),
            id="emergency-line",
        )
        channels = [Answer(*pair) for pair in text.CHANNELS]
        yield FormLine(text.CHANNEL, ChoiceLine(channels, id="channel"))
        yield Static(text.READ_ALOUD, markup=False, classes="form--part")
        yield Prose(self._spoken, id="spoken")
        consent = ChoiceLine([Answer("yes", text.CONSENT_KEY)], id="consent")
        yield FormLine(text.CONSENT, consent, id="consent-line")

    def on_mount(self) -> None:
        """Show what was chosen; what may wait is built once the form is seen."""
        self.channel.choose(self._first.channel)
        if self._first.consented:
            self.consent.choose("yes")
        if self._host:
            tick = Tick(HOST_TICK, f"{self._host}  {text.HOST_MAY_COLLECT}",
                        is_ticked=self._first.host_may_collect)  # fmt: skip
            self.query_one("#host", TickList).show("", [tick])
        self.is_whole = True
        self.call_after_refresh(self._mount_later)

    def _mount_later(self) -> None:
        if self.is_attached:  # the form may have been cleared before it was seen
            self.mount(LaterLines(self._book, self._first))

    @property
    def children_lines(self) -> list[ChildLines]:
        """The lines of the children, the blank one last."""
        return list(self.query(ChildLines))

    @property
    def answers(self) -> Answers:
        """Everything that is written now; what it began with until it is whole."""
        if not self.is_whole:
            return self._first
        typed = {
            name: self.query_one(f"#{name}", JpInput).value.strip()
            for name in ("kana", "name", "phone", "emergency_phone", "emergency_name")
        }
        later = self.query(LaterLines)
        more = later.first().answers if later else self._first.model_dump(include=_LATER)
        return Answers.model_validate(
            {
                **more,
                **typed,
                "children": [lines.answers for lines in self.children_lines],
                "channel": self.channel.value,
                "consented": bool(self.consent.value),
                "host_may_collect": self._host_may_collect,
            }
        )

    @property
    def _host_may_collect(self) -> bool:
        return bool(self._host) and HOST_TICK in self.query_one("#host", TickList).ticked

    def offer_another_child(self) -> None:
        """Add a blank line once the last one is written on."""
        lines = self.children_lines
        if lines and not lines[-1].answers.is_blank:
            self.query_one("#children").mount(ChildLines(len(lines) + 1))


_LATER = set(Answers.model_fields) - {
    "kana", "name", "phone", "emergency_phone", "emergency_name",
    "children", "channel", "consented", "host_may_collect",
}  # fmt: skip


def _with_blank(children: list[ChildAnswers]) -> Iterator[ChildAnswers]:
    yield from (child for child in children if not child.is_blank)
    yield ChildAnswers()
