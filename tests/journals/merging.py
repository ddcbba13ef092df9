"""Two registrations of one family, and what a test sees of them."""

from concierge_tui.domain.family import Allergy
from concierge_tui.domain.merging import Side
from concierge_tui.domain.operation import Draft
from concierge_tui.services.consents import grant
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInPerson
from db.laptop import projections
from tests.journals.desk_families import CHILD, CONSENT, MOTHER

SAME_CHILD = CHILD.model_copy(update={"name": "", "allergy": Allergy(has="no")})
SAME_MOTHER = MOTHER.model_copy(update={"name": "", "phone": "09033334444"})
FATHER = WalkInPerson(role="guardian", name="田中 太郎", kana="タナカ タロウ", phone="09055556666")


def merge(desk: Desk, one: str, other: str, **choices: Side) -> None:
    merging = desk.merging()
    merging.merge(merging.compare(one, other), choices)


def tables(desk: Desk) -> dict[str, list[str]]:
    """Return all that screens read; facts of the journal itself and former names aside."""
    connection = desk.families._connection  # type: ignore[attr-defined]
    found = {}
    for table in projections.PROJECTED:
        if table not in ("undone", "looked"):
            where = " WHERE rank IS NOT 2" if table == "key" else ""
            rows = connection.execute(f"SELECT * FROM {table}{where}")
            found[table] = sorted(map(repr, rows))
    return found


def say(desk: Desk, family: str, purpose: str, *, yes: bool) -> None:
    given = grant(family, CONSENT._replace(purpose=purpose))
    desk.journal.append([given], desk.author())
    if not yes:
        no = Draft("consent.withdraw", given.entity, {"purpose": purpose}, subject=family)
        desk.journal.append([no], desk.author())
