"""What everybody must show in the end, told by who had seen what: no clock, no base, no hash.

Deliberately naive: each operation keeps the set of all operations that its writer could read.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Said(NamedTuple):
    """One operation as the world saw it being written."""

    entity: str
    kind: str
    body: Mapping[str, Any]
    seen: frozenset[str]


class CausalModel:
    """Every operation that was ever written, with what its writer had seen."""

    def __init__(self) -> None:
        self.said: dict[str, Said] = {}

    def note(self, op_id: str, said: Said) -> None:
        """Keep what was written."""
        self.said[op_id] = said

    def standing(self, entity: str, field: str | None, exist: Iterable[str]) -> list[Said]:
        """Return what nobody wrote upon who had seen it, among what still exists."""
        there = [
            (op_id, said)
            for op_id in exist
            if (said := self.said.get(op_id)) and said.entity == entity
            if field is None or field in said.body
        ]
        return [said for op_id, said in there if not any(op_id in other.seen for _, other in there)]

    def values(self, entity: str, field: str, exist: Iterable[str]) -> list[Any]:
        """Return the values of a field between which nobody has decided."""
        return [said.body[field] for said in self.standing(entity, field, exist)]

    def is_granted(self, consent: str, exist: Iterable[str]) -> bool:
        """Say whether a consent stands: no withdrawal among what nobody answered."""
        kinds = {said.kind for said in self.standing(consent, None, exist)}
        return kinds == {"consent.grant"}
