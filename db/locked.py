"""What is written beside a store that its service has locked: the door reads it without the store.

When, and what is still to be told to the service; nothing about a family.
"""

import json
from pathlib import Path
from typing import Any, Final

from concierge_tui.domain.clock import is_moment
from db.files import write_whole

_NAME: Final = "locked.json"


def locked_at(slots: Path) -> int | None:
    """Return since when the service keeps this store locked; None where it does not."""
    kept = read(slots)
    at = kept.get("at")
    return at if is_moment(at) and not kept.get("opened") else None


def mark(slots: Path, name: str) -> None:
    """Remember that one more step is done."""
    kept = read(slots)
    if kept and not kept.get(name):
        keep(slots, kept | {name: True})


def keep(slots: Path, kept: dict[str, Any]) -> None:
    """Write it down, whole or not at all."""
    write_whole(json.dumps(kept).encode(), slots.with_name(_NAME))


def read(slots: Path) -> dict[str, Any]:
    """Return what is written down; nothing where nothing is."""
    try:
        kept = json.loads(slots.with_name(_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
