"""The ways from the reception to the forms of a household, and what is said when one is back."""

from collections.abc import Sequence
from functools import partial

from textual import on

from concierge_tui.domain.family import Person
from concierge_tui.services.reception import CheckedIn
from concierge_tui.services.trials_at import to_check, trials_at
from concierge_tui.services.walk_in import Registered
from concierge_tui.text import page, sync
from concierge_tui.text import reception as text
from screens.background_sync import background
from screens.front import WalkInWished
from screens.reception.query import first_page
from screens.reception.view import ReceptionView
from screens.resuming import SIGN_UP, WALK_IN, Place
from screens.seating.bell import EVERY, ring_when_over
from screens.widgets.telling import telling


class ReceptionWays(ReceptionView):
    """Opens what a household needs; an act on it ends in one line at the reception."""

    def on_mount(self) -> None:
        """Ring when a round of tables is over, whichever screen lies over the reception."""
        clock = self.desk.round_clock(self.meetup.id)
        self.set_interval(EVERY, lambda: ring_when_over(self, clock))

    def action_walk_in(self) -> None:
        """Register a family that stands at the desk without a booking."""
        self._open_form(host=None)

    def action_sign_up(self) -> None:
        """Write for a family; what was typed to find it is carried over."""
        from screens.sign_up.opening import open_sign_up

        begin_with = first_page(self.query_line.value)
        open_sign_up(
            self.app, self.desk, self._signed_up, meetup=self.meetup.id, begin_with=begin_with
        )

    @on(WalkInWished)
    def register_from_elsewhere(self) -> None:
        """Open the form for somebody who came while another screen was open."""
        self.action_walk_in()

    def action_guest(self) -> None:
        """Register a family that this household brought (situation 7)."""
        household = self.panel.household
        self._open_form(host=household.family.id if household else None)

    def action_mend(self) -> None:
        """Correct the household in place."""
        from screens.household.screen import HouseholdScreen

        if self.panel.household is not None:
            family = self.panel.household.family.id
            self.app.push_screen(HouseholdScreen(self.desk, family), self._say_mended)

    def action_consent(self) -> None:
        """Show what the household consents to; a check-in never waits for it."""
        from screens.consent.screen import ConsentScreen

        if self.panel.household is not None:
            family = self.panel.household.family.id
            self.app.push_screen(ConsentScreen(self.desk, family), self._say_mended)

    def action_health(self) -> None:
        """Note how the children are that are to be entrusted today (situation 12)."""
        from screens.trial.health import HealthScreen

        household = self.panel.household
        if household is None:
            return
        with telling(self.notice):
            children = to_check(self.desk, self.meetup.id, household.family)
            if children:
                form = HealthScreen(self.desk, self.meetup.id, children)
                self.app.push_screen(form, partial(self._say_health, children))
            else:
                self.notice.say(text.HEALTH_NOBODY)

    def action_slip(self) -> None:
        """Show the household's code; with nobody at the desk, print for the whole meetup."""
        from screens.print.screen import PrintScreen
        from screens.slip.screen import SlipScreen

        if self.panel.household is not None:
            family = self.panel.household.family.id
            self.app.push_screen(SlipScreen(self.desk, family, self.meetup.id))
        else:
            self.app.push_screen(PrintScreen(self.desk, self.meetup.id))

    def action_send(self) -> None:
        """Sync behind the reception; whoever types goes on typing."""
        behind = background(self.app)
        if behind is None or self.desk.synchronise.status().unsent is None:
            self.notice.say(sync.PRACTICE if self.desk.practice else sync.NOT_ENROLLED)
        elif behind.begin_sync(self.desk):
            self._unless_read(sync.BEGUN)
        else:
            self._unless_read(sync.STILL)

    def _unless_read(self, words: str) -> None:
        if self.notice.sentence in ("", sync.BEGUN, sync.STILL):
            self.notice.say(words)

    def action_hall(self) -> None:
        """Show what is going on in the hall."""
        from screens.hall.screen import HallScreen

        self.app.push_screen(HallScreen(self.desk, self.meetup.id))

    def action_inside(self) -> None:
        """List who is inside now."""
        self.call_roll()

    def call_roll(self) -> None:
        """List who is inside now, also over what was opened from here."""
        from screens.inside.screen import InsideScreen

        self.app.push_screen(InsideScreen(self.desk, self.meetup.id))

    def reopen(self, place: Place) -> None:
        """Open the form that lay here when the program was gone."""
        if place.form == WALK_IN:
            self._open_form(place.family or None)
        elif place.form == SIGN_UP:
            self._go_on_signing_up(place.family)

    def _open_form(self, host: str | None) -> None:
        from screens.walk_in.screen import WalkInScreen

        form = WalkInScreen(self.desk, self.meetup.id, host)
        self.app.push_screen(form, self._walked_in)

    def _walked_in(self, answer: Registered | str | None) -> None:
        if isinstance(answer, str):
            self._go_on_signing_up(answer)
        else:
            self._registered(answer)

    def _go_on_signing_up(self, family: str) -> None:
        from screens.sign_up.opening import open_sign_up

        open_sign_up(self.app, self.desk, self._signed_up, meetup=self.meetup.id, family=family)

    def _signed_up(self, answer: Registered | str) -> None:
        if isinstance(answer, str):
            self.notice.say(answer)
        else:
            self._registered(answer)

    def _say_mended(self, said: str | None) -> None:
        if said:
            self.notice.say(said, "done", hint=page.UNDO_HINT)

    def _say_health(self, children: Sequence[Person], said: str | None) -> None:
        if not said:
            return
        self.show_again()
        facts = trials_at(self.desk, self.meetup.id).facts
        ill = [each.given for each in children if facts.is_ill(each, facts.policy)]
        self.notice.say(text.health_stops(ill) if ill else said, "care" if ill else "done")

    def _registered(self, done: Registered | None) -> None:
        if done is not None:
            household = self.reception.household(done.family)
            self._say_checked_in(
                CheckedIn(done.act, household, done.people, self.meetup.next_event)
            )

    def _say_checked_in(self, done: CheckedIn) -> None:
        self.serve(done.household)
        family, visit = done.household.family, done.household.visit
        said = text.checked_in(family, visit, done.act.operations[0].wall, len(done.people))
        rows = done.household.attendance
        if any(person.id in rows and rows[person.id].here for person in family.adults):
            self.notice.say(said + done.next_event, "done", hint=page.UNDO_HINT)
        else:
            self.notice.say(said + text.NO_ADULT, "care", hint=page.UNDO_HINT)
