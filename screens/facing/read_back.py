"""What was written about a family, to be read from half a metre away."""

from collections.abc import Iterator

from concierge_tui.domain.family import Family, Person, in_order
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.services.walk_in import WalkInForm
from concierge_tui.text import facing as text
from concierge_tui.text.people import masked_phone
from screens.facing.consenting import right_or_wrong
from screens.facing.page import FacingPage
from screens.widgets.large_text import Words

FAMILY_READ_BACK = "family"


def family_page(family: Family) -> FacingPage:
    """Return names with their readings, birthdays, allergies and who may collect.

    The last four digits of a telephone are the link code (A2): they are never on a screen that
    others may look at, and are checked aloud.
    """

    def lines(language: str) -> tuple[Words, ...]:
        return tuple(_lines(family, language))

    return FacingPage(FAMILY_READ_BACK, text.READ_BACK, lines, right_or_wrong())


def unwritten(form: WalkInForm) -> Family:
    """Return the family of a form that is not registered yet."""
    people = [
        Person.model_validate(
            {name: value for name, value in person if name in Person.model_fields}
            | {"id": str(number), "family": "new"}
        )
        for number, person in enumerate(form.people)
    ]
    return Family(id="new", people=in_order(people))


def readings_of(person: Person) -> dict[str, str]:
    """Return how each part of a name is read, where name and reading have as many parts."""
    parts, kana = person.name.split(), to_hiragana(person.kana).split()
    return dict(zip(parts, kana, strict=True)) if len(parts) == len(kana) else {}


def _lines(family: Family, language: str) -> Iterator[Words]:
    for person in family.people:
        said = person.called
        readings = readings_of(person)
        if person.role != "child" and person.relation:
            said += f" ({person.relation})"
            readings |= _relation(person.relation)
        if person.birthday:
            day = person.birthday
            said += f" {text.birthday(day.year, day.month, day.day, language)}"
        yield Words(said, readings)
        if person.role == "child":
            has = text.of(text.HAS[person.allergy.has], language)
            label = text.of(text.ALLERGY, language)
            yield Words(f"  {label}: {person.allergy.text or has}", text.FOODS)
    may = [p for p in family.adults if p.may_collect and not p.must_not_collect]
    if may:
        names = "・".join(person.called for person in may)
        readings = {part: kana for person in may for part, kana in readings_of(person).items()}
        yield Words(f"{text.of(text.COLLECT, language)}: {names}", readings)
    phone = next((person.phone for person in family.adults if person.phone), "")
    if phone:
        aloud = text.of(text.PHONE_ALOUD, language)
        yield Words(f"{text.of(text.PHONE, language)}: {masked_phone(phone)} {aloud}")


def _relation(relation: str) -> dict[str, str]:
    kana = text.RELATIONS.get(relation)
    return {f"({relation})": f"({kana})"} if kana else {}
