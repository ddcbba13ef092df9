"""What a family consents to: one fact a purpose, with who, for whom, which text and how."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, Protocol

from concierge_tui.domain import fold
from concierge_tui.domain.consent import DECLINED, REGISTRATION, SPOKEN, UNDO
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.meetup_day import LinkNow
from concierge_tui.domain.operation import Draft, Operation
from concierge_tui.services.wordings import Wording

State = Literal["granted", "outdated", "withdrawn", "declined", "never"]

_NOT_ASKED: Final = frozenset({"reuse"})
"""What nobody is asked of itself (E28): it is there for families that offer it."""


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


def having_read(wording: Wording, method: str = SPOKEN) -> ConsentGiven:
    """Return a consent under the text that was really read, in the language it is written in."""
    return ConsentGiven(wording.version, wording.hash, method, wording.purpose, wording.language)


def grant(
    family: str, consent: ConsentGiven, *, basis: str = "", base: Sequence[str] | None = None
) -> Draft:
    """Return the fact that a family consents to a purpose; what is empty is not written."""
    entity = consent_id(family, consent.purpose)
    body = {**answered(consent), **({"basis": basis} if basis else {})}
    return Draft("consent.grant", entity, body, subject=family, base=base)


def refusal(family: str, consent: ConsentGiven) -> Draft:
    """Return the fact that a family said no to a purpose; it wins like a withdrawal."""
    body = {**answered(consent), "reason": DECLINED}
    entity = consent_id(family, consent.purpose)
    return Draft("consent.withdraw", entity, body, subject=family)


def answered(consent: ConsentGiven) -> dict[str, Any]:
    """Return what is kept of an answer; what is empty is not written."""
    said = consent._asdict() | {"people": list(consent.people)}
    plain = {"language": "ja", "read_back": False}
    return {
        name: value
        for name, value in said.items()
        if name in _ALWAYS or (value not in ("", []) and value != plain.get(name))
    }


_ALWAYS = frozenset({"purpose", "version", "text_hash", "method"})


class Read(NamedTuple):
    """A text as it was read to somebody who consents under it."""

    purpose: str
    language: str
    version: str
    method: str


class ConsentRegister(Protocol):
    """Consents across all families."""

    def withdrawn(self) -> list[str]:
        """Return the families that withdrew their consent to being registered, in order."""
        ...

    def read_texts(self) -> list[Read]:
        """Return every text under which somebody consents now."""
        ...

    def families_under(self, texts: Iterable[Read]) -> list[str]:
        """Return the families that consent under one of these texts, in order."""
        ...

    def selves(self, family: str) -> list[str]:
        """Return the ids under which a family is or was registered, its own first."""
        ...

    def links(self, families: Collection[str]) -> list[LinkNow]:
        """Return the links of a family, under any of its ids: they end with its registration."""
        ...


class ConsentNow(NamedTuple):
    """Where one purpose stands, as the journal says it."""

    purpose: str
    state: State
    detail: Mapping[str, Any]
    at: int | None
    """When it was last answered, in milliseconds since 1970."""
    actor: str
    """Who of the staff wrote it down."""
    tips: tuple[str, ...]
    """What an answer must have seen to count: the base of what is written upon it."""


class FamilyConsents(NamedTuple):
    """All purposes of one family, as they were when somebody looked."""

    family: str
    purposes: tuple[ConsentNow, ...]
    elsewhere: tuple[tuple[str, ConsentNow], ...] = ()
    """What it said no to, or withdrew, under an id that is merged away: that holds too."""

    def of(self, purpose: str) -> ConsentNow:
        """Return one purpose."""
        return next(now for now in self.purposes if now.purpose == purpose)

    @property
    def outdated(self) -> tuple[str, ...]:
        """The purposes whose text has a new version: it is asked again (E22)."""
        return tuple(now.purpose for now in self.purposes if now.state == "outdated")

    @property
    def never_asked(self) -> tuple[str, ...]:
        """The purposes that nobody has asked about; reuse is never asked of itself."""
        return tuple(
            now.purpose
            for now in self.purposes
            if now.state == "never" and now.purpose not in _NOT_ASKED
        )

    @property
    def granted(self) -> tuple[str, ...]:
        """The purposes that are consented to, under whichever version."""
        return tuple(now.purpose for now in self.purposes if now.state in ("granted", "outdated"))


def state_of(purpose: str, history: Sequence[Operation]) -> ConsentNow:
    """Return where a purpose stands by its history; of texts that were replaced it knows nothing.

    What ended a consent is told by the withdrawals alone: the grants beside them do not count.
    """
    folded = fold.fold_consent(history)
    tips = [op for op in history if op.op_id in folded.tips]
    if not folded.granted:
        tips = [op for op in tips if op.kind == "consent.withdraw"]
    last = max(tips, key=lambda op: (op.hlc, op.op_id), default=None)
    if last is None:
        return ConsentNow(purpose, "withdrawn" if history else "never", {}, None, "", folded.tips)
    state: State = "granted" if folded.granted else _ended(tips)
    at, actor = fold.happened_at(last), fold.noted_by(last)
    return ConsentNow(purpose, state, fold.answered(last), at, actor, folded.tips)


def _ended(withdrawals: Sequence[Operation]) -> State:
    """Return how consent ended: a family's own word outweighs a slip of a finger taken back."""
    reasons = {fold.body_of(op).get("reason") for op in withdrawals}
    if reasons == {UNDO}:
        return "never"
    return "declined" if reasons <= {DECLINED, UNDO} else "withdrawn"


def stricter(
    family: str, own: Sequence[ConsentNow], others: Mapping[str, Sequence[ConsentNow]]
) -> FamilyConsents:
    """Return where a family stands: a no under an id that is merged away holds for it too."""
    elsewhere = tuple(
        (one, now)
        for one, purposes in others.items()
        for now in purposes
        if now.state in ("withdrawn", "declined")
    )
    ends = {now.purpose: now for _, now in sorted(elsewhere, key=lambda each: each[1].at or 0)}
    purposes = tuple(
        ends[now.purpose]._replace(tips=now.tips)
        if now.purpose in ends and now.state in ("granted", "outdated")
        else now
        for now in own
    )
    return FamilyConsents(family, purposes, elsewhere)


def said_again(detail: Mapping[str, Any], at: int | None, noted_by: str) -> dict[str, Any]:
    """Return an answer that is written once more: when and to whom it was given stays true."""
    return {**detail, "at": at, "noted_by": noted_by}


def read_of(now: ConsentNow) -> Read:
    """Return the text under which a purpose is consented to."""
    said = (now.detail.get(name) for name in ("language", "version", "method"))
    language, version, method = (value if isinstance(value, str) else "" for value in said)
    return Read(now.purpose, language or "ja", version, method)
