"""The trials of one laptop of `tests.syncing.laptops`, and two families that may have one."""

from typing import Any

from concierge_tui.domain.consent import REGISTRATION, TRIAL
from concierge_tui.domain.gate import EXCHANGED
from concierge_tui.domain.ids import consent_id, link_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.health_check import HealthCheck
from concierge_tui.services.linking import Linking
from concierge_tui.services.trial_facts import TrialFacts
from concierge_tui.services.trials import Trials
from tests.syncing.custody_desks import custody_of
from tests.syncing.laptops import Laptop
from tests.syncing.records import areas_of, records_of, staff_of

MEETUP = "meetup-1"
HOST, HOSTS_CHILD = "h-m", "h-c"
MOTHER, FATHER, CHILD = "g-m", "g-f", "g-c"
SUPERVISOR, HELPER = "s-certified", "s-training"


def trials_of(laptop: Laptop, meetup: str = MEETUP) -> Trials:
    """Return the trials at this laptop."""
    custody, records = custody_of(laptop, meetup), records_of(laptop)
    facts = TrialFacts(
        custody,
        linking_of(laptop, meetup),
        records,
        staff=staff_of(laptop),
        areas=areas_of(laptop),
    )
    return Trials(meetup, records, custody=custody, facts=facts)


def linking_of(laptop: Laptop, meetup: str = MEETUP) -> Linking:
    """Return the links at this laptop."""
    return Linking(meetup, records_of(laptop))


def health_of(laptop: Laptop) -> HealthCheck:
    """Return the health check at this laptop."""
    return HealthCheck(MEETUP, records_of(laptop), areas_of(laptop))


def begin(laptop: Laptop) -> None:
    """Write two families who are inside, know each other and are linked, and the staff."""
    may = {"may_collect": True, "may_bring": True}
    laptop.write(
        Draft("meetup.set", MEETUP, {"title": "会", "date": "2026-11-22", "listed": True,
                                     "insurance_told": "電話 10:05", "room_capacity": 9},
              meetup=MEETUP),
        Draft("staff.set", SUPERVISOR, {"name": "中村 認子", "role": "concierge",
                                        "certification": "certified",
                                        "identity_seen": "2026-01-05", "licence": "保育士",
                                        "lifesaving": "2026-02-01"}),
        Draft("staff.set", HELPER, {"name": "試験 訓子", "role": "assistant",
                                    "certification": "training"}),
        *consents("h"), *consents("g"),
        Draft("family.set", "h", {"city": "緑区"}, "h"),
        Draft("family.set", "g", {"city": "緑区"}, "g"),
        person(HOST, "h", "西村 香", role="guardian", **may),
        person(HOSTS_CHILD, "h", "西村 空", role="child", birthday="2023-05-05",
               allergy={"has": "no", "text": ""}),
        person(MOTHER, "g", "藤井 梢", role="guardian", phone="09000000001", **may),
        person(FATHER, "g", "藤井 亮", role="guardian", must_not_collect=True),
        person(CHILD, "g", "藤井 光", role="child", birthday="2024-05-05",
               allergy={"has": "no", "text": ""}),
        *(Draft("visit.arrive", visit_id(MEETUP, family), {"people": inside}, family, MEETUP)
          for family, inside in (("h", [HOST, HOSTS_CHILD]), ("g", [MOTHER, FATHER, CHILD]))),
        *link(),
    )  # fmt: skip
    health_of(laptop).note(CHILD, tenths=366)


def person(who: str, family: str, name: str, **fields: Any) -> Draft:
    """Return one person of a family."""
    return Draft("person.set", who, {"family": family, "name": name, **fields}, family)


def consents(family: str) -> list[Draft]:
    """Return the consents without which no family is told about another."""
    return [
        Draft("consent.grant", consent_id(family, purpose), {"purpose": purpose}, family)
        for purpose in (REGISTRATION, TRIAL)
    ]


def link() -> list[Draft]:
    """Return the entries of both families."""
    entity = link_id("h", "g")
    sides = (("h", "g"), ("g", "h"))
    return [Draft("link.enter", entity, {"other": b}, a, MEETUP) for a, b in sides]


def agreed(laptop: Laptop, **said: Any) -> dict[str, Any]:
    """Return all that two families agree upon before a trial."""
    hour = trials_of(laptop).now_ms + 60 * 60_000
    plan = {
        "host": "h", "guest": "g", "children": [CHILD], "place": "和室", "pick_up": "受付",
        "ends": hour, "supervisor": SUPERVISOR, "exchanged": list(EXCHANGED),
        "acquainted": [CHILD],
    }  # fmt: skip
    return {**plan, **said}


def ready(laptop: Laptop, **said: Any) -> str:
    """Plan a trial that may start, and return its id."""
    trials = trials_of(laptop)
    trial = trials.plan(agreed(laptop, **said)).id
    trials.read_allergies(trial)
    return trial
