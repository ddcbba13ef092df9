"""Brings an organiser's roster into a meetup, and later rosters of the same meetup."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from concierge_tui.domain.clock import Clock
from concierge_tui.domain.consent import ORGANISER
from concierge_tui.domain.errors import ChangedSince
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.meetup import Visit
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.roster import (
    Header,
    RosterFamily,
    RosterImportCancelled,
    RosterReading,
    RosterUnreadable,
    SplitAddress,
    interpret,
    mapping_below,
    understand,
)
from concierge_tui.domain.roster import (
    Mapping as RosterMapping,
)
from concierge_tui.services import ports, roster_drafts
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.likeness import LikenessSearch
from concierge_tui.services.roster_changes import proposed, same_guardian, same_household
from concierge_tui.services.roster_file import RosterFile, read_roster_file
from concierge_tui.services.roster_tally import Imported, Tally
from concierge_tui.services.undo import Undo

FAMILIES_AN_ACT = 100
"""So many families are written at once: each act is short and nothing else waits."""


class Roster(NamedTuple):
    """A roster file that was opened, with the mapping that was found."""

    path: Path
    file: RosterFile
    mapping: RosterMapping


class Basis(NamedTuple):
    """On what basis the organiser passed these families' details on."""

    version: str
    text: str
    text_hash: str


class _Run(NamedTuple):
    roster: str
    meetup: str
    basis: Basis
    marks: frozenset[str]
    earlier: Mapping[str, str]
    listed: frozenset[str]


class RosterImport:
    """Reads, previews and imports rosters."""

    def __init__(
        self,
        *,
        journal: ports.Journal,
        families: ports.Families,
        directory: ports.Directory,
        attendances: ports.Attendances,
        doubles: Doubles,
        split: SplitAddress,
        author: ports.AuthorNow,
        now: Clock,
    ) -> None:
        self._journal = journal
        self._families = families
        self._attendances = attendances
        self.split = split
        """How an address is split into its public and private part."""
        self._author = author
        self._now = now
        self._doubles = doubles
        self._likeness = LikenessSearch(doubles, families)
        self._directory = directory

    def open(
        self,
        path: Path,
        *,
        encoding: str | None = None,
        sheet: str | None = None,
        header: int | None = None,
    ) -> Roster:
        """Open a roster file and guess what its columns mean; `header` points at a record.

        Raises:
            RosterUnreadable: when it holds no table of people.
        """
        file = read_roster_file(path, encoding=encoding, sheet=sheet)
        if header is None:
            return Roster(path, file, understand(file.records))
        position = next((i for i, r in enumerate(file.records) if r.number == header), None)
        if position is None:
            raise RosterUnreadable("no_header")
        pointed = Header(position, file.records[position].cells)
        return Roster(path, file, mapping_below(file.records, pointed))

    def look_into(
        self, path: Path, *, encoding: str | None = None, sheet: str | None = None
    ) -> RosterFile:
        """Return the records of a file whose header nobody recognises.

        Raises:
            RosterUnreadable: when it cannot be opened at all.
        """
        return read_roster_file(path, encoding=encoding, sheet=sheet)

    def preview(
        self, roster: Roster, progress: ports.Progress | None = None,
        cancelled: ports.Cancelled | None = None,
    ) -> RosterReading:  # fmt: skip
        """Return what the roster says under its mapping; nothing is written.

        Raises:
            RosterImportCancelled: when `cancelled` answers yes.
        """
        return interpret(
            roster.file.records,
            roster.mapping,
            today=self._today(),
            split=self.split,
            progress=progress,
            cancelled=cancelled,
        )

    def _today(self) -> date:
        return self._now().astimezone().date()

    def run(
        self,
        roster: Roster,
        meetup: str,
        basis: Basis,
        *,
        dry_run: bool = False,
        progress: ports.Progress | None = None,
        cancelled: ports.Cancelled | None = None,
    ) -> Imported:
        """Import a roster for a meetup under the organiser's basis.

        A row equal to one imported before is skipped, a corrected row becomes proposals,
        a bad row never stops the rest. Where nothing is new, nothing is written.

        Raises:
            RosterImportCancelled: when `cancelled` answers yes; what was written is undone.
        """
        reading = self.preview(roster, progress, cancelled)
        run, tally = self._begun(meetup, basis), Tally()
        acts: list[list[Draft]] = []
        for family in reading.families:
            acts.append(self._family(family, reading, run, tally))
            if cancelled and cancelled():
                raise RosterImportCancelled
        if not dry_run:
            self._write(acts, roster, reading, run, progress, cancelled)
            self._doubles.refresh()
        return tally.imported(reading)

    def _begun(self, meetup: str, basis: Basis) -> _Run:
        visits = self._visits(meetup)
        return _Run(
            new_id(),
            meetup,
            basis,
            frozenset(visit.fingerprint for visit in visits),
            {visit.match_key: visit.family for visit in visits if visit.match_key},
            frozenset(visit.family for visit in visits),
        )

    def _visits(self, meetup: str) -> list[Visit]:
        ids = self._families.ids(meetup, withdrawn=True)
        # A family that was merged stays on the list under the one as which it lives on.
        merged = self._families.merged(ids)
        visits = self._attendances.visits(meetup, [*ids, *merged]).values()
        return [v.model_copy(update={"family": merged.get(v.family, v.family)}) for v in visits]

    def _family(
        self, family: RosterFamily, reading: RosterReading, run: _Run, tally: Tally
    ) -> list[Draft]:
        if family.fingerprint in run.marks:
            tally.skipped += 1
            return []
        earlier = run.earlier.get(family.match_key) or same_guardian(
            family, self._directory, self._families, run.listed
        )
        if earlier:
            fresh = self._unseen(proposed(run.roster, family, self._families.get(earlier)))
            tally.proposals += len(fresh)
            return fresh
        known = same_household(family, self._directory, self._families)
        if known:
            tally.known += 1
            people = [person.id for person in self._families.get(known).people]
            return roster_drafts.expected(run.meetup, known, people, family)
        tally.duplicates += self._likeness.of_family(family)
        made = roster_drafts.new_family(run.roster, run.meetup, family, reading.problems)
        tally.families += 1
        tally.people += len(made.people)
        consent = ConsentGiven(run.basis.version, run.basis.text_hash, ORGANISER)
        return [*made.drafts, grant(made.family, consent, basis=run.basis.text)]

    def _write(
        self, acts: list[list[Draft]], roster: Roster, reading: RosterReading, run: _Run,
        progress: ports.Progress | None, cancelled: ports.Cancelled | None,
    ) -> None:  # fmt: skip
        body: dict[str, Any] = {
            "meetup": run.meetup,
            "file": roster.path.name,
            "basis": run.basis.text,
            "rows": reading.rows,
        }
        head = [Draft("roster.set", run.roster, body, meetup=run.meetup)]
        # What waits for a person comes last: nobody cancels after it, so it is never dropped.
        waiting = self._unseen(roster_drafts.nameless(run.roster, run.meetup, reading))
        waiting += [draft for drafts in acts for draft in drafts if _is_proposal(draft)]
        written: list[str] = []
        for done, some in enumerate(_batches(acts)):
            if cancelled and cancelled():
                raise RosterImportCancelled(self._take_back(written))
            written.append(self._journal.append([*head, *some], self._author()).tx)
            head = []
            if progress:
                progress(min((done + 1) * FAMILIES_AN_ACT, len(acts)), len(acts))
        if waiting:
            self._journal.append([*head, *waiting], self._author())

    def _unseen(self, drafts: list[Draft]) -> list[Draft]:
        seen = self._journal.histories({draft.entity for draft in drafts})
        return [draft for draft in drafts if not seen[draft.entity]]

    def _take_back(self, written: list[str]) -> int:
        """Undo these acts; return how many families stay, because the desk went on with one."""
        undo, kept = Undo(self._journal, self._author), set[str | None]()
        for tx in reversed(written):
            try:
                undo.act(tx)
            except ChangedSince:
                kept |= {op.subject for op in self._journal.operations_of(tx) if op.subject}
        return len(kept)


def _is_proposal(draft: Draft) -> bool:
    return draft.kind == "proposal.set"


def _batches(acts: list[list[Draft]]) -> Iterator[list[Draft]]:
    full = [drafts for drafts in acts if drafts and not _is_proposal(drafts[0])]
    for start in range(0, len(full), FAMILIES_AN_ACT):
        yield [draft for drafts in full[start : start + FAMILIES_AN_ACT] for draft in drafts]
