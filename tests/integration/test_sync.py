"""Two laptops and a central store: nothing is lost, wherever an exchange breaks off."""

from itertools import permutations

import pytest

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.ids import visit_id
from concierge_tui.domain.operation import Draft
from tests.postgres.stores import ON_BOTH, ON_SQLCIPHER
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


@ON_BOTH
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


def test_after_a_withdrawal_nothing_leaves_but_itself_and_who_is_in_the_house(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family, meetup = aoi.family("ひみつ"), "meetup-1"
    visit = visit_id(meetup, family)
    settle(central, [aoi, beni])
    aoi.write(
        Draft("visit.arrive", visit, {"people": [person_of(family)]}, family, meetup),
        Draft("visit.set", visit, {"notes": "ひみつのメモ"}, family, meetup),
        Draft("looked.at", family, {"what": ["phone"]}, family),
        Draft("task.set", "task-1", {"family": family, "detail": "ひみつの用事"}, family),
    )
    aoi.write(withdraw(family))

    settle(central, [aoi, beni])

    sent = beni.connection.execute("SELECT kind FROM op WHERE body IS NOT NULL AND seq > 3")
    assert sorted(row[0] for row in sent) == ["consent.withdraw", "visit.arrive"]
    assert central.one("SELECT count(*) FROM operation WHERE body LIKE '%ひみつの%'") == 0
    assert beni.ids() == aoi.ids() == central.ids()
    aoi.write(grant(family))
    settle(central, [aoi, beni])
    assert beni.shown() == aoi.shown()


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


@ON_SQLCIPHER
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
