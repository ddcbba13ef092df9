"""Style sheets that hundreds of apps of one process share, so that each is parsed once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@contextmanager
def shared() -> Iterator[None]:
    """Keep what was parsed under the same variables, as one app keeps it for itself."""
    own = Stylesheet._parse_rules
    kept: dict[Hashable, list[RuleSet]] = {}

    def parsed(sheet: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
        key = (css, where, *sorted(how.items()), *sorted(sheet._variables.items()))
        if key not in kept:
            kept[key] = own(sheet, css, *where, **how)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield
