"""Reads the first page of a sign-up: what was written, field by field, into a family."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from concierge_tui.domain.birthday import read_birthday
from concierge_tui.domain.consent import PURPOSES
from concierge_tui.domain.errors import CollectorBarred, ConciergeError, FieldMissing
from concierge_tui.domain.family import Interpreter, Proxy
from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.kanji import fold_kanji
from concierge_tui.domain.phone import is_mobile
from concierge_tui.domain.romaji import fold_kana
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.ports import Postal
from concierge_tui.services.sign_up_answers import (
    ChildAnswers,
    Companion,
    SignUpAnswers,
    without_blanks,
)
from concierge_tui.services.sign_up_more import family_fields
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from concierge_tui.services.walk_in_answers import (
    as_given,
    full_kana,
    read_allergy_answer,
    read_emergency,
    read_number,
)
from concierge_tui.text.sign_up import PARENTS
from concierge_tui.text.walk_in import NO_PHONE


def read_sign_up(
    answers: SignUpAnswers, today: date, book: Postal, *, arrives: bool = False
) -> WalkInForm:
    """Return the family that was written down; `arrives` says that they stand at the desk.

    Raises:
        FieldMissing: when nobody has a name or a reading, or a proxy is not named.
        CollectorBarred: when somebody may and must not collect.
        ConciergeError: when a number or a birthday cannot be read; it names why.
    """
    answers = without_blanks(answers)
    if not (answers.kana or answers.name):
        raise FieldMissing("kana")
    is_proxy = answers.source == "proxy"
    if is_proxy and not (answers.proxy_name or answers.proxy_relation):
        raise FieldMissing("filled_in_by")
    refuse_barred_collector(answers)
    proxy = Proxy(name=answers.proxy_name, relation=answers.proxy_relation)
    return WalkInForm.model_validate(
        {
            "people": tuple(_people(answers, today, arrives=arrives)),
            "emergency": read_emergency(answers.emergency_phone, answers.emergency_name),
            "source": answers.source,
            "filled_in_by": proxy if is_proxy else None,
            **_language(answers),
            "form_number": answers.form_number,
            "host": answers.host or None,
            "host_may_collect": bool(answers.host) and answers.host_may_collect,
            "has_no_phone": answers.phone in NO_PHONE,
            **family_fields(answers.more, book),
        }
    )


def given_consents(answers: SignUpAnswers, answer: str = "yes") -> list[ConsentGiven]:
    """Return every purpose that was answered so, in the order of asking."""
    is_proxy = answers.source == "proxy"
    by = answers.proxy_name if is_proxy else ""
    relation = answers.proxy_relation if is_proxy else ""
    return [
        as_given(purpose, asked)._replace(by=by, relation=relation)
        for purpose in PURPOSES
        if (asked := answers.consents.get(purpose)) is not None and asked.answer == answer
    ]


def waits_for_a_mobile(phone: str) -> bool:
    """Say whether a link has to wait, because there is no mobile number (A2)."""
    try:
        number = read_number(phone)
    except ConciergeError:
        return False
    return number is None or not is_mobile(number.digits)


def refuse_barred_collector(answers: SignUpAnswers) -> None:
    """Refuse that the same person may and must not collect.

    Raises:
        CollectorBarred: when somebody stands in both lists.
    """
    may = {_alike(each.name) for each in answers.collectors if each.name}
    if answers.kana:
        may.add(_alike(answers.kana))
    for each in answers.barred:
        if each.name and _alike(each.name) in may:
            raise CollectorBarred


def _alike(name: str) -> str:
    folded = "".join(to_katakana(name).split())
    return fold_kana(folded) if is_kana(name) else fold_kanji(folded)


def _people(answers: SignUpAnswers, today: date, *, arrives: bool) -> Iterator[WalkInPerson]:
    is_proxy = answers.source == "proxy"
    yield _guardian(answers, is_here=not is_proxy)
    for child in answers.children:
        yield _child(child, answers, today)
    brings = _alike(answers.proxy_name) if is_proxy and arrives and answers.proxy_name else None
    for each in answers.collectors:
        yield _companion(each, may_collect=True, is_here=_alike(each.name) == brings)
    named = {_alike(each.name) for each in (*answers.collectors, *answers.barred)}
    if brings is not None and brings not in named:
        # Whoever answers at the desk has brought the children; to collect is another right.
        who = Companion(name=answers.proxy_name, relation=answers.proxy_relation)
        yield _companion(who, may_collect=False, is_here=True)
    for each in answers.barred:
        yield _companion(each, may_collect=False, must_not_collect=True)


def _guardian(answers: SignUpAnswers, *, is_here: bool) -> WalkInPerson:
    number, more = read_number(answers.phone), answers.more
    return WalkInPerson(
        role="guardian",
        name=answers.name,
        kana=to_katakana(answers.kana),
        relation=answers.relation,
        phone=number.digits if number else "",
        phone_typed=number.typed if number else "",
        email=more.email,
        name_exception=more.name_exception,
        photo_visibility=more.photo,
        age_visibility=more.age,
        is_here=is_here,
    )


def _child(child: ChildAnswers, answers: SignUpAnswers, today: date) -> WalkInPerson:
    born = read_birthday(child.birthday, today=today).value if child.birthday else None
    return WalkInPerson(
        role="child",
        name=_with_surname(child.name, answers.name),
        kana=full_kana(child.kana, answers.kana),
        birthday=born.isoformat() if born else None,
        allergy=read_allergy_answer(child),
    )


def _with_surname(given: str, guardian: str) -> str:
    surname, space, _ = guardian.partition(" ")
    return f"{surname} {given}" if given and " " not in given and space else given


def _companion(
    each: Companion, *, may_collect: bool, must_not_collect: bool = False, is_here: bool = False
) -> WalkInPerson:
    reading = to_katakana(each.name) if is_kana(each.name) else ""
    return WalkInPerson(
        role="guardian" if may_collect and each.relation in PARENTS else "carer",
        name="" if reading else each.name,
        kana=reading,
        relation=each.relation,
        may_bring=not must_not_collect,
        may_collect=may_collect,
        must_not_collect=must_not_collect,
        is_here=is_here,
    )


def _language(answers: SignUpAnswers) -> dict[str, Any]:
    """Return what differs where the family does not speak Japanese."""
    if answers.language == "ja":
        return {}
    return {
        "language": answers.language,
        "japanese": answers.japanese or None,
        "interpreter": _interpreter(answers),
    }


def _interpreter(answers: SignUpAnswers) -> Interpreter | None:
    if not (answers.interpreter_name or answers.interpreter_relation):
        return None
    return Interpreter(
        name=answers.interpreter_name,
        relation=answers.interpreter_relation,
        trained=answers.interpreter_trained == "yes",
    )
