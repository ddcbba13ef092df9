"""What each column means, what the roster would bring, and the import itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Label, Select

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.roster import IGNORE
from concierge_tui.domain.roster import Column as RosterColumn
from concierge_tui.text import consent, page
from concierge_tui.text import roster_screen as text
from concierge_tui.text.sample import example
from screens import keys
from screens.long_work import Cancelled, LongWork, Progress
from screens.roster.meaning import MeaningScreen
from screens.widgets.by_number import ByNumberList
from screens.widgets.cell_text import plain
from screens.widgets.column_layout import Column
from screens.widgets.pick_list import PickList
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from concierge_tui.domain.meetup import Meetup
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.roster_import import Basis, Roster
    from concierge_tui.services.roster_tally import Imported

_SAMPLES = 3


class ColumnList(ByNumberList):
    """The columns of the roster; Enter corrects one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.CHANGE)]


class RosterMappingScreen(LongWork):
    """Shows the mapping to be corrected; answers with what was imported."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.MAPPING_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#columns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.SAVE, "import", text.IMPORT),
    ]

    def __init__(self, desk: "Desk", meetup: "Meetup", roster: "Roster") -> None:
        super().__init__(desk)
        self._meetup = meetup
        self._roster = roster

    def body(self) -> Iterable[Widget]:
        """Yield encoding, columns, preview, basis and buttons."""
        with Horizontal(id="opened-as"):
            yield from self._opened_as()
        yield ColumnList(
            Column(18, grow=1), Column(16, grow=2), Column(22), Column(10, is_state=True),
            id="columns",
        )  # fmt: skip
        yield Prose(id="preview")
        yield Prose(f"{text.BASIS_TITLE}: {consent.ORGANISER_BASIS}", id="basis")
        with Horizontal(classes="buttons", id="foot"):
            yield TickBox(text.BASIS_TICK, id="agreed")
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.IMPORT, id="import", compact=True, variant="primary")

    def _opened_as(self) -> Iterable[Widget]:
        file = self._roster.file
        if file.encoding:
            known = (file.encoding, *file.alternatives, *text.USUAL_ENCODINGS)
            names = dict.fromkeys(known)
            yield Label(text.ENCODING)
            offered = [(text.encoding_name(name), name) for name in names]
            yield PickList(
                offered, value=file.encoding, allow_blank=False, id="encoding", compact=True
            )
        elif len(file.sheets) > 1:
            yield Label(text.SHEET)
            sheets = [(plain(name), name) for name in file.sheets]
            yield PickList(sheets, value=file.sheet, allow_blank=False, id="sheet", compact=True)
        else:
            yield Label(text.WORKBOOK)

    def on_mount(self) -> None:
        """Show the columns and read the roster once."""
        self._show()
        self._preview()

    def _show(self) -> None:
        mapping = self._roster.mapping
        to_look_at = sum(bool(self._doubt(column)) for column in mapping.columns)
        name = plain(self._roster.path.name)
        self.head(f"{text.MAPPING_TITLE}  {name}", text.columns(len(mapping.columns), to_look_at))
        self.query_one(ResultList).show([self._row(column) for column in mapping.columns])

    def _row(self, column: RosterColumn) -> ResultRow:
        doubt = self._doubt(column)
        cells = (
            column.header,
            " / ".join(self._samples(column)),
            text.meaning(column.meaning),
            doubt,
        )
        state = "care" if doubt else "void" if column.meaning == IGNORE else ""
        return ResultRow(str(column.index), cells, state)

    def _doubt(self, column: RosterColumn) -> str:
        mapping = self._roster.mapping
        if column in mapping.unknown:
            return text.UNKNOWN
        if column in mapping.doubled:
            return text.TWICE
        return text.LOOK if column in mapping.doubtful else ""

    def _samples(self, column: RosterColumn) -> list[str]:
        below = (
            record.cells[column.index].strip()
            for record in self._roster.file.records
            if record.number > self._roster.mapping.header_record
            and column.index < len(record.cells)
        )
        found: list[str] = []
        for cell in below:
            if cell:
                found.append(example(plain(cell[:60]), column.meaning))
            if len(found) == _SAMPLES:
                break
        return found

    @on(ResultList.Chosen)
    def change(self) -> None:
        """Choose what the highlighted column means."""
        row = self.query_one(ResultList).highlighted
        if row is None:
            return
        column = next(c for c in self._roster.mapping.columns if c.index == int(row.key))
        screen = MeaningScreen(column, self._samples(column), self._roster.mapping)
        self.app.push_screen(screen, lambda meaning: self._correct(column.index, meaning))

    def _correct(self, index: int, meaning: str | None) -> None:
        if meaning is None:
            return
        mapping = self._roster.mapping.with_meaning(index, meaning)
        self._roster = self._roster._replace(mapping=mapping)
        self._show()
        self._preview()

    @on(Select.Changed, "#encoding")
    def reopen(self, event: Select.Changed) -> None:
        """Read the file in another encoding."""
        if event.value != self._roster.file.encoding:
            self._reopen(str(event.value), None)

    @on(Select.Changed, "#sheet")
    def reopen_sheet(self, event: Select.Changed) -> None:
        """Read another sheet."""
        if event.value != self._roster.file.sheet:
            self._reopen(None, str(event.value))

    def _reopen(self, encoding: str | None, sheet: str | None) -> None:
        path, rosters = self._roster.path, self.desk.rosters

        def done(roster: "Roster") -> None:
            self._roster = roster
            self._show()
            self._preview()

        self.start(
            text.OPENING,
            lambda _progress, _cancelled: rosters.open(path, encoding=encoding, sheet=sheet),
            done,
            self._not_reopened,
            instead=True,
        )

    def _not_reopened(self, error: ConciergeError) -> None:
        """Say why, and show again how the roster on the screen was read."""
        file = self._roster.file
        for name, value in (("#encoding", file.encoding), ("#sheet", file.sheet)):
            for select in self.query(name).results(Select):
                with select.prevent(Select.Changed):
                    select.value = value
        self.say_error(error)

    def _preview(self) -> None:
        preview = self.query_one("#preview", Prose)
        if not self._roster.mapping.names_someone:
            preview.show(text.NO_NAME)
            return
        preview.show(text.READING)
        self.start(text.READING, self._importing(dry_run=True), self._show_preview, instead=True)

    def _show_preview(self, would: "Imported") -> None:
        waiting = len(would.problems)
        first = text.preview(would.rows, would.families, would.people, waiting)
        more = text.also(would.skipped, would.known, would.proposals, len(would.duplicates))
        self.query_one("#preview", Prose).show(f"{first}\n{more}" if more else first)
        file = self._roster.file
        if file.encoding:
            self.notice.say(text.guessed(file.encoding, file.replaced))

    def _importing(self, *, dry_run: bool) -> Any:
        roster, meetup, basis = self._roster, self._meetup.id, _basis()

        def work(progress: Progress, cancelled: Cancelled) -> "Imported":
            with self.desk.fork() as other:
                return other.rosters.run(
                    roster, meetup, basis, dry_run=dry_run, progress=progress, cancelled=cancelled
                )

        return work

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#import")
    def action_import(self) -> None:
        """Import in a thread, under the organiser's basis."""
        if not self._roster.mapping.names_someone:
            self.notice.say(text.NO_NAME, "care")
        elif doubled := self._roster.mapping.doubled:
            self.query_one(ResultList).point(self._place_of(doubled[0]))
            self.notice.say(text.doubled(doubled), "care")
        elif not self.query_one("#agreed", TickBox).value:
            self.notice.say(text.BASIS_MISSING, "care")
            self.query_one("#agreed").focus()
        else:
            self.start(text.IMPORTING, self._importing(dry_run=False), self._imported, instead=True)

    def _place_of(self, column: RosterColumn) -> int:
        """Return the number of the row in which a column is listed."""
        return self._roster.mapping.columns.index(column) + 1

    def _imported(self, imported: "Imported") -> None:
        self.dismiss(imported)


def _basis() -> "Basis":
    from concierge_tui.services.roster_import import Basis

    words = consent.ORGANISER_BASIS
    return Basis(consent.VERSION, words, consent.text_hash(words))
