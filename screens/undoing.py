"""Takes back the last act of this laptop, and never one that nobody who presses the key can see."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from concierge_tui.domain.clock import milliseconds
from concierge_tui.services.desk import Desk
from concierge_tui.services.undo import Due, Undone
from concierge_tui.text import undo as text
from concierge_tui.text.times import today_or_stamp
from screens.widgets.telling import telling

if TYPE_CHECKING:
    from textual.app import App

    from screens.widgets.notice import Notice

JUST_NOW_MS: Final = 2 * 60_000
"""As long as this whoever did something on a page knows what it was."""


class Undoing(Protocol):
    """A screen on which something is taken back."""

    @property
    def app(self) -> "App[Any]":
        """Where a question is asked."""
        ...

    @property
    def notice(self) -> "Notice":
        """Where it is said what was taken back."""
        ...


class Matter(NamedTuple):
    """What a page is about: what was done there just now goes back at once."""

    kinds: Collection[str] = ()
    about: Collection[str] | None = None
    """The families or things that it shows; None where it shows all of them."""

    def holds(self, due: Due, now: int) -> bool:
        """Say whether an act was done here, just now."""
        seen = self.about is None or any(each in self.about for each in due.subjects + due.entities)
        return text.leading(due.kinds) in self.kinds and seen and abs(now - due.at) <= JUST_NOW_MS


def take_back(desk: Desk, consents_of: str | None = None) -> tuple[Undone, str]:
    """Take back the last act; return it with the sentence that names it.

    Raises:
        NothingToUndo: and whatever else `Undo.due` raises.
    """
    return _take(desk, desk.undo.due(consents_of).tx)


def take_back_here(desk: Desk, matter: Matter) -> tuple[bool, str]:
    """Take back what was done here just now; anything else only name, for where it belongs."""
    due = desk.undo.due()
    if not matter.holds(due, milliseconds(desk.now())):
        return False, text.elsewhere(_named(desk, due), today_or_stamp(due.at, desk.now()))
    return True, _take(desk, due.tx)[1]


def offer_back(
    screen: "Undoing",
    desk: Desk,
    matter: Matter,
    then: "Callable[[Undone, str], object]",
    consents_of: str | None = None,
) -> None:
    """Take back what was done here just now; ask by name before anything else is taken back."""
    with telling(screen.notice):
        due = desk.undo.due(consents_of)
        if matter.holds(due, milliseconds(desk.now())):
            then(*_take(desk, due.tx))
            return
        from screens.widgets.confirm import ConfirmScreen

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                with telling(screen.notice):
                    then(*_take(desk, due.tx))

        words = text.ask(_named(desk, due), today_or_stamp(due.at, desk.now()))
        asking = ConfirmScreen(text.ASK_TITLE, words, text.YES, text.NO)
        screen.app.push_screen(asking, answered)


def _take(desk: Desk, tx: str) -> tuple[Undone, str]:
    undone = desk.undo.act(tx)
    families = desk.families.many(undone.subjects)
    return undone, text.undone(list(families.values()), undone.kinds, undone.children)


def _named(desk: Desk, due: Due) -> str:
    return text.named(list(desk.families.many(due.subjects).values()), due.kinds, due.children)
