"""Bounds one node of the search by prices, and tries what is near the bound."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from concierge_tui.domain.pairing.instance import Trial
from concierge_tui.domain.pairing.sessions import confined, each
from concierge_tui.services.pairing.family_prices import family_prices
from concierge_tui.services.pairing.mixture import Mixed, Mixture
from concierge_tui.services.pairing.near import Left, Near, Room, TooMany
from concierge_tui.services.pairing.node import Node, Placed
from concierge_tui.services.pairing.prices import FINE, Prices, Rank
from concierge_tui.services.pairing.search import Search

_STEPS: Final = 50
"""So many steps of trying out take as long as one matching."""


class Priced(NamedTuple):
    """Prices, what they prove no plan to exceed in fine parts, and the mixture they belong to."""

    bound: int
    prices: Prices
    mixture: Mixture


class Bounding:
    """One node where trials compete for sessions."""

    def __init__(self, search: Search, node: Node, held: Sequence[int]) -> None:
        """Begin with the session in which each decided trial may take place."""
        self._search = search
        self._trials = search.trials
        self._node = node
        self._held: Placed = dict(zip(node.decided, held, strict=True))
        self._sessions = tuple(each(search.trials.sessions))
        self._ranks: tuple[Rank, ...] = ()
        self.prices = node.prices
        """Of places alone, the best that were found."""
        self.plans: list[Placed] = list(self._below(node.plans))
        """Those worth mixing below."""

    def look(self) -> Trial | None:
        """Offer the best plan, or return a pair to decide upon; none where nothing is better.

        Raises:
            Exhausted: when the work that was allowed is done.
        """
        while True:
            found = self._priced()
            if not self._ranks:
                self.prices = found.prices
            self.plans = found.mixture.plans()
            if found.bound // FINE <= self._search.value:
                return None
            ranks = self._rounded(found)
            if ranks == self._ranks:
                return self._near(found)
            self._ranks = ranks

    def _below(self, plans: tuple[Placed, ...]) -> Iterator[Placed]:
        """Yield what is left below this node of the plans that it comes from."""
        for plan in plans:
            left = {pair: where for pair, where in plan.items() if pair in self._node.pairs}
            yield {**self._held, **left}

    def _priced(self) -> Priced:
        """Find the prices with the lowest bound: no plan is worth more than the mixture there."""
        limits = [self._trials.room] * len(self._sessions) + [rank.most for rank in self._ranks]
        mixture = Mixture(limits, self._mixed(self._held))
        for plan in self.plans:
            mixture.add(self._mixed(plan))
        right = self._of(mixture)
        best: Priced | None = None
        prices = self._first(right)
        while True:
            bound, plan = self._relaxed(prices)
            if best is None or bound < best.bound:
                best = Priced(bound, prices, mixture)
            if best.bound // FINE <= self._search.value:
                return best
            mixture.add(self._mixed(plan))
            before, right = right, self._of(mixture)
            short = best.bound * mixture.parts - FINE * mixture.worth()
            if short < FINE * mixture.parts or right == prices:
                return best
            # Half way to the best so far is mostly nearer than where the mixture jumps to.
            prices = right if right == before else best.prices.half_way(right, self._sessions)

    def _first(self, right: Prices) -> Prices:
        """Return the prices to begin with: those of the node above, or the same for every place.

        At that one the day as a whole is full.
        """
        if self._ranks:
            return right
        if self._node.prices.places:
            return self._node.prices
        return Prices().raised(self._trials.sessions, FINE * self._search.price)

    def _of(self, mixture: Mixture) -> Prices:
        """Return the prices of the best mixture of what is known."""
        fine = [FINE * price // mixture.parts for price in mixture.solve()]
        places = {s: price for s, price in zip(self._sessions, fine, strict=False) if price}
        paid = fine[len(self._sessions) :]
        ranks = (r._replace(price=price) for r, price in zip(self._ranks, paid, strict=True))
        return Prices(places, tuple(ranks))

    def _relaxed(self, prices: Prices) -> tuple[int, Placed]:
        """Return the bound at some prices, and the plan that reaches it."""
        node, trials = self._node, self._trials
        matching = self._search.relax(node.pairs, prices)
        pairs = {pair: prices.cheapest(trials.where(pair)) for pair in matching.pairs}
        decided = {trial: prices.cheapest(trials.where(trial)) for trial in node.decided}
        plan = {**decided, **pairs}
        self._search.offer(tuple(plan))
        return node.bound(trials, matching.weight, prices), plan

    def _mixed(self, plan: Placed) -> Mixed:
        weights = list(map(self._trials.weight, plan))
        places = list(plan.values())
        taken = [places.count(session) for session in self._sessions]
        ranked = [sum(weight // rank.unit for weight in weights) for rank in self._ranks]
        return Mixed(sum(weights), (*taken, *ranked), plan)

    def _rounded(self, found: Priced) -> tuple[Rank, ...]:
        """Return the ranks of which the mixture takes more than any plan can: half a unit, say."""
        units = self._trials.units
        ranks = {rank.unit: rank for rank in self._ranks}
        shares = found.mixture.shares()
        for unit in (units.waited, units.kept):
            most = found.bound // FINE // unit
            taken = sum(self._trials.weight(t) // unit * share for t, share in shares.items())
            if taken > most * found.mixture.parts:
                ranks[unit] = Rank(unit, most)
        return tuple(ranks.values())

    def _near(self, found: Priced) -> Trial | None:
        """Try every plan near the bound; where there are too many, return a pair to decide upon."""
        node, trials, search, prices = self._node, self._trials, self._search, found.prices
        worth = prices.edges(trials, node.pairs)
        families = family_prices(worth)
        # Twice as fine: a family may be worth half of a part.
        top = 2 * node.bound(trials, 0, prices) + sum(families.values())

        def better(pairs: tuple[Trial, ...] = ()) -> int:
            search.offer((*node.decided, *pairs))
            return top - 2 * FINE * (search.value + 1)

        unused = {pair: families[pair[0]] + families[pair[1]] - 2 * left for pair, left in worth}
        cheapest = min(prices.places.get(session, 0) for session in self._sessions)
        room = Room(trials.places, self._confined(), node.most(trials), 2 * cheapest)
        near = Near(Left(families, unused), room, better)
        try:
            near.try_all(better())
        except TooMany:
            return self._pivot(found.mixture)
        finally:
            search.count(near.steps // _STEPS)
        return None

    def _pivot(self, mixture: Mixture) -> Trial:
        """Return the pair of which most nearly half is in the mixture."""
        shares = mixture.shares()
        return min(
            self._node.pairs,
            key=lambda pair: (abs(2 * shares.get(pair, 0) - mixture.parts), pair),
        )

    def _confined(self) -> dict[int, int]:
        """Return how many more trials may be confined to each set of sessions that limits any."""
        sets = {0}
        for where in self._trials.distinct:
            sets |= {where | other for other in sets}
        taken = [self._trials.where(trial) for trial in self._node.decided]
        room = self._trials.room
        return {
            sessions: room * sessions.bit_count() - sum(confined(w, sessions) for w in taken)
            for sessions in sets
            if sessions
        }
