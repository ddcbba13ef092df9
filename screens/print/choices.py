"""What can be chosen for a print, and what was chosen."""

from collections.abc import Sequence

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from concierge_tui.services.form_numbers import MOST_AT_ONCE
from concierge_tui.services.paper_content import LabelSheet, PaperKind
from concierge_tui.services.paperwork import Order
from concierge_tui.text import print_screen as text
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.prose import Prose

_SIZED = frozenset({"slips", "cards", "roster", "pack", "consent"})
_COUNTED = frozenset({"pack", "consent"})
_OF_FAMILIES = frozenset({"slips", "cards", "labels"})
_MOST_MOVED = 20.0
_MOST_USED = 20


class PrintChoices(Vertical):
    """Shows only what matters for the chosen kind; answers with an order."""

    kind = getters.query_one("#kind", ChoiceLine)
    whose = getters.query_one("#whose", ChoiceLine)
    size_ = getters.query_one("#size", ChoiceLine)

    def __init__(
        self,
        meetup: str,
        everyone: str,
        one: tuple[str, str] | None,
        moved: str,
        kind: PaperKind = "slips",
    ) -> None:
        super().__init__(id="choices")
        self._first = kind
        self._meetup = meetup
        self._everyone = everyone
        self._one = one
        self._moved = (*moved.split(","), "", "")[:2]

    def compose(self) -> ComposeResult:
        """Yield the questions in their order; a screen left at once must not miss its parts."""
        kinds = _chosen("kind", text.KINDS)
        kinds.choose(self._first)
        yield FormLine(text.WHAT, kinds)
        yield Prose(text.ABOUT[self._first], id="about")
        everyone = ("all", self._everyone)
        one = (("one", text.only(self._one[1])),) if self._one is not None else ()
        yield FormLine(text.WHOSE, _chosen("whose", (*one, everyone)), id="whose-line")
        yield FormLine(text.SIZE, _chosen("size", text.SIZES), id="size-line")
        forms = NumberInput("10", id="forms")
        yield _hidden(FormLine(text.FORMS, forms, hint=text.FORMS_HINT, id="forms-line"))
        labels = FormLine(
            text.RIGHT,
            NumberInput(self._moved[0] or "0", id="right"),
            Label(text.DOWN, markup=False),
            NumberInput(self._moved[1] or "0", id="down"),
            Label(text.USED, markup=False),
            NumberInput("0", id="used"),
            hint=text.LABEL_HINT,
            id="labels-line",
        )
        yield _hidden(labels)

    def on_mount(self) -> None:
        """Ask what the first kind asks."""
        self.adapt()

    def adapt(self) -> None:
        """Show what the chosen kind asks."""
        kind = self.kind.value
        self.query_one("#about", Prose).show(text.ABOUT.get(kind, ""))
        self.query_one("#whose-line").display = kind in _OF_FAMILIES
        self.query_one("#size-line").display = kind in _SIZED
        self.query_one("#forms-line").display = kind in _COUNTED
        self.query_one("#labels-line").display = kind == "labels"

    @property
    def moved(self) -> str:
        """How far labels are moved, as it is remembered."""
        return f"{self._typed('right')},{self._typed('down')}"

    def order(self) -> Order | str:
        """Return what was chosen, or the sentence that says what is wrong."""
        kind: PaperKind = self.kind.value  # type: ignore[assignment]
        forms = _count(self._typed("forms"), 1, MOST_AT_ONCE)
        if kind in _COUNTED and forms is None:
            return text.FORMS_WRONG
        sheet = self._sheet()
        if kind == "labels" and sheet is None:
            return text.LABELS_WRONG
        only_one = kind in _OF_FAMILIES and self.whose.value == "one" and self._one is not None
        return Order(
            kind,
            self._meetup,
            families=(self._one[0],) if only_one and self._one else None,
            large=kind in _SIZED and self.size_.value == "large",
            forms=forms or 1,
            labels=sheet or LabelSheet(),
        )

    def _sheet(self) -> LabelSheet | None:
        try:
            right, down = float(self._typed("right") or 0), float(self._typed("down") or 0)
        except ValueError:
            return None
        used = _count(self._typed("used") or "0", 0, _MOST_USED)
        if used is None or not all(-_MOST_MOVED <= moved <= _MOST_MOVED for moved in (right, down)):
            return None
        return LabelSheet(right=right, down=down, used=used)

    def _typed(self, name: str) -> str:
        from unicodedata import normalize

        return normalize("NFKC", self.query_one(f"#{name}", JpInput).value).strip()


def _chosen(name: str, pairs: Sequence[tuple[str, str]]) -> ChoiceLine:
    """Return a question whose first answer is chosen."""
    line = ChoiceLine([Answer(*pair) for pair in pairs], id=name)
    line.choose(pairs[0][0])
    return line


def _hidden(line: FormLine) -> FormLine:
    line.display = False
    return line


def _count(typed: str, least: int, most: int) -> int | None:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 4:
        return None
    return int(typed) if least <= int(typed) <= most else None
