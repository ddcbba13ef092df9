"""One concierge gives the desk to the next: what is going on, said aloud, and both PINs."""

from collections.abc import Callable
from typing import Any, NamedTuple

from concierge_tui.domain.errors import FieldInvalid, FieldMissing, NotFound
from concierge_tui.domain.ids import duty_id, new_id
from concierge_tui.domain.incident import unsigned
from concierge_tui.domain.meetup_day import CustodyNow, Duty, Incident, Shift, TrialCourse
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.phone import read_phone
from concierge_tui.domain.shift import GoingOn
from concierge_tui.domain.staff import Staff
from concierge_tui.services.at_the_desk import AtTheDesk
from concierge_tui.services.households import checked
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.staff_desk import StaffDesk
from concierge_tui.text import shift as text


class Called(NamedTuple):
    """The coordinator who agreed by telephone, where one was alone."""

    name: str
    number: str


class ShiftDesk(AtMeetup):
    """Hands the desk of one meetup over."""

    def __init__(
        self,
        meetup: str,
        records: Records,
        *,
        staff: StaffDesk,
        pending: Callable[[], int],
        at_the_desk: AtTheDesk,
        practice: bool,
    ) -> None:
        super().__init__(meetup, records)
        self._staff = staff
        self._pending = pending
        self._at_the_desk = at_the_desk
        self._practice = practice

    def going_on(self) -> GoingOn:
        """Return what the next one has to know."""
        counts = self._attendances.counts(self.meetup_id)
        hands = self._day.of(CustodyNow, self.meetup_id)
        courses = self._day.of(TrialCourse, self.meetup_id)
        return GoingOn(
            families=counts.families_here,
            children=counts.children_here,
            away=sum(hand.away or hand.contested for hand in hands),
            contested=sum(hand.contested for hand in hands),
            late=sum(hand.is_late(self.now_ms) for hand in hands),
            trials=sum(course.state == "running" for course in courses),
            unsigned=len(unsigned(self._day.of(Incident, self.meetup_id))),
            tasks=len(self._lists.tasks()),
            pending=self._pending(),
        )

    def takers(self) -> list[Staff]:
        """Return who may take over: those in the house first."""
        here = {duty.staff for duty in self._day.of(Duty, self.meetup_id) if duty.present}
        me = self._at_the_desk().actor
        others = [each for each in self._staff.all() if each.id != me]
        return sorted(others, key=lambda each: each.id not in here)

    def asks_pin(self, staff: str) -> bool:
        """Say whether a PIN is checked or chosen: in a rehearsal only where one was set."""
        return not self._practice or self._staff.has_pin(staff)

    def hand_over(self, taker: str, taker_pin: str, giver: str | Called) -> Shift:
        """Give the desk to somebody; `giver` is the PIN of whoever gives, or who agreed instead.

        Whoever has no PIN yet chooses it by this.

        Raises:
            NotFound: when the next one is not in the register.
            PinWrong: with the tries that are left.
            FieldInvalid: when a new PIN is not four to eight digits.
            PinOfCoordinator: when a coordinator's first PIN would be chosen without one.
            FieldMissing: when nobody was called.
        """
        me = self._at_the_desk().actor
        if taker == me or taker not in {each.id for each in self._staff.all()}:
            raise NotFound("staff")
        body: dict[str, Any] = {"how": "both"}
        chosen: list[tuple[str, str]] = []
        if isinstance(giver, Called):
            body = self._agreed(giver)
        else:
            chosen += self._checked(me, giver)
        chosen += self._checked(taker, taker_pin)
        for staff, pin in chosen:
            self._staff.set_pin(staff, pin)
        return self._write(me, taker, body)

    def _agreed(self, called: Called) -> dict[str, Any]:
        if not called.name.strip():
            raise FieldMissing("coordinator")
        number = read_phone(called.number)
        return {"how": "telephone", "called": called.name, "number": number.digits}

    def _checked(self, staff: str, pin: str) -> list[tuple[str, str]]:
        """Check a PIN; return the one that has still to be set."""
        if not self.asks_pin(staff):
            return []
        if self._staff.has_pin(staff):
            self._staff.check_pin(staff, pin)
            return []
        if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
            raise FieldInvalid("pin")
        self._staff.refuse_choosing_pin(staff)
        return [(staff, pin)]

    def _write(self, giver: str, taker: str, said: dict[str, Any]) -> Shift:
        entity = new_id()
        summary = text.spoken(self.going_on())
        fields = {**said, "meetup": self.meetup_id, "giver": giver, "taker": taker}
        body = checked("shift", {**fields, "summary": summary})
        duty = checked("duty", {"meetup": self.meetup_id, "staff": taker, "present": True})
        drafts = [
            Draft("shift.set", entity, body, meetup=self.meetup_id),
            Draft("duty.set", duty_id(self.meetup_id, taker), duty, meetup=self.meetup_id),
        ]
        self._journal.append(drafts, self._at_the_desk())
        self._at_the_desk.take(entity, taker)
        found = self._day.get(Shift, entity)
        assert found is not None, "it was written a moment ago"
        return found
