"""What may be asked later: everything the programme would like to know."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from concierge_tui.services.ports import Postal
from concierge_tui.services.walk_in_answers import Answers
from concierge_tui.text import walk_in as text
from screens.widgets.address_lines import AddressLines
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput

_TYPED = ("form_number", "came_at", "email", "moved_in", "name_exception", "notes")
_HINTS = {
    "form_number": text.FORM_NUMBER_HINT,
    "came_at": text.CAME_AT_HINT,
    "moved_in": text.MOVED_IN_HINT,
    "name_exception": text.EXCEPTION_HINT,
}
_CHOICES = {
    "relation": text.RELATIONS,
    "smartphone": text.SMARTPHONES,
    "categories": text.CATEGORY_WORDS,
    "photo": text.VISIBILITIES,
    "age": text.VISIBILITIES,
}
_LABELS = (
    ("form_number", text.FORM_NUMBER),
    ("came_at", text.CAME_AT),
    ("relation", text.RELATION),
    ("address", ""),
    ("email", text.EMAIL),
    ("smartphone", text.SMARTPHONE),
    ("categories", text.CATEGORIES),
    ("moved_in", text.MOVED_IN),
    ("photo", text.PHOTO),
    ("age", text.AGE),
    ("name_exception", text.EXCEPTION),
    ("notes", text.NOTES),
)
"""The order of asking, and what each line is called."""


class LaterLines(Vertical):
    """The second half of the form, behind the consent."""

    def __init__(self, book: Postal, answers: Answers) -> None:
        super().__init__(id="later")
        self._address = AddressLines(book)
        self._address.fill(answers.postal, answers.city, answers.rest)
        self._typed = {
            name: JpInput(getattr(answers, name), placeholder=_HINTS.get(name, ""), id=name)
            for name in _TYPED
        }
        self._chosen = {
            name: ChoiceLine([Answer(*pair) for pair in pairs], several=name == "categories")
            for name, pairs in _CHOICES.items()
        }
        for name, line in self._chosen.items():
            value = getattr(answers, name)
            line.choose(*(value if name == "categories" else [value]))

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        yield Static(text.MORE, markup=False, classes="form--part")
        for name, label in _LABELS:
            if name == "address":
                yield self._address
            else:
                yield FormLine(label, self._typed.get(name) or self._chosen[name])

    @property
    def answers(self) -> dict[str, object]:
        """What is written here now, by the names of `Answers`."""
        address = self._address
        return {
            **{name: field.value.strip() for name, field in self._typed.items()},
            **{name: line.value for name, line in self._chosen.items()},
            "categories": list(self._chosen["categories"].chosen),
            "postal": address.postal.value.strip(),
            "city": address.city.value.strip(),
            "rest": address.rest.value.strip(),
        }
