"""The lines of the second page: first what is still missing, then what one likes to tell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from concierge_tui.domain.family import Family
from concierge_tui.services.ports import Postal
from concierge_tui.services.sign_up_answers import MoreAnswers
from concierge_tui.text import sign_up as first_page
from concierge_tui.text import sign_up_more as text
from concierge_tui.text.household import masked
from screens.widgets.address_lines import AddressLines
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput, Kind
from screens.widgets.prose import Prose

_PARTS: Final = (
    (text.REACH, ("contacts", "fax", "email", "address", "smartphone")),
    (text.SHOWN, ("photo", "age", "name_exception")),
    (
        text.WISHES,
        (
            "intention", "wants_introduction", "wants_to_help",
            "need_days", "need_hours", "need_short", "need_text",
        ),
    ),
    (text.ABOUT, ("relied_on", "moved_in", "channel", "categories", "categories_more", "notes")),
)  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {
    "fax": "digits", "phone": "digits", "emergency_phone": "digits", "relied_on": "digits",
}  # fmt: skip


class MoreLines(VerticalScroll, can_focus=False):
    """Shows what is known, with what was written over it; private values stay hidden (A7)."""

    def __init__(
        self,
        family: Family,
        answers: MoreAnswers,
        gaps: Sequence[str],
        hidden: Mapping[str, str],
        book: Postal,
    ) -> None:
        super().__init__(id="form")
        self._family = family
        self._first = answers
        self._gaps = gaps
        self._hidden = hidden
        self._typed: dict[str, JpInput] = {}
        self._chosen: dict[str, ChoiceLine] = {}
        self._of_people: dict[tuple[str, str], JpInput] = {}
        self._book = book

    def compose(self) -> ComposeResult:
        """Yield what is missing; the rest is built once that is seen."""
        yield Prose(text.OPENING, classes="spoken")
        yield from self._missing()
        part, names = _PARTS[0]
        yield Static(part, markup=False, classes="form--part")
        yield from self._lines(names)

    def on_mount(self) -> None:
        """Build the rest."""
        self.call_after_refresh(self._build_rest)

    def _build_rest(self) -> None:
        if not self.is_attached:  # the page may have been left before it was whole
            return
        lines: list[Widget] = []
        for part, names in _PARTS[1:]:
            lines.append(Static(part, markup=False, classes="form--part"))
            lines += self._lines(names)
        self.mount_all(lines)

    @property
    def answers(self) -> MoreAnswers:
        """Everything that is written now; what is not built yet is as it was given."""
        written: dict[str, object] = {
            name: field.value.strip() for name, field in self._typed.items()
        }
        written |= {
            name: list(line.chosen) if name in text.SEVERAL else line.value
            for name, line in self._chosen.items()
        }
        for second, first in text.IN_TWO.items():
            if second not in self._chosen:
                written.pop(first, None)
                continue
            written.pop(second)
            written[first] = [*self._chosen[first].chosen, *self._chosen[second].chosen]
        for kind in ("names", "birthdays"):
            fields = {p: f.value.strip() for (k, p), f in self._of_people.items() if k == kind}
            written[kind] = {person: value for person, value in fields.items() if value}
        return self._first.model_copy(update=written)

    def _missing(self) -> Iterator[Widget]:
        lines = [*self._missing_of_people()]
        if "phone" in self._gaps:
            lines += self._lines(("phone",))
        if "emergency" in self._gaps:
            lines += self._lines(("emergency_phone", "emergency_name"))
        if lines:
            yield Static(text.GAPS, markup=False, classes="form--part")
            yield from lines

    def _missing_of_people(self) -> Iterator[Widget]:
        for person in self._family.people:
            if person.role == "carer":
                continue
            if "name" in self._gaps and not (person.name or person.name_exception):
                yield self._of_person("names", person.id, text.NAME_OF)
            if "birthday" in self._gaps and person.role == "child" and person.birthday is None:
                yield self._of_person("birthdays", person.id, text.BIRTHDAY_OF)

    def _of_person(self, kind: str, person_id: str, what: str) -> FormLine:
        person = self._family.person(person_id)
        assert person is not None, "taken from the family itself"
        given: dict[str, str] = getattr(self._first, kind)
        is_day = kind == "birthdays"
        hint = first_page.BIRTHDAY_HINT if is_day else text.NAME_HINT
        field = JpInput(
            given.get(person_id, ""), kind="date" if is_day else "text", placeholder=hint
        )
        field.set_class(is_day, "child--birthday")
        self._of_people[kind, person_id] = field
        return FormLine(what, field, hint=text.whose(person, self._family))

    def _lines(self, names: Sequence[str]) -> Iterator[Widget]:
        for name in names:
            if name == "address":
                yield self._address()
                continue
            aside = text.ASIDE.get(name)
            if aside:
                yield Prose(aside, classes="aside")
            hint = text.HINTS.get(name, "")
            yield FormLine(text.LABELS[name], self._field(name), hint=hint, id=f"line-{name}")

    def _field(self, name: str) -> Widget:
        given = getattr(self._first, text.IN_TWO.get(name, name))
        if name in text.CHOICES:
            several = name in text.SEVERAL
            answers = [Answer(*pair) for pair in text.CHOICES[name]]
            line = ChoiceLine(answers, several=several, id=name)
            line.choose(*(given if several else [given]))
            self._chosen[name] = line
            return line
        known = masked(name, self._hidden.get(name, ""))
        field = JpInput(given, kind=_KINDS.get(name, "text"), placeholder=known, id=name)
        self._typed[name] = field
        return field

    def _address(self) -> AddressLines:
        a, hidden = self._first, self._hidden
        postal = JpInput(
            a.postal, kind="digits", placeholder=masked("postal", hidden["postal"]), id="postal"
        )
        rest = JpInput(a.rest, placeholder=masked("rest", hidden["rest"]), id="rest")
        lines = AddressLines(self._book, postal, rest)
        lines.city.value = a.city
        self._typed |= {"postal": postal, "city": lines.city, "rest": rest}
        return lines
