"""A power cut: nothing typed is lost, and a paper form becomes a record under its own number."""

from typing import Final

from concierge_tui.domain.consent import PAPER, REGISTRATION
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id
from concierge_tui.rehearsal.facts import registered
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s15_power_cut as text


def the_form_is_a_record(desk: Desk, meetup: str) -> bool:
    """Say whether the family stands under the number of its form, and is here."""
    family = registered(desk, text.KANA)
    if family is None or family.form_number != text.FORM:
        return False
    found = desk.reception(meetup).find(text.FORM).households
    return [household.presence for household in found] == ["here"]


def consent_was_signed(desk: Desk, _meetup: str) -> bool:
    """Say whether the consent is the one on paper, with the version that was printed."""
    family = registered(desk, text.KANA)
    if family is None:
        return False
    history = desk.journal.history(consent_id(family.id, REGISTRATION))
    said = [(body_of(one).get("method"), body_of(one).get("version")) for one in history]
    return said == [(PAPER, desk.wordings.get(REGISTRATION).version)]


def nothing_is_left_half_written(desk: Desk, meetup: str) -> bool:
    """Say whether the draft is gone."""
    return desk.drafts.get(f"walk_in:{meetup}:") is None


SITUATION: Final = Situation(
    number=15,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=16, typed=30, seconds=20),
    steps=(
        Step(text.OPEN, (press("f3"), typing("oda mio"), press("enter")), shows=text.OPENED),
        Step(text.CUT, (press("escape"),), shows=text.LEFT),
        Step(
            text.AGAIN,
            (
                press("f3", "enter", "enter"),
                typing("09001235555"),
                press("enter", "enter", "enter", "enter", "enter"),
            ),
            shows=text.RESTORED,
        ),
        Step(text.NUMBER, (press("space", "tab"), typing(text.FORM)), shows=text.TYPED),
        Step(text.SAVE, (press("ctrl+s"),), shows=text.DONE),
    ),
    facts=(the_form_is_a_record, consent_was_signed, nothing_is_left_half_written),
)
