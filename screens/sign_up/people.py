"""The lines of children and companions: one each, and always one more to write on."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.errors import BirthdayUnreadable
from concierge_tui.services.sign_up_answers import ChildAnswers, Companion
from concierge_tui.text import sign_up as text
from concierge_tui.text.errors import sentence
from screens.walk_in.children import ChildLines
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose


class SignUpChild(ChildLines):
    """One child: names, birthday, allergy, and from when it may be entrusted (A19)."""

    def __init__(self, number: int, day: date, answers: ChildAnswers | None = None) -> None:
        given = answers or ChildAnswers()
        super().__init__(number, given)
        self._day = day
        self.written = JpInput(given.name, placeholder=text.CHILD_NAME, classes="child--kana")
        self._names.append(self.written)
        self._was_written = self._was_written or bool(given.name)
        self._first = FormLine(text.child(number), self.kana, self.written, self.birthday)
        self._asked = FormLine(text.ALLERGY, self.allergy)

    def compose(self) -> ComposeResult:
        """Yield the line of the child, its eligibility, and that of the allergy."""
        yield self._first
        yield Prose("", classes="aside")
        yield self._asked
        yield self._second

    def on_mount(self) -> None:
        """Say what is known of the age."""
        self.check_birthday()

    @property
    def answers(self) -> ChildAnswers:
        """What is written about this child now."""
        return ChildAnswers(name=self.written.value.strip(), **super().answers.model_dump())

    def check_birthday(self) -> str:
        """Show age and eligibility, or say what is wrong; return the problem that blocks."""
        answers = self.answers
        self._first.tell("later", "")
        said, problem = "", ""
        if answers.birthday:
            try:
                born = read_birthday(answers.birthday, today=self._day).value
                said = text.eligibility(born, self._day)
            except BirthdayUnreadable as error:
                problem = sentence(error)
        self._first.tell("birthday", problem)
        aside = self.query_one(".aside", Prose)
        aside.show(said)
        aside.display = bool(said)
        return problem

    def say_what_is_left(self) -> None:
        """Say that a child without a birthday is asked again; it blocks nothing."""
        answers = self.answers
        is_left = not answers.is_blank and not answers.birthday
        self._first.tell("later", text.BIRTHDAY_LATER if is_left else "")


class CompanionLine(Vertical):
    """Somebody who may, or must not, collect: a name and a relation, asked plainly."""

    def __init__(self, answers: Companion | None = None) -> None:
        super().__init__(classes="companion")
        given = answers or Companion()
        self.person = JpInput(given.name, kind="kana", placeholder=text.COMPANION_NAME)
        self.relation = JpInput(given.relation, placeholder=text.COMPANION_RELATION)
        self.line = FormLine("", self.person, self.relation)

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield self.line

    @property
    def answers(self) -> Companion:
        """Who is written here now."""
        return Companion(name=self.person.value.strip(), relation=self.relation.value.strip())


class ChildRows(Vertical):
    """The children of the family."""

    def __init__(self, answers: list[ChildAnswers], day: date) -> None:
        super().__init__(id="children")
        self._day = day
        given = [child for child in answers if not child.is_blank]
        self.lines = [
            SignUpChild(number, day, child)
            for number, child in enumerate([*given, ChildAnswers()], start=1)
        ]
        """The lines, the blank one last; known also while they are being built or taken down."""

    def compose(self) -> ComposeResult:
        """Yield a line for each child, and a blank one."""
        yield from self.lines

    @property
    def answers(self) -> list[ChildAnswers]:
        """Every child that is written down."""
        return [line.answers for line in self.lines if not line.answers.is_blank]

    def offer_another(self) -> None:
        """Add a blank line once the last one is written on."""
        if self.is_mounted and not self.lines[-1].answers.is_blank:
            self.lines.append(SignUpChild(len(self.lines) + 1, self._day))
            self.mount(self.lines[-1])


class CompanionRows(Vertical):
    """Those who may collect, or those who must not."""

    def __init__(self, answers: list[Companion], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        given = [each for each in answers if not each.is_blank]
        self.lines = [CompanionLine(each) for each in [*given, Companion()]]
        """The lines, the blank one last; known also while they are being built or taken down."""

    def compose(self) -> ComposeResult:
        """Yield a line for each of them, and a blank one."""
        yield from self.lines

    @property
    def answers(self) -> list[Companion]:
        """Everybody who is written down."""
        return [line.answers for line in self.lines if not line.answers.is_blank]

    def offer_another(self) -> None:
        """Add a blank line once the last one is written on."""
        if self.is_mounted and not self.lines[-1].answers.is_blank:
            self.lines.append(CompanionLine())
            self.mount(self.lines[-1])
