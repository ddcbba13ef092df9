"""What a family consents to: one fact a purpose, with who, for whom, which text and how."""

from typing import NamedTuple

from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.operation import Draft


class ConsentGiven(NamedTuple):
    """The text that was read and answered, and how."""

    version: str
    text_hash: str
    method: str = SPOKEN
    purpose: str = REGISTRATION
    language: str = "ja"
    by: str = ""
    """Who answered, as a name; empty where it is the guardian."""
    relation: str = ""
    """How whoever answered is related to the family, where it is a proxy."""
    people: tuple[str, ...] = ()
    """For whom, as ids; empty means everyone of the family."""
    witness: str = ""
    read_back: bool = False
    """Whether the answer was read back and confirmed."""


def grant(family: str, consent: ConsentGiven, *, basis: str = "") -> Draft:
    """Return the fact that a family consents to a purpose; what is empty is not written."""
    said = consent._asdict() | {"people": list(consent.people), "basis": basis}
    plain = {"language": "ja", "read_back": False}
    body = {
        name: value
        for name, value in said.items()
        if name in _ALWAYS or (value not in ("", []) and value != plain.get(name))
    }
    entity = consent_id(family, consent.purpose)
    return Draft("consent.grant", entity, body, subject=family)


_ALWAYS = frozenset({"purpose", "version", "text_hash", "method"})
