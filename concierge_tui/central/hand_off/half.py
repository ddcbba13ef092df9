"""The phone's half of a family: who is meant, and which operations say what is new in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from concierge_tui.domain import fold
from concierge_tui.domain.consent import SCREEN
from concierge_tui.domain.kana import to_katakana
from concierge_tui.domain.operation import Draft, Operation
from concierge_tui.domain.person_ids import Known, person_ids
from concierge_tui.domain.romaji import fold_kana
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.phone_half import (
    ChildTyped,
    PhoneAnswers,
    child_fields,
    child_kana,
    family_fields,
    guardian_fields,
)
from concierge_tui.services.ports import Postal
from concierge_tui.services.wordings import Wordings

People = Mapping[str, Sequence[Operation]]


class Half(NamedTuple):
    """What she typed, and under which ids it is kept: a corrected name moves nobody."""

    answers: PhoneAnswers
    guardian: str
    children: tuple[str, ...]
    """One a place on the page; empty where nothing stands."""


def identified(family: str, before: Half | None, answers: PhoneAnswers, people: People) -> Half:
    """Return her answers with the ids of the people in them.

    A child that was sent once and is blank now stays: taking a child away is a matter for a
    person at the desk.
    """
    old = before.children if before else ()
    typed = list(answers.children)
    for place, child in enumerate(typed):
        if child.is_blank and before and place < len(old) and old[place]:
            typed[place] = before.answers.children[place]
    if before:
        typed += before.answers.children[len(typed) :]
    answers = answers.model_copy(update={"children": tuple(typed)})
    guardian = before.guardian if before else _guardian(family, people)
    return Half(answers, guardian, tuple(_children(family, answers, old, people)))


def _guardian(family: str, people: People) -> str:
    (derived,) = person_ids(family, [Known("guardian")])
    known = [person for person, said in _known(people).items() if said.get("role") == "guardian"]
    return derived if derived in people or len(known) != 1 else known[0]


def _children(family: str, answers: PhoneAnswers, old: Sequence[str], people: People) -> list[str]:
    derived = iter(
        person_ids(
            family,
            [
                Known("child", child_kana(child, answers), child.birthday)
                for child in answers.children
                if not child.is_blank
            ],
        )
    )
    ids: list[str] = []
    for place, child in enumerate(answers.children):
        mine = "" if child.is_blank else next(derived)
        kept = old[place] if place < len(old) else ""
        taken = {*ids, *old}
        ids.append(kept or (mine and _same_child(child, mine, people, taken)))
    return ids


def _same_child(child: ChildTyped, derived: str, people: People, taken: set[str]) -> str:
    """Return the child that the desk wrote, where it plainly is this one."""
    if derived in people:
        return derived
    given = fold_kana(to_katakana(child.kana).rpartition(" ")[2])
    for person, said in _known(people).items():
        reading = fold_kana(str(said.get("kana", "")).rpartition(" ")[2])
        if said.get("role") == "child" and given and reading == given and person not in taken:
            return person
    return derived


def _known(people: People) -> dict[str, dict[str, Any]]:
    folded = {
        person: {name: cell.value for name, cell in fold.fold_registers("person", ops).items()}
        for person, ops in people.items()
    }
    return {person: said for person, said in folded.items() if not said.get("removed")}


def changes(
    family: str,
    before: Half | None,
    after: Half,
    wordings: Wordings,
    book: Postal,
    today: date,
) -> list[Draft]:
    """Return the drafts that say what is new, her consents first."""
    drafts = _consents(family, before, after, wordings)
    if not after.answers.consented:
        return drafts
    old = _entities(family, before, book, today) if before and before.answers.consented else {}
    for (noun, entity), fields in _entities(family, after, book, today).items():
        said = old.get((noun, entity), {})
        body = {name: value for name, value in fields.items() if said.get(name) != value}
        body |= {name: None for name in said if name not in fields}
        if body:
            drafts.append(Draft(f"{noun}.set", entity, body, subject=family))
    return drafts


def _consents(family: str, before: Half | None, after: Half, wordings: Wordings) -> list[Draft]:
    old = before.answers.granted if before else ()
    drafts = []
    for purpose in after.answers.granted:
        if purpose not in old:
            text = wordings.get(purpose, after.answers.language)
            given = ConsentGiven(
                text.version, text.hash, SCREEN, purpose=purpose, language=text.language
            )
            drafts.append(grant(family, given))
    for purpose in old:
        if purpose not in after.answers.granted:
            granted = grant(family, ConsentGiven("", "", SCREEN, purpose=purpose))
            body = {"purpose": purpose, "method": SCREEN}
            drafts.append(Draft("consent.withdraw", granted.entity, body, subject=family))
    return drafts


def _entities(
    family: str, half: Half, book: Postal, today: date
) -> dict[tuple[str, str], dict[str, Any]]:
    answers = half.answers
    found = {
        ("family", family): family_fields(answers, book),
        ("person", half.guardian): {**guardian_fields(answers), "family": family},
    }
    for child, name in zip(answers.children, half.children, strict=True):
        if name:
            fields = {**child_fields(child, answers, today), "family": family}
            found["person", name] = fields
    return found
