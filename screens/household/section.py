"""One part of the form: one person, or what belongs to the whole household."""

from collections.abc import Mapping
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from concierge_tui.domain.address import read_postal
from concierge_tui.services.ports import Postal
from concierge_tui.text import household as text
from screens.household.private import PrivateInput
from screens.widgets.address_lines import AddressLines
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput, Kind

PRIVATE: Final = frozenset({"phone", "email", "notes", "emergency_phone", "postal", "rest"})
"""Masked until revealed (A5, A7)."""

FIELDS: Final = {
    "guardian": (
        "kana", "name", "relation", "phone", "email", "rights",
        "photo_visibility", "age_visibility", "name_exception", "notes",
    ),
    "carer": ("kana", "name", "relation", "phone", "rights", "notes"),
    "child": ("kana", "name", "birthday", "allergy", "allergy_text", "notes"),
    "new": (
        "role", "kana", "name", "relation", "birthday", "phone",
        "allergy", "allergy_text", "rights", "notes",
    ),
    "family": (
        "address", "emergency_name", "emergency_phone", "channel", "categories",
        "moved_in", "smartphone", "notes",
    ),
    "guest": (
        "host_may_collect", "address", "emergency_name", "emergency_phone", "channel",
        "categories", "moved_in", "smartphone", "notes",
    ),
}  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {
    "kana": "kana", "phone": "digits", "emergency_phone": "digits", "birthday": "date",
}  # fmt: skip


class Section(VerticalScroll, can_focus=False):
    """Shows fields as stored, with what was edited on top, and tells what differs."""

    def __init__(
        self, which: str, stored: Mapping[str, Any], edits: Mapping[str, Any], book: Postal
    ) -> None:
        super().__init__(id="section")
        self._names = FIELDS[which]
        self._stored = stored
        self._fields: dict[str, JpInput | ChoiceLine] = {}
        for name in self._names:
            if name == "address":
                postal = PrivateInput("postal", stored["postal"], edits.get("postal", ""),
                                      kind="digits")  # fmt: skip
                rest = PrivateInput("rest", stored["rest"], edits.get("rest", ""))
                self._address = AddressLines(book, postal, rest)
                self._address.city.value = edits.get("city", stored["city"])
                self._fields |= {"postal": postal, "city": self._address.city, "rest": rest}
            else:
                self._fields[name] = _field(name, stored[name], edits)

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        for name in self._names:
            if name == "address":
                yield self._address
            else:
                yield FormLine(
                    text.LABELS[name],
                    self._fields[name],
                    hint=text.HINTS.get(name, ""),
                    id=f"line-{name}",
                )

    @property
    def first(self) -> Widget:
        """Where one begins to write."""
        return next(iter(self._fields.values()))

    @property
    def edits(self) -> dict[str, Any]:
        """The fields that differ from what is stored."""
        edits = {}
        for name, field in self._fields.items():
            value = _value(name, field)
            if name == "postal" and value:
                value = read_postal(value) or value
            if value is not None and value != self._stored[name]:
                edits[name] = value
        return edits

    @property
    def private(self) -> list[PrivateInput]:
        """The fields that are masked, where there is something to mask."""
        return [
            field
            for name, field in self._fields.items()
            if isinstance(field, PrivateInput) and self._stored[name]
        ]

    def tell(self, name: str, problem: str) -> None:
        """Say what is wrong with a field."""
        for line in self.query(f"#line-{name}").results(FormLine):
            line.tell(name, problem)


def _field(name: str, stored: Any, edits: Mapping[str, Any]) -> JpInput | ChoiceLine:
    if name in text.CHOICES:
        answers = [Answer(*pair) for pair in text.CHOICES[name]]
        line = ChoiceLine(answers, several=name in text.SEVERAL, id=name)
        value = edits.get(name, stored)
        line.choose(*(value if name in text.SEVERAL else [value]))
        return line
    kind = _KINDS.get(name, "text")
    if name in PRIVATE:
        return PrivateInput(name, stored, edits.get(name, ""), kind=kind)
    # Whoever corrects a reading writes it anew.
    is_reading = name == "kana"
    return JpInput(edits.get(name, stored), kind=kind, id=name, select_on_focus=is_reading)


def _value(name: str, field: JpInput | ChoiceLine) -> Any:
    if isinstance(field, ChoiceLine):
        return list(field.chosen) if name in text.SEVERAL else field.value
    if isinstance(field, PrivateInput):
        return field.edited
    return field.value.strip()
