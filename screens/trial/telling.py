"""The words that are read to the insurance's centre on the telephone, and who heard them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from concierge_tui.text import insurance
from concierge_tui.text import trial as text
from concierge_tui.text.times import short_day
from screens.trial.asking import TrialForm
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class TellCentreScreen(TrialForm):
    """Keeps how and when the meetup was told; that it was sent is said, never assumed."""

    HEADLINE = text.TOLD_TITLE
    DO = text.TOLD_DO
    AUTO_FOCUS: ClassVar[str | None] = "#name"

    def __init__(self, desk: "Desk", meetup: str) -> None:
        super().__init__(desk, meetup, "insurance")
        self._event = desk.meetups.get(meetup)
        self._number = desk.areas.here().insurer_phone

    def questions(self) -> Iterable[Widget]:
        """Yield the words to read, where the number is to be had, and who took the call."""
        event = self._event
        open_ = (now for now in self.trials.all() if now.course.state in ("draft", "running"))
        times = dict.fromkeys(filter(None, (text.span(now.trial, now.until) for now in open_)))
        day = short_day(event.date)
        yield Prose(insurance.phone_script(event.title, day, event.listed_url, times), id="script")
        if not self._number:
            yield Prose(insurance.NO_NUMBER, id="no-number")
        yield FormLine(text.TOLD_NUMBER, JpInput(id="number", kind="digits"))
        yield FormLine(text.TOLD_WHOM, JpInput(id="name"))
        # Below the answers: on a small screen the words that are read out must stay in view.
        yield Prose("\n".join(insurance.QUOTED), id="caps")

    def on_mount(self) -> None:
        """Begin with the number that the area keeps."""
        self.begin_with({"number": self._number})

    def action_save(self) -> None:
        """Write down that it was told."""
        name = self.answered("name")
        if not name:
            self.notice.say(text.TOLD_NEEDED, "care")
            return
        with self.telling():
            said = text.told_by(name, self.answered("number"), self.trials.now_ms)
            self.desk.meetups.correct(self.meetup_id, {"insurance_told": said})
            self.saved()
            self.dismiss(text.TOLD)
