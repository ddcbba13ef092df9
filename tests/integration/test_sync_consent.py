"""What leaves a laptop is decided when it leaves, by the consent of that moment."""

import pytest

from concierge_tui.domain.consent import CONTACT
from concierge_tui.domain.errors import ConsentMissing
from concierge_tui.domain.ids import consent_id, custody_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.arrivals import arrival
from concierge_tui.services.desk import Desk
from concierge_tui.sync import outbox
from concierge_tui.sync.protocol import Batch, Receipts
from tests.syncing.laptops import Central, Laptop, person_of, settle, wire, withdraw

SECRET = "SELECT count(*) FROM operation WHERE body LIKE '%ひみつの%'"


def test_a_withdrawal_in_the_middle_of_a_sync_holds_what_was_read_ahead(
    central: Central, laptops: list[Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    aoi = laptops[0]
    family = aoi.family("ひみつの")
    for turn in range(6):
        aoi.rename(family, f"ひみつの{turn}")
    monkeypatch.setattr(outbox, "MAX_OPERATIONS", 6)
    real, told = aoi.replica.received, list[int]()

    def received(batch: Batch, receipts: Receipts) -> None:
        real(batch, receipts)
        if not told:  # the first part has arrived, and the next one was read already
            told.append(central.one(SECRET))
            aoi.write(withdraw(family))

    monkeypatch.setattr(aoi.replica, "received", received)
    aoi.sync(wire(central, aoi))

    assert told == [central.one(SECRET)]
    assert told[0] > 0
    assert aoi.ids() == central.ids()


def test_why_somebody_was_let_in_stays_with_the_family(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family, meetup = aoi.family("ひみつ"), "meetup-1"
    settle(central, [aoi, beni])
    aoi.write(withdraw(family))
    people = [person_of(family)]
    aoi.write(*arrival(meetup, family, people, reason="ひみつの\x1b[31m妹"))
    # As a program would write it that knows no better.
    loose = {"people": people, "reason": "ひみつの妹"}
    aoi.write(Draft("visit.arrive", visit_id(meetup, family), loose, family, meetup))

    settle(central, [aoi, beni])

    assert central.one(SECRET) == 0
    assert aoi.ids() == beni.ids() == central.ids()
    inside = "SELECT count(*) FROM attendance WHERE arrived_at IS NOT NULL"
    assert beni.connection.execute(inside).fetchone()[0] == 1


def test_a_reason_is_cleaned_before_it_is_kept() -> None:
    _, why = arrival("meetup-1", "f", ["p"], reason=" 責任者が\x1b[31m許可 ")
    assert why.body["over_capacity"] == "責任者が[31m許可"
    assert len(arrival("meetup-1", "f", ["p"], reason=" \u200b")) == 1


def test_another_consent_than_the_registration_lets_no_details_in(desk: Desk) -> None:
    family = new_id()
    given = Draft(
        "consent.grant", consent_id(family, CONTACT), {"purpose": CONTACT}, subject=family
    )
    details = Draft("family.set", family, {"notes": "x"}, subject=family)

    with pytest.raises(ConsentMissing):
        desk.journal.append([given, details], desk.author())


def test_in_whose_hands_a_child_is_travels_whatever_its_family_says(
    central: Central, laptops: list[Laptop]
) -> None:
    aoi, beni, _ = laptops
    family, meetup = aoi.family("ひみつ"), "meetup-1"
    settle(central, [aoi, beni])
    aoi.write(withdraw(family))
    child = person_of(family)
    hand = {"child": child, "to": "staff-1", "role": "staff", "place": "和室"}
    aoi.write(Draft("custody.hand", custody_id(meetup, child), hand, family, meetup))
    loose = {"child": "other", "to": "s", "role": "staff", "why": "ひみつの話"}
    aoi.write(Draft("custody.hand", custody_id(meetup, "other"), loose, family, meetup))

    settle(central, [aoi, beni])

    assert central.one(SECRET) == 0
    held = dict(beni.connection.execute("SELECT child, holder FROM custody"))
    assert held[child] == "staff-1"
