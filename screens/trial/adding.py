"""What is added while a trial runs: a change of plan, a thing, food, how the child is."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from concierge_tui.domain.clock import milliseconds
from concierge_tui.services.custody import read_until
from concierge_tui.text import trial as text
from concierge_tui.text import trial_diary as diary
from screens.far_end import AsksFarEnd
from screens.question_page import choice, wide_line
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.prose import Prose


class ChangeScreen(TrialForm, AsksFarEnd):
    """A change of plan: it stands beside what was agreed, with its time (D15)."""

    HEADLINE = text.CHANGE
    AUTO_FOCUS: ClassVar[str | None] = "#until"

    def questions(self) -> Iterable[Widget]:
        """Yield the new end, the new place, and why."""
        until = NumberInput(id="until")
        yield FormLine(text.NEW_UNTIL, until, hint=text.UNTIL_HINT)
        yield FormLine(text.NEW_PLACE, JpInput(id="place"))
        yield wide_line(text.WHY_CHANGE, "words")

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})

    def action_save(self) -> None:
        """Add the change."""
        typed, now = self.answered("until"), self.desk.now()
        until = read_until(typed, now) if typed else None
        if typed and until is None:
            self.query_one("#until", JpInput).focus()
            self.notice.say(text.UNTIL_BAD, "care")
            return
        if self.is_far(milliseconds(now), until):
            return
        with self.telling():
            place, words = self.answered("place"), self.answered("words")
            self.diary.change(self.about, until=until, place=place, words=words)
            self.saved()
            self.dismiss(text.CHANGED)


class ItemScreen(TrialForm):
    """A thing is given into care (A13)."""

    HEADLINE = text.ITEM
    AUTO_FOCUS: ClassVar[str | None] = "#what"

    def questions(self) -> Iterable[Widget]:
        """Yield what it is, and whose where several families entrust their children."""
        yield FormLine(text.WHAT_ITEM, JpInput(id="what"), hint=text.ITEM_HINT)
        if guests := self.several_guests():
            yield FormLine(text.WHOSE, choice("family", guests))

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})

    def action_save(self) -> None:
        """Add the thing."""
        with self.telling():
            family = self.answered("family")
            if self.answered("what") and self.several_guests() and not family:
                self.notice.say(diary.WHOSE_NEEDED, "care")
                self.query_one("#family").focus()
                return
            self.diary.belongings(self.about, self.answered("what"), family)
            self.saved()
            self.dismiss(text.ADDED)


class ReturnScreen(TrialForm):
    """Things are given back; what is not ticked stays open."""

    HEADLINE = text.RETURN
    AUTO_FOCUS: ClassVar[str | None] = "#things"

    def questions(self) -> Iterable[Widget]:
        """Yield the things in care."""
        owners, names = self.diary.owners(self.about), dict(self.several_guests())
        things = [
            (item, diary.of_family(what, names.get(owners.get(item, ""), "")))
            for item, what in self.diary.things(self.about)[:9]
        ]
        yield FormLine(text.ITEM, choice("things", things, several=True))

    def on_mount(self) -> None:
        """Tick all of them: usually everything goes back."""
        self.begin_with({"things": "\n".join(name for name, _ in self.diary.things(self.about))})

    def action_save(self) -> None:
        """Note what was given back."""
        with self.telling():
            for thing in self.several("things"):
                self.diary.returned(self.about, thing)
            self.saved()
            self.dismiss(text.ADDED)


class FoodScreen(TrialForm):
    """What a child was given to eat, and who brought it (A14)."""

    HEADLINE = text.FOOD
    AUTO_FOCUS: ClassVar[str | None] = "#what"

    def questions(self) -> Iterable[Widget]:
        """Yield what is known of allergies, what is given, and who brought it."""
        children = self.trials.get(self.about).children
        yield Prose(text.allergies_before_food(children), id="allergies")
        yield FormLine(text.WHAT_FOOD, JpInput(id="what"))
        if guests := self.several_guests():
            yield FormLine(diary.FOOD_FOR, choice("family", [("", diary.EVERYBODY), *guests]))
        yield FormLine(text.BROUGHT_BY, JpInput(id="brought_by"))

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})

    def action_save(self) -> None:
        """Add the food."""
        with self.telling():
            brought, family = self.answered("brought_by"), self.answered("family")
            self.diary.food(self.about, self.answered("what"), brought, family)
            self.saved()
            self.dismiss(text.ADDED)


class NoteScreen(TrialForm):
    """How the child is, in words that can be read to its parent (D24)."""

    HEADLINE = text.NOTE
    AUTO_FOCUS: ClassVar[str | None] = "#words"

    def questions(self) -> Iterable[Widget]:
        """Yield the line."""
        yield wide_line(text.WHAT_NOTE, "words", text.NOTE_HINT)

    def on_mount(self) -> None:
        """Show what was typed before."""
        self.begin_with({})

    def action_save(self) -> None:
        """Add the note."""
        with self.telling():
            self.diary.note(self.about, self.answered("words"))
            self.saved()
            self.dismiss(text.ADDED)
