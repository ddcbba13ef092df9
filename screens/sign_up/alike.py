"""Whether a family may be registered already: a hint while one types, never a bar (U18)."""

from datetime import date

from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.services.typed import likely_family
from concierge_tui.services.walk_in_answers import Answers
from concierge_tui.text import sign_up as text


def alike_hint(desk: Desk, answers: SignUpAnswers, today: date) -> str:
    """Return one sentence about a family that is alike, or nothing."""
    typed = Answers(
        kana=answers.kana, name=answers.name, phone=answers.phone, children=[*answers.children]
    )
    family = likely_family(typed, desk.doubles, desk.families, today)
    if family is None:
        return ""
    person = family.representative
    return text.alike(person.called if person else "", family.city)
