"""One line of a paper-like form: a label, its fields, and below it what is wrong."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Label, Static

from screens.widgets.cell_text import plain
from screens.widgets.prose import Prose


class FormLine(Vertical):
    """Holds fields side by side; the problem line is not even made until it is needed."""

    DEFAULT_CSS = """
    FormLine, FormLine > Horizontal { height: auto; }
    FormLine > Horizontal > Label { width: 11; color: $text-muted; }
    FormLine > Horizontal > JpInput { width: 26; margin-right: 1; }
    FormLine.wide > Horizontal > JpInput { width: 1fr; }
    FormLine > Horizontal > .form-line--hint { width: 1fr; height: 1; color: $text-muted; }
    FormLine > .form-line--problem { height: auto; padding-left: 11; color: $state-care; }
    """

    def __init__(
        self,
        label: str,
        *fields: Widget,
        hint: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._label = plain(label)
        self._fields = fields
        self._hint = plain(hint)
        self._problems: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Yield the line."""
        with Horizontal():
            yield Label(self._label, markup=False)
            yield from self._fields
            if self._hint:
                yield Static(self._hint, markup=False, classes="form-line--hint")

    @property
    def problem(self) -> str:
        """What is wrong in this line, or nothing."""
        return next(filter(None, self._problems.values()), "")

    def tell(self, field: str, problem: str) -> None:
        """Say what is wrong with one of the fields; nothing takes it back."""
        self._problems[field] = problem
        line = next(iter(self.query(".form-line--problem").results(Prose)), None)
        if line is None and self.problem:
            self.mount(Prose(self.problem, classes="form-line--problem"))
        elif line is not None:
            line.show(self.problem)
            line.display = bool(self.problem)
