"""A household as the desk meets it: guardians, children and other carers with their rights."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.kana import to_hiragana

Role = Literal["guardian", "child", "carer"]
Has = Literal["yes", "no", "unknown"]

_ORDER = {"guardian": 0, "carer": 1, "child": 2}


class Allergy(BaseModel):
    """What was answered about allergies; unknown is an answer of its own (A25)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    has: Has = "unknown"
    text: str = ""


class Emergency(BaseModel):
    """Whom to call when the guardian cannot be reached."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    phone: str = ""
    relation: str = ""


class Proxy(BaseModel):
    """Who answered for a family that does not write itself (代理入力)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    relation: str = ""


class Need(BaseModel):
    """When a family would like help (C14)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: tuple[str, ...] = ()
    """mon … sun."""
    hours: str = ""
    short: bool = False
    """Only for a short while: shopping, the hairdresser."""
    text: str = ""


class Interpreter(BaseModel):
    """Who interprets for a family; health questions want a trained one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    relation: str = ""
    trained: bool = False


class Person(BaseModel):
    """One person of a household."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    family: str
    role: Role = "guardian"
    name: str = ""
    """The real name as written, one space between surname and given name (A4)."""
    kana: str = ""
    """How the name is read, in full-width katakana."""
    name_exception: str = ""
    """Why the real name is not given, where that was accepted (A4)."""
    display_name: str = ""
    relation: str = ""
    birthday: date | None = None
    phone: str = ""
    phone_typed: str = ""
    email: str = ""
    allergy: Allergy = Allergy()
    may_bring: bool = False
    may_collect: bool = False
    must_not_collect: bool = False
    photo_visibility: Literal["everyone", "acquaintances"] = "acquaintances"
    age_visibility: Literal["everyone", "acquaintances"] = "acquaintances"
    notes: str = ""
    merged_into: str | None = None
    """The person as whom this one lives on, after two registrations became one."""
    removed: bool = False

    @property
    def surname(self) -> str:
        """The part of the name before the first space."""
        return self.name.partition(" ")[0]

    @property
    def given(self) -> str:
        """The part of the name after the first space, or the whole name."""
        return self.name.partition(" ")[2] or self.name

    @property
    def reading(self) -> str:
        """What lists are sorted by: the kana, or the name where no kana is written."""
        return self.kana or self.name

    @property
    def called(self) -> str:
        """The name to read out: the reading in hiragana stands in where no name is written."""
        return self.name or to_hiragana(self.kana)


class Family(BaseModel):
    """One household; prefecture and city are public, the rest of the address is not (A5, A7)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    postal: str = ""
    prefecture: str = ""
    city: str = ""
    rest: str = ""
    channel: str = ""
    flyer: str = ""
    smartphone: bool | None = None
    notes: str = ""
    categories: tuple[str, ...] = ()
    moved_in: str = ""
    emergency: Emergency | None = None
    host: str | None = None
    """The family that brought this one as a guest."""
    host_may_collect: bool = False
    code: str = ""
    source: Literal["self", "proxy", "roster", "walk_in"] = "self"
    filled_in_by: Proxy | None = None
    contacts: tuple[str, ...] = ()
    """How to reach the family: phone, letter, fax, email, line (E1)."""
    fax: str = ""
    intention: Literal["ask", "offer", "both"] | None = None
    """依頼, 提供 or 両方 (C25)."""
    wants_introduction: bool | None = None
    """Wishes to be introduced to somebody (A22)."""
    wants_to_help: bool | None = None
    """Would like to help: a candidate for the concierges (B18, C8)."""
    need: Need | None = None
    relied_on: int | None = None
    """How many people nearby the family can rely on (B11, D19); optional."""
    language: str = ""
    japanese: Literal["none", "little", "daily", "fluent"] | None = None
    interpreter: Interpreter | None = None
    form_number: str = ""
    """The number of the paper form from which this was written."""
    merged_into: str | None = None
    """The family under which this one lives on."""
    removed: bool = False
    withdrawn: bool = False
    """Whether it withdrew its consent to being registered: then nobody at the desk sees it."""
    people: tuple[Person, ...] = ()

    @property
    def adults(self) -> tuple[Person, ...]:
        """Guardians and carers."""
        return tuple(person for person in self.people if person.role != "child")

    @property
    def children(self) -> tuple[Person, ...]:
        """The children, the oldest first."""
        return tuple(person for person in self.people if person.role == "child")

    @property
    def representative(self) -> Person | None:
        """Who stands for the household on a list."""
        return next(iter(self.people), None)

    def person(self, person_id: str) -> Person | None:
        """Return the member with this id."""
        return next((person for person in self.people if person.id == person_id), None)


def by_reading(family: Family) -> tuple[str, str]:
    """Return a family's place among others: the same on every screen and on every sheet."""
    first = family.representative
    return (first.reading if first else "", family.id)


def in_order(people: list[Person]) -> tuple[Person, ...]:
    """Return people as a household lists them: guardians, carers, then children by age."""
    return tuple(sorted(people, key=_place))


def _place(person: Person) -> tuple[int, date, str]:
    born = person.birthday if person.role == "child" else None
    return _ORDER[person.role], born or date.max, person.id
