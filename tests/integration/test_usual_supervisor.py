"""Who stands in a new plan as its supervisor: with all papers, in the house, or nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from concierge_tui.domain.ids import duty_id
from concierge_tui.domain.operation import Draft
from tests.syncing.laptops import Laptop
from tests.syncing.trial_desks import MEETUP, SUPERVISOR, begin, trials_of

ME = "staff-a"
PAPERS = {
    "certification": "certified",
    "identity_seen": "2026-04-01",
    "licence": "保育士",
    "lifesaving": "2026-04-01",
}


def usual(laptop: Laptop) -> str:
    return trials_of(laptop).facts.usual_supervisor()


def member(who: str, **said: Any) -> Draft:
    return Draft("staff.set", who, {"name": who, "role": "concierge", **PAPERS, **said})


def duty(who: str, *, present: bool) -> Draft:
    said = {"meetup": MEETUP, "staff": who, "present": present}
    return Draft("duty.set", duty_id(MEETUP, who), said, None, MEETUP)


def test_only_who_is_here_with_all_papers_stands_in_a_new_plan(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path, "a")
    begin(laptop)
    gone = {"removed": True}
    others = [each.id for each in trials_of(laptop).facts.free()]
    laptop.write(*(Draft("staff.set", each, gone) for each in others))
    assert usual(laptop) == ""

    laptop.write(member(ME, identity_seen=None))
    assert usual(laptop) == ME, "nobody else is certified, and the gate asks for the papers"
    laptop.write(member("staff-b", lifesaving=None))
    assert usual(laptop) == "", "papers that raise a question stand in no plan by themselves"

    laptop.write(member("staff-c"))
    assert usual(laptop) == "staff-c"
    laptop.write(member(ME, licence=""))
    assert usual(laptop) == "staff-c", "a licence that was shown comes before being at the desk"
    laptop.write(member(ME))
    assert usual(laptop) == ME

    laptop.write(Draft("staff.set", "staff-b", gone))
    laptop.write(Draft("staff.set", ME, {"certified_until": "2020-01-01"}))
    laptop.write(duty("staff-d", present=True))
    assert usual(laptop) == "", "staff-c stayed at home"
    laptop.write(duty("staff-c", present=True))
    assert usual(laptop) == "staff-c"
    assert SUPERVISOR in others
    laptop.close()
