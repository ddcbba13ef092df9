"""What was seen of one member of staff: who she is, her licence, the lifesaving course (A28, A29).

No picture of a paper is kept, and no number of it: only that somebody saw it, and when.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.policy import day_in_japan
from concierge_tui.domain.schedule import read_day
from concierge_tui.domain.staff import may_end
from concierge_tui.text import page, welcome
from concierge_tui.text import staff as text
from screens.form_page import FormPage
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.prose import Prose
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk

_SEEN = (
    ("identity_seen", text.IDENTITY, text.IDENTITY_HINT),
    ("lifesaving", text.LIFESAVING, text.LIFESAVING_HINT),
)


class StaffRecordScreen(FormPage):
    """Answers with what was written."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#identity_seen JpInput"

    def __init__(self, desk: "Desk", staff: str) -> None:
        super().__init__(desk)
        self._member = desk.staff.get(staff)

    @property
    def draft_name(self) -> str:
        """One draft a member."""
        return f"staff:{self._member.id}"

    def body(self) -> Iterable[Widget]:
        """Yield the days on which papers were seen, the licence, and the certification's end."""
        with VerticalScroll(classes="form", can_focus=False):
            if rescued := self.desk.staff.rescued(self._member.id):
                yield Prose(text.rescued(rescued), id="rescued")
            for name, label, hint in _SEEN:
                field = JpInput(kind="date")
                yield FormField(label, field, hint=hint, id=name, check=self._seen_flaw)
            yield FormField(text.LICENCE, JpInput(), hint=text.LICENCE_HINT, id="licence")
            if may_end(self._member.certification):
                yield FormField(
                    welcome.UNTIL, JpInput(kind="date"), hint=welcome.UNTIL_HINT,
                    id="certified_until", check=self._until_flaw,
                )  # fmt: skip
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(page.SAVE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show what is known."""
        member = self._member
        state = text.certification(member.certification, member.certified_until, self._today)
        self.head(f"{text.TITLE}  {member.name}", state)
        known = member.model_dump(mode="json")
        self.begin_with({str(f.id): known[str(f.id)] or "" for f in self.query(FormField)})

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave it as it is."""
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write it down."""
        if self.wrong_field() is not None:
            self.notice.say(welcome.LOOK_AT_FIELDS, "care")
            return
        said = {
            name: self._day(typed) if name != "licence" else typed
            for name, typed in self.values().items()
        }
        with self.telling():
            now = self.desk.staff.complete(self._member.id, said)
            if now == self._member:
                self.notice.say(text.SAME)
                return
            self.saved()
            self.dismiss(text.recorded(self._member.name))

    @property
    def _today(self) -> date:
        return day_in_japan(self.desk.now())

    def _day(self, typed: str) -> str | None:
        day = read_day(typed, today=self._today) if typed else None
        return day.isoformat() if day else None

    def _seen_flaw(self, typed: str) -> str | None:
        if not typed:
            return None
        day = read_day(typed, today=self._today)
        if day is None:
            return welcome.UNTIL_BAD
        return text.NOT_YET if day > self._today else None

    def _until_flaw(self, typed: str) -> str | None:
        if not typed and self._member.certification == "certified":
            return welcome.UNTIL_MISSING
        return welcome.UNTIL_BAD if typed and self._day(typed) is None else None
