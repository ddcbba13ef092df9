"""Makes one person of two where both halves of a family wrote her under ids of their own.

Usually both derive the same ids. A family of a roster has others: when what she wrote on her
telephone arrives, the laptop that showed her the QR says the same of the people it knows, and
takes the second ones off. What differs stays visible: it is written beside the desk's value,
never over it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from concierge_tui.domain import fold
from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.fold import Cell
from concierge_tui.domain.hand_off import PHONE
from concierge_tui.domain.operation import Author, Draft, Operation
from concierge_tui.domain.romaji import fold_kana
from concierge_tui.services.ports import AuthorNow, Journal

_OURS = frozenset({"family", "role", "removed"})


class _Known(NamedTuple):
    id: str
    cells: Mapping[str, Cell]
    by_phone: bool
    """Whether nobody but the family herself wrote it, a removal aside."""

    def says(self, name: str) -> Any:
        return self.cells[name].value if name in self.cells else None


class Halves:
    """Brings the two halves of a family together after a sync."""

    def __init__(self, journal: Journal, author: AuthorNow) -> None:
        self._journal = journal
        self._author = author

    def settle(self, families: Mapping[str, Sequence[str]]) -> int:
        """Bring together whoever stands twice among a family's people; return how many were."""
        drafts: list[Draft] = []
        removals: list[Draft] = []
        for family, ids in families.items():
            histories = self._journal.histories(ids)
            people = [_known(each, histories[each]) for each in ids]
            for known, twice in _pairs(people):
                body = _news(known, twice)
                if body:
                    # She saw what she wrote before, and nothing of the desk.
                    hers = [op for op in histories[known.id] if op.actor == PHONE]
                    base = tips_for(hers, "person.set", body)
                    drafts.append(Draft("person.set", known.id, body, subject=family, base=base))
                if not twice.says("removed"):
                    gone = {"removed": True}
                    removals.append(Draft("person.set", twice.id, gone, subject=family))
        here = self._author()
        if drafts:
            self._journal.append(drafts, Author(here.area, PHONE))
        if removals:
            self._journal.append(removals, here)
        return len(removals)


def _known(person: str, history: Sequence[Operation]) -> _Known:
    others = [op for op in history if op.actor != PHONE and set(fold.said_in(op)) != {"removed"}]
    return _Known(person, fold.fold_registers("person", history), by_phone=not others)


def _pairs(people: Iterable[_Known]) -> list[tuple[_Known, _Known]]:
    """Return whom the desk knows and who is the same by telephone, where that is plain."""
    listed = list(people)
    desk = [each for each in listed if not each.by_phone and not each.says("removed")]
    found: list[tuple[_Known, _Known]] = []
    for twice in (each for each in listed if each.by_phone and each.says("role")):
        alike = [each for each in desk if _same(each, twice)]
        if len(alike) == 1:
            found.append((alike[0], twice))
    meant = [known.id for known, _ in found]
    return [(known, twice) for known, twice in found if meant.count(known.id) == 1]


def _same(known: _Known, twice: _Known) -> bool:
    role = twice.says("role")
    if (known.says("role") or "guardian") != role:
        return False
    if role != "child":
        return True
    here, there = _given(known), _given(twice)
    if here and there:
        return here == there
    return bool(known.says("birthday")) and known.says("birthday") == twice.says("birthday")


def _given(person: _Known) -> str:
    return fold_kana(str(person.says("kana") or "").rpartition(" ")[2])


def _news(known: _Known, twice: _Known) -> dict[str, Any]:
    """Return what the telephone says and was never said of the person whom the desk knows."""
    return {
        name: cell.value
        for name, cell in twice.cells.items()
        if name not in _OURS and cell.value is not None and cell.value not in _ever(known, name)
    }


def _ever(person: _Known, name: str) -> list[Any]:
    cell = person.cells.get(name)
    return [*(tip.value for tip in cell.tips), *cell.past] if cell else []
