"""Gathers what goes onto paper: never more of a family than that paper needs."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from concierge_tui.domain.consent import PURPOSES, REUSE
from concierge_tui.domain.eligibility import age_months
from concierge_tui.domain.family import Family, Person, by_reading
from concierge_tui.domain.meetup import Meetup
from concierge_tui.domain.operation import Draft
from concierge_tui.services import ports
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.form_numbers import FormNumbers
from concierge_tui.services.paper_content import (
    Cards,
    Consent,
    Content,
    Info,
    Labels,
    LabelSheet,
    ListedChild,
    ListedFamily,
    Pack,
    Panel,
    PaperKind,
    Place,
    Printed,
    PurposeText,
    Roster,
    Sheet,
    SignUp,
    Slips,
    Tag,
)
from concierge_tui.services.records import Records
from concierge_tui.services.slips import slips_of
from concierge_tui.services.wall import tables_of
from concierge_tui.services.wordings import ACCIDENT, Wordings
from concierge_tui.text import paper as text
from concierge_tui.text import people, times
from concierge_tui.text import slip as slip_text


class Order(NamedTuple):
    """What somebody wants to print."""

    kind: PaperKind
    meetup: str | None = None
    families: tuple[str, ...] | None = None
    """Only these; None means everyone on the meetup's list."""
    large: bool = False
    forms: int = 10
    """How many numbered forms a pack holds, and how many consent forms are wanted."""
    language: str = "ja"
    labels: LabelSheet = LabelSheet()


class Press(Protocol):
    """Draws a document."""

    def __call__(
        self,
        content: Content,
        sheet: Sheet,
        progress: ports.Progress | None = None,
        cancelled: ports.Cancelled | None = None,
    ) -> Printed | None:
        """Return the document, or None when it was cancelled."""
        ...


class Paperwork:
    """Prepares orders, and draws them."""

    def __init__(
        self,
        records: Records,
        *,
        areas: AreaPlan,
        wordings: Wordings,
        manuals: Wordings,
        numbers: FormNumbers,
        sign_up: Callable[[], SignUp | None],
        press: Press,
        practice: bool,
    ) -> None:
        self._records = records
        self._areas = areas
        self._wordings = wordings
        self._manuals = manuals
        self._numbers = numbers
        self._sign_up = sign_up
        self._press = press
        self._practice = practice

    def specimen(
        self,
        order: Order,
        progress: ports.Progress | None = None,
        cancelled: ports.Cancelled | None = None,
    ) -> Printed | None:
        """Return what would be printed; nothing is reserved and the pages say so."""
        numbers = self._numbers.next(order.forms) if order.kind == "pack" else []
        sheet = self.sheet(order.meetup)
        sheet = sheet._replace(mark=f"{text.SPECIMEN} {sheet.mark}")
        return self._press(self._content(order, numbers), sheet, progress, cancelled)

    def note_opened(self, order: Order) -> None:
        """Write down that somebody reads it, where it shows a whole list."""
        if order.kind in ("pack", "roster"):
            self._note_that_it_was_read(order)

    def print(
        self,
        order: Order,
        progress: ports.Progress | None = None,
        cancelled: ports.Cancelled | None = None,
    ) -> Printed | None:
        """Return the document; its numbers are reserved for good before a page is drawn.

        A number of a document that was then cancelled is never used: that is cheaper than a
        number that two families share.
        """
        numbers: list[str] = []
        if order.kind == "pack":
            numbers = self._numbers.reserve(order.forms, order.meetup or "")
        content = self._content(order, numbers)
        self.note_opened(order)
        printed = self._press(content, self.sheet(order.meetup), progress, cancelled)
        return printed and printed._replace(numbers=tuple(numbers))

    def sheet(self, meetup_id: str | None) -> Sheet:
        """Return what stands on every page."""
        meetup = self._records.meetup_rows.get(meetup_id) if meetup_id else None
        day = times.long_day(meetup.date if meetup else self._today())
        area = self._areas.here().name
        mark = text.watermark(area, day, practice=self._practice)
        return Sheet(mark, slip_text.event(meetup), area, day)

    def _content(self, order: Order, numbers: Sequence[str]) -> Content:
        match order.kind:
            case "roster":
                return self._roster(order)
            case "consent":
                return self._consent(order, ("",) * max(1, order.forms))
            case "pack":
                place = self._place(order)
                consent = self._consent(order, numbers)
                steps = self._manuals.get(ACCIDENT)
                manual = Panel(text.manual(steps.version), steps.text)
                return Pack(self._roster(order), tuple(numbers), consent, place, manual)
            case "info":
                return self._info(order)
            case "tables":
                return tables_of(self._records, order.meetup)
        return self._tagged(order)

    def _tagged(self, order: Order) -> Slips | Cards | Labels:
        """Return what is handed to a family: a name and a code, and nothing else of it."""
        if order.kind == "cards":
            return Cards(self._tags(order), order.large)
        if order.kind == "labels":
            return Labels(self._tags(order), order.labels)
        slips = slips_of(
            self._chosen(order), self._meetup(order), self._areas.contact, practice=self._practice
        )
        return Slips(tuple(slips), order.large, self._sign_up())

    def _meetup(self, order: Order) -> Meetup | None:
        return self._records.meetup_rows.get(order.meetup) if order.meetup else None

    def _place(self, order: Order) -> Place:
        where = (meetup.venue, meetup.address) if (meetup := self._meetup(order)) else ("", "")
        return Place(*where, text.lead(self._areas.here()))

    def _today(self) -> date:
        return self._records.now().astimezone().date()

    def _chosen(self, order: Order) -> list[Family]:
        ids = order.families
        if ids is None:
            ids = tuple(self._records.families.ids(order.meetup))
        found = self._records.families.many(ids)
        listed = order.kind in ("roster", "pack")
        chosen = [
            found[name]
            for name in ids
            if name in found and self._is_printed(found[name], is_listed=listed)
        ]
        return sorted(chosen, key=by_reading)

    def _is_printed(self, family: Family, *, is_listed: bool) -> bool:
        """Leave out whoever withdrew; a list needs them while someone of theirs is inside."""
        if family.removed or not family.withdrawn:
            return not family.removed
        return is_listed and self._records.attendances.is_inside(family.id, self._today())

    def _tags(self, order: Order) -> tuple[Tag, ...]:
        return tuple(
            Tag(person.called, person.kana if person.name else "", family.code)
            for family in self._chosen(order)
            if family.code and (person := family.representative) is not None
        )

    def _roster(self, order: Order) -> Roster:
        families = self._chosen(order)
        on = (meetup.date if (meetup := self._meetup(order)) else None) or self._today()
        tables = (
            self._records.attendances.visits(order.meetup, [family.id for family in families])
            if order.meetup
            else {}
        )
        rows = (
            _listed(at, family, tables[family.id].table if family.id in tables else "", on)
            for at, family in enumerate(families, start=1)
        )
        return Roster(tuple(rows), order.large)

    def _consent(self, order: Order, numbers: Sequence[str]) -> Consent:
        found = [self._wordings.get(purpose, order.language) for purpose in PURPOSES]
        texts = tuple(
            PurposeText(w.purpose, text.PURPOSES[w.purpose], w.version, w.text, w.purpose == REUSE)
            for w in found
        )
        return Consent(texts, tuple(numbers), order.large)

    def _info(self, order: Order) -> Info:
        meetup = self._meetup(order)
        contact = self._areas.contact
        panels = (
            (text.FREE_HEAD, slip_text.FAIRNESS),
            (text.EQUAL_HEAD, text.EQUAL),
            (text.NEXT_HEAD, (meetup.next_event if meetup else "") or text.NEXT_UNKNOWN),
            (text.CONTACT_HEAD, contact.removeprefix(text.CONTACT_HEAD).strip()),
            (text.ADVICE_HEAD, text.ADVICE),
            (text.PHOTO_HEAD, text.PHOTO),
            (text.MARK_HEAD, self._areas.mark),
        )
        return Info(tuple(Panel(*panel) for panel in panels), self._sign_up())

    def _note_that_it_was_read(self, order: Order) -> None:
        """A list on paper shows more at once than a look at the screen: it is written down."""
        about = order.meetup or ""
        draft = Draft("looked.at", about, {"what": ["roster_on_paper"]}, meetup=order.meetup)
        if about:
            self._records.journal.append([draft], self._records.author())


class Keep(Protocol):
    """Writes a document whole or not at all."""

    def __call__(self, content: bytes, target: Path) -> None:
        """Write the file; raise `OSError` where that is not possible."""
        ...


def _listed(number: int, family: Family, table: str, on: date) -> ListedFamily:
    first = family.representative
    coming = [p for p in family.adults if p.role == "guardian" and not p.must_not_collect]
    others = [people.short_name(p, family) for p in coming if p is not first]
    may_collect = [p for p in family.adults if p.may_collect and not p.must_not_collect]
    return ListedFamily(
        number=number,
        name=first.called if first else people.family_name(family),
        kana=first.kana if first and first.name else "",
        adults=max(1, len(coming)),
        others="・".join(others),
        children=tuple(_child(person, family, on) for person in family.children),
        table=table,
        phone=text.phone(family),
        collect=text.collectors([people.short_name(person, family) for person in may_collect]),
    )


def _child(person: Person, family: Family, on: date) -> ListedChild:
    born = person.birthday
    age = text.age(age_months(born, on)) if born else ""
    return ListedChild(people.short_name(person, family), age, text.allergy(person.allergy.has))
