"""How a sign-up is opened from anywhere, and what follows it."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.services.walk_in import Registered
from screens.sign_up.done import MORE, SLIP, DoneScreen
from screens.sign_up.screen import SignUpScreen
from screens.sign_up.view import HandedOn

Then = Callable[[Registered | str], None]
"""Told what was registered, or a sentence to say; called before the next screen opens."""


def open_sign_up(
    app: App[Any],
    desk: Desk,
    then: Then,
    *,
    meetup: str | None = None,
    family: str | None = None,
    begin_with: SignUpAnswers | None = None,
) -> None:
    """Open the first page; afterwards the number, and from there the slip or the second page."""

    def ended(answer: Registered | HandedOn | str | None) -> None:
        if isinstance(answer, HandedOn):
            from screens.hand_off.screen import HandOffScreen

            then(answer.done)
            app.push_screen(HandOffScreen(desk, answer.done.family, meetup))
        elif answer:
            then(answer)
        if isinstance(answer, Registered):
            done = DoneScreen(desk, answer, has_arrived=meetup is not None)
            app.push_screen(done, lambda what: follow(what, answer.family))

    def follow(what: str | None, registered: str) -> None:
        if what == SLIP:
            from screens.slip.screen import SlipScreen

            app.push_screen(SlipScreen(desk, registered, meetup))
        elif what == MORE:
            open_second_page(app, desk, registered, then)

    form = SignUpScreen(desk, family or new_id(), meetup=meetup, begin_with=begin_with)
    app.push_screen(form, ended)


def open_second_page(app: App[Any], desk: Desk, family: str, then: Then) -> None:
    """Open the second page of a family that is registered."""
    from screens.sign_up.more import MoreScreen

    def ended(said: str | None) -> None:
        if said:
            then(said)

    app.push_screen(MoreScreen(desk, family), ended)
