"""A lesson begins from the meetup as it was furnished, however much was practised before."""

from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.services.desk import Desk


def begin_afresh(desk: Desk) -> None:
    """Take back everything that was done or half written since the rehearsal was furnished.

    Raises:
        PracticeOnly: when the store is no rehearsal; nothing was taken back.
    """
    if not desk.practice:
        raise PracticeOnly
    if desk.synchronise.play is not None:
        desk.synchronise.play.end()
    for each in desk.sign_up_drafts.unfinished():
        desk.sign_up_drafts.drop_first(each.family)
    desk.author.give_back()
    for meetup in desk.meetups.all():
        if meetup.closed:
            desk.closing(meetup.id).reopen()
    # A lesson may have withdrawn a consent: here it comes back with everything else.
    desk.undo.everything()
