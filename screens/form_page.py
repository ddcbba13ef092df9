"""A form: what was typed is kept until it is saved, also when the power goes."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input, Select

from concierge_tui.text import page as text
from screens import keys
from screens.kept_form import KEEP_AFTER
from screens.long_work import LongWork
from screens.lost_typing import TellsLostTyping
from screens.widgets.jp_input import FormField
from screens.widgets.number_input import NumberInput


class FormPage(LongWork, TellsLostTyping):
    """A page of `FormField`s and `Select`s with ids; values are kept as a draft."""

    DRAFT: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding(keys.SAVE, "save", text.SAVE)]

    _first_values: Mapping[str, str] | None = None
    _keep_timer: Timer | None = None

    @property
    def draft_name(self) -> str:
        """The name under which the draft is kept; empty keeps none."""
        return self.DRAFT

    def values(self) -> dict[str, str]:
        """Return what the form holds now, secrets left out."""
        fields = {
            str(field.id): field.value
            for field in self.query(FormField)
            if field.id and field.input.kind != "secret"
        }
        choices = {
            str(choice.id): choice.value if isinstance(choice.value, str) else ""
            for choice in self.query(Select)
            if choice.id
        }
        return fields | choices

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields of the same name."""
        for name, value in values.items():
            for field in self.query(f"#{name}"):
                if isinstance(field, FormField):
                    field.value = value
                elif isinstance(field, Select):
                    with field.prevent(Select.Changed):
                        _choose(field, value)

    def begin_with(self, values: Mapping[str, str]) -> None:
        """Show the values as stored, then whatever was typed over them before."""
        self.fill(values)
        self._first_values = self.values()
        kept = self.desk.drafts.get(self.draft_name) if self.draft_name else None
        if kept:
            self.fill(_read(kept))
            self.notice.say(text.DRAFT_RESTORED)
        if isinstance(self.focused, NumberInput):
            self.focused.action_select_all()

    def keep_draft(self) -> None:
        """Keep what was typed in the store."""
        if not self.draft_name or self._first_values is None or not self.is_attached:
            return
        values = self.values()
        if values == self._first_values:
            self.desk.drafts.drop(self.draft_name)
        else:
            self.desk.drafts.put(self.draft_name, json.dumps(values, ensure_ascii=False))

    def saved(self) -> None:
        """Forget the draft: what it held is in the journal now."""
        if self.draft_name:
            self.desk.drafts.drop(self.draft_name)
        self._first_values = None

    @on(FormField.Left)
    @on(Select.Changed)
    def _keep_now(self) -> None:
        self.keep_draft()

    @on(Input.Changed)
    def _keep_soon(self) -> None:
        if self._keep_timer is not None:
            self._keep_timer.stop()
        self._keep_timer = self.set_timer(KEEP_AFTER, self.keep_draft)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        self.entered(event.input)

    def entered(self, field: Input) -> None:
        """Go on from a field that was ended with Enter: to the next one, at last to the button."""
        del field
        self.focus_next("JpInput, PickList, #save")

    def wrong_field(self) -> FormField | None:
        """Check every field; return the first with a problem, focused."""
        wrong = [field for field in self.query(FormField) if not field.check()]
        if not wrong:
            return None
        wrong[0].input.focus()
        return wrong[0]

    def action_back(self) -> None:
        """Keep what was typed and go one step toward home."""
        if not self.busy:
            self.keep_draft()
        super().action_back()

    def action_save(self) -> None:
        """Save; each form knows how."""


def _choose(select: "Select[str]", value: str) -> None:
    from textual.widgets.select import InvalidSelectValueError

    if value:
        with suppress(InvalidSelectValueError):
            select.value = value
            return
    # A newer program may have written what is not offered here; some lists are never blank.
    with suppress(InvalidSelectValueError):
        select.clear()


def _read(kept: str) -> dict[str, str]:
    try:
        values = json.loads(kept)
    except ValueError:
        return {}
    if not isinstance(values, dict):
        return {}
    return {str(name): value for name, value in values.items() if isinstance(value, str)}
