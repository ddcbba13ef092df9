"""Reads the form of a walk-in: what was written, field by field, into a family."""

from datetime import date, datetime, time
from typing import Literal

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.address import read_postal
from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.consent import SPOKEN
from concierge_tui.domain.errors import ConciergeError, FieldInvalid, FieldMissing
from concierge_tui.domain.family import Allergy, Emergency, Has
from concierge_tui.domain.form_numbers import read_form_number
from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.phone import ReadPhone, read_phone
from concierge_tui.domain.schedule import read_time
from concierge_tui.services.addresses import address_parts
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.ports import Postal
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from concierge_tui.text.walk_in import NO_PHONE, NOBODY

Visibility = Literal["everyone", "acquaintances"]


class ChildAnswers(BaseModel):
    """One child as it stands on the form."""

    model_config = ConfigDict(extra="ignore")

    kana: str = ""
    birthday: str = ""
    allergy: str = ""
    allergy_text: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written about a child here."""
        return not (self.kana or self.birthday or self.allergy or self.allergy_text)

    @property
    def is_nobody(self) -> bool:
        """Whether no child is meant: a blank line, or one that says 「なし」."""
        return self.is_blank or (self.kana in NOBODY and not self.birthday)


class Asked(BaseModel):
    """What was answered to one purpose, and which text had been read (E22)."""

    model_config = ConfigDict(extra="ignore")

    answer: str = ""
    """yes, no, or nothing yet."""
    method: str = SPOKEN
    language: str = "ja"
    version: str = ""
    text_hash: str = ""


class Answers(BaseModel):
    """Everything on the form, as typed; this is also what a draft keeps."""

    model_config = ConfigDict(extra="ignore")

    family: str = ""
    """The id that the family will have: written twice, it is still one family."""
    kana: str = ""
    name: str = ""
    phone: str = ""
    children: list[ChildAnswers] = []
    emergency_phone: str = ""
    emergency_name: str = ""
    channel: str = ""
    consented: bool = False
    asked: Asked | None = None
    """What the family answered on the screen; None where it answered aloud or on paper."""
    host_may_collect: bool = False
    relation: str = ""
    postal: str = ""
    city: str = ""
    rest: str = ""
    email: str = ""
    smartphone: str = ""
    categories: list[str] = []
    moved_in: str = ""
    photo: Visibility = "acquaintances"
    age: Visibility = "acquaintances"
    name_exception: str = ""
    notes: str = ""
    told_apart: list[str] = []
    """Families that look like this one and are another (「別人」)."""
    form_number: str = ""
    came_at: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written anything yet."""
        blank = Answers(family=self.family, children=self.children)
        return self == blank and all(c.is_blank for c in self.children)


def as_given(purpose: str, asked: Asked) -> ConsentGiven:
    """Return a yes as it is recorded, under the text that was really read."""
    return ConsentGiven(
        asked.version,
        asked.text_hash,
        method=asked.method,
        purpose=purpose,
        language=asked.language,
    )


def flaw(kind: str, value: str, today: date) -> ConciergeError | None:
    """Return what is wrong with a value of a kind; what is empty is left for later."""
    if not value:
        return None
    try:
        match kind:
            case "birthday":
                read_birthday(value, today=today)
            case "phone":
                read_number(value)
            case "came_at" if not read_time(value):
                return FieldInvalid("came_at")
            case "postal" if not read_postal(value):
                return FieldInvalid("postal")
    except ConciergeError as error:
        return error
    return None


def read_answers(
    answers: Answers, today: date, book: Postal, host: str | None = None
) -> WalkInForm:
    """Return the family that was written down.

    Raises:
        FieldMissing: when nobody has a name or a kana.
        ConciergeError: when a number or a birthday cannot be read; it names why.
    """
    if not (answers.kana or answers.name):
        raise FieldMissing("kana")
    people = [_guardian(answers)]
    people += [_child(child, answers, today) for child in answers.children if not child.is_nobody]
    address = address_parts(answers.postal, answers.city, answers.rest, book)
    return WalkInForm(
        people=tuple(people),
        emergency=read_emergency(answers.emergency_phone, answers.emergency_name),
        **address._asdict(),
        channel=answers.channel,
        categories=tuple(answers.categories),
        moved_in=answers.moved_in,
        notes=answers.notes,
        smartphone={"yes": True, "no": False}.get(answers.smartphone),
        host=host,
        host_may_collect=bool(host) and answers.host_may_collect,
        form_number=read_form_number(answers.form_number).written if answers.form_number else "",
    )


def came_at(answers: Answers, on: date, now: datetime) -> int | None:
    """Return when the family came, where a paper form says so; None means now.

    Raises:
        FieldInvalid: when that is no time of the day, or lies ahead.
    """
    if not answers.came_at:
        return None
    written = read_time(answers.came_at)
    if not written:
        raise FieldInvalid("came_at")
    moment = datetime.combine(on, time.fromisoformat(written)).astimezone()
    if moment > now:
        raise FieldInvalid("came_at")
    return milliseconds(moment)


def full_kana(given: str, guardian: str) -> str:
    """Return a child's reading with the guardian's surname, unless it brings its own."""
    reading, surname = to_katakana(given), to_katakana(guardian).partition(" ")
    if not reading or " " in reading or not surname[1]:
        return reading
    return f"{surname[0]} {reading}"


def _guardian(answers: Answers) -> WalkInPerson:
    number = read_number(answers.phone)
    return WalkInPerson(
        role="guardian",
        name=answers.name,
        kana=to_katakana(answers.kana),
        relation=answers.relation,
        phone=number.digits if number else "",
        phone_typed=number.typed if number else "",
        email=answers.email,
        name_exception=answers.name_exception,
        photo_visibility=answers.photo,
        age_visibility=answers.age,
    )


def _child(child: ChildAnswers, answers: Answers, today: date) -> WalkInPerson:
    born = read_birthday(child.birthday, today=today).value if child.birthday else None
    return WalkInPerson(
        role="child",
        kana=full_kana(child.kana, answers.kana),
        birthday=born.isoformat() if born else None,
        allergy=read_allergy_answer(child),
    )


def read_allergy_answer(child: ChildAnswers) -> Allergy:
    """Return what was answered; a text without an answer means that there is one."""
    has: Has = "yes" if child.allergy == "yes" or child.allergy_text else "unknown"
    if child.allergy == "no" and not child.allergy_text:
        has = "no"
    return Allergy(has=has, text=child.allergy_text)


def read_emergency(phone: str, name: str) -> Emergency | None:
    """Return whom to call; nobody where nothing was written.

    Raises:
        PhoneUnreadable: when the number cannot be read.
    """
    number = read_number(phone)
    if number is None and not name:
        return None
    return Emergency(name=name, phone=number.digits if number else "")


def read_number(text: str) -> ReadPhone | None:
    """Return a telephone number; none where the family has none.

    Raises:
        PhoneUnreadable: when it cannot be read.
    """
    return None if not text or text in NO_PHONE else read_phone(text)
