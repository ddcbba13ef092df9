"""Conditions by which families that withdrew their consent are left out."""

from typing import Final

_WITHDRAWN: Final = (
    "FROM consent AS gone INDEXED BY consent_withdrawn"
    " WHERE gone.purpose = 'registration' AND gone.granted = 0"
)


def withdrew(family: str) -> str:
    """Return the condition that `family`, a column, withdrew.

    So does a family whose other registration, merged into it, withdrew at a desk that did not
    know of the merge. Whoever was erased never comes back.
    """
    return (
        f"(EXISTS (SELECT 1 {_WITHDRAWN} AND gone.family = {family})"
        " OR EXISTS (SELECT 1 FROM family AS part JOIN consent AS gone ON gone.family = part.id"
        f" WHERE part.merged_into = {family}"
        " AND gone.purpose = 'registration' AND gone.granted = 0)"
        f" OR EXISTS (SELECT 1 FROM erased WHERE erased.id = {family})"
        " OR EXISTS (SELECT 1 FROM family AS part JOIN erased ON erased.id = part.id"
        f" WHERE part.merged_into = {family}))"
    )


def shown(family: str) -> str:
    """Return the condition that people at a meetup may see `family`; it takes the meetup.

    Whoever is inside stays visible: a child must be found whatever its family has said.
    """
    return (
        f"(NOT {withdrew(family)} OR EXISTS (SELECT 1 FROM attendance AS seen"
        f" WHERE seen.meetup = ? AND seen.family = {family}"
        " AND seen.arrived_at IS NOT NULL AND seen.left_at IS NULL))"
    )


ENTITIES: Final = (
    f"SELECT op.entity FROM (SELECT gone.family {_WITHDRAWN}) AS left_us"
    " JOIN op ON op.subject = left_us.family"
)
"""Everything that was written about such families."""
