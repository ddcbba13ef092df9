"""Hands a registration on to the family's own telephone (スマホへ引き継ぎ).

The laptop may be offline all day: it only shows a token that the central service can check by
itself. What the family writes there comes back with a later sync, under the same ids.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.codes import new_code
from concierge_tui.domain.errors import MeetupClosed
from concierge_tui.domain.family import Family
from concierge_tui.domain.hand_off import (
    HOURS,
    HandOffUnavailable,
    Token,
    address_of,
    minutes_of,
    write_token,
)
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.person_ids import Known, person_ids
from concierge_tui.domain.sign_up_code import address_to_scan, address_to_type
from concierge_tui.services.arrivals import arrival, refuse_crowd
from concierge_tui.services.halves import Halves
from concierge_tui.services.latecomers import TableNow, nowhere
from concierge_tui.services.paper_content import SignUp
from concierge_tui.services.ports import Attendances, AuthorNow, Journal, Meetups
from concierge_tui.services.walk_in import Registered

_HOUR_MS: Final = 60 * 60 * 1000
_KEPT_MS: Final = 14 * 24 * _HOUR_MS
"""How long a family stays on the list after her QR has ended: laptops are synced late."""


class Grant(NamedTuple):
    """What the central service gave this device for hand-offs."""

    url: str
    key: bytes
    hours: int
    sign_up: str = ""
    """The code by which families sign up in the area; empty before an older service is new."""


class Handed(NamedTuple):
    """One family that was handed on."""

    family: str
    meetup: str | None
    issued: int
    """Minutes since 1970, as the token says it."""
    until: int
    """Milliseconds since 1970 by this clock."""
    seen: int | None
    """When its arrival was shown to a person."""
    arrived: bool
    """Whether what she wrote has come to this laptop."""
    herself: bool = False
    """Whether she began at no desk, but by the sign-up code of the area."""


class HandOffRows(Protocol):
    """What this laptop keeps about hand-offs."""

    @property
    def device(self) -> str:
        """This device, as the central service knows it."""
        ...

    def is_enrolled(self) -> bool:
        """Say whether the laptop knows a central service."""
        ...

    def clock_ahead(self) -> int:
        """Return how far this clock was ahead of the service's, in milliseconds."""
        ...

    def grant(self) -> Grant | None:
        """Return what the central service granted, or None."""
        ...

    def handed(self, family: str, meetup: str | None, issued: int, until: int) -> None:
        """Remember that a family writes on her own telephone."""
        ...

    def since(self, moment: int) -> list[Handed]:
        """Return the families whose QR was good after `moment`, the newest first."""
        ...

    def signed_up(self, since: int) -> None:
        """List the families that began by themselves after the moment `since` as arrivals."""
        ...

    def people_of(self, families: Sequence[str]) -> dict[str, list[str]]:
        """Return everyone of some families, removed ones too."""
        ...

    def seen(self, families: list[str], at: int) -> None:
        """Remember that an arrival was shown to a person."""
        ...


class Address(NamedTuple):
    """What the QR carries, and until when it is good."""

    url: str
    """Empty in a rehearsal, where nothing leads outside."""
    until: int


class HandOff:
    """Makes the QR of a family and knows what came back."""

    def __init__(
        self,
        journal: Journal,
        rows: HandOffRows,
        meetups: Meetups,
        attendances: Attendances,
        author: AuthorNow,
        now: Clock,
        practice: bool,  # noqa: FBT001 - the wiring names it
        table_now: TableNow = nowhere,
    ) -> None:
        self._journal = journal
        self._rows = rows
        self._meetups = meetups
        self._attendances = attendances
        self._author = author
        self._now = now
        self._practice = practice
        self._table_now = table_now

    def refuse(self) -> None:
        """Say why nothing can be handed on.

        Raises:
            HandOffUnavailable: when the laptop is not enrolled, or the service shows no page.
        """
        if not self._practice:
            self._granted()

    def begin(self, meetup: str | None, *, reason: str = "") -> Registered:
        """Write a family of which nothing is known yet, and that one adult arrived.

        Nothing in it is about her, so it needs no consent: she gives it on her telephone.

        Raises:
            HandOffUnavailable: when nothing can be handed on; nothing was written.
            MeetupClosed: when the meetup is over.
            MeetupFull: when one more would exceed the capacity without a `reason`.
        """
        self.refuse()
        family, code = new_id(), new_code()
        people = person_ids(family, [Known("guardian")])
        if meetup:
            where = self._meetups.get(meetup)
            if where.closed:
                raise MeetupClosed
            refuse_crowd(self._attendances, where, len(people), reason)
        drafts = [
            Draft("family.set", family, {"code": code, "source": "self"}, subject=family),
            Draft("person.set", people[0], {"family": family, "role": "guardian"}, subject=family),
        ]
        if meetup:
            table = self._table_now(meetup, Family(id=family))
            drafts += arrival(meetup, family, people, reason=reason, table=table)
        act = self._journal.append(drafts, self._author())
        return Registered(act, family, tuple(people), code, ())

    def address(self, family: str, meetup: str | None = None, *, anew: bool = False) -> Address:
        """Return the address of a family and remember that she is waited for.

        While it is good it stays the same, so that a page that is open on a telephone stays hers;
        `anew` makes another, for whoever lost the first one to another telephone.

        Raises:
            HandOffUnavailable: when nothing can be handed on.
        """
        now = milliseconds(self._now())
        if self._practice:
            return Address("", now + HOURS * _HOUR_MS)
        grant = self._granted()
        before = next((each for each in self._handed() if each.family == family), None)
        if before and not anew and now < before.until - _HOUR_MS:
            issued, until = before.issued, before.until
        else:
            issued = minutes_of(max(0, now - self._rows.clock_ahead()))
            if before and issued == before.issued:
                issued += 1  # made anew within the minute: still another token
            until = now + grant.hours * _HOUR_MS
            self._rows.handed(family, meetup, issued, until)
        token = write_token(Token(self._rows.device, family, issued), grant.key)
        return Address(address_of(grant.url, token), until)

    def sign_up(self) -> SignUp | None:
        """Return where families of the area sign up by themselves.

        None in a rehearsal, where nothing leads outside, and where no service told it.
        """
        grant = None if self._practice else self._rows.grant()
        if grant is None or not grant.sign_up:
            return None
        scanned = address_to_scan(grant.url, grant.sign_up)
        return SignUp(scanned, address_to_type(grant.url), grant.sign_up)

    def settle(self) -> int:
        """After a sync: make one person of whoever both halves of a family wrote."""
        self._rows.signed_up(milliseconds(self._now()) - _KEPT_MS)
        # Who began by herself has no other half: whom the desk adds to her is somebody else.
        arrived = [each.family for each in self._handed() if each.arrived and not each.herself]
        people = self._rows.people_of(arrived)
        return Halves(self._journal, self._author).settle(people)

    def waiting(self) -> list[Handed]:
        """Return the families that were handed on, those without an answer first."""
        return sorted(self._handed(), key=lambda handed: handed.arrived)

    def news(self) -> list[str]:
        """Return the families whose answers came and were not shown to anybody yet."""
        return [each.family for each in self._handed() if each.arrived and each.seen is None]

    def seen(self, families: Sequence[str]) -> None:
        """Remember that a person saw these arrivals."""
        if families:
            self._rows.seen(list(families), milliseconds(self._now()))

    def _handed(self) -> list[Handed]:
        """Return whom one may still wait for; later nobody asks any more."""
        return self._rows.since(milliseconds(self._now()) - _KEPT_MS)

    def _granted(self) -> Grant:
        grant = self._rows.grant()
        if grant is None:
            enrolled = self._rows.is_enrolled()
            raise HandOffUnavailable("no_page" if enrolled else "not_enrolled")
        return grant
