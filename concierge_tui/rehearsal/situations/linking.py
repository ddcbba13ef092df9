"""Two families key each other's digits: the steps from the screen of their link until it is made.

Other situations put these steps between their own (B10: nothing is lent or minded without a link).
"""

from concierge_tui.rehearsal.situation import Step, press, typing
from concierge_tui.text.situations import linking as text


def linking(digits_of_other: str, digits_of_one: str) -> tuple[Step, ...]:
    """Return the steps: the first family keys the digits of the other, then the other way round."""
    both = (digits_of_other, digits_of_one)
    return (
        Step(text.FACE, (press("enter"),), text.FACED, hides=both),
        Step(text.ONE, (typing(digits_of_other), press("enter")), text.HANDED_ON, hides=both),
        Step(
            text.OTHER,
            (press("enter"), typing(digits_of_one), press("enter")),
            text.BOTH,
            hides=both,
        ),
        Step(text.BACK, (press("enter", "enter"),), shows=text.MADE),
    )
