"""The lines of two families side by side: who is whom, what differs, what is strict."""

from collections.abc import Iterator, Mapping
from typing import Final

from concierge_tui.domain.family import Person
from concierge_tui.domain.merging import Difference, Plan, Side
from concierge_tui.services.merging import Comparison
from concierge_tui.text import pair as text
from screens.widgets.result_row import ResultRow

MARK: Final = "*"
"""Stands before the value that holds."""
STRICT: Final = "strict:"
"""Begins the key of a line that is nobody's choice: the most careful answer of both holds."""


def rows(seen: Comparison, choices: Mapping[str, Side]) -> Iterator[ResultRow]:
    """Yield what is to be chosen first, then what is strict, then who is whom."""
    plan = seen.plan
    people = {person.id: person for person in (*plan.kept.people, *plan.other.people)}
    for difference in plan.differences:
        yield _difference(difference, choices.get(difference.key, difference.proposed), people)
    for strict in plan.strict:
        label = text.field(strict.field, people.get(strict.entity))
        first, second, holds = (text.plainly(told, strict.field) for told in strict[2:])
        cells = _cells(label, first, second, holds)
        yield ResultRow(f"{STRICT}{strict.entity}:{strict.field}", cells, "care")
    for held in seen.consents:
        if held.kept != held.other:
            said = tuple(map(text.consent, (held.kept, held.other, held.holds)))
            cells = _cells(text.purpose(held.purpose), *said)
            yield ResultRow(f"consent:{held.purpose}", cells, "care")
    yield from _people(plan)


def _difference(difference: Difference, side: Side, people: Mapping[str, Person]) -> ResultRow:
    first = difference.fields[0]
    values = {
        "kept": text.value(difference.kept, difference.other, first),
        "other": text.value(difference.other, difference.kept, first),
    }
    marked = {name: f"{MARK if name == side else ' '} {word}" for name, word in values.items()}
    cells = (
        text.field(first, people.get(difference.kept_entity)),
        marked["kept"],
        marked["other"],
        text.chosen(side),
    )
    return ResultRow(difference.key, cells, "todo")


def _cells(label: str, first: str, second: str, holds: str) -> tuple[str, ...]:
    """Return cells that stand where those with a mark stand."""
    return label, f"  {first}", f"  {second}", holds


def _people(plan: Plan) -> Iterator[ResultRow]:
    known = {person.id for person, _ in plan.matched}
    for person, same in plan.matched:
        cells = _cells(text.role(person), text.who(person), text.who(same), text.SAME)
        yield ResultRow(f"same:{person.id}", cells, "done")
    for person in plan.moved:
        cells = _cells(text.role(person), text.NOBODY, text.who(person), text.MOVES)
        yield ResultRow(f"moved:{person.id}", cells, "done")
    for person in plan.kept.people:
        if person.id not in known:
            cells = _cells(text.role(person), text.who(person), text.NOBODY, text.ONLY_HERE)
            yield ResultRow(f"stays:{person.id}", cells, "void")
