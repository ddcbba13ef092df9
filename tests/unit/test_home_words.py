"""The line of the home that says what needs a person, and what one of them says."""

from dataclasses import fields

import pytest

from concierge_tui.domain.inbox import Counts
from concierge_tui.text import home, inbox


@pytest.mark.parametrize("kind", [field.name for field in fields(Counts)])
def test_whatever_is_listed_is_told(kind: str) -> None:
    assert "3" in home.to_mend(Counts(**{kind: 3}))
    assert home.to_mend(Counts(**{kind: 3})) != home.to_mend(Counts())


def test_a_number_that_was_set_aside_is_read_once() -> None:
    body = {"phone": "09000000009", "phone_typed": "0900-000-0009"}
    assert inbox.said(body) == ["電話番号: 09000000009"]
