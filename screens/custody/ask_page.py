"""A page of questions about one child at one meetup."""

from typing import TYPE_CHECKING, ClassVar

from screens.hall.page import HallPage
from screens.question_page import QuestionPage

if TYPE_CHECKING:
    from concierge_tui.services.custody_board import ChildNow
    from concierge_tui.services.desk import Desk


class AskPage(HallPage, QuestionPage):
    """About one child; one draft a question, child and receiver."""

    CSS_PATH = "screen.tcss"
    LETS_CARDS_DOWN: ClassVar[bool] = False
    ABOUT: ClassVar[str] = ""
    """Names the draft of this page."""

    def __init__(self, desk: "Desk", meetup: str, of: "ChildNow", about: str = "") -> None:
        super().__init__(desk, meetup)
        self._meetup = meetup
        self._of = of
        self._about = about
        self.custody = desk.custody(meetup)
        self.collecting = desk.collecting(meetup)

    @property
    def draft_name(self) -> str:
        """Return the name of the draft."""
        return f"{self.ABOUT}:{self._meetup}:{self._of.child.id}:{self._about}"
