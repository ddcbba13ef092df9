"""Hand-overs of children: from, to, where, until, seen by whom; never to who may not have it."""

import unicodedata
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.collection import (
    TELEPHONE,
    HandsChanged,
    Proof,
    ProofMissing,
    SecondPersonNeeded,
    WitnessNeeded,
    is_call,
)
from concierge_tui.domain.custody import (
    ChildContested,
    ChildNotHere,
    CollectorRefused,
    HandsUnchanged,
    Role,
)
from concierge_tui.domain.custody_notes import NOTE
from concierge_tui.domain.errors import FieldInvalid, FieldMissing
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.schedule import read_time
from concierge_tui.services.custody_board import ChildNow, CustodyBoard, next_hands
from concierge_tui.text.custody import MINUTE


def read_until(text: str, now: datetime) -> int | None:
    """Return the moment that 11:30 or 30 (minutes) means today; None where it is none or past."""
    folded = unicodedata.normalize("NFKC", text).strip().rstrip(MINUTE)
    if folded.isascii() and folded.isdigit() and len(folded) < 4:
        return milliseconds(now + timedelta(minutes=int(folded))) if int(folded) else None
    moment = read_moment(folded, now)
    return moment if moment is not None and moment > milliseconds(now) else None


def read_moment(text: str, now: datetime) -> int | None:
    """Return the moment that 11:30 means today, also one that has passed; None where it is none."""
    written = read_time(unicodedata.normalize("NFKC", text).strip())
    if not written:
        return None
    moment = datetime.combine(now.astimezone().date(), time.fromisoformat(written)).astimezone()
    return milliseconds(moment)


class Handing(NamedTuple):
    """One hand-over as it is wished for."""

    to: str
    role: Role
    witness: str
    from_: str = ""
    place: str = ""
    until: int | None = None
    back_to: str = ""
    proof: Proof = Proof()
    second: str = ""
    """The second person: a member of staff by id; of the coordinator on the telephone name,
    number and time."""
    call: str = ""
    """Where she was on the telephone, what was typed of her: name and number."""
    leaves: bool = False
    """Whether the child goes home at once."""
    trial: str = ""


class Custody(CustodyBoard):
    """Serves one meetup."""

    def hand(self, of: ChildNow, handing: Handing, *, looked: bool = False) -> Act:
        """Note one hand-over; with `looked` somebody saw the child and settles what is contested.

        Raises:
            ChildNotHere: when the child is not inside.
            HandsChanged: when another laptop noted something since `of` was read.
            ChildContested: when nobody looked at the child yet.
            HandsUnchanged: when nothing would change.
            CollectorRefused: when the receiver may not be given this child.
            ProofMissing: when it is not certain enough who stands there.
            WitnessNeeded: when nobody but the receiver saw it.
            SecondPersonNeeded: when the second person writes, receives, or is not of the staff.
            FieldMissing: when it lacks where, or until when.
            FieldInvalid: when it would be over before it began.
        """
        drafts = self.handing(of, handing, looked=looked)
        return self._journal.append(drafts, self._author())

    def handing(self, of: ChildNow, handing: Handing, *, looked: bool = False) -> list[Draft]:
        """Return what notes a hand-over, to be written in one act with something else."""
        now = self.child(of.child.id)
        if not now.here and not now.hands.owed:
            raise ChildNotHere
        if (now.now.tips if now.now else ()) != (of.now.tips if of.now else ()):
            raise HandsChanged
        if now.where == "contested" and not looked:
            raise ChildContested
        self._refuse_unchanged(now, handing)
        self._refuse_receiver(now, handing)
        if not handing.witness or handing.witness == handing.to:
            raise WitnessNeeded
        return self._drafts(now, handing)

    def _refuse_unchanged(self, now: ChildNow, handing: Handing) -> None:
        row = now.now
        if row is None or row.contested:
            return
        same = (row.holder, row.role) == (handing.to, handing.role)
        if same and (row.place, row.until) == (handing.place, handing.until) and not handing.leaves:
            raise HandsUnchanged

    def _refuse_receiver(self, now: ChildNow, handing: Handing) -> None:
        rights = self.rights(now)
        if handing.role in ("family", "collector"):
            verdict = rights.verdict(handing.to)
            if verdict != "may":
                raise CollectorRefused(verdict)
            inside = {person.id for person in self.givers(now)}
            if handing.proof.known and handing.to not in inside:
                raise ProofMissing("identity")
            if handing.proof.missing:
                raise ProofMissing(handing.proof.missing)
            if handing.proof.second and not handing.second:
                raise FieldMissing("second")
            self._second(handing)
            return
        if handing.role == "host":
            verdict = rights.verdict_of_host(handing.to)
        else:
            member = next((each for each in self.staff() if each.id == handing.to), None)
            is_barred = member is not None and rights.is_barred_name(member.name)
            verdict = "not_listed" if member is None else "barred" if is_barred else "may"
        if verdict != "may":
            raise CollectorRefused(verdict)
        for field, value in (("place", handing.place), ("until", handing.until)):
            if not value:
                raise FieldMissing(field)
        if handing.until is not None and handing.until <= self.now_ms:
            raise FieldInvalid("until")

    def _second(self, handing: Handing) -> str:
        """Return who the second person was, in words."""
        if handing.call and not is_call(handing.call):
            raise SecondPersonNeeded
        if handing.call or not handing.second:
            return handing.second
        others = {each.id: each.name for each in self.staff()}
        for one in (self._author().actor, handing.to):
            others.pop(one, None)
        if handing.second not in others:
            raise SecondPersonNeeded
        return others[handing.second]

    def _drafts(self, now: ChildNow, handing: Handing) -> list[Draft]:
        family = now.family.id
        checks = [*handing.proof.checks, *([TELEPHONE] if handing.call else [])]
        before = now.now.holder if now.now and now.where == "away" else ""
        said: dict[str, Any] = {
            "to": handing.to,
            "role": handing.role,
            "from": handing.from_ or before,
            "place": handing.place,
            "until": handing.until,
            "back_to": handing.back_to,
            "witness": handing.witness,
            "trial": handing.trial,
            "checks": checks,
        }
        body = {name: value for name, value in said.items() if value not in ("", None, [])}
        drafts = next_hands(self.meetup_id, now, body)
        entity = drafts[0].entity
        if second := self._second(handing):
            told = {"child": drafts[0].body["child"], "what": "second", "words": second}
            drafts.append(Draft(NOTE, entity, told, family, self.meetup_id))
        if handing.leaves:
            visit = visit_id(self.meetup_id, family)
            gone = {"people": [now.child.id]}
            drafts.append(Draft("visit.leave", visit, gone, family, self.meetup_id))
        return drafts
