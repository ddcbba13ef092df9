"""The last line of a screen: the keys that work now, and what each does; a click presses one."""

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

_GAP = 1
_NOWHERE = -1


class Shown(NamedTuple):
    """A key as it stands in the foot."""

    key: str
    display: str
    words: str
    is_enabled: bool

    @property
    def cells(self) -> int:
        """How wide it stands there."""
        return cell_len(self.display) + (1 + cell_len(self.words) if self.words else 0)


class KeyFoot(Widget, can_focus=False):
    """Paints the keys itself: Textual's Footer lays the whole screen out anew at every change.

    On a slow laptop that was felt whenever Enter went from one line of a form to the next.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyFoot { dock: bottom; height: 1; background: $panel; color: $foreground; }
    KeyFoot > .key-foot--key { color: $footer-key-foreground; text-style: bold; }
    KeyFoot > .key-foot--hover { background: $block-hover-background; }
    KeyFoot > .key-foot--off { text-style: dim; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "key-foot--key",
        "key-foot--hover",
        "key-foot--off",
    }

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Shown, ...] = ()
        self._under_mouse = _NOWHERE

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The keys, in the order in which they stand."""
        return self._shown

    @property
    def cells(self) -> int:
        """How many cells all of them need."""
        return sum(each.cells + _GAP for each in self._shown)

    def on_mount(self) -> None:
        """Hear whenever other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self.look)

    def on_unmount(self) -> None:
        """Hear of them no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def look(self, screen: Screen[object]) -> None:
        """Show what works now, each action by its first key."""
        if not (screen.app.app_focus and self.is_attached and screen is self.screen):
            return
        found: dict[str, Shown] = {}
        for active in screen.active_bindings.values():
            key = active.binding
            if key.show and key.action not in found:
                display = self.app.get_key_display(key)
                found[key.action] = Shown(key.key, display, key.description, active.enabled)
        if (now := tuple(found.values())) != self._shown:
            self._shown, self._under_mouse = now, _NOWHERE
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the keys in one line."""
        del y
        width = self.size.width
        segments: list[Segment] = []
        for at, each in enumerate(self._shown):
            segments += [*self._painted(at, each), Segment(" " * _GAP, self.rich_style)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which key a click would press."""
        at = self._at(event.x)
        if at != self._under_mouse:
            self._under_mouse = at
            self.styles.pointer = "default" if at == _NOWHERE else "pointer"
            self.refresh()

    def on_leave(self) -> None:
        """Show none any more."""
        if self._under_mouse != _NOWHERE:
            self._under_mouse = _NOWHERE
            self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        event.stop()
        if (at := self._at(event.x)) == _NOWHERE:
            return
        if self._shown[at].is_enabled:
            self.app.simulate_key(self._shown[at].key)
        else:
            self.app.bell()

    def _at(self, x: int) -> int:
        left = 0
        for at, each in enumerate(self._shown):
            if left <= x < left + each.cells:
                return at
            left += each.cells + _GAP
        return _NOWHERE

    def _painted(self, at: int, each: Shown) -> list[Segment]:
        style = self.rich_style
        over = Style()
        if not each.is_enabled:
            over += self._part("off")
        if at == self._under_mouse:
            over += self._part("hover")
        key = Segment(each.display, style + self._part("key") + over)
        return [key, Segment(f" {each.words}", style + over)] if each.words else [key]

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"key-foot--{name}", partial=True)
