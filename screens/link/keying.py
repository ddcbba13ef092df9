"""A family keys the last four digits of another one's mobile; the desk sees only that it did."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.link import DigitsWrong, LinkRests
from concierge_tui.text import facing
from concierge_tui.text import keying as text
from concierge_tui.text.people import public_name
from screens.facing.page import FacingPage, Lines
from screens.facing.read_back import readings_of
from screens.facing.screen import FacingScreen
from screens.widgets.digit_boxes import DigitBoxes
from screens.widgets.large_text import Words

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.linking import Linking

_KEYS: Final = "keys-"
_DONE: Final = "done-"


class KeyingScreen(FacingScreen):
    """Leads one family, or first one and then the other, through its four digits.

    A digit reaches the boxes and the service, nothing else: no answer, no draft, no notice.
    Each family reads its own name and the name that the other one shows to everybody.
    """

    CSS_PATH = "../facing/screen.tcss"
    CSS = """
    KeyingScreen #keying-said {
        height: 1; margin-top: 1; text-align: center; text-style: bold;
    }
    KeyingScreen #keying-said.-care { color: $state-care; }
    """

    def __init__(
        self, desk: "Desk", linking: "Linking", keyers: "Sequence[tuple[Family, Family]]"
    ) -> None:
        """`keyers` are the families that key now, each with the one whose digits it keys."""
        self._linking = linking
        self._keyers = {keyer.id: (keyer, other) for keyer, other in keyers}
        self._lacks_digits = False
        super().__init__(desk, list(self._pages_of(keyers)))

    def compose(self) -> ComposeResult:
        """Yield the screen of a family with the boxes above its answers."""
        for widget in super().compose():
            if isinstance(widget, Horizontal) and widget.id == "facing-choices":
                yield DigitBoxes()
                yield Static("", markup=False, id="keying-said")
            yield widget

    def takes(self, event: events.Key) -> bool:
        """Let digits and what erases them pass, while they are asked for."""
        is_typed = event.character is not None and event.is_printable
        return self._is_keying and (is_typed or event.key in DigitBoxes.KEYS)

    def on_screen_suspend(self) -> None:
        """Forget what was keyed behind a clock or a PIN."""
        self._boxes.forget()

    def on_paste(self, event: events.Paste) -> None:
        """Let an IME that commits several digits at once reach the boxes from anywhere."""
        if self._is_keying and not self._boxes.has_focus:
            self._boxes.on_paste(event)

    async def action_next(self) -> None:
        """Give the digits; elsewhere read on."""
        if not self._is_keying:
            await super().action_next()
        elif self._boxes.is_full:
            await self._give()
        elif not (self._boxes.is_empty and await self._turned(1)):
            self._say_what_lacks()

    async def action_turn(self, step: int) -> None:
        """Turn a sheet; what was keyed is never gone back to."""
        await self._turned(step)

    @property
    def _boxes(self) -> DigitBoxes:
        return self.query_one(DigitBoxes)

    @property
    def _is_keying(self) -> bool:
        return self._page.key.startswith(_KEYS)

    @on(DigitBoxes.Filled)
    def say_how(self) -> None:
        """Ask for no more digits than there are boxes."""
        if self._lacks_digits:
            self._tell(text.filled(text.HOW, self._language))

    def _say_what_lacks(self) -> None:
        keyer, other = self._keyers[self._page.key.removeprefix(_KEYS)]
        said = text.filled(text.SHORT, self._language)
        try:
            self._linking.refuse(keyer.id, other.id)
        except LinkRests as rest:
            said = text.rests(rest.until, self._language)
        except ConciergeError:
            said = facing.of(facing.CALL_STAFF, self._language)
        self._tell(said, is_complaint=True)
        self._lacks_digits = True

    async def _give(self) -> None:
        keyer, other = self._keyers[self._page.key.removeprefix(_KEYS)]
        language = self._language
        try:
            self._linking.key(keyer.id, other.id, self._boxes.take())
        except DigitsWrong as wrong:
            if wrong.left:
                self._tell(text.wrong(wrong.left, language), is_complaint=True)
            else:
                self._say_rest(keyer, other)
        except LinkRests as rest:
            self._tell(text.rests(rest.until, language), is_complaint=True)
        except ConciergeError:
            self._tell(facing.of(facing.CALL_STAFF, language), is_complaint=True)
        else:
            await self._go_to(self._at + 1)

    def _say_rest(self, keyer: "Family", other: "Family") -> None:
        until = self._linking.between(keyer.id, other.id).one.rests_until
        if until is not None:
            self._tell(text.rests(until, self._language), is_complaint=True)

    def _tell(self, words: str, *, is_complaint: bool = False) -> None:
        self._lacks_digits = False
        said = self.query_one("#keying-said", Static)
        said.update(words)
        said.set_class(is_complaint, "-care")

    async def _go_to(self, number: int) -> None:
        self._boxes.forget()
        await super()._go_to(number)

    async def _show(self, sheet: int = 0) -> None:
        await super()._show(sheet)
        is_keying = self._is_keying
        self._boxes.display = is_keying
        self.query_one("#facing-choices").display = not is_keying
        self.query_one("#facing-back", Button).display = bool(self._words.sheet)
        self.query_one("#keying-said").display = is_keying
        if is_keying:
            self._hint("")
            self._tell(text.filled(text.HOW, self._language))
            self._boxes.focus()
        else:
            self.set_focus(None)

    def _pages_of(self, keyers: "Sequence[tuple[Family, Family]]") -> Iterable[FacingPage]:
        for number, (keyer, other) in enumerate(keyers):
            yield FacingPage(f"{_KEYS}{keyer.id}", text.HEADING, _asking(keyer, other))
            if number + 1 < len(keyers):
                heading: Mapping[str, str] = text.IN
                lines = _saying(text.PASS_ON, other)
                yield FacingPage(f"{_DONE}{keyer.id}", heading, lines)
            else:
                yield self._outcome(keyer, other)

    def _outcome(self, keyer: "Family", other: "Family") -> FacingPage:
        """Return the last page: only when it is shown is it known whether the link is made."""

        def lines(language: str) -> tuple[Words, ...]:
            is_made = self._linking.between(keyer.id, other.id).state == "made"
            said = _saying(text.MADE_WORDS, keyer, other) if is_made else _saying(text.WAITS, other)
            return said(language)

        return FacingPage(f"{_DONE}{keyer.id}", text.IN, lines)


def _asking(keyer: "Family", other: "Family") -> Lines:
    def lines(language: str) -> tuple[Words, ...]:
        return (*_saying(text.FOR, keyer)(language), *_saying(text.ASK, other)(language))

    return lines


def _saying(said: Mapping[str, str], *families: "Family") -> Lines:
    """Return words with the public names of families in them, read as they are written."""

    def lines(language: str) -> tuple[Words, ...]:
        names = [public_name(family) for family in families]
        readings: dict[str, str] = {}
        for family in families:
            person = family.representative
            if person is not None and public_name(family) == person.name:
                readings |= readings_of(person)
        filled = text.filled(said, language, *names)
        return tuple(Words(line, readings) for line in filled.splitlines())

    return lines
