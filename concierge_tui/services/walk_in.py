"""Registers a family that stands at the desk, with the least that safety needs."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.codes import new_code
from concierge_tui.domain.errors import (
    AlreadyRegistered,
    ConsentMissing,
    FieldMissing,
    MeetupClosed,
)
from concierge_tui.domain.family import (
    Allergy,
    Emergency,
    Family,
    Interpreter,
    Need,
    Proxy,
)
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.person_ids import Known, person_ids
from concierge_tui.services.arrivals import arrival, refuse_crowd
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.doubles import decided
from concierge_tui.services.households import checked
from concierge_tui.services.latecomers import TableNow, nowhere
from concierge_tui.services.ports import Attendances, AuthorNow, Families, Journal, Meetups

LATER = ("name", "address", "channel", "emergency", "birthday", "phone")
"""What a walk-in may leave for later, in the order of asking."""


class WalkInPerson(BaseModel):
    """One person as written on the form; dates and numbers are read already."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str
    name: str = ""
    kana: str = ""
    relation: str = ""
    birthday: str | None = None
    phone: str = ""
    phone_typed: str = ""
    email: str = ""
    allergy: Allergy = Allergy()
    may_bring: bool = True
    may_collect: bool = True
    must_not_collect: bool = False
    name_exception: str = ""
    photo_visibility: str = "acquaintances"
    age_visibility: str = "acquaintances"
    is_here: bool = True
    """Whether this person came along, and is checked in with the family."""


class WalkInForm(BaseModel):
    """A family as written on the form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: tuple[WalkInPerson, ...]
    emergency: Emergency | None = None
    postal: str = ""
    prefecture: str = ""
    city: str = ""
    rest: str = ""
    channel: str = ""
    flyer: str = ""
    categories: tuple[str, ...] = ()
    moved_in: str = ""
    notes: str = ""
    smartphone: bool | None = None
    host: str | None = None
    host_may_collect: bool = False
    source: str = "walk_in"
    filled_in_by: Proxy | None = None
    contacts: tuple[str, ...] = ()
    fax: str = ""
    intention: str | None = None
    wants_introduction: bool | None = None
    wants_to_help: bool | None = None
    need: Need | None = None
    relied_on: int | None = None
    language: str = ""
    japanese: str | None = None
    interpreter: Interpreter | None = None
    form_number: str = ""
    """The number of the paper form, as `FormNumbers.check` returned it."""
    has_no_phone: bool = False
    """Whether they said that there is no telephone: then nobody asks again."""


class Registered(NamedTuple):
    """What a registration wrote."""

    act: Act
    family: str
    people: tuple[str, ...]
    """Who came along."""
    code: str
    left_for_later: tuple[str, ...]


class WalkIn:
    """Registers families at one meetup, or without one."""

    def __init__(
        self,
        journal: Journal,
        families: Families,
        meetups: Meetups,
        attendances: Attendances,
        author: AuthorNow,
        table_now: TableNow = nowhere,
    ) -> None:
        self._journal = journal
        self._families = families
        self._meetups = meetups
        self._attendances = attendances
        self._author = author
        self._table_now = table_now

    def register(
        self,
        form: WalkInForm,
        consent: ConsentGiven | None,
        *,
        meetup: str | None,
        reason: str = "",
        family: str | None = None,
        further: Sequence[Draft] = (),
        apart: Sequence[str] = (),
        at: int | None = None,
    ) -> Registered:
        """Write the family, its consent, its arrival and a task for the rest.

        `reason` says why they were let in beyond the capacity. A form that had to know the
        family's id before it was written brings it as `family`; `further` is written in the
        same act.
        `apart` names families that look alike and were told apart while typing, `at` is when
        they came according to a paper form, in milliseconds since 1970.

        Raises:
            FieldMissing: when nobody has a name or a kana.
            ConsentMissing: when the consent was not given; nothing was written.
            MeetupClosed: when the meetup is over.
            MeetupFull: when they would exceed the capacity without a `reason`.
            AlreadyRegistered: when the family of that id stands in the store.
        """
        if family and self._families.many([family]):
            raise AlreadyRegistered
        given = self._refuse_incomplete(form, consent, meetup, reason)
        family, code = family or new_id(), new_code()
        ids = person_ids(family, [Known(p.role, p.kana, p.birthday or "") for p in form.people])
        here = [name for name, person in zip(ids, form.people, strict=True) if person.is_here]
        later = missing(form)
        drafts = [
            _family(family, code, form),
            *_people(family, ids, form.people),
            grant(family, given),
        ]
        if meetup:
            table = self._table_now(meetup, _seated(family, form)) if here else ""
            drafts += arrival(meetup, family, here, reason=reason, at=at, table=table)
        drafts += [decided(family, other, "different") for other in apart]
        drafts += _left_for_later(family, later)
        act = self._journal.append([*drafts, *further], self._author())
        return Registered(act, family, tuple(here), code, tuple(later))

    def _refuse_incomplete(
        self, form: WalkInForm, consent: ConsentGiven | None, meetup: str | None, reason: str
    ) -> ConsentGiven:
        adults = [person for person in form.people if person.role != "child"]
        if not any(clean_text(person.kana or person.name) for person in adults):
            raise FieldMissing("kana")
        if consent is None:
            raise ConsentMissing
        if meetup:
            where, here = self._meetups.get(meetup), sum(person.is_here for person in form.people)
            if where.closed:
                raise MeetupClosed
            if here:
                refuse_crowd(self._attendances, where, here, reason)
        return consent


def _seated(family: str, form: WalkInForm) -> Family:
    """Return of a family that is not written yet what matters for a table."""
    children = [
        {"id": str(number), "family": family, "role": "child", "birthday": person.birthday}
        for number, person in enumerate(form.people)
        if person.role == "child"
    ]
    fields = {"postal", "prefecture", "city", "rest", "intention", "need"}
    return Family.model_validate(
        {"id": family, "people": children, **form.model_dump(include=fields)}
    )


def _left_for_later(family: str, names: list[str]) -> list[Draft]:
    if not names:
        return []
    body = {"family": family, "reason": "complete", "detail": ",".join(names), "state": "open"}
    return [Draft("task.set", new_id(), body, subject=family)]


def missing(form: WalkInForm) -> list[str]:
    """Return what stays to be asked later."""
    adults = [person for person in form.people if person.role != "child"]
    children = [person for person in form.people if person.role == "child"]
    gaps = {
        "name": any(
            not (person.name or person.name_exception)
            for person in form.people
            if person.role != "carer"
        ),
        "address": not form.city,
        "channel": not form.channel,
        "emergency": form.emergency is None,
        "birthday": any(child.birthday is None for child in children),
        "phone": not form.has_no_phone and not any(person.phone for person in adults),
    }
    return [name for name in LATER if gaps[name]]


def _family(family: str, code: str, form: WalkInForm) -> Draft:
    inner = {"people", "has_no_phone"}
    fields = form.model_dump(mode="json", exclude=inner, exclude_defaults=True)
    for name in ("emergency", "filled_in_by", "need", "interpreter"):
        record = getattr(form, name)
        if record is not None:
            fields[name] = record.model_dump(mode="json")
    fields |= {"code": code, "source": form.source}
    return Draft("family.set", family, checked("family", _given(fields)), subject=family)


def _people(family: str, ids: Sequence[str], people: Sequence[WalkInPerson]) -> list[Draft]:
    drafts = []
    for person_id, person in zip(ids, people, strict=True):
        fields = person.model_dump(exclude={"is_here"})
        if not person.must_not_collect:
            del fields["must_not_collect"]
        if person.allergy == Allergy():
            del fields["allergy"]  # not asked yet: what she answers elsewhere must not contradict
        if person.role == "child":
            del fields["may_bring"], fields["may_collect"]
        body = {"family": family, **checked("person", _given(fields))}
        drafts.append(Draft("person.set", person_id, body, subject=family))
    return drafts


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None, [], ())}
