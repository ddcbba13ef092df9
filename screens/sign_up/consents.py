"""The purposes, asked one by one: the text that is read, the answer, and how it was given."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from concierge_tui.domain.consent import PROXY, PURPOSES, REUSE, SPOKEN
from concierge_tui.services.walk_in_answers import Asked
from concierge_tui.services.wordings import Wording, Wordings
from concierge_tui.text import sign_up as text
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.prose import Prose


def wording(wordings: Wordings, purpose: str, language: str) -> Wording:
    """Return the text of a purpose in a language; easy Japanese where it is not written."""
    written = language in wordings.languages(purpose)
    return wordings.get(purpose, language if written else "easy")


class ConsentLine(Vertical):
    """One purpose; an answer keeps which text stood above it when it was given (E22)."""

    def __init__(self, purpose: str, wordings: Wordings, asked: Asked, language: str) -> None:
        super().__init__(classes="consent")
        self.purpose = purpose
        self._wordings = wordings
        self._asked = asked
        self._wording = wording(wordings, purpose, language)
        self._head = Static(self._said(language), markup=False, classes="form--part")
        self._spoken = Prose(self._wording.text, classes="spoken")
        self.answer = ChoiceLine(
            [Answer(*pair) for pair in text.ANSWERS], id=f"consent-{purpose}", classes="answer"
        )
        self.answer.choose(asked.answer)
        self.method = ChoiceLine(
            [Answer(*pair) for pair in text.METHODS], id=f"method-{purpose}", classes="method"
        )
        self.method.choose(asked.method)

    def compose(self) -> ComposeResult:
        """Yield what is read aloud, and the line of the answer."""
        yield self._head
        yield self._spoken
        way = Static(text.METHOD, markup=False, classes="way")
        yield FormLine("", self.answer, way, self.method)

    def speak(self, language: str) -> None:
        """Show the text in another language; an answer that was given stays what it was."""
        self._wording = wording(self._wordings, self.purpose, language)
        self._head.update(self._said(language))
        self._spoken.show(self._wording.text)

    def _said(self, language: str) -> str:
        is_eased = language not in (self._wording.language, "")
        return text.consent_head(self.purpose, is_eased=is_eased)

    @property
    def asked(self) -> Asked:
        """The answer now, and to which text."""
        return self._asked.model_copy(
            update={"answer": self.answer.value, "method": self.method.value}
        )

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered; the no that stands there from the beginning is none."""
        return bool(self._asked.version)

    def take(self, asked: Asked) -> None:
        """Show an answer that the family gave itself, and keep which text it read."""
        self._asked = asked
        self.answer.choose(asked.answer)
        self.method.choose(asked.method)

    @on(ChoiceLine.Changed, ".answer")
    def note_text(self) -> None:
        """Keep which text was answered."""
        shown = self._wording
        self._asked = Asked(language=shown.language, version=shown.version, text_hash=shown.hash)


class ConsentLines(Vertical):
    """All purposes in the order of asking; only the first is needed."""

    def __init__(self, wordings: Wordings, answers: dict[str, Asked], language: str) -> None:
        super().__init__(id="consents")
        refused = Asked(answer="no")
        self.lines = [
            ConsentLine(
                purpose,
                wordings,
                answers.get(purpose, refused if purpose == REUSE else Asked()),
                language,
            )
            for purpose in PURPOSES
        ]

    def compose(self) -> ComposeResult:
        """Yield the purposes."""
        yield from self.lines

    @property
    def answers(self) -> dict[str, Asked]:
        """Every purpose with its answer."""
        return {line.purpose: line.asked for line in self.lines}

    def speak(self, language: str) -> None:
        """Show every text in another language."""
        for line in self.lines:
            line.speak(language)

    def answered_by(self, *, proxy: bool) -> None:
        """Say how an answer is given from now on; what was answered stays what it was."""
        usual, other = (PROXY, SPOKEN) if proxy else (SPOKEN, PROXY)
        for line in self.lines:
            if line.method.value == other and not line.is_answered:
                line.method.choose(usual)

    def after(self, answer: ChoiceLine) -> ChoiceLine | None:
        """Return the answer that is asked next."""
        answers = [line.answer for line in self.lines]
        at = answers.index(answer) + 1 if answer in answers else len(answers)
        return answers[at] if at < len(answers) else None
