"""The line that says what has just happened."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from concierge_tui.text import widgets as text
from concierge_tui.text.widgets import NoticeKind
from screens.widgets.cell_text import fit, plain


class Notice(Widget):
    """One line of plain words and, where there is room, what can be done about it."""

    DEFAULT_CSS = """
    Notice { height: 1; }
    Notice.-done { color: $state-done; }
    Notice.-care { color: $state-care; text-style: bold; }
    Notice.-error { color: $state-care; text-style: bold reverse; }
    """

    sentence: reactive[str] = reactive("")
    """What is said now, with the word for its kind."""

    def __init__(
        self,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hint = ""

    def say(self, sentence: str, kind: NoticeKind = "info", *, hint: str = "") -> None:
        """Say a sentence; it stays until the next one."""
        word = text.NOTICE_WORDS[kind]
        self._hint = plain(hint)
        for name in text.NOTICE_WORDS:
            wanted = name == kind and bool(sentence)
            if wanted != self.has_class(f"-{name}"):  # styling anew takes as long as a search
                self.set_class(wanted, f"-{name}")
        said = plain(sentence)
        self.sentence = f"{word}: {said}" if word and said else said
        self.refresh()

    @property
    def is_trouble(self) -> bool:
        """Whether it says what somebody has to do something about."""
        return self.has_class("-error") or self.has_class("-care")

    def take_back(self, sentence: str) -> None:
        """Clear what was said, unless something else has been said since."""
        if self.sentence == sentence:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self.say("")

    def render_line(self, y: int) -> Strip:
        """Return the line; the sentence is never cut for the sake of the hint."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        room = width - cell_len(self._hint) - 2 if self._hint else width
        if self._hint and cell_len(self.sentence) <= room:
            line = f"{fit(self.sentence, room)}  {self._hint}"
        else:
            line = fit(self.sentence, width)
        return Strip([Segment(line, self.rich_style)], width)
