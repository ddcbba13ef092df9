"""What is told first of all that the service does not have yet."""

import pytest

from concierge_tui.domain.urgency import Urgency, Waiting, backlog, urgency
from concierge_tui.text.sync import backlog as words


def waiting(kind: str, *, removes: bool = False, insures: bool = False) -> Waiting:
    return Waiting(kind, removes, insures, 1)


@pytest.mark.parametrize(
    ("what", "level"),
    [
        (waiting("trial.start"), Urgency.INSURANCE),
        (waiting("meetup.set", insures=True), Urgency.INSURANCE),
        (waiting("meetup.set"), Urgency.REST),
        (waiting("consent.withdraw"), Urgency.WITHDRAWAL),
        (waiting("subject.erase"), Urgency.ERASURE),
        (waiting("person.set", removes=True), Urgency.TOMBSTONE),
        (waiting("visit.void"), Urgency.TOMBSTONE),
        (waiting("person.set"), Urgency.REGISTRATION),
        (waiting("consent.grant"), Urgency.REGISTRATION),
        (waiting("visit.arrive"), Urgency.REST),
        (waiting("what.ever"), Urgency.REST),
    ],
)
def test_insurance_withdrawals_and_erasures_come_before_all_else(
    what: Waiting, level: Urgency
) -> None:
    assert urgency(what) is level


def test_a_backlog_is_told_in_the_order_of_its_urgency() -> None:
    told = backlog(
        [waiting("visit.arrive"), waiting("person.set"), waiting("subject.erase"),
         waiting("trial.set"), waiting("trial.end"), waiting("link.cancel")]
    )  # fmt: skip

    assert [level.name for level, _ in told.counts] == [
        "INSURANCE", "ERASURE", "TOMBSTONE", "REGISTRATION", "REST",
    ]  # fmt: skip
    assert told.urgent == 3
    assert backlog([]).urgent == 0
    assert words(told).splitlines() == [
        "急ぎ(まだ本部にありません): 保険の前提 2、家庭の消去 1",
        "そのあと: 取り消し 1、登録 1、そのほか 1",
    ]
    assert words(backlog([])) == ""
