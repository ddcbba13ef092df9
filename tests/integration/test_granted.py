"""A laptop that was let in for single meetups: what it reads, writes, and never sees."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from concierge_tui.central import bundles
from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.clock import milliseconds, system_clock
from concierge_tui.domain.device_errors import MeetupUnknown
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft
from db.central import feed
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.laptops import Laptop, grant, person_of, withdraw
from tests.syncing.revoked import administration, device_of, exchange
from tests.syncing.service import Running, enrolled, enrolment
from tests.syncing.sticks import read, write


class Hall(NamedTuple):
    """A laptop of the area, one of a single meetup, and two meetups with a family each."""

    whole: Laptop
    single: Laptop
    meetup: str
    other: str
    here: str
    elsewhere: str


def plan(laptop: Laptop, title: str) -> str:
    meetup = new_id()
    laptop.write(Draft("meetup.set", meetup, {"title": title}, None, meetup))
    return meetup


def expect(laptop: Laptop, meetup: str, family: str) -> None:
    people = {"people": [person_of(family)]}
    laptop.write(Draft("visit.expect", visit_id(meetup, family), people, family, meetup))


@pytest.fixture
def hall(tmp_path: Path, service: Running) -> Iterator[Hall]:
    whole = enrolled(Laptop(tmp_path, "aoi", now=system_clock), service)
    meetup, other = plan(whole, "みその"), plan(whole, "おおみや")
    here, elsewhere = whole.family("ここ"), whole.family("よそ")
    expect(whole, meetup, here)
    expect(whole, other, elsewhere)
    exchange(whole)
    single = Laptop(tmp_path, "beni", now=system_clock)
    code = new_device_code(
        "みその", meetups=[meetup], folder=service.folder, database=service.database
    )
    enrolment(single).enrol(service.url, code)
    yield Hall(whole, single, meetup, other, here, elsewhere)
    whole.close()
    single.close()


def titles(laptop: Laptop) -> set[str]:
    rows = laptop.connection.execute("SELECT title FROM meetup WHERE title IS NOT NULL")
    return {row[0] for row in rows}


def knows(laptop: Laptop, secret: str) -> bool:
    """Say whether a word lies anywhere in a store: in the journal too."""
    found = laptop.connection.execute("SELECT count(*) FROM op WHERE body LIKE ?", (f"%{secret}%",))
    return bool(found.fetchone()[0])


@SERVICE_ON_BOTH
def test_it_gets_its_meetup_and_the_families_of_it_and_no_word_of_others(hall: Hall) -> None:
    whole, single = hall.whole, hall.single
    exchange(single)

    assert titles(single) == {"みその"}
    assert single.kana(hall.here) == "ここ"
    assert not knows(single, "よそ")
    assert not knows(single, "おおみや")
    assert single.ids() == whole.ids(), "every place is there, so that chains are whole"
    assert single.is_clean()

    expect(whole, hall.meetup, hall.elsewhere)  # now that family comes here too
    whole.rename(hall.here, "ここ2")
    exchange(whole)
    exchange(single)

    assert single.kana(hall.elsewhere) == "よそ"
    assert single.kana(hall.here) == "ここ2"
    assert not knows(single, "おおみや")
    assert single.is_clean()
    assert exchange(single).pulled == 0


@SERVICE_ON_BOTH
def test_what_it_writes_for_its_meetup_counts_and_the_rest_waits(
    service: Running, hall: Hall
) -> None:
    whole, single = hall.whole, hall.single
    exchange(single)
    new = single.family("とびこみ")
    expect(single, hall.meetup, new)
    expect(single, hall.other, new)
    single.write(grant(hall.elsewhere))  # a program that was changed may do anything
    single.rename(hall.elsewhere, "にせ")
    whole.write(withdraw(hall.elsewhere))
    exchange(whole)
    told = exchange(single)
    exchange(whole)

    assert told.refused == 3
    assert withdrawn(whole, hall.elsewhere), "what waits has no effect, not even by its header"
    assert whole.kana(new) == "とびこみ"
    assert whole.kana(hall.elsewhere) == "よそ"
    assert not knows(whole, "にせ")
    desk, device = administration(service), device_of(single)
    held = desk.held(device)
    assert [each.operation.kind for each in held] == [
        "visit.expect", "consent.grant", "person.set",
    ]  # fmt: skip
    assert len(single.status().refused) == len(whole.status().refused) == 3

    assert desk.refuse(device, [each.op_id for each in held[1:]]) == 2
    assert desk.release(device, []) == 1
    assert [each.held for each in desk.known() if each.id == device] == [0]
    exchange(whole)
    exchange(single)

    visits = whole.connection.execute(
        "SELECT count(*) FROM attendance WHERE meetup = ?", (hall.other,)
    )
    assert visits.fetchone()[0] == 2
    assert not knows(whole, "にせ")
    assert whole.is_clean()


@SERVICE_ON_BOTH
def test_another_grant_brings_the_rest_and_a_withdrawal_reaches_everyone(
    service: Running, hall: Hall
) -> None:
    whole, single = hall.whole, hall.single
    exchange(single)
    desk = administration(service)
    desk.grant(device_of(single), [hall.meetup, hall.other])
    exchange(single)
    assert titles(single) == {"みその", "おおみや"}
    assert single.kana(hall.elsewhere) == "よそ"

    desk.grant(device_of(single), [hall.meetup])
    whole.rename(hall.elsewhere, "あとから")
    whole.write(withdraw(hall.elsewhere))
    exchange(whole)
    exchange(single)
    assert not knows(single, "あとから")
    assert withdrawn(single, hall.elsewhere)
    bare = "SELECT count(*) FROM op WHERE kind = 'consent.withdraw' AND body IS NULL"
    assert single.connection.execute(bare).fetchone()[0] == 0

    whole.write(grant(hall.elsewhere))
    exchange(whole)
    desk.grant(device_of(single), None)
    exchange(single)
    assert single.kana(hall.elsewhere) == "あとから"
    assert single.shown() == whole.shown()
    assert single.is_clean()
    with pytest.raises(MeetupUnknown):
        desk.grant(device_of(single), ["no such"])


def expected(laptop: Laptop, meetup: str) -> int:
    rows = "SELECT count(*) FROM attendance WHERE meetup = ?"
    return int(laptop.connection.execute(rows, (meetup,)).fetchone()[0])


def withdrawn(laptop: Laptop, family: str) -> bool:
    row = laptop.connection.execute(
        "SELECT granted FROM consent WHERE family = ? AND purpose = 'registration'", (family,)
    ).fetchone()
    return row is not None and not row[0]


def test_the_receipt_of_a_file_tells_no_more_and_holds_back_the_same(
    service: Running, hall: Hall
) -> None:
    whole, single = hall.whole, hall.single
    exchange(single)
    single.write(grant(hall.elsewhere))
    expect(single, hall.meetup, single.family("とびこみ"))
    whole.write(withdraw(hall.elsewhere))
    exchange(whole)
    exchange(single)
    for laptop in (single, whole):
        came = bundles.read(service.engine, write(laptop))
        now = milliseconds(laptop.now())
        read(laptop, bundles.answer(service.engine, came.area, came.device, now))

    assert not knows(single, "よそ")
    assert withdrawn(whole, hall.elsewhere)
    assert knows(whole, "とびこみ")
    assert whole.is_clean()
    assert single.is_clean()


def test_no_file_of_the_area_opens_on_it_and_small_pages_tell_the_same(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, single = hall.whole, hall.single
    exchange(whole)
    expect(whole, hall.meetup, hall.elsewhere)
    exchange(whole)
    monkeypatch.setattr("concierge_tui.sync.http.MAX_PAGE", 1)
    monkeypatch.setattr(feed, "MAX_PAGE_BODIES", 1)
    exchange(single)

    assert single.kana(hall.elsewhere) == "よそ"
    assert single.kana(hall.here) == "ここ"
    assert not knows(single, "おおみや")
    assert single.is_clean()
    with pytest.raises(BundleRefused, match="not_for_us"):
        read(single, write(whole))
