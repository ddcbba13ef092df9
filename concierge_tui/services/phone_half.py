"""Reads what a family wrote on her own telephone: her half of a registration.

It is written by herself, field by field, so nothing that she left blank is written at all: what
the desk knows must not be contradicted by silence.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.address import read_postal
from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.consent import PURPOSES, REGISTRATION
from concierge_tui.domain.errors import ConciergeError, FieldInvalid
from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.phone import read_phone
from concierge_tui.services.addresses import address_parts, city_of
from concierge_tui.services.households import checked
from concierge_tui.services.ports import Postal

MOST_CHILDREN: Final = 8
Answer = Literal["", "yes", "no"]
Visibility = Literal["acquaintances", "everyone"]


class ChildTyped(BaseModel):
    """One child as it stands on the page."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str = ""
    kana: str = ""
    birthday: str = ""
    allergy: Literal["", "yes", "no", "unknown"] = ""
    allergy_text: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written about a child here."""
        return self == ChildTyped()

    @property
    def is_whole(self) -> bool:
        """Whether birthday and allergy are known; a text answers the question too."""
        return bool(self.birthday and (self.allergy or self.allergy_text))


class PhoneAnswers(BaseModel):
    """Everything on the page, as typed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    language: str = "ja"
    consents: Mapping[str, Answer] = {}
    surname: str = ""
    given: str = ""
    surname_kana: str = ""
    given_kana: str = ""
    relation: str = ""
    phone: str = ""
    email: str = ""
    postal: str = ""
    city: str = ""
    rest: str = ""
    children: tuple[ChildTyped, ...] = ()
    emergency_name: str = ""
    emergency_relation: str = ""
    emergency_phone: str = ""
    photo: Visibility = "acquaintances"
    age: Visibility = "acquaintances"
    intention: Literal["", "ask", "offer", "both"] = ""

    @property
    def consented(self) -> bool:
        """Whether she agrees to be registered; nothing is kept before."""
        return self.consents.get(REGISTRATION) == "yes"

    @property
    def granted(self) -> tuple[str, ...]:
        """The purposes she agrees to."""
        return tuple(purpose for purpose in PURPOSES if self.consents.get(purpose) == "yes")

    @property
    def kana(self) -> str:
        """How her name is read."""
        return to_katakana(f"{self.surname_kana} {self.given_kana}".strip())


def flaws(answers: PhoneAnswers, today: date) -> list[str]:
    """Return the fields that cannot be read, in the order of the page."""
    found = [name for name, check in _CHECKS if not _can(check, getattr(answers, name))]
    for place, child in enumerate(answers.children):
        if child.kana and not is_kana(child.kana):
            found.append(f"child{place}_kana")
        if not _can(lambda born: read_birthday(born, today=today), child.birthday):
            found.append(f"child{place}_birthday")
    return found


def _can(check: Callable[[str], object], typed: str) -> bool:
    try:
        if typed:
            check(typed)
    except ConciergeError:
        return False
    return True


def _kana(typed: str) -> None:
    if not is_kana(typed):
        raise FieldInvalid("kana")


def _postal(typed: str) -> None:
    if not read_postal(typed):
        raise FieldInvalid("postal")


def _email(typed: str) -> None:
    name, at, host = typed.rpartition("@")
    if not (name and at and "." in host) or " " in typed:
        raise FieldInvalid("email")


_CHECKS: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("surname_kana", _kana),
    ("given_kana", _kana),
    ("phone", read_phone),
    ("email", _email),
    ("postal", _postal),
    ("emergency_phone", read_phone),
)


def missing(answers: PhoneAnswers) -> list[str]:
    """Return what can still be written, in the order of the page."""
    children = [child for child in answers.children if not child.is_blank]
    gaps = {
        "name": not (answers.surname and answers.given and answers.kana),
        "phone": not answers.phone,
        "address": not (answers.city or answers.postal),
        "children": not children or not all(child.is_whole for child in children),
        "emergency": not answers.emergency_phone,
    }
    return [name for name, lacks in gaps.items() if lacks]


def guardian_fields(answers: PhoneAnswers) -> dict[str, Any]:
    """Return what she says of herself."""
    visible = {"photo_visibility": answers.photo, "age_visibility": answers.age}
    said = {
        "role": "guardian",
        "name": f"{answers.surname} {answers.given}".strip(),
        "kana": answers.kana,
        "relation": answers.relation,
        "phone": read_phone(answers.phone).digits if answers.phone else "",
        "email": answers.email,
        "may_bring": True,
        "may_collect": True,
        **{name: value for name, value in visible.items() if value == "everyone"},
    }
    return checked("person", _said(said))


def child_fields(child: ChildTyped, answers: PhoneAnswers, today: date) -> dict[str, Any]:
    """Return what she says of one child."""
    born = read_birthday(child.birthday, today=today).value if child.birthday else None
    said: dict[str, Any] = {
        "role": "child",
        "name": _full(answers.surname, child.name),
        "kana": child_kana(child, answers),
        "birthday": born.isoformat() if born else "",
    }
    if child.allergy or child.allergy_text:
        # A text says that there is one, whatever was ticked.
        has = "yes" if child.allergy_text else child.allergy
        said["allergy"] = {"has": has, "text": child.allergy_text}
    return checked("person", _said(said))


def child_kana(child: ChildTyped, answers: PhoneAnswers) -> str:
    """Return a child's reading with its surname, unless it brings its own."""
    return _full(to_katakana(answers.surname_kana), to_katakana(child.kana))


def _full(surname: str, given: str) -> str:
    return given if not given or not surname or " " in given else f"{surname} {given}"


def family_fields(answers: PhoneAnswers, book: Postal) -> dict[str, Any]:
    """Return what she says of the household."""
    city = answers.city
    if answers.postal and not city:
        place = city_of(book.places(read_postal(answers.postal)))
        city = place.city if place else ""
    said: dict[str, Any] = {
        **address_parts(answers.postal, city, answers.rest, book)._asdict(),
        "intention": answers.intention,
        "smartphone": True,
    }
    number = read_phone(answers.emergency_phone).digits if answers.emergency_phone else ""
    if number or answers.emergency_name:
        said["emergency"] = {
            "name": answers.emergency_name,
            "phone": number,
            "relation": answers.emergency_relation,
        }
    return checked("family", _said(said))


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None)}
