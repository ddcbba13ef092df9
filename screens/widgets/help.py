"""The keys that work now, read from the bindings themselves."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from concierge_tui.text import widgets as text
from screens.widgets.attentive import Attentive
from screens.widgets.cell_text import fit, plain
from screens.widgets.key_names import key_name
from screens.widgets.prose import Prose

_KEY_CELLS = 22


class HelpScreen(ModalScreen[None], Attentive):
    """Lists the keys of the screen it was made for."""

    CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 64; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
        border: round $primary; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "leave", text.CLOSE),
    ]

    def __init__(self, keys: Iterable[tuple[str, str]], note: str = "") -> None:
        super().__init__()
        self._keys = tuple(keys)
        self._note = note

    @classmethod
    def of(cls, screen: Screen[object], note: str = "") -> "HelpScreen":
        """Return the help of a screen as it is now; ask before pushing it."""
        return cls(described_keys(screen.active_bindings.values()), note)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        lines = [fit(keys, _KEY_CELLS) + plain(words) for keys, words in self._keys]
        with VerticalScroll() as box:
            box.border_title = text.HELP_TITLE
            box.border_subtitle = text.HELP_HINT
            yield Static("\n".join(lines), markup=False)
            if self._note:
                yield Prose("\n".join(["", *map(plain, self._note.splitlines())]))

    def action_leave(self) -> None:
        """Go back to the screen that was asked about."""
        self.dismiss(None)


def described_keys(bindings: Iterable[ActiveBinding]) -> list[tuple[str, str]]:
    """Return the keys and the words of each action that this program, not Textual, describes."""
    # key_display is one name for all the keys of a binding: right for the footer, wrong here.
    keys: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for active in bindings:
        binding = active.binding
        if active.enabled and binding.description and _is_ours(active):
            keys.setdefault(binding.action, []).append(key_name(binding.key))
            words.setdefault(binding.action, binding.description)
    return [("、".join(keys[action]), words[action]) for action in keys]


def _is_ours(active: ActiveBinding) -> bool:
    # Textual's own bindings are described in English, and are the ones any editor has.
    declared = (
        binding
        for kind in type(active.node).__mro__
        if not kind.__module__.startswith("textual.")
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))
    )
    return any(
        binding.action == active.binding.action
        and binding.description == active.binding.description
        for binding in declared
    )
