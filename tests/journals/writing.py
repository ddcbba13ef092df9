"""Operations for tests: written by hand, or by several people who see each other's work late."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from concierge_tui.domain.bases import tips_for
from concierge_tui.domain.operation import Operation, canonical, hash_body

SALT = bytes(16)


def op(
    op_id: str,
    kind: str,
    body: object,
    *,
    base: Iterable[str] = (),
    hlc: int = 0,
    entity: str = "e",
    raw: str | None = None,
    **more: Any,
) -> Operation:
    """Return one operation; `raw` is a body as another program may have written it."""
    text = canonical(body) if raw is None else raw
    written = Operation(
        op_id=op_id,
        area="area",
        hlc=hlc,
        wall=hlc,
        kind=kind,
        kv=1,
        entity=entity,
        subject=None,
        meetup=None,
        base=tuple(sorted(base)),
        tx="tx",
        actor="actor",
        salt=SALT,
        body=text,
        body_hash=hash_body(SALT, text.encode("utf-8", "replace").decode()),
    )
    return written._replace(**more)


class Edit(NamedTuple):
    """One person's next step: take in what others wrote, then write."""

    writer: int
    hears: frozenset[int]
    hlc: int
    body: Mapping[str, Any]


def edits(bodies: st.SearchStrategy[Mapping[str, Any]], size: int = 9) -> st.SearchStrategy[Any]:
    """Return a strategy of what three writers do whose clocks say anything at all."""
    edit = st.builds(
        Edit,
        writer=st.integers(0, 2),
        hears=st.frozensets(st.integers(0, 2)),
        hlc=st.integers(0, 6),
        body=bodies,
    )
    return st.lists(edit, min_size=1, max_size=size)


def written(steps: Sequence[Edit], kind: str = "person.set") -> list[tuple[Operation, set[str]]]:
    """Return each operation beside all that its writer had seen."""
    seen: list[dict[str, Operation]] = [{}, {}, {}]
    done = []
    for number, step in enumerate(steps):
        mine = seen[step.writer]
        for other in step.hears:
            mine.update(seen[other])
        base = tips_for(list(mine.values()), kind, step.body)
        new = op(f"o{number}", kind, step.body, base=base, hlc=step.hlc)
        done.append((new, set(mine)))
        mine[new.op_id] = new
    return done


def informed_tips(history: Sequence[tuple[Operation, set[str]]], field: str) -> set[str]:
    """Return, from what people saw alone, whose writes to `field` nobody wrote upon.

    This knows nothing of bases: it is the model that the fold is compared with.
    """
    writers = {o.op_id: seen for o, seen in history if field in json.loads(o.body or "{}")}
    return {name for name in writers if not any(name in seen for seen in writers.values())}


# The kinds of text that break programs: controls, directions, halves of pairs, markup, formulas.
HOSTILE = (
    "\x1b]52;c;aGk=\x07", "\x00\x08\x7f\x9b31m", "\u202egnp.exe", "\u200b\u200d\ufeff", "[/b]",
    "{0}%s%n", "=cmd|' /C calc'!A0", "'; DROP TABLE op; --", "１２３", "a\u0301" * 50,
    "\U000e0041\U000e0042", "𠮷野家", "葛󠄀城", "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟", "﷽", "\r\n\x0b\x0c\x85\u2028",
    "NaN", "null", "\\", '"', "🏳️‍🌈", "あ" * 5000, "", " ", "\u3000",
)  # fmt: skip

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(HOSTILE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
