"""Families for tests of the desk, registered as a concierge registers them."""

from collections.abc import Mapping

from concierge_tui.domain.family import Allergy
from concierge_tui.domain.operation import Act
from concierge_tui.services.consents import ConsentGiven
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered, WalkInForm, WalkInPerson

CONSENT = ConsentGiven("2026-11", "hash")
MOTHER = WalkInPerson(
    role="guardian", name="田中 美咲", kana="タナカ ミサキ", phone="09011112222", relation="母"
)
CHILD = WalkInPerson(
    role="child", name="田中 陽葵", kana="タナカ ヒマリ", birthday="2024-07-02",
    allergy=Allergy(has="yes", text="卵"),
)  # fmt: skip
AUNT = WalkInPerson(role="carer", name="田中 桜", kana="タナカ サクラ", may_collect=False)


def add_person(desk: Desk, family: str, fields: Mapping[str, object]) -> Act:
    """Add a person to a household, and nothing else."""
    return desk.journal.append([desk.households.addition(family, fields)], desk.author())


def registered(
    desk: Desk, *people: WalkInPerson, meetup: str | None = None, **fields: object
) -> Registered:
    """Register a family; a mother and a child where nobody is named."""
    form = WalkInForm.model_validate({"people": people or (MOTHER, CHILD), **fields})
    return desk.walk_in.register(form, CONSENT, meetup=meetup)
