"""A family that signed up by the code of her area: whole, once, and found at every laptop."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.hand_off import read_token
from concierge_tui.domain.search import read_query
from concierge_tui.paths import Home
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from concierge_tui.sync.answers import message_of_greeting
from concierge_tui.sync.protocol import Greeting
from tests.journals.desk_families import CONSENT, add_person
from tests.syncing.service import Running
from tests.syncing.telephone import Telephone, code_of

AREA = "みその"
Begin = Callable[[str], Desk]


@pytest.fixture
def begin(tmp_path: Path, service: Running) -> Iterator[Begin]:
    """Make laptops of the area, each enrolled."""
    made: list[Desk] = []

    def new(name: str) -> Desk:
        store = bootstrap.NewStore(AREA, name, "しろい うさぎが はねる 野原 42")
        desk, _ = bootstrap.create(Home(tmp_path / name), store)
        made.append(desk)
        desk.enrolment.enrol(service.url, service.code(AREA))
        return desk

    yield new
    for desk in made:
        desk.close()


def signed_up(phone: Telephone, service: Running, **changed: str) -> str:
    """Sign up by the code; return the family's id."""
    address = phone.begin(service, code_of(service))
    assert phone.send(address, **changed).status_code == 200
    return read_token(address[-85:]).token.family


@pytest.mark.parametrize("laptops_first", [True, False])
def test_every_laptop_of_the_area_finds_the_whole_family(
    begin: Begin, service: Running, phone: Telephone, *, laptops_first: bool
) -> None:
    aoki = begin("青木")
    if laptops_first:
        baba = begin("馬場")
        baba.synchronise.sync()
        aoki.synchronise.sync()
        family = signed_up(phone, service)
    else:
        family = signed_up(phone, service)
        baba = begin("馬場")

    for desk in (baba, aoki):
        assert desk.synchronise.sync().refused == 0
        found = desk.families.get(family)
        assert [(p.role, p.kana) for p in found.people] == [
            ("guardian", "タカハシ ユイ"), ("child", "タカハシ ヒマリ"), ("child", "タカハシ レン"),
        ]  # fmt: skip
        assert (found.source, found.city, found.smartphone) == ("self", "さいたま市緑区", True)
        assert found.code.startswith("MS1-")
        for typed in ("たかはし", found.code):
            hits = desk.directory.find(read_query(typed), 10)
            assert {hit.family for hit in hits} == {family}, typed
        assert desk.hand_off.news() == [family]
        assert [(each.family, each.arrived) for each in desk.hand_off.waiting()] == [(family, True)]
        assert desk.lists.conflicts() == []
        assert desk.synchronise.status().withheld == 0
        assert desk.examine(keep=False).differences == []
        assert desk.verify_chains().broken == []
    assert aoki.families.get(family).code == baba.families.get(family).code


def test_an_arrival_is_told_until_a_person_saw_it(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    desk = begin("青木")
    family = signed_up(phone, service)
    desk.synchronise.sync()
    desk.hand_off.seen([family])

    phone.send(phone.begin(service, code_of(service)), surname="鈴木", surname_kana="すずき")
    desk.synchronise.sync()

    assert len(desk.hand_off.news()) == 1
    assert desk.hand_off.news() != [family]
    assert len(desk.hand_off.waiting()) == 2


def test_only_what_she_consented_to_is_granted(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    desk = begin("青木")
    family = signed_up(phone, service, consent_trial="no", consent_contact="yes")
    desk.synchronise.sync()

    assert set(desk.consents.of(family).granted) == {"registration", "contact"}


def test_who_says_no_is_no_family_anywhere(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    desk = begin("青木")
    family = signed_up(phone, service, consent_registration="no")
    desk.synchronise.sync()

    assert desk.families.many([family]) == {}
    assert desk.hand_off.waiting() == []


def test_who_stops_before_the_sync_is_not_announced(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    desk = begin("青木")
    address = phone.begin(service, code_of(service))
    phone.send(address)
    phone.send(address, consent_registration="no")
    desk.synchronise.sync()

    assert desk.hand_off.waiting() == []
    assert desk.directory.find(read_query("たかはし"), 10) == []


def test_a_half_filled_form_is_finished_as_the_same_family_with_the_same_code(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    desk = begin("青木")
    address = phone.begin(service, code_of(service))
    phone.send(address, given="", given_kana="", phone="")
    desk.synchronise.sync()
    (family,) = desk.hand_off.news()
    code = desk.families.get(family).code

    phone.send(address)
    desk.synchronise.sync()

    assert desk.families.get(family).adults[0].name == "高橋 結衣"
    assert desk.families.get(family).code == code
    assert len(desk.hand_off.waiting()) == 1
    assert desk.lists.conflicts() == []


def test_one_who_is_registered_already_is_suggested_as_a_double_and_never_merged(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    desk = begin("青木")
    form = WalkInForm(
        people=(
            WalkInPerson(
                role="guardian", name="高橋 結衣", kana="タカハシ ユイ", phone="09001234567"
            ),
            WalkInPerson(role="child", kana="タカハシ ヒマリ", birthday="2024-07-01"),
        ),
        postal="3360967",
    )
    known = desk.walk_in.register(form, CONSENT, meetup=None).family
    family = signed_up(phone, service)
    desk.synchronise.sync()
    desk.doubles.refresh()

    assert {frozenset(pair[:2]) for pair in desk.doubles.waiting()} == {frozenset((known, family))}
    assert len(desk.families.get(known).people) == 2
    assert len(desk.families.get(family).people) == 3
    assert desk.families.get(known).code != desk.families.get(family).code


def test_whom_the_desk_adds_to_her_family_is_somebody_else(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    """She has no other half: a father who is written in must not be taken for her."""
    desk = begin("青木")
    family = signed_up(phone, service)
    desk.synchronise.sync()
    add_person(desk, family, {"role": "guardian", "name": "高橋 健太", "kana": "タカハシ ケンタ"})

    desk.synchronise.sync()

    names = {adult.name for adult in desk.families.get(family).adults}
    assert names == {"高橋 結衣", "高橋 健太"}


def test_a_service_that_was_restored_gives_her_the_same_code_again(
    begin: Begin, service: Running, phone: Telephone
) -> None:
    """It lost that she had sent the form; she sends it again, and nothing contradicts."""
    desk = begin("青木")
    address = phone.begin(service, code_of(service))
    phone.send(address)
    desk.synchronise.sync()
    (family,) = desk.hand_off.news()
    with service.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM hand_off")

    phone.send(address)
    desk.synchronise.sync()

    assert desk.families.get(family).source == "self"
    assert len(desk.families.get(family).people) == 3
    assert desk.lists.conflicts() == []


def test_an_older_service_tells_no_code_and_the_laptop_prints_none(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def older(greeting: Greeting) -> dict[str, Any]:
        message = message_of_greeting(greeting)
        del message["hand_off"]["sign_up"]
        return message

    desk = begin("青木")
    assert desk.hand_off.sign_up() is not None
    monkeypatch.setattr("concierge_tui.central.desk.message_of_greeting", older)

    desk.synchronise.sync()

    assert desk.hand_off.sign_up() is None
    assert desk.hand_off.begin(None).family, "handing on goes on as before"
