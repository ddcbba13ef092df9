"""What every screen of this half of the desk has: a headline, a body, one line that speaks."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import page as text
from screens import keys
from screens.near_roll_call import NearRollCall
from screens.tall_notice import TallNotice
from screens.told_numbers import TellsNumbers
from screens.widgets.cell_text import plain
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import mark_practice
from screens.widgets.notice import Notice

if TYPE_CHECKING:  # the first frame must not wait for the services
    from collections.abc import Iterator

    from concierge_tui.services.desk import Desk


class Page(NearRollCall, TellsNumbers):
    """A screen with a headline, a notice line and a footer; Escape goes one step home."""

    HEADLINE: ClassVar[str] = ""
    IS_FIRST: ClassVar[bool] = False
    """Whether nothing lies behind this screen: then Escape does nothing."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.BACK, "back", text.BACK)]

    def __init__(self, desk: "Desk | None" = None) -> None:
        super().__init__()
        self._desk = desk

    @property
    def desk(self) -> "Desk":
        """The services of the open store."""
        assert self._desk is not None, "this screen is shown only when a store is open"
        return self._desk

    @property
    def notice(self) -> Notice:
        """The line that says what has just happened."""
        return self.query_one(Notice)

    def compose(self) -> ComposeResult:
        """Yield the headline, the body and the foot."""
        with Horizontal(classes="headline"):
            yield Static(plain(self.HEADLINE), classes="headline--title", markup=False)
            yield Static("", classes="headline--counts", markup=False)
        yield from self.body()
        yield TallNotice()
        yield KeyFoot()

    def body(self) -> Iterable[Widget]:
        """Yield what stands between the headline and the notice."""
        return ()

    def on_mount(self) -> None:
        """Show the practice border."""
        mark_practice(self, is_practice=self._desk is not None and self._desk.practice)

    def on_screen_suspend(self) -> None:
        """Forget what was said: it is no news any more when one comes back."""
        if not isinstance(self.app.screen, ModalScreen):
            for notice in self.query(Notice):
                notice.clear()

    @on(Input.Changed)
    def _forget_complaint(self, event: Input.Changed) -> None:
        """A complaint ends where somebody types an answer to it."""
        if event.input.has_focus and self.notice.has_class("-care"):
            self.notice.clear()

    def head(self, title: str, counts: str = "") -> None:
        """Say where we are, and on the right how things stand."""
        self.query_one(".headline--title", Static).update(plain(title))
        self.query_one(".headline--counts", Static).update(plain(counts))

    def say_error(self, error: BaseException) -> None:
        """Say a fact in one sentence."""
        from concierge_tui.text.errors import sentence

        self.notice.say(sentence(error), "care")

    @contextmanager
    def telling(self) -> "Iterator[None]":
        """Say a fact that stops the work inside, in one sentence."""
        try:
            yield
        except ConciergeError as error:
            self.say_error(error)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that a fact may stop; say the fact, and whether it was done."""
        try:
            act()
        except ConciergeError as error:
            self.say_error(error)
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way back where there is none."""
        if action == "back" and self.IS_FIRST:
            return False
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Go one step toward home."""
        self.dismiss(None)
