"""Two laptops and a central store: nothing is lost, whatever breaks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.operation import Draft
from db.laptop.door import writing
from tests.syncing.laptops import (
    Central,
    Laptop,
    cut_at,
    grant,
    person_of,
    settle,
    wire,
    withdraw,
)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    central = Central(tmp_path / "central")
    yield central
    central.close()


@pytest.fixture
def laptops(tmp_path: Path, central: Central) -> Iterator[list[Laptop]]:
    made = [Laptop(tmp_path, name) for name in ("aoi", "beni", "cha")]
    for laptop in made:
        central.enrol(laptop)
    yield made
    for laptop in made:
        laptop.close()


def test_what_one_laptop_writes_the_other_shows(central: Central, laptops: list[Laptop]) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("たなか")

    pushed = aoi.sync(wire(central, aoi))
    pulled = beni.sync(wire(central, beni))

    assert pushed.pushed == len(aoi.ids()) == pulled.pulled
    assert beni.kana(family) == "たなか"
    assert beni.shown() == aoi.shown()


def test_a_second_sync_has_nothing_to_do(central: Central, laptops: list[Laptop]) -> None:
    aoi = laptops[0]
    aoi.family()
    aoi.sync(wire(central, aoi))

    again = aoi.sync(wire(central, aoi))

    assert (again.pushed, again.pulled, again.pending) == (0, 0, 0)
    assert aoi.status().safe_at_central == len(aoi.ids())


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_both_corrections_survive_in_any_order_and_a_third_laptop_agrees(
    central: Central, laptops: list[Laptop], order: tuple[int, ...]
) -> None:
    aoi, beni, late = laptops
    family = aoi.family("たなか")
    settle(central, [aoi, beni])
    aoi.rename(family, "たなか みさき")
    beni.rename(family, "たなが みさ")

    settle(central, [[aoi, beni][i] for i in order])
    late.sync(wire(central, late))

    assert aoi.shown() == beni.shown() == late.shown()
    assert aoi.ids() == beni.ids() == late.ids() == central.ids()
    assert late.status().conflicts == 1
    bodies = {row[0] for row in late.connection.execute("SELECT body FROM op")}
    assert {'{"kana":"たなか みさき"}', '{"kana":"たなが みさ"}'} <= bodies


def test_the_service_tells_of_a_contradiction(central: Central, laptops: list[Laptop]) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("たなか")
    settle(central, [aoi, beni])
    aoi.rename(family, "たなか みさき")
    act = beni.rename(family, "たなが みさ")
    aoi.sync(wire(central, aoi))

    beni.sync(wire(central, beni))

    told = beni.connection.execute("SELECT op_id, state FROM local_receipt").fetchall()
    assert told == [(act.operations[0].op_id, "conflict")]


@pytest.mark.parametrize(
    "where",
    ["before hello", "after hello", "before push", "after push", "before pull", "after pull"],
)
def test_an_exchange_that_breaks_off_anywhere_goes_on_the_next_time(
    central: Central, laptops: list[Laptop], where: str
) -> None:
    aoi, beni, _ = laptops
    theirs = beni.family("さとう")
    beni.sync(wire(central, beni))
    aoi.family("たなか")
    broken = wire(central, aoi)
    broken.cut = cut_at(where)

    with pytest.raises(ConciergeError):
        aoi.sync(broken)
    aoi.sync(wire(central, aoi))

    assert central.ids() == aoi.ids()
    assert aoi.kana(theirs) == "さとう"
    assert aoi.status().pending == 0
    assert central.one("SELECT count(*) FROM position") == central.one("SELECT n FROM head")


def test_sent_is_not_received(central: Central, laptops: list[Laptop]) -> None:
    aoi = laptops[0]
    aoi.family()
    broken = wire(central, aoi)
    broken.cut = cut_at("after push")

    with pytest.raises(ConciergeError):
        aoi.sync(broken)

    status = aoi.status()
    assert status.delivered == status.pending == len(aoi.ids())
    assert status.safe_at_central == 0


def test_a_person_can_stop_between_batches_and_go_on(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi = laptops[0]
    for _ in range(6):
        aoi.write(*(Draft("looked.at", "x", {"what": "phone"}) for _ in range(100)))
    way = wire(central, aoi)

    stopped = aoi.sync(way, lambda: "push" in way.asked)
    went_on = aoi.sync(wire(central, aoi))

    assert stopped.cancelled
    assert (stopped.pushed, stopped.pending) == (500, 100)
    assert went_on.pushed == 100


def test_a_restored_laptop_gets_its_lost_work_back_and_loses_none_of_the_new(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    aoi.family("いち")
    aoi.sync(wire(central, aoi))
    aoi.keep(tmp_path / "backup.db")
    lost = aoi.family("に")
    aoi.sync(wire(central, aoi))
    aoi.go_back_to(tmp_path / "backup.db")
    before = aoi.replica.stream()
    new = aoi.family("さん")

    settle(central, [aoi, beni])

    assert aoi.replica.stream().incarnation != before.incarnation
    assert aoi.kana(lost) == "に"
    assert beni.kana(new) == "さん"
    assert aoi.shown() == beni.shown()
    assert aoi.is_clean()


def test_two_copies_of_one_laptop_both_keep_their_work(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, _, _ = laptops
    aoi.family("いち")
    aoi.sync(wire(central, aoi))
    aoi.keep(tmp_path / "twin.db")
    twin = Laptop(tmp_path, "twin")
    aoi.family("に")
    twin.family("さん")
    twin.family("よん")

    settle(central, [aoi, twin, aoi])

    assert aoi.shown() == twin.shown()
    assert aoi.ids() == twin.ids() == central.ids()
    assert aoi.replica.stream() != twin.replica.stream()
    assert twin.is_clean()
    twin.close()


@pytest.mark.parametrize("new_epoch", [True, False])
def test_a_restored_service_receives_again_what_it_lost(
    central: Central, laptops: list[Laptop], tmp_path: Path, *, new_epoch: bool
) -> None:
    aoi, beni, late = laptops
    aoi.family("いち")
    settle(central, [aoi, beni])
    central.keep(tmp_path / "old")
    gone = aoi.family("に")
    settle(central, [aoi, beni])
    central.go_back_to(tmp_path / "old", new_epoch=new_epoch)
    beni.family("さん")
    beni.family("よん")

    settle(central, [beni, late])
    assert late.kana(gone) == "に", "a neighbour carries what another laptop wrote"
    settle(central, [aoi, beni, late])

    assert central.ids() == aoi.ids() == beni.ids() == late.ids()
    assert aoi.shown() == beni.shown() == late.shown()


def test_details_stay_here_until_the_family_consents(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("ひみつ", consent=False)
    settle(central, [aoi, beni])
    withheld = aoi.status().withheld
    seen = (
        beni.kana(family),
        central.one("SELECT count(*) FROM operation WHERE body LIKE '%ひみつ%'"),
    )

    aoi.write(grant(family))
    settle(central, [aoi, beni])

    assert withheld == 2
    assert seen == (None, 0)
    assert beni.kana(family) == "ひみつ"
    assert aoi.status().withheld == 0
    assert aoi.shown() == beni.shown()
    assert beni.is_clean()


def test_a_service_that_lost_a_late_body_gets_it_again(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("ひみつ", consent=False)
    settle(central, [aoi])
    central.keep(tmp_path / "old")
    aoi.write(grant(family))
    settle(central, [aoi])
    central.go_back_to(tmp_path / "old")

    settle(central, [aoi, beni])

    assert beni.kana(family) == "ひみつ"


def test_a_withdrawn_consent_keeps_later_details_here(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("たなか")
    settle(central, [aoi, beni])
    aoi.write(withdraw(family))
    aoi.rename(family, "あとから")

    settle(central, [aoi, beni])

    assert beni.kana(family) == "たなか"
    assert beni.ids() == aoi.ids(), "the skeleton travels, so the chain stays whole"


def test_a_damaged_operation_blocks_nothing_behind_it(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    aoi.family("まえ")
    aoi.write(Draft("Not A Kind!", "x", {}))
    after = aoi.family("あと")

    tally = aoi.sync(wire(central, aoi))
    beni.sync(wire(central, beni))

    assert tally.refused == 1
    assert tally.pending == 0
    assert beni.kana(after) == "あと"
    assert [item.reason for item in aoi.status().refused] == ["bad_kind"]
    assert [item.reason for item in beni.status().refused] == ["bad_kind"]
    assert beni.replica.heads() == aoi.replica.heads()


def test_a_refusal_is_learnt_though_the_receipt_was_lost(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi = laptops[0]
    aoi.write(Draft("Not A Kind!", "x", {}))
    broken = wire(central, aoi)
    broken.cut = cut_at("after push")
    with pytest.raises(ConciergeError):
        aoi.sync(broken)

    aoi.sync(wire(central, aoi))

    assert [item.reason for item in aoi.status().refused] == ["bad_kind"]


def test_the_same_id_with_other_content_is_set_aside_everywhere(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, late = laptops
    act = aoi.write(Draft("meetup.set", "m", {"title": "本物"}))
    forged = beni.write(Draft("meetup.set", "m", {"title": "偽物"}))
    behind = beni.family("あと")
    with writing(beni.connection):
        _forge_id(beni, forged.operations[0].op_id, act.operations[0].op_id)
    aoi.sync(wire(central, aoi))

    tally = beni.sync(wire(central, beni))
    late.sync(wire(central, late))

    assert tally.refused >= 1
    assert late.kana(behind) == "あと"
    shown = late.connection.execute("SELECT title FROM meetup").fetchall()
    assert shown == [("本物",)]


def _forge_id(laptop: Laptop, old: str, new: str) -> None:
    """Rewrite the first operation of a stream under another id, chain and all."""
    from concierge_tui.domain.operation import GENESIS, link
    from db.laptop import rows

    connection = laptop.connection
    connection.execute("UPDATE op SET op_id = ? WHERE op_id = ?", (new, old))
    stream, chain = laptop.replica.stream(), GENESIS
    for n, seq in connection.execute("SELECT n, op FROM position ORDER BY n").fetchall():
        row = connection.execute(f"SELECT {rows.COLUMNS} FROM op WHERE seq = ?", (seq,)).fetchone()
        content = rows.operation_of(row).content_hash()
        chain = link(chain, stream, n, content)
        connection.execute("UPDATE op SET content_hash = ? WHERE seq = ?", (content, seq))
        connection.execute("UPDATE position SET hash = ? WHERE n = ?", (chain, n))
    connection.execute("UPDATE stream SET hash = ?", (chain,))


def test_what_a_newer_program_wrote_is_carried_on_unread(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, late = laptops
    aoi.write(Draft("custody.hand_over", "c", {"to": "someone"}))

    settle(central, [aoi, beni, late])

    bodies = late.connection.execute("SELECT body, state FROM op").fetchall()
    assert bodies == [('{"to":"someone"}', 2)]


def test_an_edit_waits_for_what_it_builds_on_and_is_never_forced(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family = aoi.family("たなか")
    aoi.write(
        Draft("person.set", person_of(family), {"kana": "みらい"}, family, base=["not-here-yet"])
    )

    aoi.sync(wire(central, aoi))
    beni.sync(wire(central, beni))

    assert beni.kana(family) == "たなか"
    assert beni.status().waiting == 1
    told = aoi.connection.execute("SELECT state FROM local_receipt").fetchall()
    assert told == [("pending",)]


def test_one_laptop_in_2031_does_not_poison_the_others(
    central: Central, laptops: list[Laptop], tmp_path: Path
) -> None:
    future = Laptop(tmp_path, "future", now=lambda: datetime(2031, 1, 1, tzinfo=UTC))
    central.enrol(future)
    beni = laptops[1]
    family = future.family("みらい")
    settle(central, [future, beni])

    act = beni.rename(family, "いま")
    settle(central, [beni, future])

    assert act.operations[0].hlc < future.journal.history(person_of(family))[-1].hlc
    assert future.kana(family) == "いま", "an informed edit wins whatever the clocks say"
    assert future.status().clock_ahead_ms > 0
    future.close()


def test_a_stranger_s_segment_is_set_aside_and_the_rest_is_taken(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, late = laptops
    aoi.family("いち")
    beni.family("に")
    settle(central, [aoi, beni])
    with central.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE segment SET signature = ? WHERE stream = 1", (bytes(64),)
        )

    late.sync(wire(central, late))

    kept = late.connection.execute("SELECT reason FROM local_unsound").fetchall()
    assert kept == [("bad_signature",)]
    assert late.connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_a_page_never_ends_in_the_middle_of_a_segment(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    for _ in range(5):
        aoi.family()
        aoi.sync(wire(central, aoi))
    slow = wire(central, beni)
    slow.page_limit = 1

    tally = beni.sync(slow)

    assert tally.refused == 0
    assert slow.asked.count("pull") == 5
    assert beni.shown() == aoi.shown()


def test_no_detail_of_a_family_is_readable_in_the_files_of_the_service(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi = laptops[0]
    aoi.family("カナリア")
    aoi.sync(wire(central, aoi))
    central.close()

    files = [path for path in central.folder.iterdir() if path.suffix != ".key"]

    assert files
    for path in files:
        raw = path.read_bytes()
        assert "カナリア".encode() not in raw
        assert not raw.startswith(b"SQLite format 3")
    assert (central.folder / "central.key").stat().st_mode & 0o077 == 0


def test_a_batch_of_large_bodies_is_cut_to_what_the_service_takes(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    for number in range(12):
        aoi.write(Draft("meetup.set", f"m{number}", {"title": '"\\' * 60_000}))
    aoi.write(Draft("meetup.set", "huge", {"title": "x" * 300_000}))
    behind = aoi.family("あと")

    tally = aoi.sync(wire(central, aoi))
    beni.sync(wire(central, beni))

    assert (tally.pending, tally.refused) == (0, 0)
    assert beni.kana(behind) == "あと"
    kept = aoi.connection.execute("SELECT reason FROM local_withheld").fetchall()
    assert kept == [("too_large",)]
