"""The internet returns midway: one key sends, nobody at the desk waits, one record is kept back."""

from typing import Final

from concierge_tui.domain.operation import Draft
from concierge_tui.rehearsal.facts import family_of
from concierge_tui.rehearsal.planted import LATE_MOTHER, TWINS, WRONG_KANA
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.rehearsal.two_desks import OTHER_STAFF
from concierge_tui.services.desk import Desk
from concierge_tui.text import rehearsal
from concierge_tui.text.situations import s16_internet_returns as text

_REASON: Final = "other_content"


def the_line_was_cut(desk: Desk, _meetup: str) -> None:
    """Let two records wait here and one at another desk; the service will refuse one of them."""
    play, families = desk.synchronise.play, {
        key: family_of(desk, key) for key in (LATE_MOTHER, WRONG_KANA, TWINS)
    }  # fmt: skip
    late, mended, other = families.values()
    if play is None or late is None or mended is None or other is None:
        return
    play.begin(rehearsal.CENTRAL)
    for refusal in desk.inbox.refusals():  # of an earlier try
        desk.inbox.handle(refusal)
    desk.synchronise.sync()
    _write(desk, late.id, text.REFUSED)
    _write(desk, mended.id, text.MENDED)
    play.other_laptop([_note(other.id, text.OF_THE_OTHER, desk)], OTHER_STAFF)
    play.refuse("family.set", _REASON)


def _write(desk: Desk, family: str, words: str) -> None:
    desk.journal.append([Draft("family.set", family, {"notes": words}, family)], desk.author())


def _note(family: str, words: str, desk: Desk) -> Draft:
    base = [op.op_id for op in desk.journal.history(family) if op.kind == "family.set"]
    return Draft("family.set", family, {"notes": words}, family, base=base)


def all_but_one_are_received(desk: Desk, _meetup: str) -> bool:
    """Say whether it was sent, and the one that was refused waits for a person."""
    return [waiting.reason for waiting in desk.inbox.refusals()] == [_REASON]


def what_the_other_desk_wrote_is_here(desk: Desk, _meetup: str) -> bool:
    """Say whether the news of the other desk came in."""
    family = family_of(desk, TWINS)
    return family is not None and family.notes == text.OF_THE_OTHER


SITUATION: Final = Situation(
    number=16,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=1, typed=None, seconds=10),
    steps=(Step(text.SEND, (press("ctrl+x"), typing("mori")), shows=(*text.GOES_ON, *text.DONE)),),
    facts=(all_but_one_are_received, what_the_other_desk_wrote_is_here),
    before=the_line_was_cut,
)
