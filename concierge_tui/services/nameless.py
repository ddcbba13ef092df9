"""A row of a roster in which nobody was named: guessed cell by cell, completed by a person."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.address import PREFECTURES, read_postal
from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.codes import new_code
from concierge_tui.domain.errors import (
    BirthdayUnreadable,
    FieldInvalid,
    FieldMissing,
    PhoneUnreadable,
)
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.phone import read_phone
from concierge_tui.domain.roster import SplitAddress
from concierge_tui.services.cell_repair import read_person_field
from concierge_tui.services.households import checked

_EMAIL: Final = re.compile(r"\S+@\S+\.\S+")
_SERIAL: Final = re.compile(r"[0-9]{1,3}")


class NamelessForm(BaseModel):
    """The family as a person completes it; every field as typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    kana: str = ""
    phone: str = ""
    email: str = ""
    child_name: str = ""
    child_kana: str = ""
    child_birthday: str = ""
    postal: str = ""
    address: str = ""
    notes: str = ""


class MadeFamily(NamedTuple):
    """The family's id and its drafts, before its consent."""

    family: str
    drafts: list[Draft]


def guessed(cells: Sequence[str], *, today: date) -> NamelessForm:
    """Return the form as far as the cells explain themselves; the rest stands in the notes."""
    found: dict[str, str] = {}
    rest = []
    for cell in filter(None, map(clean_text, cells)):
        field = _looks_like(cell, today)
        if field and field not in found:
            found[field] = cell
        elif field != "number":
            rest.append(cell)
    found.pop("number", None)
    return NamelessForm(**found, notes=" / ".join(rest))


def _looks_like(cell: str, today: date) -> str:
    folded = unicodedata.normalize("NFKC", cell)
    by_shape = (
        ("email", bool(_EMAIL.fullmatch(folded))),
        ("postal", bool(read_postal(cell))),
        ("address", folded.startswith(PREFECTURES)),
        ("number", bool(_SERIAL.fullmatch(folded))),
        ("child_birthday", _is_birthday(cell, today)),
        ("phone", _is_phone(cell)),
    )
    return next((field for field, fits in by_shape if fits), "")


def _is_birthday(cell: str, today: date) -> bool:
    try:
        read_birthday(cell, today=today)
    except BirthdayUnreadable:
        return False
    return True


def _is_phone(cell: str) -> bool:
    try:
        read_phone(cell)
    except PhoneUnreadable:
        return False
    return True


def drafts_of(
    form: NamelessForm, meetup: str | None, *, today: date, split: SplitAddress
) -> MadeFamily:
    """Return what the form becomes in the journal.

    Raises:
        FieldMissing: when neither the guardian nor the child has a name or kana.
        Unreadable: when a day or a number cannot be read.
        FieldInvalid: when a field cannot hold what was typed.
    """
    guardian = _person({"name": form.name, "kana": form.kana}, today)
    child = _person({"name": form.child_name, "kana": form.child_kana}, today)
    if not guardian and not child:
        raise FieldMissing("name")
    guardian |= _person({"phone": form.phone, "email": form.email}, today)
    child |= _person({"birthday": form.child_birthday}, today)
    family = new_id()
    household = _household(form, split)
    drafts = [Draft("family.set", family, checked("family", household), subject=family)]
    people = []
    for role, fields in (("guardian", guardian), ("child", child)):
        if fields:
            people.append(new_id())
            rights = {"may_bring": True, "may_collect": True} if role == "guardian" else {}
            body = checked("person", {"family": family, "role": role, **fields, **rights})
            drafts.append(Draft("person.set", people[-1], body, subject=family))
    if meetup:
        visit = visit_id(meetup, family)
        body = {"family": family}
        drafts.append(Draft("visit.set", visit, body, subject=family, meetup=meetup))
        expected = {"people": people}
        drafts.append(Draft("visit.expect", visit, expected, subject=family, meetup=meetup))
    return MadeFamily(family, drafts)


def _person(typed: dict[str, str], today: date) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for field, raw in typed.items():
        text = clean_text(raw)
        if text:
            fields |= read_person_field(field, text, today=today)
    return fields


def _household(form: NamelessForm, split: SplitAddress) -> dict[str, Any]:
    code = read_postal(form.postal)
    if form.postal.strip() and not code:
        raise FieldInvalid("postal")
    address = split(clean_text(form.address), code)
    fields = {
        "postal": address.postal or code,
        "prefecture": address.prefecture,
        "city": address.city,
        "rest": address.rest,
        "notes": form.notes,
        "code": new_code(),
        "source": "roster",
    }
    return {name: value for name, value in fields.items() if value}
