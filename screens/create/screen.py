"""Creating the store: who, where, the passphrase, the PIN, the certification."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select

from concierge_tui.domain.passphrase import is_weak, read_pin
from concierge_tui.domain.schedule import read_day
from concierge_tui.domain.staff import may_end
from concierge_tui.text import page
from concierge_tui.text import welcome as text
from screens import keys
from screens.create.recovery import RecoveryScreen
from screens.front import Beginning, Doorway, Next, OpenHere
from screens.long_work import LongWork
from screens.widgets.jp_input import FormField, JpInput, Kind
from screens.widgets.pick_list import PickList
from screens.widgets.push_button import PushButton
from screens.widgets.tick_box import TickBox

_KEPT = ("area", "staff", "until")


def _field(name: str, label: str, hint: str, empty: str, kind: Kind = "text") -> FormField:
    return FormField(
        label,
        JpInput(kind=kind),
        hint=hint,
        id=name,
        check=lambda value: None if value else empty,
    )


class CreateScreen(LongWork):
    """Asks what a new store needs; nothing about the certification is assumed."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.CREATE_TITLE
    AUTO_FOCUS: ClassVar[str | None] = "#area JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "create", text.CREATE)]

    def __init__(
        self, doorway: Doorway, then: Next = "home", typed: dict[str, str] | None = None
    ) -> None:
        super().__init__()
        self._doorway = doorway
        self._then: Next = then
        self._typed = {} if typed is None else typed
        """What was typed before somebody went back, secrets left out; there is no store yet."""

    def body(self) -> Iterable[Widget]:
        """Yield the form."""
        with VerticalScroll(classes="form", can_focus=False):
            with Horizontal(classes="pair"):
                yield _field("area", text.AREA, text.AREA_HINT, text.AREA_EMPTY)
                yield _field("staff", text.STAFF, text.STAFF_HINT, text.STAFF_EMPTY)
            yield from self._secrets()
            yield from self._certified()
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back")
                yield PushButton(text.CREATE, id="create", variant="primary")

    def _secrets(self) -> Iterable[Widget]:
        yield FormField(
            text.NEW_PASSPHRASE,
            JpInput(kind="secret"),
            hint=text.NEW_PASSPHRASE_HINT,
            id="passphrase",
            check=_weakness,
        )
        yield TickBox(text.SHOW_SECRET, id="show")
        with Horizontal(classes="pair"):
            yield FormField(
                text.AGAIN,
                JpInput(kind="secret"),
                hint=text.AGAIN_HINT,
                id="again",
                check=lambda value: (
                    None if value == self._value("passphrase") else text.PASSPHRASE_DIFFERS
                ),
            )
            yield FormField(
                text.PIN, JpInput(kind="secret"), hint=text.PIN_HINT, id="pin", check=_pin_flaw
            )

    def _certified(self) -> Iterable[Widget]:
        with Horizontal(classes="pair"):
            with Vertical():
                yield Label(text.CERTIFICATION, classes="choice--label")
                yield PickList(
                    [(word, state) for state, word in text.CERTIFICATIONS],
                    prompt=text.CERTIFICATION_PROMPT,
                    id="certification",
                    compact=True,
                )
            yield FormField(
                text.UNTIL, JpInput(kind="date"), hint=text.UNTIL_HINT, id="until",
                check=self._until_flaw,
            )  # fmt: skip

    def on_mount(self) -> None:
        """Show what was typed before."""
        for name, value in self._typed.items():
            self.query_one(f"#{name}", FormField).value = value

    def action_back(self) -> None:
        """Keep what was typed for the next time and go back."""
        if not self.busy:
            self._typed.update({name: self._value(name) for name in _KEPT})
        super().action_back()

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go on to the next field, at last to the button."""
        self.focus_next("JpInput, PickList, #create")

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", FormField).value

    def _certification(self) -> str | None:
        value = self.query_one("#certification", Select).value
        return value if isinstance(value, str) else None

    def _until_flaw(self, value: str) -> str | None:
        chosen = self._certification()
        if not value:
            return text.UNTIL_MISSING if chosen == "certified" else None
        if chosen is not None and not may_end(chosen):
            return text.UNTIL_NOT_NEEDED
        return None if read_day(value, today=date.today()) else text.UNTIL_BAD  # noqa: DTZ011

    @on(TickBox.Changed, "#show")
    def show_secrets(self, event: TickBox.Changed) -> None:
        """Show what is typed, for those who cannot type blindly in kana."""
        for name in ("passphrase", "again", "pin"):
            self.query_one(f"#{name}", FormField).input.password = not event.value

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#create")
    def action_create(self) -> None:
        """Create the store in a thread, unless something is missing."""
        wrong = [field for field in self.query(FormField) if not field.check()]
        if wrong:
            self.notice.say(text.LOOK_AT_FIELDS, "care")
            wrong[0].input.focus()
            return
        certification = self._certification()
        if certification is None:
            self.notice.say(text.CERTIFICATION_MISSING, "care")
            self.query_one("#certification").focus()
            return
        beginning = Beginning(
            area=self._value("area"),
            staff=self._value("staff"),
            passphrase=self._value("passphrase"),
            pin=read_pin(self._value("pin")) or "",
            certification=certification,
            certified_until=read_day(self._value("until"), today=date.today()),  # noqa: DTZ011
        )
        self.start(
            text.CREATING,
            lambda _progress, _cancelled: self._doorway.create(beginning),
            self._show_recovery,
        )

    def _show_recovery(self, created: tuple[str, OpenHere]) -> None:
        recovery, open_here = created
        self.app.switch_screen(RecoveryScreen(recovery, open_here, self._then))


def _weakness(value: str) -> str | None:
    return text.PASSPHRASE_WEAK if is_weak(value, text.EXAMPLE) else None


def _pin_flaw(value: str) -> str | None:
    return text.PIN_BAD if read_pin(value) is None else None
