"""The rules of the safety gate, one function each, in the order in which one asks."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from concierge_tui.domain.eligibility import A19, eligible_until, reached
from concierge_tui.domain.gate import (
    AND,
    EXCHANGED,
    ChildFacts,
    Colour,
    Gate,
    GateFacts,
    Rule,
    SupervisorFacts,
)
from concierge_tui.domain.ratio import RATIOS


def judge(facts: GateFacts) -> Gate:
    """Return how every rule stands on these facts."""
    return Gate(tuple(rule(facts) for rule in RULES))


def link_rule(facts: GateFacts) -> Rule:
    """A link stands with every family (A2), and nobody asked that these two be kept apart."""
    sources = ("A2", "B10")
    if facts.is_excluded:
        return _rule("link", sources, "red", "excluded")
    states = [facts.links.get(guest.family, "none") for guest in facts.guests]
    open_ = [at for at, state in enumerate(states) if state != "made"]
    if not states:
        return _rule("link", sources, "red", "none")
    if open_:
        guest = facts.guests[open_[0]]
        who = (guest.called,) if len(states) > 1 else ()
        return _rule("link", sources, "red", states[open_[0]], who=who, family=guest.family)
    return _rule("link", sources, "green", "made")


def met_rule(facts: GateFacts) -> Rule:
    """All four parties are here and know each other (A26)."""
    sources = ("A26",)
    if not facts.children:
        return _rule("met", sources, "red", "no_child")
    away = [side.called for side in facts.sides if not side.grown_ups_here]
    away += [child.called for child in facts.children if not child.is_here]
    host = facts.host
    if host.children and not host.children_here:
        away.append(host.called)
    if away:
        return _rule("met", sources, "red", "away", who=tuple(dict.fromkeys(away)))
    strange = tuple(child.called for child in facts.children if not child.is_acquainted)
    if strange:
        return _rule("met", sources, "red", "not_ticked", who=strange)
    if not host.children:
        return _rule("met", sources, "amber", "host_without_child", who=(host.called,))
    return _rule("met", sources, "green", "met")


def age_rule(facts: GateFacts) -> Rule:
    """Each child is old enough on this very day (A19); being accompanied needs no age (D1)."""
    sources = ("A19", "A20", "D1")
    if facts.service == "accompanying":
        return _rule("age", sources, "green", "accompanied")
    nobody_knows = [child.called for child in facts.children if child.birthday is None]
    if nobody_knows:
        return _rule("age", sources, "red", "unknown", who=tuple(nobody_knows))
    policy, months = facts.policy, facts.policy.trial_from_months
    limits = {"months": months, "source": policy.source("trial_from_months")}
    for child in facts.children:
        assert child.birthday is not None
        first = reached(child.birthday, months)
        if facts.today < first:
            return _rule("age", sources, "red", "too_young", who=(child.called,), first=first,
                         **limits)  # fmt: skip
        if facts.today >= eligible_until(child.birthday):
            return _rule("age", sources, "red", "too_old", who=(child.called,),
                         under=A19.under_years)  # fmt: skip
    return _rule("age", sources, "green", "old_enough", **limits)


def allergy_rule(facts: GateFacts) -> Rule:
    """It is known whether a child has an allergy, and the other family read it (A25)."""
    sources = ("A25",)
    unknown = _who(facts, lambda child: child.allergy == "unknown")
    if unknown:
        return _rule("allergy", sources, "red", "unknown", who=unknown)
    unread = _who(facts, lambda child: not child.is_allergy_read)
    if unread:
        return _rule("allergy", sources, "red", "not_read", who=unread, reader=facts.host.called)
    has = _who(facts, lambda child: child.allergy == "yes")
    return _rule("allergy", sources, "green", "read_yes" if has else "read_no", who=has)


def health_rule(facts: GateFacts) -> Rule:
    """No child is ill; the limit is local policy (TK2)."""
    sources = ("TK2",)
    limit = facts.policy.fever_tenths
    limits = {"limit": limit, "source": facts.policy.source("fever_tenths")}

    def hot(child: ChildFacts) -> bool:
        return child.tenths is not None and child.tenths >= limit

    fever = _who(facts, hot)
    if fever:
        return _rule("health", sources, "red", "fever", who=fever, **limits)
    unwell = _who(facts, lambda child: child.looks == "unwell")
    unwell += tuple(side.called for side in facts.sides if side.feverish)
    if unwell:
        return _rule("health", sources, "red", "unwell", who=unwell)
    unchecked = _who(facts, lambda child: child.tenths is None and child.looks is None)
    if unchecked:
        return _rule("health", sources, "red", "unchecked", who=unchecked, **limits)
    return _rule("health", sources, "green", "well", **limits)


def exchange_rule(facts: GateFacts) -> Rule:
    """The families told each other what A24 lists."""
    missing = tuple(name for name in EXCHANGED if name not in facts.exchanged)
    if missing:
        return _rule("exchange", ("A24",), "amber", "missing", what=missing)
    return _rule("exchange", ("A24",), "green", "done")


def plan_rule(facts: GateFacts) -> Rule:
    """Where, from when to when, and where the child is fetched (A25)."""
    sources = ("A25", "D24")
    given = (("place", facts.place), ("pick_up", facts.pick_up), ("ends", facts.ends))
    empty = tuple(name for name, value in given if not value)
    if empty:
        return _rule("plan", sources, "red", "empty", what=empty)
    assert facts.ends is not None
    if facts.ends <= max(facts.now, facts.starts or 0):
        return _rule("plan", sources, "red", "over", at=facts.ends)
    return _rule(
        "plan", sources, "green", "agreed", place=facts.place, at=facts.ends, from_=facts.starts
    )


def collector_rule(facts: GateFacts) -> Rule:
    """It is known who may collect, the host may hold it, and nobody doubts where the child is."""
    sources = ("A25",)
    contested = _who(facts, lambda child: child.hands == "contested")
    if contested:
        return _rule("collectors", sources, "red", "contested", who=contested)
    if any(child.is_host_barred for child in facts.children):
        return _rule("collectors", sources, "red", "barred")
    away = _who(facts, lambda child: child.hands == "away")
    if away:
        return _rule("collectors", sources, "red", "away", who=away)
    nobody = _who(facts, lambda child: not child.collectors)
    if nobody:
        return _rule("collectors", sources, "red", "nobody", who=nobody)
    return _rule("collectors", sources, "green", "known")


def consent_rule(facts: GateFacts) -> Rule:
    """Every family consents to being registered and to trials, now."""
    sources = ("E18", "E19")
    lacking = tuple(side.called for side in facts.sides if side.missing_consents)
    if not lacking:
        return _rule("consent", sources, "green", "given")
    purposes = {name for side in facts.sides for name in side.missing_consents}
    return _rule("consent", sources, "red", "missing", who=lacking, what=tuple(sorted(purposes)))


def insurance_rule(facts: GateFacts) -> Rule:
    """The meetup is officially listed (A18); whether the centre was told is only said."""
    sources = ("A18", "A12", "A13", "A14", "A15", "A16")
    if not facts.listed:
        reason = "not_listed" if facts.listed is False else "unknown"
        return _rule("insurance", sources, "red", reason)
    if not facts.is_told:
        return _rule("insurance", sources, "notice", "not_told")
    return _rule("insurance", sources, "green", "told")


def supervisor_rule(facts: GateFacts) -> Rule:
    """Who supervises is certified on this day, is known by her papers and can revive (A28, A29).

    No text says after how long the course is to be taken again: its day is shown, not judged.
    """
    sources = ("A28", "A29")
    who = facts.supervisor
    if who is None:
        return _rule("supervisor", sources, "red", "nobody", free=facts.free)
    colour, reason = papers(who, facts.today)
    if colour == "red":
        return _rule("supervisor", sources, "red", reason, who=(who.called,), free=facts.free,
                     certification=who.certification)  # fmt: skip
    known = {"who": (who.called,), "licence": who.licence, "lifesaving": who.lifesaving}
    return _rule("supervisor", sources, colour, reason, **known)


def papers(who: SupervisorFacts, today: date) -> tuple[Colour, str]:
    """Return how the papers of a supervisor stand, and why."""
    if who.certification != "certified" or who.is_over:
        is_expired = who.is_over and who.certification == "certified"
        return "red", "expired" if is_expired else "not_certified"
    is_trained = who.lifesaving is not None and who.lifesaving <= today
    if not who.is_identity_seen:
        return "amber", "identity_not_seen" if is_trained else "neither_known"
    if not is_trained:
        return "amber", "no_lifesaving"
    return ("green", "certified") if who.licence else ("notice", "no_licence")


def ratio_rule(facts: GateFacts) -> Rule:
    """There are enough grown-ups for so many children, and room for them (TK1)."""
    sources = ("TK1",)
    load = facts.load
    if facts.service == "accompanying" or load is None:
        return _rule("ratio", sources, "green", "nobody_minded")
    sums = {
        "counts": load.counts, "minders": load.minders, "ratios": tuple(facts.ratios),
        "is_own": not facts.policy.decided.isdisjoint(RATIOS), "children": load.children,
    }  # fmt: skip
    capacity, rooms = facts.room_capacity, facts.rooms
    wrong = [
        name
        for name, is_so in (
            ("too_many", load.is_over(facts.ratios)),
            ("room_full", capacity is not None and load.children > capacity),
            ("no_room", rooms is not None and facts.places > rooms),
        )
        if is_so
    ]
    if wrong:  # all of them at once: whoever agrees to one must not overlook the other
        return _rule("ratio", sources, "amber", AND.join(wrong), free=facts.free, capacity=capacity,
                     places=facts.places, rooms=rooms, **sums)  # fmt: skip
    if capacity is None:
        return _rule("ratio", sources, "notice", "room_unknown", **sums)
    return _rule("ratio", sources, "green", "enough", capacity=capacity, **sums)


RULES: Final[tuple[Callable[[GateFacts], Rule], ...]] = (
    link_rule,
    met_rule,
    age_rule,
    allergy_rule,
    health_rule,
    exchange_rule,
    plan_rule,
    collector_rule,
    consent_rule,
    insurance_rule,
    supervisor_rule,
    ratio_rule,
)


def _who(facts: GateFacts, is_so: Callable[[ChildFacts], bool]) -> tuple[str, ...]:
    return tuple(child.called for child in facts.children if is_so(child))


def _rule(name: str, sources: tuple[str, ...], colour: Colour, reason: str, **facts: Any) -> Rule:
    return Rule(name, sources, colour, reason, facts)
