"""The paper of an invitation (A33): two names that others may read, a code, and no number."""

from typing import TYPE_CHECKING, ClassVar

from concierge_tui.domain.invitation import invitation_code
from concierge_tui.services.slips import Slip
from concierge_tui.text import link as text
from concierge_tui.text.people import public_name
from concierge_tui.text.slip import HONORIFIC
from screens.slip.screen import SlipScreen

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family
    from concierge_tui.domain.meetup import Meetup
    from concierge_tui.services.desk import Desk


class InvitationScreen(SlipScreen):
    """Shows and prints an invitation; the code is no card, so nothing else is offered."""

    CSS_PATH = "../slip/screen.tcss"
    HEADLINE = text.INVITATION
    HINT: ClassVar[str] = text.INVITATION_HINT

    def __init__(
        self, desk: "Desk", meetup: "Meetup", link: str, inviter: "Family", invited: "Family"
    ) -> None:
        super().__init__(desk, invited.id)
        self._next = meetup.next_event
        self._link = link
        self._inviter = inviter

    @property
    def slip(self) -> Slip | None:
        """What is shown and printed."""
        return Slip(
            name=f"{public_name(self._family)} {HONORIFIC}",
            code=invitation_code(self._link),
            event=text.invited_by(self._inviter),
            after=self._next,
            contact=self.desk.areas.contact,
            practice=self.desk.practice,
            heading=text.INVITATION,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nobody go on with a telephone from here: the family is not there."""
        if action in ("hand_off", "walk_in"):
            return False
        return super().check_action(action, parameters)
