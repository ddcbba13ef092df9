"""An interpreter is needed: one key says the language, the texts follow, the form waits."""

from typing import Final

from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s19_interpreter as text


def language_and_interpreter_are_kept(desk: Desk, _meetup: str) -> bool:
    """Say whether a form that waits has the language, the level and who interprets."""
    return any(
        (each.answers.language, each.answers.japanese) == ("en", "little")
        and each.answers.interpreter_name == text.NAME
        and each.answers.interpreter_trained == "no"
        for each in desk.sign_up_drafts.unfinished()
    )


SITUATION: Final = Situation(
    number=19,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=3, typed=None, seconds=10),
    steps=(
        Step(text.LANGUAGE, (press("f4"), typing("3"), typing("2")), shows=text.LANGUAGE_SHOWN),
        Step(
            text.INTERPRETER,
            (typing("maria"), press("enter"), typing("2"), typing("2")),
            shows=text.INTERPRETER_SHOWN,
        ),
    ),
    facts=(language_and_interpreter_are_kept,),
)
