"""ヒヤリ・事故 of one meetup: written in seconds, told to the guardian, read and signed (A11)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from concierge_tui.domain.errors import FieldMissing, NotFound
from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.incident import HowSigned, Level, unsigned
from concierge_tui.domain.meetup_day import Incident
from concierge_tui.domain.operation import Draft
from concierge_tui.services.households import checked
from concierge_tui.services.records import AtMeetup
from concierge_tui.services.unnamed import with_unnamed

TOLD = frozenset({"level", "what", "action", "seen_by", "at", "place", "person", "whom"})
"""What is read before it is signed."""
FOLLOW_UP = "incident"
"""The reason of the task to ask the family on the next day how they are."""


class Happened(NamedTuple):
    """What somebody writes down the moment it happened."""

    level: Level
    what: str
    """One of `KINDS`, or words."""
    person: str = ""
    family: str = ""
    whom: str = ""
    """A visitor who is on no list."""
    action: str = ""
    seen_by: str = ""
    at: int | None = None
    """Milliseconds since 1970; now where nobody says otherwise."""
    place: str = ""


class Someone(NamedTuple):
    """Somebody inside."""

    person: Person
    family: Family


class Incidents(AtMeetup):
    """Writes down what happened at one meetup, and what was done about it."""

    def all(self) -> list[Incident]:
        """Return every incident, the latest first."""
        return sorted(
            self._day.of(Incident, self.meetup_id), key=lambda each: (each.at or 0, each.id)
        )[::-1]

    def unsigned(self) -> list[Incident]:
        """Return those that a guardian has still to read and sign, the earliest first."""
        return unsigned(self._day.of(Incident, self.meetup_id))

    def unsigned_of(self, family: str) -> list[Incident]:
        """Return those of one family."""
        return [each for each in self.unsigned() if each.family == family]

    def get(self, incident: str) -> Incident:
        """Return one incident or raise `NotFound`."""
        found = self._day.get(Incident, incident)
        if found is None or found.meetup != self.meetup_id:
            raise NotFound("incident")
        return found

    def inside(self) -> list[Someone]:
        """Return everyone inside by their reading, the children before the grown-ups."""
        rows = [row for row in self._attendances.of_meetup(self.meetup_id) if row.here]
        known = self._families.many({row.family for row in rows})
        families = with_unnamed(self._families, known, rows)
        found = [
            Someone(person, families[row.family])
            for row in rows
            if row.family in families
            and (person := families[row.family].person(row.person)) is not None
        ]
        return sorted(found, key=_children_first)

    def note(self, said: Happened) -> Incident:
        """Write down what happened; one that needs a guardian leaves a call for the next day.

        Raises:
            FieldMissing: when nobody says what happened.
        """
        if not said.what.strip():
            raise FieldMissing("what")
        entity = new_id()
        at = self.now_ms if said.at is None else said.at
        body = checked(
            "incident",
            {
                **said._asdict(),
                "at": at,
                "meetup": self.meetup_id,
                "closed": said.level == "minor",
            },
        )
        drafts = [self._draft(entity, body, said.family)]
        if said.level != "minor" and said.family:
            drafts.append(self._follow_up(said))
        self._journal.append(drafts, self._author())
        return self.get(entity)

    def guardian_told(self, incident: str) -> Incident:
        """Note that a guardian knows, at this moment."""
        return self._write(incident, {"guardian_told": self._moment()})

    def ambulance_called(self, incident: str) -> Incident:
        """Note that 119 was called, at this moment."""
        return self._write(incident, {"ambulance": self._moment()})

    def complete(self, incident: str, said: Mapping[str, Any]) -> Incident:
        """Correct or add to what was written; what stood before stays in the journal.

        What a guardian signed is not changed under the signature: it is signed anew. Where it
        is about another family, that one's guardian has still to be told.
        """
        before = self.get(incident)
        body = {
            name: value
            for name, value in checked("incident", said).items()
            if value != getattr(before, name)
        }
        if TOLD & set(body) and before.signed_at is not None:
            body |= {"signed_at": None, "signed_by": "", "closed": False}
        if "level" in body:
            body["closed"] = body["level"] == "minor"
        if "family" in body:
            body["guardian_told"] = None
        after = before.model_copy(update=body)
        is_new = before.level == "minor" or "family" in body
        further = [self._follow_up(after)] if after.level != "minor" and after.family else []
        return self._write(incident, body, further if is_new else ()) if body else before

    def sign(self, incident: str, by: str, how: HowSigned) -> Incident:
        """Note that somebody of the family has read it and signed.

        Raises:
            FieldMissing: when nobody is named.
        """
        if not by.strip():
            raise FieldMissing("signed_by")
        return self._write(
            incident,
            {"signed_by": by, "signed_at": self._moment(), "signed_how": how, "closed": True},
        )

    def _moment(self) -> int:
        return self.now_ms

    def _write(
        self, incident: str, fields: Mapping[str, Any], further: Sequence[Draft] = ()
    ) -> Incident:
        body = checked("incident", fields)
        family = body.get("family", self.get(incident).family)
        self._journal.append([self._draft(incident, body, family), *further], self._author())
        return self.get(incident)

    def _draft(self, entity: str, body: Mapping[str, Any], family: str) -> Draft:
        return Draft("incident.set", entity, body, subject=family or None, meetup=self.meetup_id)

    def _follow_up(self, said: Happened | Incident) -> Draft:
        due = self._now().astimezone().date() + timedelta(days=1)
        task = {
            "family": said.family,
            "person": said.person or None,
            "reason": FOLLOW_UP,
            "due": due.isoformat(),
            "state": "open",
        }
        body = checked("task", {name: value for name, value in task.items() if value})
        return Draft("task.set", new_id(), body, subject=said.family)


def _children_first(someone: Someone) -> tuple[bool, str, str]:
    person = someone.person
    return (person.role != "child", person.reading, person.id)
