"""A second desk without a line to this one, for the situations that begin so."""

from typing import Final

from concierge_tui.domain.consent import CONTACT
from concierge_tui.domain.ids import derived_id
from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.invented import Born, InventedFamily, InventedPerson, drafts_of
from concierge_tui.rehearsal.names import FATHER, MOTHER, PLACES
from concierge_tui.services.consents import ConsentGiven, grant, refusal
from concierge_tui.services.desk import Desk
from concierge_tui.services.households import checked
from concierge_tui.text import consent
from concierge_tui.text import rehearsal as text

HERE: Final = "two-desks-here"
THERE: Final = "two-desks-there"
BY_THE_OTHER_DESK: Final = "09001220808"
"""The telephone as the other desk wrote it; this one heard another digit."""
OTHER_STAFF: Final = derived_id("staff", "the second desk of the rehearsal")

_MISONO = PLACES[0]
_MOTHER: Final = InventedPerson("guardian", "深田 千夏", "フカダ チナツ", MOTHER)
_CHILDREN: Final = (
    InventedPerson("child", "深田 奏", "フカダ カナデ", born=Born(3, 5), allergy=""),
    InventedPerson("child", "深田 結", "フカダ ユイ", born=Born(1, 8), allergy=""),
)
_AT_THIS_DESK: Final = InventedFamily(
    HERE, (_MOTHER._replace(phone="09001220800"), *_CHILDREN), _MISONO, rest="4-5-6", table="2",
    arrived=True,
)  # fmt: skip
_AT_THE_OTHER: Final = InventedFamily(
    THERE,
    (
        _MOTHER._replace(phone=BY_THE_OTHER_DESK),
        InventedPerson("guardian", "深田 徹", "フカダ トオル", FATHER, must_not_collect=True),
        _CHILDREN[0]._replace(allergy="卵"),
        _CHILDREN[1],
    ),
    _MISONO,
    rest="4-5-6",
    table="6",
    arrived=True,
)


def registered_twice(desk: Desk, meetup: str) -> None:
    """Let two desks register the same family without knowing of each other, and then sync.

    The other desk heard of an allergy, of a father who must not collect, and a no to news.
    """
    play = desk.synchronise.play
    if play is None:
        return
    play.begin(text.CENTRAL)
    if family_of(desk, HERE) is None:
        drafts = _registered(_AT_THIS_DESK, desk, meetup)
        desk.journal.append([*drafts, grant(_entity(drafts), _news())], desk.author())
    if family_of(desk, THERE) is None:
        drafts = _registered(_AT_THE_OTHER, desk, meetup)
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
