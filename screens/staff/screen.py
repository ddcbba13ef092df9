"""Who works at the desk."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Label, Static

from concierge_tui.domain.schedule import read_day
from concierge_tui.domain.staff import may_end
from concierge_tui.text import page, welcome
from concierge_tui.text import staff as text
from screens import keys
from screens.form_page import FormPage
from screens.widgets.by_number import ByNumberList
from screens.widgets.column_layout import Column
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.pick_list import PickList
from screens.widgets.push_button import PushButton
from screens.widgets.result_list import ResultList, ResultRow


class StaffList(ByNumberList):
    """The register; Enter opens what was seen of one member."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", text.OPEN)]


class StaffScreen(FormPage):
    """Lists the register and enters one more member; a certification is never assumed (A29)."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    DRAFT = "staff"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.ADD)]
    AUTO_FOCUS: ClassVar[str | None] = "#name JpInput"

    def body(self) -> Iterable[Widget]:
        """Yield the list and, below it, the form."""
        yield StaffList(Column(12, grow=1), Column(22), Column(19), Column(16), empty=text.EMPTY)
        yield Static(text.LIST_HINT, id="hint", markup=False)
        with Horizontal(classes="row"):
            yield FormField(
                text.NAME, JpInput(), id="name",
                check=lambda value: None if value else text.NAME_EMPTY,
            )  # fmt: skip
            yield _choice("role", text.ROLE, text.ROLES)
        with Horizontal(classes="row"):
            yield _choice("certification", text.CERTIFICATION, welcome.CERTIFICATIONS)
            yield FormField(
                welcome.UNTIL, JpInput(kind="date"), hint=welcome.UNTIL_HINT, id="until",
                check=self._until_flaw,
            )  # fmt: skip
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            if not self.desk.practice:
                yield PushButton(welcome.REPLACE_TITLE, id="recovery", compact=True)
            yield PushButton(text.ADD, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show the register."""
        self._list()
        self.begin_with({})
        if self.desk.staff.by_recovery:
            self.notice.say(text.BY_RECOVERY, "care")

    def _list(self) -> None:
        me = self.desk.staff.me()
        self.head(text.TITLE, text.me(me.name if me else ""))
        self.query_one(ResultList).show(
            [
                ResultRow(
                    member.id,
                    (
                        member.name,
                        text.role_word(member.role),
                        text.certification(
                            member.certification, member.certified_until, self._today()
                        ),
                        text.proofs(member),
                    ),
                )
                for member in self.desk.staff.all()
            ]
        )

    def _today(self) -> date:
        return self.desk.now().astimezone().date()

    def _until_flaw(self, value: str) -> str | None:
        chosen = self.values()["certification"]
        if not value:
            return welcome.UNTIL_MISSING if chosen == "certified" else None
        if chosen and not may_end(chosen):
            return welcome.UNTIL_NOT_NEEDED
        return None if read_day(value, today=self._today()) else welcome.UNTIL_BAD

    def on_screen_resume(self) -> None:
        """Show what was written on the page of one member."""
        self._list()

    @on(ResultList.Chosen)
    def open_chosen(self, event: ResultList.Chosen) -> None:
        """Open the record of one member."""
        from screens.staff.record import StaffRecordScreen

        event.stop()
        with self.telling():
            self.app.push_screen(StaffRecordScreen(self.desk, event.row.key), self._say)

    @on(Button.Pressed, "#recovery")
    def new_recovery(self) -> None:
        """Make a new recovery key, where a coordinator asks for it."""
        from screens.recovery.screen import NewRecoveryScreen

        with self.telling():
            self.desk.recovery.refuse()
            self.app.push_screen(NewRecoveryScreen(self.desk), self._say)

    def _say(self, said: object) -> None:
        if isinstance(said, str):
            self.notice.say(said, "done")

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Enter the member."""
        if self.wrong_field() is not None:
            self.notice.say(welcome.LOOK_AT_FIELDS, "care")
            return
        values = self.values()
        for name, missing in (
            ("role", text.ROLE_MISSING),
            ("certification", text.CERTIFICATION_MISSING),
        ):
            if not values[name]:
                self.notice.say(missing, "care")
                self.query_one(f"#{name}").focus()
                return
        with self.telling():
            member = self.desk.staff.add(
                values["name"],
                values["role"],
                certification=values["certification"],
                certified_until=read_day(values["until"], today=self._today()),
            )
            self.saved()
            self.begin_with(dict.fromkeys(values, ""))
            self._list()
            self.query_one("#name").focus()
            self.notice.say(text.added(member.name), "done")


def _choice(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Vertical:
    offered = [(word, value) for value, word in choices]
    return Vertical(
        Label(label, classes="choice--label"),
        PickList(offered, prompt=text.ROLE_PROMPT, id=name, compact=True),
    )
