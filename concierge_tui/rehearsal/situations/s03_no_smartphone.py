"""A grandmother without a smartphone: a proxy, a guardian of record, the same benefits (E23)."""

from typing import Final

from concierge_tui.domain.consent import PROXY, REGISTRATION, REUSE
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.phone import is_mobile
from concierge_tui.rehearsal.facts import registered
from concierge_tui.rehearsal.situation import Limit, Situation, Step, press, typing
from concierge_tui.services.desk import Desk
from concierge_tui.text.situations import s03_no_smartphone as text


def the_proxy_is_named(desk: Desk, _meetup: str) -> bool:
    """Say whether it is known who answered, and for whom."""
    family = registered(desk, text.KANA)
    if family is None or family.filled_in_by is None or family.representative is None:
        return False
    said = family.filled_in_by.relation == text.PROXY_RELATION
    return family.source == "proxy" and said and family.representative.kana == text.KANA


def the_grandmother_may_collect(desk: Desk, meetup: str) -> bool:
    """Say whether she and the child were checked in, and she may take it home."""
    family = registered(desk, text.KANA)
    if family is None:
        return False
    may = [person for person in family.adults if person.kana == text.COLLECTOR]
    rows = desk.reception(meetup).household(family.id).attendance
    here = {name for name, row in rows.items() if row.here}
    came = {person.id for person in (*may, *family.children)}
    return len(may) == 1 and may[0].may_collect and here == came


def she_is_reached_without_a_smartphone(desk: Desk, _meetup: str) -> bool:
    """Say whether telephone and letter are written down; a link has to wait for a mobile."""
    family = registered(desk, text.KANA)
    return (
        family is not None
        and family.contacts == ("phone", "letter")
        and not any(is_mobile(person.phone) for person in family.people)
    )


def the_proxy_consented_and_nothing_was_pressed_for(desk: Desk, _meetup: str) -> bool:
    """Say whether the consent names the proxy, and nothing may be used again (E28)."""
    family = registered(desk, text.KANA)
    if family is None:
        return False
    given = desk.journal.history(consent_id(family.id, REGISTRATION))
    methods = [body_of(operation).get("method") for operation in given]
    return methods == [PROXY] and not desk.journal.history(consent_id(family.id, REUSE))


SITUATION: Final = Situation(
    number=3,
    title=text.TITLE,
    story=text.STORY,
    limit=Limit(commands=None, typed=None, seconds=240),
    steps=(
        Step(text.OPEN, (press("f4"),), shows=text.PURPOSE_READ),
        Step(
            text.PROXY,
            (
                press("enter"),
                typing("2"),
                typing("takagi kiyo"),
                press("enter"),
                typing(text.PROXY_RELATION),
                press("enter"),
            ),
            shows=text.PROXY_SHOWN,
        ),
        Step(
            text.GUARDIAN,
            (
                typing("takagi mai"),
                press("enter", "enter"),
                typing("1"),
                typing("0481234567"),
                press("enter"),
            ),
            shows=text.GUARDIAN_SHOWN,
        ),
        Step(
            text.CHILD,
            (
                typing("sora"),
                press("enter", "enter"),
                typing("R5.6.1"),
                press("enter"),
                typing("1"),
                press("enter"),
            ),
            shows=text.CHILD_SHOWN,
        ),
        Step(
            text.SAFETY,
            (
                typing("0481234567"),
                press("enter"),
                typing(text.EMERGENCY),
                press("enter"),
                typing("takagi kiyo"),
                press("enter"),
                typing(text.PROXY_RELATION),
                press("enter", "enter", "enter", "enter"),
            ),
            shows=text.SAFETY_SHOWN,
        ),
        Step(
            text.CONSENT,
            (typing("1"), typing("1"), typing("1"), press("ctrl+s")),
            shows=text.NUMBER_SHOWN,
        ),
        Step(
            text.MORE,
            (press("f2", "enter", "enter"), typing("12"), press("ctrl+s")),
            shows=text.MORE_SAVED,
        ),
        Step(text.SLIP, (press("f11"),), shows=text.SLIP_SHOWN),
    ),
    facts=(
        the_proxy_is_named,
        the_grandmother_may_collect,
        she_is_reached_without_a_smartphone,
        the_proxy_consented_and_nothing_was_pressed_for,
    ),
)
