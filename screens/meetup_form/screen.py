"""Planning a meetup in under two minutes: a template or a copy, a day, done (A21)."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Label, Select

from concierge_tui.domain.meetup import HALL_BOUNDS
from concierge_tui.domain.schedule import read_day, read_time
from concierge_tui.text import meetup_form as text
from concierge_tui.text import page
from concierge_tui.text.times import long_day, short_day
from screens.form_page import FormPage
from screens.widgets.cell_text import fit, plain
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.pick_list import PickList
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.meetup import Meetup
    from concierge_tui.services.desk import Desk

_COPIES_OFFERED = 8
_WORDS = ("title", "venue", "address", "next_event", "listed_url")
_NUMBERS = ("capacity", *text.HALL_NUMBERS)
_COPIED = ("title", "kind", "starts", "ends", "venue", "address", "next_event")
_TIMES = ("starts", "ends")


class MeetupFormScreen(FormPage):
    """Makes a meetup, or corrects one; answers with its id."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#template"

    def __init__(
        self, desk: "Desk", meetup: str | None = None, begin_at: str = "#title JpInput"
    ) -> None:
        """`begin_at` is where somebody who corrects a meetup was sent."""
        super().__init__(desk)
        self._begin_at = begin_at
        self._meetup = desk.meetups.get(meetup) if meetup else None
        self._models = _models(desk) if meetup is None else {}

    @property
    def draft_name(self) -> str:
        """One draft a meetup, and one for the new one."""
        return f"meetup:{self._meetup.id if self._meetup else 'new'}"

    def body(self) -> Iterable[Widget]:
        """Yield the form."""
        with VerticalScroll(classes="form", can_focus=False):
            if self._models:
                offered = [(fit(label, 60).rstrip(), label) for label in self._models]
                yield PickList(offered, prompt=text.TEMPLATE_PROMPT, id="template", compact=True)
            yield from self._when()
            with Horizontal(classes="row"):
                yield FormField(text.VENUE, JpInput(), id="venue", classes="-wide")
                yield _choice("kind", text.KIND, text.KINDS, allow_blank=False)
            yield FormField(text.ADDRESS, JpInput(), id="address")
            with Horizontal(classes="row"):
                for name, label in text.HALL_NUMBERS.items():
                    yield FormField(
                        label, NumberInput(), id=name, check=partial(_number_flaw, name)
                    )
            yield FormField(text.NEXT, JpInput(), hint=text.NEXT_HINT, id="next_event")
            with Horizontal(classes="row"):
                yield _choice("listed", text.LISTED, text.LISTED_CHOICES, text.LISTED_PROMPT)
                yield FormField(text.LISTED_URL, JpInput(), id="listed_url")
            with Horizontal(classes="buttons"):
                yield PushButton(page.BACK, id="back", compact=True)
                yield PushButton(text.SAVE, id="save", compact=True, variant="primary")

    def _when(self) -> Iterable[Widget]:
        """Yield what the meetup is called, its day and hours, and for how many it is."""
        with Horizontal(classes="row"):
            yield FormField(
                text.NAME, JpInput(), id="title", classes="-wide",
                check=lambda value: None if value else text.NAME_EMPTY,
            )  # fmt: skip
            yield FormField(
                text.DAY, JpInput(kind="date"), hint=text.DAY_HINT, id="date",
                check=self._day_flaw,
            )  # fmt: skip
        with Horizontal(classes="row"):
            for name, label in zip(_TIMES, (text.STARTS, text.ENDS), strict=True):
                yield FormField(
                    label, NumberInput(), hint=text.TIME_HINT, id=name, check=_time_flaw
                )
            yield FormField(
                text.CAPACITY, NumberInput(), hint=text.CAPACITY_HINT, id="capacity",
                check=_capacity_flaw,
            )  # fmt: skip

    def on_mount(self) -> None:
        """Fill in what is known."""
        self.head(text.EDIT_TITLE if self._meetup else text.TITLE, self.desk.area_name)
        self.begin_with(_values_of(self._meetup) if self._meetup else {})
        if self._meetup:
            self.query_one(self._begin_at).focus()

    def _today(self) -> date:
        return self.desk.now().astimezone().date()

    def _day_flaw(self, value: str) -> str | None:
        if not value:
            return text.DAY_EMPTY
        return None if read_day(value, today=self._today()) else text.DAY_BAD

    @on(Select.Changed, "#template")
    def take_over(self, event: Select.Changed) -> None:
        """Fill the form from a template or an earlier meetup; the day stays open."""
        model = self._models.get(event.value) if isinstance(event.value, str) else None
        if model is not None:
            self.fill(model)
            self.query_one("#date JpInput").focus()

    @on(FormField.Left, "#date")
    def show_day(self, event: FormField.Left) -> None:
        """Say which day was understood: a typing error in a date is found by its weekday."""
        day = read_day(event.value, today=self._today())
        if day is not None:
            self.notice.say(text.read_day(long_day(day)))

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save, unless a field cannot be read."""
        if self.wrong_field() is not None:
            self.notice.say(text.SOMETHING_WRONG, "care")
            return
        with self.telling():
            meetup = self._write(self._fields())
            self.saved()
            self.dismiss(meetup)

    def _fields(self) -> dict[str, Any]:
        values = self.values()
        day = read_day(values["date"], today=self._today())
        assert day is not None, "the form was checked"
        listed = {"yes": True, "no": False}.get(values["listed"])
        numbers = {name: int(values[name]) if values[name] else None for name in _NUMBERS}
        kept = {name: values[name] for name in _WORDS}
        times = {name: read_time(values[name]) or "" for name in _TIMES}
        return {
            **kept, **times, **numbers, "date": day.isoformat(),
            "kind": values["kind"] or "exchange", "listed": listed,
        }  # fmt: skip

    def _write(self, fields: dict[str, Any]) -> str:
        if self._meetup is None:
            given = {name: value for name, value in fields.items() if value not in ("", None)}
            return self.desk.meetups.new(given.pop("title"), given.pop("date"), **given).id
        was = self._meetup.model_dump(mode="json")
        changed = {name: value for name, value in fields.items() if value != was[name]}
        if changed:
            self.desk.meetups.correct(self._meetup.id, changed)
        return self._meetup.id


def _models(desk: "Desk") -> dict[str, dict[str, str]]:
    """Return the templates, and the latest meetups to be copied, by the words offered."""
    found = {text.template(label): dict(values) for label, values in text.TEMPLATES}
    for meetup in desk.meetups.all()[:_COPIES_OFFERED]:
        # Whether it is announced must be checked anew for each meetup (A18).
        values = {name: value for name, value in _values_of(meetup).items() if name in _COPIED}
        values |= {name: str(getattr(meetup, name) or "") for name in _NUMBERS}
        found.setdefault(text.copy_of(short_day(meetup.date), plain(meetup.title)), values)
    return found


def _values_of(meetup: "Meetup") -> dict[str, str]:
    values = {name: str(getattr(meetup, name)) for name in (*_COPIED, "listed_url")}
    values["date"] = meetup.date.isoformat()
    for name in _NUMBERS:
        values[name] = "" if getattr(meetup, name) is None else str(getattr(meetup, name))
    values["listed"] = "" if meetup.listed is None else ("yes" if meetup.listed else "no")
    return values


def _choice(
    name: str,
    label: str,
    choices: Iterable[tuple[str, str]],
    prompt: str = "",
    *,
    allow_blank: bool = True,
) -> Vertical:
    offered = [(word, value) for value, word in choices]
    select = PickList(offered, prompt=prompt, allow_blank=allow_blank, id=name, compact=True)
    return Vertical(Label(label, classes="choice--label"), select)


def _time_flaw(value: str) -> str | None:
    return text.TIME_BAD if read_time(value) is None else None


def _number_flaw(name: str, value: str) -> str | None:
    low, high = HALL_BOUNDS[name]
    good = not value or (value.isascii() and value.isdigit() and len(value) < 4)
    return None if good and (not value or low <= int(value) <= high) else text.between(low, high)


def _capacity_flaw(value: str) -> str | None:
    good = not value or (value.isascii() and value.isdigit() and len(value) <= 6)
    return None if good else text.CAPACITY_BAD
