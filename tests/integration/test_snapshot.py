"""A new laptop reads all in one answer: it has what pages would have brought, cut or whole."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from concierge_tui.central import snapshots
from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.central_errors import NotCentral, OtherArea, ReplyCutShort
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.device_errors import Revoked
from concierge_tui.sync import engine
from concierge_tui.sync.ports import Cursor, CursorGone
from concierge_tui.sync.protocol import Page
from concierge_tui.sync.snapshot import pages_in
from concierge_tui.sync.verifying import Verifier
from db.central import feed, views
from db.central.store import begin_new_epoch
from db.central.transactions import at_one_moment, durably
from tests.integration.test_granted import expect, knows, plan
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.erasing import erase
from tests.syncing.laptops import AREA, Laptop, withdraw
from tests.syncing.revoked import administration, device_of
from tests.syncing.service import Running, enrolled, enrolment, link
from tests.syncing.snapshots import Cut, begun, by_pages, by_snapshot, exported, requests

New = Callable[[str], Laptop]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page end with the first segment, and one number be far behind."""
    monkeypatch.setattr(snapshots, "MAX_PAGE", 1)
    monkeypatch.setattr(engine, "FAR_BEHIND", 0)


@pytest.fixture
def new(tmp_path: Path, service: Running) -> Iterator[New]:
    """Makes laptops of which each is the same new one, let in once: that takes longest."""
    enrolled(Laptop(tmp_path, "new", now=system_clock), service).close()
    made: list[Laptop] = []

    def make(name: str) -> Laptop:
        shutil.copy(tmp_path / "new.db", tmp_path / f"{name}.db")
        made.append(Laptop(tmp_path, name, now=system_clock))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()


@pytest.fixture
def writer(tmp_path: Path, service: Running) -> Iterator[Laptop]:
    """A laptop with five pushes behind it: what was withheld, and corrections, among them."""
    laptop = enrolled(Laptop(tmp_path, "writer", now=system_clock), service)
    hidden = laptop.family("かくれ", consent=False)
    by_pages(laptop)
    for kana in ("たなか", "さとう", "すずき"):
        laptop.rename(laptop.family(kana), f"{kana}や")
        by_pages(laptop)
    laptop.write(withdraw(hidden))
    by_pages(laptop)
    yield laptop
    laptop.close()


def pages_of(laptop: Laptop, cursor: Cursor = Cursor()) -> list[Page]:  # noqa: B008
    with link(laptop) as way, closing(way.snapshot(AREA, cursor, own=False)) as pages:
        return list(pages)


@SERVICE_ON_BOTH
def test_after_one_answer_a_new_laptop_has_what_pages_bring(
    service: Running, writer: Laptop, new: New
) -> None:
    one, many = new("one"), new("many")
    by_pages(many)
    asked = requests(service, "/v1/pull")

    tally = by_snapshot(one)

    assert requests(service, "/v1/snapshot") == 1
    assert requests(service, "/v1/pull") == asked, "the answer was whole: nothing more was asked"
    assert exported(one) == exported(many)
    assert tally.pulled == len(one.ids()) == len(writer.ids())
    assert one.is_clean()
    assert len(pages_of(many)) == 5
    assert by_snapshot(one).pulled == 0
    assert requests(service, "/v1/snapshot") == 2, "whoever has all asks for no more of it"


@SERVICE_ON_BOTH
def test_wherever_it_breaks_off_pages_go_on_from_there(writer: Laptop, new: New) -> None:
    whole = new("whole")
    by_pages(whole)
    for after in range(6):
        laptop = new(f"after{after}")
        with link(laptop) as way:
            cut = Cut(way.snapshot, after, (ReplyCutShort, NotCentral)[after % 2])
            engine.Engine(laptop.replica, way, now=laptop.now, snapshots=cut)()

        assert cut.handed == min(after, 5)
        assert exported(laptop) == exported(whole)
    assert writer.ids() == whole.ids()


@SERVICE_ON_BOTH
def test_its_end_stands_fixed_whatever_is_pushed_and_the_rest_follows_without_a_gap(
    service: Running, writer: Laptop, new: New
) -> None:
    laptop = new("late")
    records, verifier = begun(service, laptop), Verifier(laptop.replica)
    end = at_one_moment(service.engine, lambda c: feed.last(c, AREA))
    writer.rename(writer.family("あとから"), "あと")
    by_pages(writer)

    for page in pages_in(records, AREA, Cursor()):
        laptop.replica.take(page, verifier.judge(page))

    assert laptop.replica.cursor().seq == end
    assert laptop.ids() < writer.ids()
    by_snapshot(laptop)
    assert laptop.ids() == writer.ids()
    assert laptop.is_clean()


def test_a_sync_that_is_stopped_keeps_what_came_and_asks_for_nothing_more(
    service: Running, writer: Laptop, new: New
) -> None:
    laptop, asked = new("stopped"), requests(service, "/v1/pull")
    with link(laptop) as way:
        sync = engine.Engine(laptop.replica, way, now=laptop.now, snapshots=way)
        tally = sync(cancelled=lambda: laptop.replica.cursor().seq > 0)

    assert tally.cancelled
    assert 0 < len(laptop.ids()) < len(writer.ids())
    assert requests(service, "/v1/pull") == asked
    by_snapshot(laptop)
    assert laptop.ids() == writer.ids()


def test_it_begins_behind_the_cursor_of_who_was_away_for_long(writer: Laptop, new: New) -> None:
    laptop = new("away")
    by_pages(laptop)
    seen = laptop.replica.cursor()
    for kana in ("いちご", "にんじん"):
        writer.family(kana)
        by_pages(writer)

    assert [page.seq > seen.seq for page in pages_of(laptop, seen)] == [True, True]
    by_snapshot(laptop)
    assert laptop.ids() == writer.ids()


@pytest.mark.usefixtures("writer")
def test_a_cursor_that_the_service_does_not_know_means_from_the_start(
    service: Running, new: New
) -> None:
    laptop, whole = new("lost"), new("whole")
    by_pages(laptop)
    by_pages(whole)
    with pytest.raises(CursorGone):
        pages_of(laptop, laptop.replica.cursor()._replace(mark="another"))
    laptop.connection.execute("UPDATE local_peer SET mark = 'another', seq = seq - 1")
    before = requests(service, "/v1/snapshot")

    by_snapshot(laptop)

    assert requests(service, "/v1/snapshot") == before + 1
    assert exported(laptop) == exported(whole)


@SERVICE_ON_BOTH
@pytest.mark.usefixtures("writer")
def test_it_breaks_off_where_what_it_promised_changes(service: Running, new: New) -> None:
    laptop = new("late")
    device = device_of(laptop)

    def break_off(change: Callable[[], object]) -> None:
        records = begun(service, laptop)
        change()
        assert len(list(records)) == 2, "the head and the page that were there already"

    break_off(lambda: durably(service.engine, lambda c: views.grant(c, device, ["a meetup"])))
    break_off(lambda: durably(service.engine, lambda c: views.grant(c, device, None)))
    break_off(lambda: begin_new_epoch(service.engine))
    break_off(lambda: administration(service).revoke(device, wipe=False))
    with pytest.raises(Revoked):
        pages_of(laptop)


def test_nobody_reads_another_area(writer: Laptop) -> None:
    with link(writer) as way, pytest.raises(OtherArea):
        list(way.snapshot("another", Cursor(), own=False))


@SERVICE_ON_BOTH
def test_a_laptop_of_one_meetup_reads_its_own_view(
    service: Running, writer: Laptop, tmp_path: Path
) -> None:
    meetup, other = plan(writer, "みその"), plan(writer, "おおみや")
    for family, where in ((writer.family("ここ"), meetup), (writer.family("よそ"), other)):
        expect(writer, where, family)
        by_pages(writer)
    singles = [Laptop(tmp_path, name, now=system_clock) for name in ("one", "many")]
    for single in singles:
        code = new_device_code(
            "みその", meetups=[meetup], folder=service.folder, database=service.database
        )
        enrolment(single).enrol(service.url, code)
    one, many = singles

    by_snapshot(one)
    by_pages(many)

    assert exported(one) == exported(many)
    assert knows(one, "ここ")
    assert not knows(one, "よそ")
    assert one.ids() == writer.ids()
    for single in singles:
        single.close()


def test_what_was_erased_comes_without_its_words(writer: Laptop, new: New) -> None:
    family = writer.family("きえた")
    by_pages(writer)
    erase(writer, family)
    by_pages(writer)
    one, many = new("one"), new("many")

    by_snapshot(one)
    by_pages(many)

    assert exported(one) == exported(many)
    assert not knows(one, "きえた")


def test_the_service_reads_one_page_at_a_time(
    service: Running, writer: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    really = feed.page

    def watched(connection: object, asked: feed.Question) -> Page:
        read.append(asked.since)
        return really(connection, asked)  # type: ignore[arg-type]

    monkeypatch.setattr(feed, "page", watched)
    records = snapshots.snapshot(service.engine, "nobody", feed.Question(AREA, 0, "", 1))
    assert next(records)
    assert not read
    assert list(records) == [], "a device that is unknown by now gets no page and no trailer"
    records = snapshots.snapshot(service.engine, device_of(writer), feed.Question(AREA, 0, "", 1))
    for count in range(4):
        next(records)
        assert len(read) == count + 1


def test_an_older_service_is_pulled_from(writer: Laptop, new: New) -> None:
    laptop = new("newer")
    with link(laptop) as way:
        cut = Cut(way.snapshot, 0, NotCentral)
        greeted = way.hello
        way.hello = lambda area: greeted(area)._replace(snapshot=False)  # type: ignore[method-assign]
        engine.Engine(laptop.replica, way, now=laptop.now, snapshots=cut)()

    assert cut.asked == []
    assert laptop.ids() == writer.ids()
