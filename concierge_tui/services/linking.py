"""Links between families (つながり): each side keys the other's digits, the desk never can.

The digits come in as bytes that are wiped here, whatever happens: no operation, error, draft or
setting ever holds one. A right entry is written as that fact alone, a wrong one is counted.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, Literal

from concierge_tui.domain import link as rule
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import NotFound
from concierge_tui.domain.family import Family
from concierge_tui.domain.ids import link_id
from concierge_tui.domain.link import Link, LinkState, fold_link
from concierge_tui.domain.linked import Between, Side, last_moment, wipe
from concierge_tui.domain.meetup_day import LinkNow
from concierge_tui.domain.operation import Draft, Operation
from concierge_tui.domain.phone import is_mobile
from concierge_tui.services.living import lives_on_as
from concierge_tui.services.records import AtMeetup

DIGITS: Final = 4
_STRONGEST: Final = (LinkState.CANCELLED, LinkState.NONE, LinkState.HALF, LinkState.MADE)


class Linking(AtMeetup):
    """The links of families at one meetup."""

    def of_meetup(self) -> list[Between]:
        """Return the links of whoever came to this meetup, the newest first."""
        rows = self._attendances.of_meetup(self.meetup_id)
        came = {row.family for row in rows if row.arrived_at is not None}
        found = self._all_of(came)
        return sorted(found, key=lambda each: (-(each.at or 0), each.link))

    def partners(self, family: str) -> list[Family]:
        """Return the families with which one is linked, both sides having keyed."""
        alive = self._alive([family])
        rows = [row for row in self._day.links(alive) if row.state == "made"]
        self._add_unknown(alive, {end for row in rows for end in (row.one, row.other)})
        ends = {alive[end] for row in rows for end in (row.one, row.other)} - {family}
        known = self._families.many(sorted(ends))
        return [each for each in known.values() if not (each.removed or each.withdrawn)]

    def inviting(self, family: str) -> list[Family]:
        """Return with whom an invitation of a family is still open (A33)."""
        open_ = [each for each in self._all_of([family]) if each.is_invitation]
        return [each.side_of(family, other=True).family for each in open_]

    def between(self, one: str, other: str) -> Between:
        """Return how it stands between two families, in the order in which they are asked for.

        Raises:
            LinkNotPossible: for a family and itself.
            NotFound: when one is unknown here, or withdrew.
        """
        known = self._families.many([one, other])
        if one == other:
            raise rule.LinkNotPossible
        for family in (one, other):
            if family not in known or known[family].removed or known[family].withdrawn:
                raise NotFound("family")
        alive = self._alive([one, other])
        rows = [
            row for row in self._day.links(alive)
            if {alive.get(row.one), alive.get(row.other)} == {one, other}
        ]  # fmt: skip
        histories = self._journal.histories([row.id for row in rows])
        here = self._here([one, other])
        return self._seen(known[one], known[other], rows, histories, alive, here)

    def refuse(self, keyer: str, other: str) -> None:
        """Raise what keeps a family from keying now; nothing is written.

        Raises:
            LinkAdvisedAgainst: when the two are not to be brought together.
            KeyerNotHere: when nobody of the family that would key is in the house.
            LinkOnHold: when the other family has no mobile whose digits could be keyed.
            LinkRests: after too many wrong entries.
        """
        self._refuse(self.between(keyer, other))

    def key(self, keyer: str, other: str, digits: bytearray) -> Between:
        """Note that one family keyed the other's digits; `digits` are zeros afterwards.

        Raises:
            DigitsWrong: when they are not those of any mobile of the other family's guardians.
            LinkAdvisedAgainst, KeyerNotHere, LinkOnHold, LinkRests: as `refuse` says.
        """
        try:
            seen = self.between(keyer, other)
            self._refuse(seen)
            is_right = _is_one_of(digits, seen.other.family)
        finally:
            wipe(digits)
        if seen.one.entered and is_right:
            return seen
        self._write("link.enter" if is_right else "link.miss", seen, {})
        now = self.between(keyer, other)
        if not is_right:
            raise rule.DigitsWrong(now.one.left % rule.MOST_MISSES)
        return now

    def wish(self, one: str, other: str, how: Literal["here", "invited"]) -> Between:
        """Keep that two families would like a link: one has no mobile, or was not there (A33)."""
        seen = self.between(one, other)
        if how == "invited" and seen.other.is_here and not seen.one.is_here:
            seen = self.between(other, one)  # who is there invites whoever is not
        self._refuse_advised_against(seen)
        if seen.state != "made":
            self._write("link.wish", seen, {"how": how})
        return self.between(one, other)

    def cancel(self, by: str, other: str, reason: str) -> Between:
        """End a link, also a half one, because one of the two wants it; both must key again.

        Raises:
            NothingToCancel: when there is none.
        """
        seen = self.between(by, other)
        if seen.state in ("open", "cancelled"):
            raise rule.NothingToCancel
        alive = self._alive([by, other])
        drafts = [
            _fact("link.cancel", row.id, _ends(row, alive, by), self.meetup_id,
                  {"reason": clean_text(reason)})
            for row in self._day.links(alive)
            if {alive.get(row.one), alive.get(row.other)} == {by, other}
        ]  # fmt: skip
        self._journal.append(drafts, self._author())
        return self.between(by, other)

    def is_advised_against(self, one: str, other: str) -> bool:
        """Say whether two families are not to be brought together, whatever the reason."""
        pair = {one, other}
        alive = self._alive(pair)
        return any({alive.get(each) for each in two} == pair for two in self._day.exclusions())

    def _write(self, kind: str, seen: Between, more: Mapping[str, str]) -> None:
        draft = _fact(kind, seen.link, seen.ends, self.meetup_id, more)
        self._journal.append([draft], self._author())

    def _refuse(self, seen: Between) -> None:
        self._refuse_advised_against(seen)
        if not seen.one.is_here:
            raise rule.KeyerNotHere
        if not seen.other.has_mobile:
            raise rule.LinkOnHold((seen.other.family.id,))
        if seen.one.rests_until is not None:
            raise rule.LinkRests(seen.one.rests_until)

    def _refuse_advised_against(self, seen: Between) -> None:
        if self.is_advised_against(seen.one.family.id, seen.other.family.id):
            raise rule.LinkAdvisedAgainst

    def _all_of(self, wanted: Iterable[str]) -> list[Between]:
        alive = self._alive(wanted)
        rows = self._day.links(alive)
        self._add_unknown(alive, {end for row in rows for end in (row.one, row.other)})
        pairs: dict[tuple[str, str], list[LinkNow]] = {}
        for row in rows:
            one, other = sorted((alive[row.one], alive[row.other]))
            if one != other:
                pairs.setdefault((one, other), []).append(row)
        known = self._families.many({end for pair in pairs for end in pair})
        known = {name: each for name, each in known.items() if not (each.removed or each.withdrawn)}
        histories = self._journal.histories([row.id for row in rows])
        here = self._here(known)
        seen = [
            self._seen(known[one], known[other], found, histories, alive, here)
            for (one, other), found in pairs.items()
            if one in known and other in known
        ]
        return [each for each in seen if each.state != "open"]

    def _alive(self, families: Iterable[str]) -> dict[str, str]:
        """Return under whom these live on, and whoever was found to be one of them."""
        alive = {family: family for family in families}
        return alive | self._families.merged(alive)

    def _add_unknown(self, alive: dict[str, str], ends: set[str]) -> None:
        """Note under whom families that were merged elsewhere in the list live on."""
        for end in sorted(ends - alive.keys()):
            alive[end] = lives_on_as(self._families, end)

    def _seen(
        self,
        one: Family,
        other: Family,
        rows: Sequence[LinkNow],
        histories: Mapping[str, Sequence[Operation]],
        alive: Mapping[str, str],
        here: AbstractSet[str],
    ) -> Between:
        """Put together what two families keyed, also before one of them was found to be two."""
        folded = {row.id: fold_link(row.id, histories[row.id]) for row in rows}
        row = max(rows, key=lambda r: (_STRONGEST.index(folded[r.id].state), r.id), default=None)
        link = folded[row.id] if row else Link(LinkState.NONE, frozenset(), None, ())
        ends = _ends(row, alive, one.id) if row else (one.id, other.id)
        # Whoever was found to stand twice has no second row of tries.
        tried = [(alive.get(who, who), at) for each in folded.values() for who, at in each.misses]
        all_tries = link._replace(misses=tuple(sorted(tried, key=lambda miss: miss[1])))
        return Between(
            row.id if row else link_id(one.id, other.id),
            ends,
            self._side(one, ends[0], all_tries, is_here=one.id in here),
            self._side(other, ends[1], all_tries, is_here=other.id in here),
            link,
            last_moment(histories[row.id] if row else (), link),
        )

    def _here(self, families: Iterable[str]) -> AbstractSet[str]:
        """Return those of whom somebody is in the house."""
        rows = self._attendances.of_families(self.meetup_id, list(families))
        return {row.family for row in rows if row.here}

    def _side(self, family: Family, end: str, link: Link, *, is_here: bool) -> Side:
        now = self.now_ms
        until = link.rests_until(family.id, now)
        return Side(
            family,
            is_here=is_here,
            has_mobile=bool(mobiles(family)),
            entered=end in link.entered,
            rests_until=until if until is not None and now < until else None,
            left=link.tries_left(family.id, now),
        )


def mobiles(family: Family) -> list[str]:
    """Return the mobiles that speak for a family: its guardians', never one who may not collect."""
    return [
        person.phone
        for person in family.people
        if person.role == "guardian" and not person.must_not_collect and is_mobile(person.phone)
    ]


def _is_one_of(digits: bytearray, family: Family) -> bool:
    """Compare with every mobile of a family, and take as long whether or not one matches."""
    matches = 0
    for phone in mobiles(family):
        matches |= hmac.compare_digest(digits, phone[-DIGITS:].encode())
    return bool(matches)


def _ends(row: LinkNow, alive: Mapping[str, str], first: str) -> tuple[str, str]:
    """Return under which ids the two keyed, beginning with one of them."""
    return (row.one, row.other) if alive[row.one] == first else (row.other, row.one)


def _fact(
    kind: str, entity: str, ends: tuple[str, str], meetup: str, more: Mapping[str, str]
) -> Draft:
    return Draft(kind, entity, {"other": ends[1], **more}, subject=ends[0], meetup=meetup)
