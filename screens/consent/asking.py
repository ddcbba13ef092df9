"""One purpose asked by ear: the text, who answered, how, and the answer."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from concierge_tui.domain.consent import PAPER, PROXY, REGISTRATION, SPOKEN
from concierge_tui.services.consents import ConsentGiven, having_read
from concierge_tui.text import consenting as text
from concierge_tui.text import facing
from screens.form_page import FormPage
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from screens.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.services.desk import Desk

_SOMEBODY: Final = "proxy"
_TYPED: Final = ("witness", "by", "relation")


class AskScreen(FormPage):
    """Reads a text aloud and notes the answer; answers with what to say, or `withdraw`."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#answer"

    def __init__(self, desk: "Desk", family: "Family", purpose: str) -> None:
        super().__init__(desk)
        self._family = family
        self._purpose = purpose
        self._seen = desk.consents.of(family.id)
        self._adults = desk.consents.answering(family)
        self._language = "ja"

    @property
    def draft_name(self) -> str:
        """The name under which what was typed is kept."""
        return _draft(self._family.id, self._purpose)

    def body(self) -> Iterable[Widget]:
        """Yield the text in its languages, then who answers how, then the answer."""
        languages = self.desk.wordings.languages(self._purpose)
        with VerticalScroll(classes="form", can_focus=False):
            yield FormLine(
                text.LANGUAGE,
                _choice("language", [(each, facing.language_word(each)) for each in languages]),
            )
            yield Prose("", id="consent-words")
            who = [(person.id, person.called) for person in self._adults]
            yield FormLine(text.WHO, _choice("who", [*who, (_SOMEBODY, text.PROXY_NAME)]))
            yield FormLine(
                text.PROXY_NAME,
                JpInput(id="by", placeholder=text.PROXY_NAME_HINT),
                JpInput(id="relation", placeholder=text.PROXY_RELATION_HINT),
                id="by-line",
            )
            yield FormLine(text.HOW, _choice("how", text.ASK_HOWS))
            yield FormLine(text.WITNESS, JpInput(id="witness"), hint=text.WITNESS_HINT)
            yield TickBox(text.READ_BACK_TICK, id="confirmed")
            yield FormLine(text.ANSWER, _choice("answer", [("yes", text.YES), ("no", text.NO)]))

    def on_mount(self) -> None:
        """Begin with what is usual: the guardian answers, whoever stands here has heard it."""
        self.head(text.asked(self._purpose))
        me = self.desk.staff.me()
        first = self._adults[0].id if self._adults else _SOMEBODY
        self.begin_with(
            {"language": "ja", "who": first, "how": SPOKEN, "witness": me.name if me else ""}
        )
        self._follow()
        if not self._adults:
            self.notice.say(text.NOBODY_ANSWERS, "care")

    def values(self) -> dict[str, str]:
        """Return what the form holds now; the answer itself is no draft."""
        typed = {name: self.query_one(f"#{name}", JpInput).value for name in _TYPED}
        chosen = {name: self._chosen(name) for name in ("language", "who", "how")}
        return {**typed, **chosen}

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields of the same name."""
        for name, value in values.items():
            for field in self.query(f"#{name}"):
                if isinstance(field, JpInput):
                    field.value = value
                elif isinstance(field, ChoiceLine):
                    field.choose(value)

    @on(Input.Blurred)
    @on(ChoiceLine.Changed)
    def keep_what_was_said(self) -> None:
        """Keep it, and show what follows from it."""
        self._follow()
        self.keep_draft()

    @on(ChoiceLine.GoneOn)
    def go_on(self, event: ChoiceLine.GoneOn) -> None:
        """Go to the next line; the answer ends the question."""
        if event.line.id == "answer":
            self._answer(event.line.value)
        else:
            self.focus_next()

    def entered(self, field: Input) -> None:
        """Go on from a field that was ended with Enter."""
        del field
        self.focus_next()

    def action_save(self) -> None:
        """Note the answer that is chosen."""
        self._answer(self._chosen("answer"))

    def _follow(self) -> None:
        self._language = self._chosen("language") or "ja"
        wording = self.desk.wordings.get(self._purpose, self._language)
        self.query_one("#consent-words", Prose).show(wording.text)
        self.query_one("#by-line").display = self._chosen("who") == _SOMEBODY

    def _answer(self, answer: str) -> None:
        if not answer:
            self.notice.say(text.ANSWER_NEEDED, "care")
            self.query_one("#answer").focus()
            return
        given = self._given()
        if given is None:
            self.notice.say(text.PROXY_NEEDED, "care")
            self.query_one("#by", JpInput).focus()
        elif answer == "yes":
            if self.attempt(lambda: self.desk.consents.give(self._seen, [given], self._family)):
                self._end(text.given([self._purpose]))
        elif self._purpose == REGISTRATION:
            is_granted = self._seen.of(self._purpose).state in ("granted", "outdated")
            self._end("withdraw" if is_granted else text.STAYS)
        elif self.attempt(lambda: self.desk.consents.decline(self._seen, given)):
            self._end(text.declined(self._purpose))

    def _end(self, words: str) -> None:
        self.saved()
        self.dismiss(words)

    def _given(self) -> ConsentGiven | None:
        """Return what was read and by whom it is answered; None where a proxy has no name."""
        values = {name: value.strip() for name, value in self.values().items()}
        wording = self.desk.wordings.get(self._purpose, self._language)
        given = having_read(wording, PAPER if values["how"] == PAPER else SPOKEN)._replace(
            witness=values["witness"],
            read_back=self.query_one("#confirmed", TickBox).value,
        )
        if values["who"] != _SOMEBODY:
            who = self._family.person(values["who"])
            return given._replace(by=who.called if who else "")
        if not (values["by"] and values["relation"]):
            return None
        return given._replace(method=PROXY, by=values["by"], relation=values["relation"])

    def _chosen(self, name: str) -> str:
        return self.query_one(f"#{name}", ChoiceLine).value


def _choice(name: str, pairs: Iterable[tuple[str, str]]) -> ChoiceLine:
    return ChoiceLine([Answer(*pair) for pair in pairs], id=name)


def _draft(family: str, purpose: str) -> str:
    return f"consent:{family}:{purpose}"
