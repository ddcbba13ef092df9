"""The nouns and facts of the meetup itself: seats, introductions, trials, hands, incidents.

Every operation of them names its meetup in the header, and in its subject the family whose
details it holds, if any: what a family tells leaves the laptop only under its consent.
"""

from typing import Final

from concierge_tui.domain import values
from concierge_tui.domain.field import Field, Merge, maybe, text

DUTY: Final = {
    "meetup": text(),
    "staff": text(),
    "present": Field(values.flag),
}
"""Who of the staff is in the house."""
SEATING: Final = {
    "meetup": text(),
    "families": Field(values.lines),
    "plan": Field(values.nested_counts),
    "running": maybe(values.count),
    "ends": maybe(values.count),
}
"""Rounds of tables of places in `families`; `running` counts from 0, `ends` is a moment."""
CARD: Final = {
    "meetup": text(),
    "family": text(),
    "other": text(),
    "mark": Field(values.one_of("A", "B", "C", "X")),
}
"""What one family wrote about another (希望カード): nobody else ever reads an X."""
INTRODUCTION: Final = {
    "meetup": text(),
    "one": text(),
    "other": text(),
    "third": maybe(values.line),
    "state": Field(values.one_of("proposed", "introduced", "declined")),
    "origin": Field(values.one_of("solver", "person")),
    "common": Field(values.lines),
    "known": Field(values.lines),
    "note": Field(values.prose),
}
"""Two families brought together (A22, A23, C7); never a link."""
EXCLUSION: Final = {
    "one": text(),
    "other": text(),
    "stands": Field(values.flag, Merge.ANY),
}
"""Two families that are not to be paired; its reason is nowhere."""
TRIAL: Final = {
    "meetup": text(),
    "host": text(),
    "guest": text(),
    "third": maybe(values.line),
    "children": Field(values.lines),
    "service": Field(values.one_of("minding", "accompanying")),
    "place": text(),
    "starts": maybe(values.count),
    "ends": maybe(values.count),
    "supervisor": text(),
    "thanks": Field(values.prose),
    "exchanged": Field(values.lines),
    "acquainted": Field(values.lines),
    "pick_up": text(),
    "recent": Field(values.prose),
}
"""A supervised minding (預け合い体験); moments are milliseconds since 1970."""
HEALTH: Final = {
    "meetup": text(),
    "person": text(),
    "tenths": maybe(values.count),
    "looks": Field(values.one_of("well", "unwell")),
}
"""How a child came in: tenths of a degree, and how it looks."""
COLLECTOR: Final = {
    "meetup": text(),
    "family": text(),
    "name": text(),
    "relation": text(),
    "asked_by": text(),
    "called": text(),
    "second": text(),
    "day": Field(values.day),
    "stands": Field(values.flag, Merge.ALL),
}
"""Somebody who may collect today alone: who of the family was called back, and who agreed."""
INCIDENT: Final = {
    "meetup": text(),
    "level": Field(values.one_of("minor", "call", "grave")),
    "person": text(),
    "family": text(),
    "whom": text(),
    "what": text(),
    "at": maybe(values.count),
    "place": text(),
    "action": Field(values.prose),
    "seen_by": text(),
    "trial": maybe(values.line),
    "guardian_told": maybe(values.count),
    "ambulance": maybe(values.count),
    "insurer_note": Field(values.prose),
    "signed_by": text(),
    "signed_at": maybe(values.count),
    "closed": Field(values.flag, Merge.ALL),
    "signed_how": Field(values.one_of("screen", "paper", "telephone")),
}
"""ヒヤリ・事故 (A11): nobody leaves before what happened was read and signed."""
SHIFT: Final = {
    "meetup": text(),
    "giver": text(),
    "taker": text(),
    "summary": Field(values.prose),
    "how": Field(values.one_of("both", "telephone")),
    "called": text(),
    "number": Field(values.digits),
}
"""One concierge gave the desk to the next."""

MEETUP_DAY: Final[dict[str, dict[str, Field]]] = {
    "duty": DUTY,
    "seating": SEATING,
    "card": CARD,
    "introduction": INTRODUCTION,
    "exclusion": EXCLUSION,
    "trial": TRIAL,
    "health": HEALTH,
    "collector": COLLECTOR,
    "incident": INCIDENT,
    "shift": SHIFT,
}
"""Nouns whose `<noun>.set` operations write fields."""

UNLISTED: Final = frozenset(
    {"card", "seating", "duty", "introduction", "exclusion", "health", "shift"}
)
"""Where two desks wrote at once the later one holds, and no inbox asks about it: nobody may
read a card, and the others are said anew at any time on their own screens."""

TRIAL_FACTS: Final = frozenset(
    {
        "trial.start",
        "trial.end",
        "trial.cancel",
        "trial.change",
        "trial.item",
        "trial.food",
        "trial.note",
        "trial.report",
        "trial.confirm",
        "trial.feedback",
    }
)
MEETUP_DAY_FACTS: Final = TRIAL_FACTS | {
    "link.enter",
    "link.miss",
    "link.cancel",
    "link.wish",
    "custody.hand",
    "custody.note",
    "rollcall.begin",
    "rollcall.seen",
    "rollcall.missed",
    "rollcall.end",
}
"""Kinds that state a fact instead of writing fields."""
