"""The safety gate: every rule in every colour, and exact days (A2, A18, A19, A24-A26, A28, A29)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain import gate_rules
from concierge_tui.domain.area import Area
from concierge_tui.domain.eligibility import A19, eligible, reached
from concierge_tui.domain.gate import (
    EXCHANGED,
    Approval,
    ChildFacts,
    GateFacts,
    SideFacts,
    SupervisorFacts,
)
from concierge_tui.domain.gate_rules import judge
from concierge_tui.domain.policy import LIMITS, Policy, day_in_japan, policy_of
from concierge_tui.domain.ratio import Load
from concierge_tui.domain.temperature import TemperatureUnreadable, read_tenths
from concierge_tui.text import gate as text

TODAY = date(2026, 12, 5)
CHILD = ChildFacts(
    "c", "佐藤 花", date(2025, 8, 1), is_here=True, is_acquainted=True, allergy="no",
    is_allergy_read=True, tenths=366, looks="well", collectors=1,
)  # fmt: skip
HOST = SideFacts("h", "西村 香", grown_ups_here=1, children=1, children_here=1)
GUEST = SideFacts("g", "佐藤 里奈", grown_ups_here=1, children=1, children_here=1)
READY = GateFacts(
    today=TODAY, now=1000, children=(CHILD,), host=HOST, guests=(GUEST,), links={"g": "made"},
    place="和室", pick_up="受付", starts=1000, ends=2000, exchanged=frozenset(EXCHANGED),
    listed=True, is_told=True, supervisor=SupervisorFacts(
        "中村", "certified", False, True, "保育士", TODAY
    ),
    load=Load("和室", (0, 1, 0), 1), room_capacity=4,
)  # fmt: skip


@dataclass
class Case:
    """What differs from a trial that may start, and how one rule then stands."""

    rule: str
    colour: str
    reason: str
    child: dict[str, Any] = field(default_factory=dict)
    host: dict[str, Any] = field(default_factory=dict)
    guest: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def rules(self) -> dict[str, tuple[str, str]]:
        facts = READY._replace(
            children=(CHILD._replace(**self.child),),
            host=HOST._replace(**self.host),
            guests=(GUEST._replace(**self.guest),),
        )._replace(**self.facts)
        return {rule.name: (rule.colour, rule.reason) for rule in judge(facts).rules}


def supervisor(
    certification: str,
    *,
    is_over: bool = False,
    seen: bool = True,
    licence: str = "保育士",
    lifesaving: date | None = TODAY,
) -> dict[str, Any]:
    who = SupervisorFacts("中村", certification, is_over, seen, licence, lifesaving)
    return {"supervisor": who}


TABLE = [
    *(Case("link", "red", state, facts={"links": {"g": state}})
      for state in ("none", "half", "cancelled")),
    Case("link", "red", "none", facts={"links": {}}),
    Case("link", "red", "excluded", facts={"is_excluded": True}),
    Case("met", "red", "no_child", facts={"children": ()}),
    Case("met", "red", "away", child={"is_here": False}),
    Case("met", "red", "away", host={"grown_ups_here": 0}),
    Case("met", "red", "away", host={"children_here": 0}),
    Case("met", "red", "away", guest={"grown_ups_here": 0}),
    Case("met", "red", "not_ticked", child={"is_acquainted": False}),
    Case("met", "amber", "host_without_child", host={"children": 0, "children_here": 0}),
    Case("age", "red", "unknown", child={"birthday": None}),
    Case("age", "red", "too_young", child={"birthday": date(2025, 12, 6)}),
    Case("age", "green", "old_enough", child={"birthday": date(2025, 12, 5)}),
    Case("age", "red", "too_old", child={"birthday": date(2013, 12, 5)}),
    Case("age", "green", "old_enough", child={"birthday": date(2013, 12, 6)}),
    Case("age", "green", "accompanied", child={"birthday": date(2026, 11, 1)},
         facts={"service": "accompanying"}),
    Case("age", "green", "old_enough", child={"birthday": date(2026, 6, 5)},
         facts={"policy": Policy(trial_from_months=6)}),
    Case("age", "red", "too_young", child={"birthday": date(2025, 8, 1)},
         facts={"policy": Policy(trial_from_months=24)}),
    Case("allergy", "red", "unknown", child={"allergy": "unknown"}),
    Case("allergy", "red", "not_read", child={"is_allergy_read": False}),
    Case("allergy", "green", "read_yes", child={"allergy": "yes"}),
    Case("health", "red", "fever", child={"tenths": 375}),
    Case("health", "green", "well", child={"tenths": 374}),
    Case("health", "red", "fever", child={"tenths": 372},
         facts={"policy": Policy(fever_tenths=372)}),
    Case("health", "red", "unwell", child={"looks": "unwell"}),
    Case("health", "red", "unwell", host={"feverish": 1}),
    Case("health", "red", "unchecked", child={"tenths": None, "looks": None}),
    Case("health", "green", "well", child={"tenths": None, "looks": "well"}),
    *(Case("exchange", "amber", "missing", facts={"exchanged": frozenset(EXCHANGED) - {name}})
      for name in EXCHANGED),
    *(Case("plan", "red", "empty", facts={name: empty})
      for name, empty in (("place", ""), ("pick_up", ""), ("ends", None))),
    Case("plan", "red", "over", facts={"ends": 1000}),
    Case("plan", "red", "over", facts={"ends": 1500, "starts": 1500}),
    Case("collectors", "red", "contested", child={"hands": "contested"}),
    Case("collectors", "red", "barred", child={"is_host_barred": True}),
    Case("collectors", "red", "away", child={"hands": "away"}),
    Case("collectors", "red", "nobody", child={"collectors": 0}),
    Case("consent", "red", "missing", host={"missing_consents": ("trial",)}),
    Case("consent", "red", "missing", guest={"missing_consents": ("registration", "trial")}),
    Case("insurance", "red", "not_listed", facts={"listed": False}),
    Case("insurance", "red", "unknown", facts={"listed": None}),
    Case("insurance", "notice", "not_told", facts={"is_told": False}),
    Case("supervisor", "red", "nobody", facts={"supervisor": None}),
    *(Case("supervisor", "red", "not_certified", facts=supervisor(state))
      for state in ("none", "applied", "training", "suspended")),
    Case("supervisor", "red", "expired", facts=supervisor("certified", is_over=True)),
    Case("supervisor", "amber", "identity_not_seen", facts=supervisor("certified", seen=False)),
    *(Case("supervisor", "amber", "no_lifesaving", facts=supervisor("certified", lifesaving=day))
      for day in (None, date(2026, 12, 6))),
    Case("supervisor", "amber", "neither_known",
         facts=supervisor("certified", seen=False, lifesaving=None)),
    Case("supervisor", "notice", "no_licence", facts=supervisor("certified", licence="")),
    Case("ratio", "notice", "room_unknown", facts={"room_capacity": None}),
    Case("ratio", "amber", "too_many", facts={"load": Load("和室", (0, 3, 0), 1)}),
    Case("ratio", "green", "enough", facts={"load": Load("和室", (0, 2, 0), 1)}),
    Case("ratio", "amber", "room_full",
         facts={"load": Load("和室", (0, 0, 3), 1), "room_capacity": 2}),
    Case("ratio", "amber", "too_many+room_full",
         facts={"load": Load("和室", (0, 0, 7), 2), "room_capacity": 6}),
    Case("ratio", "amber", "no_room", facts={"rooms": 1, "places": 2}),
    Case("ratio", "green", "nobody_minded",
         facts={"service": "accompanying", "load": Load("和室", (0, 9, 0), 1)}),
]  # fmt: skip


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case.rule}-{case.reason}")
def test_a_rule_stands_as_the_facts_are_and_no_other_rule_is_moved(case: Case) -> None:
    rules = case.rules()

    assert rules[case.rule] == (case.colour, case.reason)
    if case.reason not in ("no_child", "accompanied", "nobody_minded"):
        others = {rules[name][0] for name in rules if name != case.rule}
        assert others == {"green"}


def test_a_trial_may_start_when_everything_is_green() -> None:
    gate = judge(READY)

    assert set(gate.colours.values()) == {"green"}
    assert len(gate.rules) == len(gate_rules.RULES) == 12
    named = [text.texts(rule) for rule in gate.rules]
    assert named[0] == "子育てシェアの安全の決まり・子育てシェアの取り組み(A2・B10)"
    assert not any(words[0].isascii() for words in named)


def test_every_reason_of_every_rule_has_a_sentence_and_red_says_what_to_do() -> None:
    for case in TABLE:
        facts = READY._replace(
            children=(CHILD._replace(**case.child),),
            host=HOST._replace(**case.host),
            guests=(GUEST._replace(**case.guest),),
        )._replace(**case.facts)
        rule = next(rule for rule in judge(facts).rules if rule.name == case.rule)

        assert text.why(rule)
        assert (text.next_step(rule) != "") == (rule.colour != "green")


AMBER = READY._replace(rooms=1, places=2)


@pytest.mark.parametrize(
    ("approval", "is_enough"),
    [
        (Approval("ratio", "no_room", "和室の隣を使う", "telephone", "責任者", "0480000000"), True),
        (Approval("ratio", "no_room", "和室の隣を使う", "guardian", "g-m"), True),
        (Approval("ratio", "no_room", "", "guardian", "g-m"), False),
        (Approval("ratio", "no_room", "和室の隣を使う", "telephone", "責任者"), False),
        (Approval("ratio", "no_room", "和室の隣を使う", "staff", ""), False),
        (Approval("ratio", "too_many", "和室の隣を使う", "guardian", "g-m"), False),
        (Approval("met", "no_room", "和室の隣を使う", "guardian", "g-m"), False),
    ],
)
def test_amber_needs_a_reason_and_a_second_person(approval: Approval, *, is_enough: bool) -> None:
    assert (judge(AMBER).unapproved([approval]) == ()) == is_enough


BORN = st.dates(date(2013, 1, 1), date(2026, 12, 5))


@given(BORN, st.integers(0, 5000))
def test_the_age_is_exact_to_the_day_also_for_the_29th_of_february(born: date, days: int) -> None:
    today = born + timedelta(days=days)
    facts = READY._replace(today=today, children=(CHILD._replace(birthday=born),))
    (age,) = [rule for rule in judge(facts).rules if rule.name == "age"]

    assert (age.colour == "green") == eligible(born, today)
    first = date(born.year + 1, *((3, 1) if (born.month, born.day) == (2, 29)
                                  else (born.month, born.day)))  # fmt: skip
    assert reached(born, 12) == first


@given(BORN, st.integers(0, 160))
def test_a_day_is_reached_when_the_months_are_full_and_never_before(
    born: date, months: int
) -> None:
    first = reached(born, months)

    def full(day: date) -> int:
        return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)

    assert full(first) == months
    assert full(first - timedelta(days=1)) < months


@given(st.integers(0, 3 * 366 * 24 * 60), st.integers(-12, 14))
def test_the_day_is_that_of_japan_in_whatever_zone_the_laptop_was_set(
    minutes: int, hours: int
) -> None:
    utc = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    elsewhere = utc.astimezone(timezone(timedelta(hours=hours)))

    assert day_in_japan(elsewhere) == (utc + timedelta(hours=9)).date()


def test_limits_are_settings_with_a_default_and_a_source() -> None:
    usual = policy_of(Area(id="a"))
    own = policy_of(Area(id="a", trial_from_months=6, fever_tenths=380, ratio_1=3))

    assert (usual.trial_from_months, usual.fever_tenths) == (12, 375)
    assert usual.source("fever_tenths") == "TK2"
    assert (own.trial_from_months, own.fever_tenths) == (6, 380)
    assert own.source("fever_tenths") == "area"
    assert own.decided == {"trial_from_months", "fever_tenths", "ratio_1"}
    assert A19.min_years * 12 == LIMITS["trial_from_months"].default
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text()
    for name, limit in LIMITS.items():
        low, high = limit.allowed[0], limit.allowed[-1]
        assert f"| `{name}` | {limit.default} | {low}–{high} | {limit.source}" in page


@pytest.mark.parametrize("mad", [0, 1, 9999])
def test_a_limit_out_of_all_bounds_was_never_laid_down(mad: int) -> None:
    own = policy_of(Area(id="a", trial_from_months=mad, fever_tenths=mad))

    assert (own.trial_from_months, own.fever_tenths, own.decided) == (12, 375, frozenset())


@pytest.mark.parametrize(
    ("typed", "tenths"),
    [
        ("37.6", 376),
        ("376", 376),
        ("37", 370),
        ("37度6分", 376),
        ("３７．５", 375),
        ("36.6°C", 366),
    ],
)
def test_a_temperature_is_read_as_people_say_it(typed: str, tenths: int) -> None:
    assert read_tenths(typed) == tenths


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "empty"), ("よい", "unreadable"), ("3766", "unreadable"), ("50.0", "implausible"),
     ("33.9", "implausible"), ("43.1", "implausible"), ("-37", "unreadable")],
)  # fmt: skip
def test_what_is_no_temperature_is_refused(typed: str, code: str) -> None:
    with pytest.raises(TemperatureUnreadable) as refused:
        read_tenths(typed)

    assert refused.value.code == code
    assert typed == "" or typed not in str(refused.value)
