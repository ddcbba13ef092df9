"""A second desk without a line to this one, for the situations that begin so."""

from typing import Final

from concierge_tui.domain.consent import CONTACT
from concierge_tui.domain.ids import derived_id
from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.invented import InventedFamily, drafts_of
from concierge_tui.rehearsal.planted import AT_THE_OTHER_DESK, AT_THIS_DESK, HERE, THERE
from concierge_tui.services.consents import ConsentGiven, grant, refusal
from concierge_tui.services.desk import Desk
from concierge_tui.services.households import checked
from concierge_tui.text import consent
from concierge_tui.text import rehearsal as text

OTHER_STAFF: Final = derived_id("staff", "the second desk of the rehearsal")


def registered_twice(desk: Desk, meetup: str) -> None:
    """Let two desks register the same family without knowing of each other, and then sync.

    The other desk heard of an allergy, of a father who must not collect, and a no to news.
    """
    play = desk.synchronise.play
    if play is None:
        return
    play.begin(text.CENTRAL)
    if family_of(desk, HERE) is None:
        drafts = _registered(AT_THIS_DESK, desk, meetup)
        desk.journal.append([*drafts, grant(_entity(drafts), _news())], desk.author())
    if family_of(desk, THERE) is None:
        drafts = _registered(AT_THE_OTHER_DESK, desk, meetup)
        staff = {"name": text.OTHER_STAFF, "role": "event_staff"}
        told = [Draft("staff.set", OTHER_STAFF, checked("staff", staff)), *drafts]
        other = play.other_laptop([*told, refusal(_entity(drafts), _news())], OTHER_STAFF)
        play.other_laptop([Draft("device.set", other, {"name": text.OTHER_DESK})], OTHER_STAFF)
    desk.synchronise.sync()
    desk.doubles.refresh()


def _registered(family: InventedFamily, desk: Desk, meetup: str) -> list[Draft]:
    day = desk.now().astimezone().date()
    # A walk-in was expected by nobody.
    return [d for d in drafts_of(family, meetup, day) if d.kind != "visit.expect"]


def _entity(drafts: list[Draft]) -> str:
    return next(draft.entity for draft in drafts if draft.kind == "family.set")


def _news() -> ConsentGiven:
    return ConsentGiven(consent.VERSION, consent.text_hash(text.BASIS), purpose=CONTACT)
