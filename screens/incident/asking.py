"""The small questions of a record: who was called, what to add, how it was signed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from concierge_tui.domain.incident import HowSigned
from concierge_tui.text import incident as text
from screens.widgets.asking_box import AskingBox
from screens.widgets.cell_text import plain
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.held_enter import HeldEnter
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class Signing(NamedTuple):
    """Who signs, and how."""

    how: HowSigned
    by: str


class CallScreen(AskingBox[bool]):
    """Shows the numbers on record; answers True when somebody was reached."""

    DEFAULT_CSS = "CallScreen .number { text-style: bold; margin-bottom: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "reached", text.SAVE)]

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__()
        self._numbers = numbers
        self._enter = HeldEnter(self, reads=True)

    def compose(self) -> ComposeResult:
        """Yield the numbers."""
        with Vertical() as box:
            box.border_title = text.CALL_TITLE
            box.border_subtitle = text.CALL_KEYS
            yield Prose(text.CALL_WORDS if self._numbers else text.NO_PHONE)
            for number in self._numbers:
                yield Prose(plain(number), classes="number")

    def action_reached(self) -> None:
        """Answer that a guardian knows; whoever only held the key down has called nobody."""
        if not self._enter.is_held():
            self.dismiss(result=True)


class TypedScreen(AskingBox[str]):
    """Asks for one line; what is typed is kept as it is typed."""

    AUTO_FOCUS: ClassVar[str | None] = "JpInput"

    def __init__(self, desk: "Desk", title: str, before: str, draft: str) -> None:
        super().__init__()
        self._desk = desk
        self._heading = title
        self._before = before
        self._draft = draft

    def compose(self) -> ComposeResult:
        """Yield the line."""
        with Vertical() as box:
            box.border_title = self._heading
            box.border_subtitle = text.TYPED_KEYS
            yield JpInput(self._desk.drafts.get(self._draft) or self._before)

    def keep_draft(self) -> None:
        """Keep what was typed."""
        if not self.is_left and self.is_attached:
            self._desk.drafts.put(self._draft, self.query_one(JpInput).value)

    @on(Input.Changed)
    def keep_soon(self) -> None:
        """Keep what is being typed: one line, written in a moment."""
        self.keep_draft()

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Answer with the line."""
        event.stop()
        self._desk.drafts.drop(self._draft)
        self.dismiss(event.value.strip())


class SignScreen(AskingBox[Signing]):
    """Asks where it is signed and who signs."""

    AUTO_FOCUS: ClassVar[str | None] = "ChoiceLine"

    def __init__(self, by: str, *, is_treated: bool) -> None:
        super().__init__()
        self._by = by
        self._words = text.SIGN_WORDS if is_treated else text.SIGN_UNTREATED

    def compose(self) -> ComposeResult:
        """Yield the two questions."""
        ways = ChoiceLine([Answer(*pair) for pair in text.SIGN_WAYS], id="how")
        ways.choose(text.SIGN_WAYS[0][0])
        with Vertical() as box:
            box.border_title = text.SIGN_TITLE
            box.border_subtitle = text.SIGN_KEYS
            yield Prose(self._words)
            yield FormLine(text.SIGN_HOW, ways)
            yield FormLine(text.SIGN_BY, JpInput(self._by, id="by"), id="by-line")

    @on(ChoiceLine.GoneOn)
    def go_on(self) -> None:
        """Go on to the name."""
        self.query_one("#by", JpInput).focus()

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Answer with both; nobody's name is no signature."""
        event.stop()
        by = event.value.strip()
        if by:
            how: HowSigned = self.query_one(ChoiceLine).value  # type: ignore[assignment]
            self.dismiss(Signing(how, by))
        else:
            self.query_one("#by-line", FormLine).tell("by", text.SIGN_BY_NEEDED)
