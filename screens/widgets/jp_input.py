"""The input line for Japanese, and the field around it that says what is wrong."""

from collections.abc import Callable
from typing import Final, Literal
from unicodedata import category, normalize

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widgets import Input, Label, Static
from textual.widgets.input import Selection

from concierge_tui.domain.cleaning import clean_text
from screens.widgets.cell_text import plain, typed

Kind = Literal["text", "kana", "digits", "date", "secret"]

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ", "-"))
_TYPED_CATEGORIES: Final = frozenset({"Zs", "Cn", "Co"})
"""Blanks, characters newer than this Python, and gaiji: typed on purpose, yet not "printable"."""


def normalised(value: str, kind: Kind) -> str:
    """Return what a field of this kind keeps of what was typed."""
    if kind == "secret":
        return value
    if kind == "text":
        return clean_text(value)
    folded = clean_text(normalize("NFKC", value))
    return folded.translate(_DASHES) if kind == "digits" else folded


class JpInput(Input):
    """An Input that takes the full-width space, shows the IME in its place and keeps no controls.

    It never limits the length: Textual would refuse a long paste whole, without a word.
    """

    def __init__(
        self,
        value: str = "",
        *,
        kind: Kind = "text",
        placeholder: str = "",
        compact: bool = True,
        select_on_focus: bool = False,
        follow: Callable[[str], object] | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        self.follow = follow
        """Called with the value in the same turn, so that what it changes is in the same frame."""
        super().__init__(
            value,
            placeholder=plain(placeholder),
            password=kind == "secret",
            validate_on=(),  # it has no validators, and would be styled anew for having none
            compact=compact,
            select_on_focus=select_on_focus,
            id=id,
            classes=classes,
        )
        self.kind = kind
        self.cursor_blink = False

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How long the text is; a letter more must not lay the whole screen out anew."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal draws what the IME composes."""
        offset = super().cursor_screen_offset
        # Textual points one cell behind the cursor when it stands at the end of the text.
        return Offset(offset.x - 1, offset.y) if self.cursor_at_end else offset

    def validate_value(self, value: str) -> str:
        """Drop what a terminal would obey, wherever the value comes from."""
        return typed(value)

    def watch_value(self, value: str) -> None:
        """Let the follower act before the letter is painted; a message would wait for a frame."""
        if self.follow is not None and self.is_mounted:
            self.follow(value)

    def normalise(self) -> None:
        """Turn what was typed into what is kept, e.g. full-width digits into half-width ones."""
        kept = normalised(self.value, self.kind)
        if kept != self.value:
            self.value = kept

    def sync_cursor(self) -> None:
        """Move the terminal's own cursor, and with it the IME, to where the next letter goes."""
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            # Textual moves the real cursor only together with a frame.
            self.refresh()

    async def action_submit(self) -> None:
        """Submit the normalised value."""
        self.normalise()
        await super().action_submit()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Say that blanks and new kanji are typed too."""
        return super().check_consume_key(key, character) or _is_typed(character)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Keep the IME beside the cursor when a long text scrolls."""
        super().watch_scroll_x(old_value, new_value)
        self.sync_cursor()

    def _watch_selection(self, selection: Selection) -> None:
        before = self.app.cursor_position
        super()._watch_selection(selection)
        if not self.has_focus:
            # Filling in another field must not carry the IME away from the focused one.
            self.app.cursor_position = before

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        # Textual runs Input's own handler after this one, unless the default is prevented.
        if event.is_printable or not _is_typed(event.character):
            return
        event.stop()
        event.prevent_default()
        self.replace(typed(event.character or ""), *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        # Textual keeps the first line only; a pasted address often has two.
        lines = event.text.splitlines()
        text = lines[0] if lines and self.kind == "secret" else clean_text(" ".join(lines))
        if text:
            self.replace(typed(text), *self.selection)

    def _on_focus(self, event: events.Focus) -> None:
        del event
        # On the first focus the layout is not yet known.
        self.call_after_refresh(self.sync_cursor)

    def _on_resize(self, event: events.Resize) -> None:
        del event
        self.call_after_refresh(self.sync_cursor)

    def _on_blur(self, event: events.Blur) -> None:
        del event
        self.normalise()


def _is_typed(character: str | None) -> bool:
    return (
        character is not None
        and len(character) == 1
        and (character.isprintable() or category(character) in _TYPED_CATEGORIES)
    )


class FormField(Vertical):
    """A label, an input, and one line that tells the problem or, without one, the hint.

    `check` returns the problem of a value as one sentence, or nothing; it is asked when the
    person leaves the field or presses Enter, never while typing.
    """

    DEFAULT_CSS = """
    FormField { height: auto; }
    FormField > Label { text-style: bold; width: 100%; }
    FormField > .field--line { height: auto; color: $text-muted; }
    FormField.-problem > .field--line { color: $state-care; }
    FormField.-quiet > .field--line { display: none; }
    """

    problem: reactive[str] = reactive("")

    class Left(Message):
        """The person left the field; its value is normalised."""

        def __init__(self, field: "FormField", value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

        @property
        def control(self) -> "FormField":
            """The field that was left."""
            return self.field

    def __init__(
        self,
        label: str,
        field: JpInput,
        *,
        hint: str = "",
        check: Callable[[str], str | None] | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.input = field
        self._label = label
        self._hint = hint
        self._check = check
        self._line = Static("", markup=False, classes="field--line")
        self.set_class(not hint, "-quiet")

    @property
    def value(self) -> str:
        """What the field holds, normalised."""
        return normalised(self.input.value, self.input.kind)

    @value.setter
    def value(self, value: str) -> None:
        self.input.value = value

    def compose(self) -> ComposeResult:
        """Yield the three lines."""
        yield Label(plain(self._label), markup=False)
        yield self.input
        yield self._line

    def on_mount(self) -> None:
        """Show the hint."""
        self._show_line()

    def check(self) -> bool:
        """Ask for the problem, show it, and return whether there is none."""
        self.problem = (self._check(self.value) or "") if self._check else ""
        return not self.problem

    def watch_problem(self) -> None:
        """Show the problem, or the hint again."""
        if self.is_mounted:
            self._show_line()

    @on(Input.Blurred)
    @on(Input.Submitted)
    def _check_what_was_typed(self, event: Input.Blurred | Input.Submitted) -> None:
        self.check()
        if isinstance(event, Input.Blurred):
            self.post_message(self.Left(self, self.value))

    def _show_line(self) -> None:
        words = plain(self.problem or self._hint)
        self._line.update(Text(words))
        self.set_class(bool(self.problem), "-problem")
        self.set_class(not words, "-quiet")
        # The line may push the next field down, where the person is already typing.
        self.screen.call_after_refresh(_sync_focused, self)


def _sync_focused(field: FormField) -> None:
    focused = field.screen.focused if field.is_attached else None
    if isinstance(focused, JpInput):
        focused.sync_cursor()
