"""Two families and the link between them: who keyed, what is missing, and the way to key."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text import link as text
from concierge_tui.text import page
from screens import keys
from screens.link.cancelling import CancelLinkScreen
from screens.link.keying import KeyingScreen
from screens.page import Page
from screens.undoing import take_back
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.key_button import KeyButton
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.scanner import Scanned, hand_down

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.links import Between


class LinkScreen(Page):
    """Shows a link and turns the laptop to the families; answers with how it stands.

    Nothing here makes a link: the desk can only hand over the screen, or keep that one waits.
    """

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#face"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.KEY_IN, "face", text.FACE),
        Binding(keys.WITHDRAW, "cancel", text.CANCEL_SHORT, key_display="F9"),
        Binding(keys.UNDO, "undo", page.UNDO),
    ]

    def __init__(self, desk: "Desk", meetup: str, one: str, other: str) -> None:
        super().__init__(desk)
        self._linking = desk.linking(meetup)
        self._families = (one, other)
        self._seen = self._linking.between(one, other)

    def body(self) -> Iterable[Widget]:
        """Yield both sides, what is to do next, and the buttons."""
        yield FactList(id="sides")
        yield Prose("", id="words")
        with Horizontal(classes="buttons"):
            yield PushButton(text.FACE, id="face", compact=True, variant="primary")
            yield PushButton("", id="keep", compact=True)
            yield KeyButton(keys.WITHDRAW, text.CANCEL_SHORT, "cancel")

    def on_screen_resume(self) -> None:
        """Show how it stands whenever one comes back."""
        with self.telling():
            self._show()

    @on(Button.Pressed, "#face")
    def action_face(self) -> None:
        """Turn the laptop to whoever has not keyed yet and is in the house."""
        with self.telling():
            keyers = self._keyers()
            if keyers:
                screen = KeyingScreen(self.desk, self._linking, keyers)
                self.app.push_screen(screen, self._faced)
            else:
                words = text.ALREADY_MADE if self._seen.state == "made" else text.NOBODY_CAN
                self.notice.say(words, "care")

    @on(Button.Pressed, "#keep")
    def keep(self) -> None:
        """Keep that these two would like a link, though it cannot be made now."""
        with self.telling():
            self._linking.wish(*self._families, self._how)
            self._show()
            self.notice.say(text.outcome(self._seen), "done", hint=page.UNDO_HINT)

    def action_cancel(self) -> None:
        """Ask who wants it cancelled, and why."""
        self.app.push_screen(CancelLinkScreen(self.desk, self._linking, self._seen), self._say)

    def action_undo(self) -> None:
        """Take back the last act of this laptop."""
        with self.telling():
            _, said = take_back(self.desk)
            self._show()
            self.notice.say(said, "done")

    def on_scanned(self, event: Scanned) -> None:
        """Let the reception show the family of a scanned card."""
        hand_down(self, event)

    def action_back(self) -> None:
        """Go back with how it stands."""
        self.dismiss(text.outcome(self._seen))

    @property
    def _how(self) -> Literal["here", "invited"]:
        is_absent = any(not (each.is_here or each.entered) for each in self._seen.sides)
        return "invited" if is_absent and not self._seen.lacks_mobile else "here"

    def _keyers(self) -> "list[tuple[Family, Family]]":
        """Return who keys now; where nobody can, raise what keeps the first one from it."""
        one, other = self._families
        ways = [(a, b) for a, b in ((one, other), (other, one))
                if not self._seen.side_of(a).entered]  # fmt: skip
        able, facts = [], list[ConciergeError]()
        for keyer, whose in ways:
            try:
                self._linking.refuse(keyer, whose)
            except ConciergeError as fact:
                facts.append(fact)
            else:
                pair = (self._seen.side_of(keyer).family, self._seen.side_of(whose).family)
                able.append(pair)
        if facts and not able:
            raise facts[0]
        return able

    def _faced(self, _: object) -> None:
        with self.telling():
            self._show()
            self.notice.say(
                text.outcome(self._seen), "done" if self._seen.state == "made" else "info"
            )

    def _say(self, words: object) -> None:
        if isinstance(words, str) and words:
            self.notice.say(words, "done")

    def _show(self) -> None:
        self._seen = seen = self._linking.between(*self._families)
        self.head(text.titles(seen.one.family, seen.other.family), text.STATES[seen.state])
        facts = [_side_fact(seen, number) for number in (0, 1)]
        state = Part(text.STATES[seen.state], text.COLOURS[seen.state])
        self.query_one("#sides", FactList).show([*facts, Fact(text.STANDS, (state,))])
        self.query_one("#words", Prose).show(text.words(seen))
        keep = self.query_one("#keep", PushButton)
        keep.label = text.KEEP[self._how]
        keep.display = seen.state in ("open", "cancelled") and (
            bool(seen.lacks_mobile) or self._how == "invited"
        )


def _side_fact(seen: "Between", number: int) -> Fact:
    side = seen.sides[number]
    words, colour = text.side(side)
    parts = [Part(f"{text.called(side.family)}  "), Part(words, colour)]
    if not side.has_mobile:
        parts.append(Part(f"  {text.NO_MOBILE}", "todo"))
    return Fact(text.SIDE if number == 0 else "", tuple(parts))
