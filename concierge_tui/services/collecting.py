"""Around a collection: whom a parent named by telephone, whom one called, who was sent away."""

from typing import NamedTuple

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.collection import Rights, SecondPersonNeeded, is_call
from concierge_tui.domain.custody import CollectorRefused
from concierge_tui.domain.custody_notes import NOTE, Note, What, fold_notes
from concierge_tui.domain.errors import FieldMissing, MeetupClosed
from concierge_tui.domain.family import Person
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Act, Draft
from concierge_tui.domain.trial import fold_course
from concierge_tui.services.custody_board import ChildNow, CustodyBoard
from concierge_tui.services.hands import chain_id
from concierge_tui.services.households import checked
from concierge_tui.services.ports import AuthorNow, Journal


class Wish(NamedTuple):
    """Somebody who is to collect today alone, as a guardian said it on the telephone."""

    name: str
    relation: str
    called: str
    """Whose kept number was called back; never the number that rang."""
    second: str
    """Who besides the writer agreed: a member of staff, or name, number and time of the
    coordinator on the telephone."""
    call: str = ""
    """Where she was on the telephone, what was typed of her: name and number."""


class Collecting:
    """Writes down what happens before a child is given to somebody, or is not."""

    def __init__(self, board: CustodyBoard, journal: Journal, author: AuthorNow) -> None:
        self._board = board
        self._journal = journal
        self._author = author

    def whom_to_call(self, of: ChildNow) -> list[Person]:
        """Return those of the family whose kept number may be called, guardians first."""
        rights = self._board.rights(of)
        reachable = [p for p in of.family.adults if p.phone and not rights.is_barred(p)]
        return sorted(reachable, key=lambda person: person.role != "guardian")

    def may_be_named(self, of: ChildNow, name: str) -> None:
        """Return when somebody of this name may be asked about.

        Raises:
            CollectorRefused: when somebody of this name is barred.
        """
        if self._board.rights(of).is_barred_name(clean_text(name)):
            raise CollectorRefused("barred")

    def name_for_today(self, of: ChildNow, wish: Wish) -> str:
        """Keep whom a guardian named, for this family and this day alone; return its id.

        The call is kept in the same act: what names somebody is taken back as one.

        Raises:
            FieldMissing: when it lacks a name, the relation, the call or the second person.
            CollectorRefused: when somebody of this name is barred.
            SecondPersonNeeded: when the second person is the writer, or neither of the staff nor
                called by a number.
            MeetupClosed: when the meetup is over.
        """
        meetup = self._board.meetup
        if meetup.closed:
            raise MeetupClosed
        for field in ("name", "relation", "called", "second"):
            if not clean_text(getattr(wish, field)):
                raise FieldMissing("collector_name" if field == "name" else field)
        if wish.called not in {person.id for person in self.whom_to_call(of)}:
            raise FieldMissing("called")
        self.may_be_named(of, wish.name)
        author = self._author()
        others = {member.id for member in self._board.staff()} - {author.actor}
        is_other = wish.second in others or is_call(wish.call)
        if wish.second == author.actor or not is_other:
            raise SecondPersonNeeded
        entity = new_id()
        said = {
            "meetup": meetup.id,
            "family": of.family.id,
            "name": wish.name,
            "relation": wish.relation,
            "asked_by": wish.called,
            "called": wish.called,
            "second": wish.second,
            "day": meetup.date.isoformat(),
            "stands": True,
        }
        body = checked("collector", said)
        draft = Draft("collector.set", entity, body, of.family.id, meetup.id)
        self._journal.append([draft, self._call(of, wish.called, reached=True)], author)
        return entity

    def refused(self, of: ChildNow, reason: str, words: str = "") -> Act:
        """Write down that somebody came who was not given the child (situation 10)."""
        return self._write(of, "refused", words, reason=reason)

    def called(self, of: ChildNow, person: str, *, reached: bool) -> Act:
        """Write down that somebody of the family was telephoned."""
        return self._journal.append([self._call(of, person, reached=reached)], self._author())

    def told(self, of: ChildNow, words: str) -> Act:
        """Write down that the coordinator was told."""
        return self._write(of, "told", words)

    def note(self, of: ChildNow, words: str) -> Act:
        """Write down how the child is, to be read to the parent (D24); a trial keeps its own.

        Raises:
            FieldMissing: when nothing is said.
        """
        said = clean_text(words, multiline=True)
        if not said:
            raise FieldMissing("notes")
        trial = of.now.trial if of.now and of.where == "away" else ""
        if not trial:
            return self._write(of, "child", said)
        body = {"child": of.child.id, "note": said}
        draft = Draft("trial.note", trial, body, of.family.id, self._board.meetup_id)
        return self._journal.append([draft], self._author())

    def notes(self, of: ChildNow) -> tuple[Note, ...]:
        """Return everything that was written down, oldest first, also of the running trial."""
        entity = chain_id(self._board.meetup_id, of.child.id, of.hands)
        found = list(fold_notes(self._journal.history(entity)))
        trials = self._board.rights_here.running(of.child.id, self._board.meetup_id)
        for trial in trials:
            for event in fold_course(self._journal.history(trial.id)).events:
                words = event.said.get("note")
                about = event.said.get("child", of.child.id)
                if event.verb == "note" and about == of.child.id and isinstance(words, str):
                    at, actor = event.at, event.actor
                    found.append(Note(event.op_id, "child", words, "", "", at, actor))
        return tuple(sorted(found, key=lambda note: (note.at, note.op_id)))

    def rights(self, of: ChildNow) -> Rights:
        """Return whom a child may be given to."""
        return self._board.rights(of)

    def _call(self, of: ChildNow, person: str, *, reached: bool) -> Draft:
        reason = "reached" if reached else "no_answer"
        return self._noted(of, "called", reason=reason, person=person)

    def _write(self, of: ChildNow, what: What, words: str = "", *, reason: str = "") -> Act:
        return self._journal.append([self._noted(of, what, words, reason=reason)], self._author())

    def _noted(
        self, of: ChildNow, what: What, words: str = "", *, reason: str = "", person: str = ""
    ) -> Draft:
        said = {"child": of.child.id, "what": what, "words": clean_text(words, multiline=True),
                "reason": reason, "person": person}  # fmt: skip
        body = {name: value for name, value in said.items() if value}
        entity = chain_id(self._board.meetup_id, of.child.id, of.hands)
        return Draft(NOTE, entity, body, of.family.id, self._board.meetup_id)
