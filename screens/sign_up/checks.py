"""What is said at a field when one leaves it; only what safety needs stops the registration."""

from collections.abc import Callable
from datetime import date

from concierge_tui.domain.errors import CollectorBarred, ConciergeError
from concierge_tui.services.sign_up_reading import refuse_barred_collector, waits_for_a_mobile
from concierge_tui.services.walk_in_answers import flaw
from concierge_tui.text import sign_up as text
from concierge_tui.text.errors import sentence
from concierge_tui.text.walk_in import NO_PHONE
from screens.sign_up.form import SignUpLines
from screens.sign_up.people import CompanionLine, SignUpChild
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput

_PHONES = ("phone", "emergency_phone")

ReadNumber = Callable[[str], str]
"""Returns the number of a paper form as it is written, or raises why it cannot be typed here."""


def check_left(lines: SignUpLines, field: JpInput, today: date, read: ReadNumber) -> None:
    """Say what is wrong, or left for later, where one has just been."""
    check_field(lines, field, today, read)
    if field.id in ("kana", "name"):
        answers = lines.answers
        is_missing = not (answers.kana or answers.name)
        _line_of(field).tell("missing", text.KANA_NEEDED if is_missing else "")
        lines.query_one("#kana-line", FormLine).tell("missing", "") if not is_missing else None
    if field.id == "phone":
        waits = field.value.strip() != "" and waits_for_a_mobile(field.value.strip())
        lines.query_one("#no-mobile").display = waits
    for child in _child_of(field):
        if field is child.birthday:
            child.say_what_is_left()


def check_field(lines: SignUpLines, field: JpInput, today: date, read: ReadNumber) -> str:
    """Return what cannot be read in a field, and say it there."""
    if field.id == "form_number":
        return _check_number(field, read)
    if field.id in _PHONES:
        value = field.value.strip()
        error = flaw("phone", value, today) if value not in NO_PHONE else None
        problem = sentence(error) if error else ""
        _line_of(field).tell(field.id, problem)
        return problem
    for child in _child_of(field):
        if field is child.birthday:
            return child.check_birthday()
    for node in field.ancestors:
        if isinstance(node, CompanionLine) and field is node.person:
            return _check_companions(lines, node)
    return ""


def first_flaw(lines: SignUpLines, today: date, read: ReadNumber) -> tuple[JpInput, str] | None:
    """Return the first field that keeps the family from being registered."""
    answers = lines.answers
    if not (answers.kana or answers.name):
        return lines.field("kana"), text.KANA_NEEDED
    if answers.source == "proxy" and not (answers.proxy_name or answers.proxy_relation):
        return lines.field("proxy_name"), text.PROXY_NEEDED
    for field in lines.query(JpInput):
        problem = check_field(lines, field, today, read)
        if problem:
            return field, problem
    return None


def _check_number(field: JpInput, read: ReadNumber) -> str:
    """Write the number of a paper form as it is printed, or say why it is none."""
    problem = ""
    if field.value.strip():
        try:
            field.value = read(field.value)
        except ConciergeError as error:
            problem = sentence(error)
    _line_of(field).tell("form_number", problem)
    return problem


def _check_companions(lines: SignUpLines, at: CompanionLine) -> str:
    """Say at a name that it stands in both lists; where it was mended, nothing is left said."""
    problem = _refused(lines)
    for rows in (lines.rest.collectors, lines.rest.barred):
        for each in rows.lines:
            each.line.tell("barred", problem if each is at and at.answers.name else "")
    return problem if at.answers.name else ""


def _refused(lines: SignUpLines) -> str:
    try:
        refuse_barred_collector(lines.answers)
    except CollectorBarred as error:
        return sentence(error)
    return ""


def _child_of(field: JpInput) -> list[SignUpChild]:
    return [node for node in field.ancestors if isinstance(node, SignUpChild)]


def _line_of(field: JpInput) -> FormLine:
    return next(node for node in field.ancestors if isinstance(node, FormLine))
