"""The line of the home that says what needs a person."""

from dataclasses import fields

import pytest

from concierge_tui.domain.inbox import Counts
from concierge_tui.text import home


@pytest.mark.parametrize("kind", [field.name for field in fields(Counts)])
def test_whatever_is_listed_is_told(kind: str) -> None:
    assert "3" in home.to_mend(Counts(**{kind: 3}))
    assert home.to_mend(Counts(**{kind: 3})) != home.to_mend(Counts())
