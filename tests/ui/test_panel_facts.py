"""What the panel of the reception says of a family, and what it must not guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from concierge_tui.services.desk import Desk
from screens.reception.facts import facts_of, open_of


def test_of_a_family_without_children_it_never_says_that_there_are_no_allergies(
    desk: Desk, meetup: str, given: Callable[..., str]
) -> None:
    alone = given({"name": "小田 みお"})
    asked = given(
        {"name": "森 由美"},
        {"name": "森 葵", "role": "child", "allergy": {"has": "no", "text": ""}},
    )

    def allergies(family: str) -> str:
        here = desk.reception(meetup).household(family)
        told = facts_of(here, date(2026, 12, 5), open_of(here.family, desk), revealed=False)
        (found,) = (f for f in told if f.label == "アレルギー")
        return "".join(part.words for part in found.parts)

    assert allergies(alone) == "お子さまの登録はありません"
    assert allergies(asked) == "なし"
