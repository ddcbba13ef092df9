"""A wrong reading is corrected in place: the old one stays known, the card stays good."""

from typing import Final

from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.invented import code_of
from concierge_tui.rehearsal.planted import WRONG_KANA
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s05_wrong_kana as text


def the_reading_is_right(desk: Desk, _meetup: str) -> bool:
    """Say whether the mother's name is read as she said; her card still leads to her."""
    family = family_of(desk, WRONG_KANA)
    return family is not None and family.adults[0].kana == text.NEW


def the_old_reading_is_kept(desk: Desk, _meetup: str) -> bool:
    """Say whether the history still has what was written before."""
    family = family_of(desk, WRONG_KANA)
    if family is None:
        return False
    past = desk.households.past(family.id)
    return text.OLD in [each.value for each in past if each.field == "kana"]


def the_old_reading_still_finds(desk: Desk, meetup: str) -> bool:
    """Say whether whoever knows only the old reading finds her."""
    found = desk.reception(meetup).find(text.OLD_READING).households
    family = family_of(desk, WRONG_KANA)
    return family is not None and family.id in [each.family.id for each in found]


SITUATION: Final = Situation(
    number=5,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=4, typed=None, seconds=15),
    steps=(
        Step(text.SEARCH, (typing("hase"),), shows=text.SHOWN),
        Step(text.OPEN, (press("f2"),), shows=text.OPENED),
        Step(text.WRITE, (typing("hasegawa hiroko"),), shows=text.WRITTEN),
        Step(text.SAVE, (press("ctrl+s"),), shows=text.DONE),
        Step(text.REPRINT, (press("f11"),), shows=(code_of(WRONG_KANA),)),
    ),
    facts=(
        the_reading_is_right,
        the_old_reading_is_kept,
        the_old_reading_still_finds,
    ),
)
