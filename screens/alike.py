"""A form that knows while one writes that the family may be registered already."""

from datetime import date

from concierge_tui.domain.family import Family
from concierge_tui.services.desk import Desk
from concierge_tui.services.typed import likely_family
from concierge_tui.services.walk_in_answers import Answers
from concierge_tui.text import people
from concierge_tui.text import walk_in as text
from screens.kept_form import KeptForm
from screens.widgets.form_line import FormLine
from screens.widgets.notice import Notice
from screens.widgets.scanner import Scanned, hand_down


class AlikeHint(KeptForm):
    """Hints at the line of the telephone number; it never bars the way."""

    desk: Desk
    alike: Family | None = None
    """The family that may be the one being written."""
    told_apart: list[str]
    """The families of which a person said that they are others; kept with the form."""

    @property
    def typed(self) -> tuple[Answers, date]:
        """What was written so far, and the day on which it was."""
        raise NotImplementedError

    def hint_at_alike(self) -> None:
        """Say who is like the family being written, or take back what was said."""
        written, day = self.typed
        self.alike = likely_family(
            written, self.desk.doubles, self.desk.families, day, self.told_apart
        )
        words = text.alike(*people.told_by(self.alike)) if self.alike else ""
        self.query_one("#phone-line", FormLine).tell("alike", words)
        self.refresh_bindings()

    def action_open_alike(self) -> None:
        """Let the family that is known come first; the form waits as a draft."""
        if self.alike is not None:
            self.keep()
            hand_down(self, Scanned(self.alike.code))

    def action_tell_apart(self) -> None:
        """Remember that the family that is known is another one."""
        if self.alike is not None:
            self.told_apart.append(self.alike.id)
            self.hint_at_alike()
            self.keep()
            self.query_one(Notice).say(text.APART_NOTED, "done")
