"""In which language one talks, and who interprets (situation 19)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.text import sign_up as text
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

_TYPED = "interpreter_name"


class LanguageLines(Vertical):
    """One key says the language; the rest is asked only where it is not Japanese."""

    class Spoken(Message):
        """Another language was chosen: the texts to be read follow it."""

    def __init__(self, answers: SignUpAnswers) -> None:
        super().__init__(id="language-lines")
        self.language = _choice("language", text.LANGUAGES, answers.language)
        self.japanese = _choice("japanese", text.LEVELS, answers.japanese)
        self.interpreter = JpInput(
            answers.interpreter_name, id=_TYPED, placeholder=text.INTERPRETER_HINT
        )
        self.relation = _choice(
            "interpreter_relation", text.INTERPRETER_RELATIONS, answers.interpreter_relation
        )
        self.trained = _choice("interpreter_trained", text.TRAININGS, answers.interpreter_trained)

    def compose(self) -> ComposeResult:
        """Yield the language, and what is asked where it is not Japanese."""
        yield FormLine(text.LANGUAGE, self.language)
        with Vertical(id="foreign"):
            yield FormLine(text.JAPANESE, self.japanese)
            yield FormLine(text.INTERPRETER, self.interpreter, self.relation)
            yield FormLine(text.TRAINED, self.trained)
            yield Prose(text.ASK_FOR_TRAINED, id="ask-for-trained", classes="aside")

    def on_mount(self) -> None:
        """Ask what there is to ask."""
        self._show()

    @property
    def answers(self) -> dict[str, str]:
        """What is written here now, by the names of `SignUpAnswers`."""
        lines = (self.language, self.japanese, self.relation, self.trained)
        chosen = {str(line.id): line.value for line in lines}
        return chosen | {_TYPED: self.interpreter.value.strip()}

    @on(ChoiceLine.Changed, "#language")
    def follow_language(self) -> None:
        """Ask for the level and an interpreter where it is not Japanese."""
        if self.language.value != "ja" and not self.japanese.value:
            self.japanese.choose("little")
        self._show()
        self.post_message(self.Spoken())

    @on(ChoiceLine.Changed, "#interpreter_trained")
    def _show(self) -> None:
        self.query_one("#foreign").display = self.language.value != "ja"
        self.query_one("#ask-for-trained").display = self.trained.value != "yes"


def _choice(name: str, answers: tuple[tuple[str, str], ...], chosen: str) -> ChoiceLine:
    line = ChoiceLine([Answer(*pair) for pair in answers], id=name)
    line.choose(chosen)
    return line
