"""Ids that every laptop derives alike, whatever derives them."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.ids import derived_id, visit_id

NAMESPACE = UUID("6f1c2b1e-7d0a-5a44-9c55-3c0c5e0d9a10")


@given(st.text(), st.lists(st.text(), max_size=3))
def test_an_id_is_the_uuid_of_its_parts(kind: str, parts: list[str]) -> None:
    assert derived_id(kind, *parts) == str(uuid5(NAMESPACE, "\x1f".join((kind, *parts))))


def test_half_of_a_character_names_nothing() -> None:
    with pytest.raises(UnicodeEncodeError):
        visit_id("a", "\ud800")
