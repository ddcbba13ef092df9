"""Numbers of paper forms on a real store: reserved for good, read again, found by."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from concierge_tui.bootstrap import NewStore, create, restore
from concierge_tui.domain.errors import NothingToUndo
from concierge_tui.domain.form_numbers import FormNumber, own_prefix, read_form_number
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.paper_errors import (
    FormNumberUnknown,
    FormNumberUnreadable,
    FormNumberUsed,
)
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from db.laptop.papers import SqlitePapers
from tests.journals.desk_families import CONSENT
from tests.syncing.laptops import Central, Laptop, settle

PASSPHRASE = "みその交流会の長い合言葉 2026"


def register(desk: Desk, number: str) -> str:
    people = (WalkInPerson(role="guardian", kana="ミタ ユイ", name="三田 結衣"),)
    form = WalkInForm(people=people, form_number=number)
    return desk.walk_in.register(form, CONSENT, meetup=None).family


def test_numbers_that_were_printed_are_never_handed_out_again(desk: Desk, meetup: str) -> None:
    assert desk.form_numbers.next(3) == desk.form_numbers.next(3)
    first = desk.form_numbers.reserve(3, meetup)
    second = desk.form_numbers.reserve(4, meetup)

    assert len({*first, *second}) == 7
    assert [read_form_number(number).serial for number in (*first, *second)] == [*range(1, 8)]
    with pytest.raises(NothingToUndo):
        desk.undo.last()
    assert list(desk.examine(keep=False).differences) == []


def test_two_programs_on_one_store_never_hand_out_the_same_number(desk: Desk, meetup: str) -> None:
    def take(_: int) -> list[str]:
        with desk.fork() as other:
            return [n for _ in range(5) for n in other.form_numbers.reserve(3, meetup)]

    with ThreadPoolExecutor(4) as threads:
        taken = [number for some in threads.map(take, range(4)) for number in some]

    assert len(taken) == len(set(taken)) == 60


def test_a_number_is_read_and_refused_in_plain_cases(desk: Desk, meetup: str) -> None:
    number = desk.form_numbers.reserve(2, meetup)[0]
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number.lower().replace("-", ""))

    assert desk.form_numbers.check(wide) == number
    with pytest.raises(FormNumberUnreadable):
        desk.form_numbers.check(number[:-1] + ("2" if number[-1] != "2" else "3"))
    ahead = read_form_number(number)._replace(serial=3)
    with pytest.raises(FormNumberUnknown):
        desk.form_numbers.check(ahead.written)
    family = register(desk, number)
    with pytest.raises(FormNumberUsed) as caught:
        desk.form_numbers.check(number)
    assert (caught.value.family, caught.value.called) == (family, "三田家")
    assert desk.form_numbers.check(number, family) == number


def test_the_form_of_a_laptop_that_never_met_this_one_is_taken(desk: Desk, meetup: str) -> None:
    own = read_form_number(desk.form_numbers.reserve(1, meetup)[0])
    foreign = FormNumber("BCD" if own.prefix != "BCD" else "BCF", 7).written

    assert desk.form_numbers.check(foreign) == foreign
    assert desk.form_numbers.is_from_elsewhere(foreign)
    assert not desk.form_numbers.is_from_elsewhere(own.written)


def test_a_family_is_found_by_the_number_of_its_form(desk: Desk, meetup: str) -> None:
    number = desk.form_numbers.reserve(1, meetup)[0]
    family = register(desk, number)

    for typed in (number, number.lower(), number.replace("-", "")):
        found = desk.reception(meetup).find(typed)
        assert [household.family.id for household in found.households] == [family]


def test_after_a_restore_other_numbers_are_handed_out(tmp_path: Path) -> None:
    desk, _ = create(Home(tmp_path / "one"), NewStore("みその", "試験 花子", PASSPHRASE))
    meetup = desk.meetups.new("会", "2026-12-05").id
    known = desk.form_numbers.reserve(3, meetup)
    desk.back_up(tmp_path / "copy", None)
    lost = desk.form_numbers.reserve(3, meetup)
    desk.close()

    again = restore(Home(tmp_path / "two"), tmp_path / "copy", PASSPHRASE)
    later = again.form_numbers.reserve(3, meetup)
    again.close()

    assert len({*known, *lost, *later}) == 9


def test_what_one_laptop_printed_is_known_at_the_other_after_a_sync(
    laptops: list[Laptop], central: Central
) -> None:
    one, other, _ = laptops
    body = {"meetup": "m", "prefix": "BCD", "first": 1, "last": 5}
    one.write(Draft("paper.set", new_id(), body, meetup="m"))
    settle(central, [one, other])

    there = SqlitePapers(other.connection, other.identity.stream)
    (row,) = there.reserved()
    assert row[2:] == ("BCD", 1, 5, one.identity.stream().incarnation)
    assert own_prefix(there.incarnation(), [row], there.incarnations()) != "BCD"
