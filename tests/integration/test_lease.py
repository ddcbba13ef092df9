"""A laptop that its service has not heard of for thirty days opens for a word or a code alone."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create, open_desk
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.device_errors import DeviceUnknown, ExtensionRefused, LeaseOver
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.lease import LeaseState
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from db.laptop.keyslots import Cost
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.revoked import PASSPHRASE, administration
from tests.syncing.service import Running


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return system_clock() + self.ahead


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "store")


@pytest.fixture
def watch(home: Home, service: Running) -> Watch:
    """The clock of a laptop that enrolled at the service."""
    watch = Watch()
    new = NewStore("みその", "山田 花子", PASSPHRASE)
    desk, _ = create(home, new, cost=Cost(64, 1, 1), now=watch)
    desk.enrolment.enrol(service.url, service.code())
    desk.close()
    return watch


def opened(home: Home, watch: Watch, *, even_over: bool = False) -> Desk:
    return open_desk(home, PASSPHRASE, now=watch, even_over=even_over)


@SERVICE_ON_BOTH
def test_it_locks_after_thirty_days_and_a_word_from_the_service_opens_it(
    service: Running, home: Home, watch: Watch
) -> None:
    desk = opened(home, watch)
    desk.inbox.name_device("受付1")
    desk.close()
    watch.ahead = service.ahead = timedelta(days=25)
    desk = opened(home, watch)
    warned = desk.lease.stands()
    desk.close()
    watch.ahead = service.ahead = timedelta(days=31)

    with pytest.raises(LeaseOver):
        opened(home, watch)
    watch.ahead = timedelta(days=3)
    with pytest.raises(LeaseOver):
        opened(home, watch)  # setting the clock back opens nothing
    watch.ahead = timedelta(days=31)
    desk = opened(home, watch, even_over=True)
    pending = desk.synchronise.status().pending
    assert desk.synchronise.sync().pushed == pending > 0
    desk.close()
    desk = opened(home, watch)
    now = desk.lease.stands()
    desk.close()

    assert warned is not None
    assert (warned.standing, warned.days) == (LeaseState.ENDING, 4)
    assert now is not None
    assert now.standing is LeaseState.GOOD
    known = administration(service).known()[0]
    assert known.seen_at is not None
    assert known.until == known.seen_at + timedelta(days=30) / timedelta(milliseconds=1)


def test_a_code_of_the_telephone_opens_it_for_thirty_days(
    service: Running, home: Home, watch: Watch
) -> None:
    watch.ahead = timedelta(days=40)
    desk = opened(home, watch, even_over=True)
    desks = administration(service)
    with pytest.raises(ExtensionRefused):
        desk.lease.extend("2222-2222")
    desks._now = watch
    desk.lease.extend(desks.extension(desk.device[:18]))
    device = desk.device
    desk.close()

    opened(home, watch).close()
    watch.ahead = timedelta(days=75)
    with pytest.raises(LeaseOver):
        opened(home, watch)
    desks.revoke(device, wipe=False)
    with pytest.raises(DeviceUnknown):
        desks.extension(device)


def test_with_a_child_in_the_hall_it_opens_and_says_so(home: Home, watch: Watch) -> None:
    watch.ahead = timedelta(days=31)
    desk = opened(home, watch, even_over=True)
    child, family, meetup = new_id(), new_id(), new_id()
    today = watch().astimezone().date().isoformat()
    people = {"people": [child]}
    visit = visit_id(meetup, family)
    desk.journal.append(
        [
            Draft("meetup.set", meetup, {"title": "会", "date": today}, None, meetup),
            Draft("person.set", child, {"role": "child", "family": family}, family),
            Draft("visit.arrive", visit, people, family, meetup),
        ],
        desk.author(),
    )
    desk.close()

    desk = opened(home, watch)
    now = desk.lease.stands()
    desk.journal.append([Draft("visit.leave", visit, people, family, meetup)], desk.author())
    desk.close()

    assert now is not None
    assert now.standing is LeaseState.RUNNING
    with pytest.raises(LeaseOver):
        opened(home, watch)


def test_a_laptop_without_a_service_never_locks(tmp_path: Path) -> None:
    home, watch = Home(tmp_path / "alone"), Watch()
    new = NewStore("みその", "山田 花子", PASSPHRASE)
    create(home, new, cost=Cost(64, 1, 1), now=watch)[0].close()
    watch.ahead = timedelta(days=4000)

    desk = opened(home, watch)

    assert desk.lease.stands() is None
    desk.close()
