"""「相手に向ける」: one family reads its own data in large letters, and nothing else happens."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Static

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.desk import Desk
from concierge_tui.text import facing as text
from screens import keys
from screens.facing.guard import FacesFamily
from screens.facing.page import Answer, Choice, FacingPage, Take
from screens.front import LeaveWished
from screens.lock.screen import PinScreen
from screens.widgets.attentive import Attentive
from screens.widgets.cell_text import plain
from screens.widgets.large_text import LargeText, Words, spread
from screens.widgets.look import mark_practice
from screens.widgets.scanner import Misread, Scanned

_THANKS: Final = "thanks"
_FEW: Final = 3
"""So many answers fit in wide buttons."""
Answers = Mapping[str, Answer]


class FacingScreen(FacesFamily, Attentive, Screen[Answers]):
    """Answers with what the family chose, once the staff PIN has let it go.

    No key of the staff works here (`FacingGuard`), a card opens nothing, and hiding or locking
    the desk comes back to this screen, never past it.
    """

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", show=False),
        Binding("down,pagedown", "turn(1)", show=False),
        Binding("up,pageup", "turn(-1)", show=False),
        Binding("left", "choose(-1)", show=False),
        Binding("right", "choose(1)", show=False),
        Binding("space", "language", show=False),
        Binding(keys.BACK, "give_back", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        pages: Sequence[FacingPage],
        take: Take | None = None,
        languages: Sequence[str] = tuple(text.LANGUAGES),
    ) -> None:
        super().__init__()
        self._desk = desk
        self._pages = (*pages, _thanks())
        self._take = take
        self._languages = tuple(languages)
        self._language = self._languages[0]
        self._at = 0
        self._answers: dict[str, Answer] = {}

    def compose(self) -> ComposeResult:
        """Yield the languages, the page, its answers and the way back to the staff."""
        with Horizontal(id="facing-head"):
            for language in self._languages:
                words = Content(plain(text.language_word(language)))
                yield Button(words, id=f"language-{language}", classes="language", compact=True)
            yield Static(text.LANGUAGE_KEY, markup=False, id="facing-key")
            yield Static("", markup=False, id="facing-place")
        yield LargeText(id="facing-heading")
        yield LargeText(id="facing-words")
        yield Horizontal(id="facing-choices")
        with Horizontal(id="facing-foot"):
            yield Button("", id="facing-back", compact=True)
            yield Static("", markup=False, id="facing-hint")
            yield Button("", id="facing-next", compact=True)
            yield Button("", id="facing-leave", compact=True)

    async def on_mount(self) -> None:
        """Show the first page; no button may be pressed by an Enter that was meant for the page."""
        mark_practice(self, is_practice=self._desk.practice)
        for button in self.query(Button):
            button.can_focus = False
        await self._show()

    async def on_resize(self) -> None:
        """Lay the page out anew: other sheets, the same page."""
        if self.is_mounted:
            await self._show(self._words.sheet)

    def on_scanned(self, event: Scanned) -> None:
        """A card opens nothing."""
        event.stop()

    def on_misread(self, event: Misread) -> None:
        """Nor does half a card."""
        event.stop()

    async def action_next(self) -> None:
        """Read on; where an answer is asked, it must be chosen first."""
        if await self._turned(1):
            return
        if self._page.key == _THANKS:
            self.action_give_back()
        elif not self._page.choices:
            self._answers[self._page.key] = Answer(self._page.key, "", self._language)
            await self._go_to(self._at + 1)

    async def action_turn(self, step: int) -> None:
        """Turn a sheet; backwards also over the pages that ask nothing any more."""
        if not await self._turned(step) and step < 0 and self._at:
            before = self._pages[self._at - 1]
            if not before.choices:
                await self._go_to(self._at - 1)

    def action_choose(self, step: int) -> None:
        """Go to the answer on that side; Enter then gives it.

        The first arrow leads to the outermost one: whoever presses the left one means the left.
        """
        buttons = list(self.query(".facing-choice").results(Button))
        at = next((n for n, button in enumerate(buttons) if button.has_focus), None)
        if buttons:
            outermost = 0 if step < 0 else len(buttons) - 1
            there = outermost if at is None else at + step
            buttons[min(max(there, 0), len(buttons) - 1)].focus()

    async def action_language(self) -> None:
        """Say the same in the next language."""
        at = self._languages.index(self._language) + 1
        await self._speak(self._languages[at % len(self._languages)])

    def action_give_back(self) -> None:
        """Let the staff have the screen back, for their PIN."""
        if not self.is_on_top:
            return
        has_pin = self._desk.staff.has_pin(self._desk.author().actor)
        if self._desk.practice and not has_pin:
            self.dismiss(self._answers)
        else:
            asked = PinScreen(self._desk, has_pin=has_pin, keys=text.PIN_KEYS, words=text.PIN_WORDS)
            self.app.push_screen(asked, self._let_go)

    @on(Button.Pressed)
    async def press(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        name = event.button.id or ""
        if name.startswith("language-"):
            await self._speak(name.removeprefix("language-"))
        elif name.startswith("choice-"):
            await self._answer(name.removeprefix("choice-"))
        elif name == "facing-leave":
            self.action_give_back()
        elif name == "facing-back":
            await self.action_turn(-1)
        else:
            await self.action_next()

    @property
    def _words(self) -> LargeText:
        return self.query_one("#facing-words", LargeText)

    @property
    def _page(self) -> FacingPage:
        return self._pages[self._at]

    async def _turned(self, step: int) -> bool:
        if not self._words.turn(step):
            return False
        await self._show(self._words.sheet)
        return True

    async def _go_to(self, number: int) -> None:
        self._at = number
        await self._show()

    async def _speak(self, language: str) -> None:
        self._language = language
        await self._show()

    async def _answer(self, choice: str) -> None:
        answer = Answer(self._page.key, choice, self._language)
        try:
            if self._take is not None:
                self._take(answer)
        except ConciergeError:
            self._hint(text.of(text.CALL_STAFF, self._language))
            return
        self._answers[answer.page] = answer
        await self._go_to(self._at + 1)

    def _let_go(self, may_return: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
        if may_return:
            self.dismiss(self._answers)
        elif may_return is False:
            # As behind the clock: without the PIN only the passphrase opens the desk.
            self.post_message(LeaveWished())

    async def _show(self, sheet: int = 0) -> None:
        page, language = self._page, self._language
        self.query_one("#facing-heading", LargeText).show([Words(text.of(page.heading, language))])
        words = self._words
        words.show(page.lines(language))
        words.show(page.lines(language), min(sheet, words.sheets - 1))
        place = "" if page.key == _THANKS else text.place(self._at + 1, len(self._pages) - 1)
        self.query_one("#facing-place", Static).update(place)
        for button in self.query(".language").results(Button):
            button.set_class(button.id == f"language-{language}", "-chosen")
        is_last = words.sheet == words.sheets - 1
        await self._show_choices(page.choices if is_last else ())
        asks = bool(page.choices) and is_last
        go_on = "" if page.key == _THANKS else text.of(text.GO_ON, language)
        self._hint(text.of(text.CHOOSE, language) if asks else go_on)
        self._label("#facing-back", text.of(text.BACK, language), shown=bool(self._at or sheet))
        self._label("#facing-next", text.of(text.NEXT, language),
                    shown=not asks and page.key != _THANKS)  # fmt: skip
        self._label("#facing-leave", text.of(text.GIVE_BACK, language), shown=True)

    async def _show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the answers, none of them chosen: an Enter too many must not say yes.

        Their place is kept on every sheet, so that what fits on one does not depend on them.
        """
        box = self.query_one("#facing-choices", Horizontal)
        await box.remove_children()
        box.set_class(len(choices) > _FEW, "-many")
        await box.mount_all(
            Button(
                Content(spread(text.of(choice.words, self._language))),
                id=f"choice-{choice.key}",
                classes="facing-choice",
            )
            for choice in choices
        )

    def _hint(self, words: str) -> None:
        self.query_one("#facing-hint", Static).update(words)

    def _label(self, name: str, words: str, *, shown: bool) -> None:
        button = self.query_one(name, Button)
        button.label = Content(plain(words))
        button.display = shown


def _thanks() -> FacingPage:
    return FacingPage(
        _THANKS,
        text.THANKS_HEADING,
        lambda language: (Words(""), Words(text.of(text.THANKS, language))),
    )
