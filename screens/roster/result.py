"""What the import brought."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.kana import to_hiragana
from concierge_tui.text import page
from concierge_tui.text import roster_screen as text
from screens import keys
from screens.page import Page
from screens.undoing import Matter, offer_back
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.roster_tally import Imported
    from concierge_tui.services.undo import Undone


class AlikeList(ByNumberList):
    """Those who resemble someone; Enter shows both side by side."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.SIDE_BY_SIDE)]


class RosterResultScreen(Page):
    """Says the counts and leads on; answers with where to go."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.RESULT_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#onward"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.UNDO, "undo", page.UNDO)]

    def __init__(self, desk: "Desk", imported: "Imported", *, home: str = text.HOME) -> None:
        super().__init__(desk)
        self._home = home
        self._imported = imported
        self._is_decided = False

    def body(self) -> Iterable[Widget]:
        """Yield one sentence a count, then who may be registered already."""
        done = self._imported
        lines = [
            text.imported(done.rows, done.families, done.people)
            if done.families
            else text.nothing_new(done.rows)
        ]
        lines += [
            say(count)
            for count, say in (
                (done.skipped, text.skipped),
                (done.known, text.known),
                (done.proposals, text.proposals),
                (len(done.problems), text.problems),
            )
            if count
        ]
        yield Prose("\n".join(lines), classes="words")
        if done.duplicates:
            yield Prose(text.ALIKE_TITLE, classes="words -care")
        yield AlikeList(
            Column(10), Column(24, grow=1), Column(16, grow=1), Column(14), empty=text.NOBODY_ALIKE
        )
        with Horizontal(classes="buttons"):
            yield PushButton(self._home, id="home", compact=True)
            if done.problems or done.proposals:
                yield PushButton(text.TO_REPAIRS, id="repairs", compact=True)
            yield PushButton(text.TO_RECEPTION, id="onward", compact=True, variant="primary")

    def on_mount(self) -> None:
        """List those who resemble someone."""
        rows = []
        for number, likely in enumerate(self._imported.duplicates):
            with self.telling():
                person = self.desk.families.person(likely.person)
                family = self.desk.families.get(person.family)
                who = f"{person.called}  {to_hiragana(person.kana)}"
                cells = (text.row(likely.row), who, family.city, text.alike(likely.score))
                rows.append(ResultRow(str(number), cells))
        self.query_one(ResultList).show(rows)

    @on(ResultList.Chosen)
    def open_pair(self, event: ResultList.Chosen) -> None:
        """Show both families side by side."""
        from screens.pair.screen import PairScreen

        likely = self._imported.duplicates[int(event.row.key)]
        with self.telling():
            known = self.desk.families.person(likely.person).family
            pair = self.desk.doubles.of(known)
            if pair is None:
                self.notice.say(text.ALIKE_NO_MORE)
                return
            self.app.push_screen(PairScreen(self.desk, pair.one, pair.other), self._decided)

    def _decided(self, words: str | None) -> None:
        if words:
            self._is_decided = True
            self.refresh_bindings()
            self.notice.say(words, "done", hint=page.UNDO_HINT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take nothing back but a decision that was made from here."""
        if action == "undo":
            return self._is_decided
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take the decision back."""
        offer_back(self, self.desk, Matter(("pair.set",)), self._undone)

    def _undone(self, _undone: "Undone", words: str) -> None:
        self._is_decided = False
        self.refresh_bindings()
        self.desk.doubles.refresh()
        self.notice.say(words, "done")

    @on(Button.Pressed)
    def go(self, event: Button.Pressed) -> None:
        """Lead on."""
        answers = {"repairs": "repairs", "onward": "reception"}
        self.dismiss(answers.get(event.button.id or ""))
