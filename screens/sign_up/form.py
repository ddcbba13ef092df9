"""The first page as it lies on the desk: all that a queue needs, in the order of asking."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.services.wordings import Wordings
from concierge_tui.text import sign_up as text
from concierge_tui.text.household import FACE
from concierge_tui.text.walk_in import RELATIONS
from screens import keys
from screens.sign_up.consents import ConsentLines
from screens.sign_up.language import LanguageLines
from screens.sign_up.people import ChildRows, CompanionRows
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.key_button import KeyButton
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

_ALSO = ("allergy", "emergency", "collectors", "barred")


class SignUpLines(VerticalScroll, can_focus=False):
    """One page; what one does not see at once is built after the first line can be answered."""

    def __init__(self, wordings: Wordings, answers: SignUpAnswers, day: date) -> None:
        super().__init__(id="form")
        self._first = answers
        self.languages = LanguageLines(answers)
        self.source = _choice("source", text.SOURCES, answers.source)
        self.relation = _choice("relation", RELATIONS, answers.relation)
        self.fields = {
            "proxy_name": JpInput(
                answers.proxy_name, id="proxy_name", kind="kana", placeholder=text.PROXY_NAME_HINT
            ),
            "proxy_relation": JpInput(
                answers.proxy_relation, id="proxy_relation", placeholder=text.PROXY_RELATION_HINT
            ),
            "kana": JpInput(answers.kana, id="kana", kind="kana"),
            "name": JpInput(answers.name, id="name"),
            "phone": JpInput(answers.phone, id="phone", kind="digits"),
        }
        """Known also while the page is being built or taken down: nothing typed is lost then."""
        self.rest = RestLines(wordings, answers, day)

    def compose(self) -> ComposeResult:
        """Yield why it is asked, then who is asked."""
        fields = self.fields
        head = _read_aloud(self._first.language)
        yield Static(head, markup=False, id="purpose-head", classes="form--part -first")
        yield Prose(_purpose(self._first.language), id="purpose", classes="spoken")
        yield self.languages
        yield FormLine(text.SOURCE, self.source)
        yield FormLine(
            text.PROXY,
            fields["proxy_name"],
            fields["proxy_relation"],
            id="proxy-line",
        )
        yield Static(text.GUARDIAN, markup=False, classes="form--part")
        yield FormLine(text.KANA, fields["kana"], hint=text.KANA_HINT, id="kana-line")
        yield FormLine(text.NAME, fields["name"], hint=text.NAME_HINT)
        yield FormLine(text.RELATION, self.relation)
        yield FormLine(text.PHONE, fields["phone"], hint=text.PHONE_HINT, id="phone-line")
        yield Prose(text.NO_MOBILE, id="no-mobile", classes="aside")

    def on_mount(self) -> None:
        """Ask what there is to ask; build the rest once the top is seen."""
        self.show_proxy()
        self.query_one("#no-mobile").display = False
        self.call_after_refresh(self._mount_rest)

    def _mount_rest(self) -> None:
        if self.is_attached:  # the page may have been left before it was whole
            self.mount(self.rest)

    @property
    def answers(self) -> SignUpAnswers:
        """Everything that is written now."""
        return self._first.model_copy(
            update={
                **{name: field.value.strip() for name, field in self.fields.items()},
                **self.languages.answers,
                "source": self.source.value,
                "relation": self.relation.value,
                **self.rest.answers,
            }
        )

    def field(self, name: str) -> JpInput:
        """Return a field of the top by its name."""
        return self.fields[name]

    def show_proxy(self) -> None:
        """Ask who answers where it is not the guardian."""
        is_proxy = self.source.value == "proxy"
        self.query_one("#proxy-line").display = is_proxy
        self.rest.consents.answered_by(proxy=is_proxy)

    @on(LanguageLines.Spoken)
    def speak(self) -> None:
        """Read everything in the language of the family."""
        language = self.languages.language.value
        self.query_one("#purpose-head", Static).update(_read_aloud(language))
        self.query_one("#purpose", Prose).show(_purpose(language))
        self.rest.speak(language)


class RestLines(Vertical):
    """The children, whom to call, who may collect, and the consents."""

    def __init__(self, wordings: Wordings, answers: SignUpAnswers, day: date) -> None:
        super().__init__(id="rest-lines")
        self._language = answers.language
        self.fields = {
            "emergency_phone": JpInput(
                answers.emergency_phone, id="emergency_phone", kind="digits", placeholder=text.PHONE
            ),
            "emergency_name": JpInput(
                answers.emergency_name, id="emergency_name", placeholder=text.EMERGENCY_WHO
            ),
            "form_number": JpInput(answers.form_number, id="form_number"),
        }
        self._also = {name: Prose("", id=f"also-{name}", classes="aside also") for name in _ALSO}
        self.children_rows = ChildRows(answers.children, day)
        self.collectors = CompanionRows(answers.collectors, id="collectors")
        self.barred = CompanionRows(answers.barred, id="barred")
        self.consents = ConsentLines(wordings, answers.consents, answers.language)

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        fields = self.fields
        yield self._also["allergy"]
        yield self.children_rows
        yield self._also["emergency"]
        yield FormLine(
            text.EMERGENCY,
            fields["emergency_phone"],
            fields["emergency_name"],
            id="emergency-line",
        )
        for name, rows in (("collectors", self.collectors), ("barred", self.barred)):
            words = text.COLLECTORS if name == "collectors" else text.BARRED
            yield Static(words, markup=False, classes="form--part")
            yield self._also[name]
            yield rows
        yield FormLine(text.FORM_NUMBER, fields["form_number"], hint=text.FORM_NUMBER_HINT)
        yield self.consents
        yield Prose(text.NOT_ASKED, id="not-asked", classes="aside")
        with Horizontal(classes="buttons"):
            yield KeyButton(keys.FACE, FACE, "face")
            yield PushButton(text.STOP_HERE, id="stop", compact=True)
            yield PushButton(text.SAVE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show the questions in the language of the family too."""
        self.speak(self._language)

    @property
    def answers(self) -> dict[str, object]:
        """What is written here now."""
        return {
            **{name: field.value.strip() for name, field in self.fields.items()},
            "children": self.children_rows.answers,
            "collectors": self.collectors.answers,
            "barred": self.barred.answers,
            "consents": self.consents.answers,
        }

    def speak(self, language: str) -> None:
        """Read the questions and the consents in another language."""
        self._language = language
        self._show_also(language)
        self.consents.speak(language)

    def offer_more_lines(self) -> None:
        """Keep a blank line at the end of every list."""
        for rows in (self.children_rows, self.collectors, self.barred):
            rows.offer_another()

    def after_blank(self, field: Widget) -> Widget | None:
        """Return where to go from a blank line of a list: over the list."""
        if any(field is line.kana for line in self.children_rows.lines if line.answers.is_blank):
            return self.fields["emergency_phone"]
        if any(field is line.person for line in self.collectors.lines if line.answers.is_blank):
            return self.barred.lines[0].person
        if any(field is line.person for line in self.barred.lines if line.answers.is_blank):
            return self.fields["form_number"]
        return None

    def _show_also(self, language: str) -> None:
        spoken = text.ALSO_SAID.get("en" if language == "en" else "easy", {})
        for name, also in self._also.items():
            also.show("" if language == "ja" else spoken.get(name, ""))
            also.display = language != "ja"


def _read_aloud(language: str) -> str:
    return text.read_aloud(is_eased=language not in text.PURPOSES)


def _purpose(language: str) -> str:
    return text.PURPOSES.get(language, text.PURPOSES["easy"])


def _choice(name: str, answers: tuple[tuple[str, str], ...], chosen: str) -> ChoiceLine:
    line = ChoiceLine([Answer(*pair) for pair in answers], id=name)
    line.choose(chosen)
    return line
