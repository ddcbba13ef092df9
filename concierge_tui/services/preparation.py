"""「今日の準備」: everything that has to stand before the doors open, on one screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from concierge_tui.domain import preparation as rules
from concierge_tui.domain.ids import duty_id
from concierge_tui.domain.meetup_day import Duty
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.policy import policy_of
from concierge_tui.domain.preparation import Line
from concierge_tui.domain.staff import Staff
from concierge_tui.services import ports
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.households import checked
from concierge_tui.services.meetups import MeetupPlan
from concierge_tui.services.records import AtMeetup, Records
from concierge_tui.services.staff_desk import StaffDesk

BACKUP_AT = "backup_at"
"""The setting that says when this laptop last wrote a backup, in milliseconds."""


@dataclass(frozen=True, kw_only=True)
class ThisLaptop:
    """What the laptop says of itself, asked when somebody looks."""

    settings: ports.Settings
    printer: ports.Printer
    has_forms: Callable[[], bool]
    """Whether paper forms of the meetup were made."""
    free_space: Callable[[], int]
    last_written: Callable[[], int]
    clock_ahead: Callable[[], int]
    practice: bool


class Preparation(AtMeetup):
    """Prepares one meetup."""

    def __init__(
        self,
        meetup: str,
        records: Records,
        *,
        meetups: MeetupPlan,
        areas: AreaPlan,
        staff: StaffDesk,
        laptop: ThisLaptop,
    ) -> None:
        super().__init__(meetup, records)
        self._plan = meetups
        self._areas = areas
        self._staff = staff
        self._laptop = laptop

    def lines(self) -> tuple[Line, ...]:
        """Return every line, in the order in which one prepares."""
        meetup, now, laptop = self.meetup, self.now_ms, self._laptop
        kept = laptop.settings.get(BACKUP_AT) or ""
        return (
            rules.clock(now, laptop.last_written(), laptop.clock_ahead(), meetup.date),
            rules.disk(laptop.free_space()),
            self._paper(),
            self._roster(),
            self._contacts(),
            Line("address", *(("ok", "there") if meetup.address else ("todo", "none"))),
            self._rules(),
            rules.listing(meetup.listed),
            rules.staff(self.present(), meetup.date),
            rules.venue(meetup.checked),
            rules.backup(now, int(kept) if kept.isdigit() else None, practice=laptop.practice),
        )

    def present(self) -> list[Staff]:
        """Return who of the staff is in the house."""
        here = {duty.staff for duty in self._day.of(Duty, self.meetup_id) if duty.present}
        return [each for each in self._staff.all() if each.id in here]

    def note_present(self, staff: Sequence[str]) -> None:
        """Write down who of the staff is in the house, and who is not any more."""
        before = {each.id for each in self.present()}
        changed = before ^ set(staff)
        drafts = [
            Draft(
                "duty.set",
                duty_id(self.meetup_id, name),
                checked(
                    "duty", {"meetup": self.meetup_id, "staff": name, "present": name in set(staff)}
                ),
                meetup=self.meetup_id,
            )
            for name in sorted(changed)
        ]
        if drafts:
            self._journal.append(drafts, self._author())

    def note_venue(self, ticked: Sequence[str]) -> None:
        """Write down what was looked at in the hall (D23)."""
        if list(ticked) != list(self.meetup.checked):
            self._plan.correct(self.meetup_id, {"checked": list(ticked)})

    def _paper(self) -> Line:
        """Say whether the pack can be printed, or lies ready as a PDF for another printer."""
        if self._laptop.printer.can_print:
            return Line("printer", "ok", "there")
        return Line("printer", *(("ok", "pdf") if self._laptop.has_forms() else ("todo", "none")))

    def _roster(self) -> Line:
        families = len(self._families.ids(self.meetup_id))
        problems = len(self._lists.problems(self.meetup_id))
        if not families:
            return Line("roster", "todo", "none")
        if problems:
            return Line("roster", "todo", "problems", problems)
        return Line("roster", "ok", "families", families)

    def _contacts(self) -> Line:
        area = self._areas.here()
        if not (area.coordinator and area.coordinator_phone):
            return Line("contacts", "todo", "coordinator")
        return Line("contacts", *(("ok", "all") if area.insurer_phone else ("todo", "insurer")))

    def _rules(self) -> Line:
        decided = policy_of(self._areas.here()).decided
        return Line("rules", "ok", "own" if decided else "preset")
