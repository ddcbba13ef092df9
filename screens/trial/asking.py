"""A page of questions about a trial."""

from typing import TYPE_CHECKING, ClassVar

from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text.names import by_house
from screens.hall.page import HallPage
from screens.question_page import QuestionPage

if TYPE_CHECKING:
    from concierge_tui.services.desk import Desk


class TrialForm(HallPage, QuestionPage):
    """About one trial; one draft a form and trial."""

    CSS_PATH = "screen.tcss"
    LETS_CARDS_DOWN: ClassVar[bool] = False

    def __init__(self, desk: "Desk", meetup: str, about: str) -> None:
        super().__init__(desk, meetup)
        self.meetup_id = meetup
        self.about = about
        """The trial, or whatever else the draft belongs to."""
        self.trials = trials_at(desk, meetup)
        self.diary = TrialDiary(self.trials)

    def several_guests(self) -> list[tuple[str, str]]:
        """Return the families that entrust their children, and what they are called, if several."""
        guests = self.trials.get(self.about).guests
        return [*by_house(guests).items()] if len(guests) > 1 else []

    @property
    def draft_name(self) -> str:
        """Return the name of the draft."""
        return f"trial:{type(self).__name__}:{self.meetup_id}:{self.about}"
