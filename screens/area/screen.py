"""What the area decides: which wards belong to it, and what stands on its paper."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.text import area as text
from concierge_tui.text import page
from screens import keys
from screens.form_page import FormPage
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.push_button import PushButton


class AreaScreen(FormPage):
    """Corrects the wards of this laptop's area (D22), whom to ask (C19) and the mark (C18)."""

    CSS_PATH = "screen.tcss"
    HEADLINE = text.TITLE
    DRAFT = "area"
    AUTO_FOCUS: ClassVar[str | None] = "#cities JpInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.BESIDE, "limits", text.LIMITS, key_display="F2"),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield two lines of names and two of words."""
        for name, label, hint in (
            ("cities", text.CITIES, text.CITIES_HINT),
            ("neighbours", text.NEIGHBOURS, text.NEIGHBOURS_HINT),
        ):
            yield FormField(label, JpInput(), hint=hint, id=name, check=self._flaw)
        yield FormField(text.CONTACT, JpInput(), hint=text.CONTACT_HINT, id="contact")
        yield FormField(text.MARK, JpInput(), hint=text.MARK_HINT, id="certification_mark")
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(text.LIMITS, id="limits", compact=True)
            yield PushButton(page.SAVE, id="save", compact=True, variant="primary")

    def on_mount(self) -> None:
        """Show what holds now."""
        area = self.desk.areas.here()
        self.head(text.TITLE, area.name)
        self.begin_with(
            {
                "cities": text.listed(area.cities),
                "neighbours": text.listed(area.neighbours),
                "contact": area.contact,
                "certification_mark": area.certification_mark,
            }
        )

    def _flaw(self, line: str) -> str | None:
        known = self.desk.postal.city_names()
        return next((text.unknown(n) for n in text.names_of(line) if n not in known), None)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#limits")
    def action_limits(self) -> None:
        """Show the limits of the area and whom one telephones."""
        from screens.limits.screen import LimitsScreen

        self.keep_draft()
        self.app.push_screen(LimitsScreen(self.desk))

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Keep what was written."""
        if self.wrong_field() is not None:
            return
        values = self.values()
        with self.telling():
            wards = {name: text.names_of(values[name]) for name in ("cities", "neighbours")}
            act = self.desk.areas.decide({**values, **wards})
            self.saved()
            self.begin_with(values)
            self.notice.say(text.SAVED if act else text.SAME, "done" if act else "info")
