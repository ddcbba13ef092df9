"""A registration that a family finishes on her telephone, whichever half arrives first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.hand_off import HandOffUnavailable
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import WalkInForm, WalkInPerson
from db.central.feed import Question, page
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.service import Running
from tests.syncing.telephone import Telephone

AREA = "みその"
SPOKEN = ConsentGiven("2026-11", "0" * 64)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = bootstrap.NewStore(AREA, "青木", "しろい うさぎが はねる 野原 42")
    desk, _ = bootstrap.create(Home(tmp_path / "aoki"), store)
    yield desk
    desk.close()


def enrol(desk: Desk, service: Running) -> None:
    desk.enrolment.enrol(service.url, service.code(AREA))


def meetup_of(desk: Desk) -> str:
    return desk.meetups.new("みその交流会", "2026-12-05").id


@pytest.mark.parametrize("laptop_first", [True, False])
def test_a_family_of_which_nothing_was_known_is_whole_in_either_order(
    service: Running, desk: Desk, phone: Telephone, *, laptop_first: bool
) -> None:
    enrol(desk, service)
    meetup = meetup_of(desk)
    begun = desk.hand_off.begin(meetup)
    address = desk.hand_off.address(begun.family, meetup).url
    if laptop_first:
        desk.synchronise.sync()

    assert phone.send(address).status_code == 200
    assert not desk.hand_off.waiting()[0].arrived
    desk.synchronise.sync()

    family = desk.families.get(begun.family)
    assert [person.kana for person in family.people] == [
        "タカハシ ユイ", "タカハシ ヒマリ", "タカハシ レン",
    ]  # fmt: skip
    assert family.adults[0].id == begun.people[0]
    assert (family.code, family.city) == (begun.code, "さいたま市緑区")
    assert family.children[1].allergy.text == "卵"
    assert desk.lists.conflicts() == []
    assert desk.hand_off.waiting()[0].arrived
    assert desk.hand_off.news() == [begun.family]
    assert desk.synchronise.status().withheld == 0
    arrived = desk.attendances.of_families(meetup, [begun.family])
    assert [row.person for row in arrived if row.arrived_at] == [begun.people[0]]
    assert desk.examine(keep=False).differences == []


@pytest.mark.parametrize("laptop_first", [True, False])
@SERVICE_ON_BOTH
def test_both_halves_of_a_walk_in_are_one_family_with_one_child_each(
    service: Running, desk: Desk, phone: Telephone, *, laptop_first: bool
) -> None:
    enrol(desk, service)
    form = WalkInForm(
        people=(
            WalkInPerson(role="guardian", kana="タカハシ ユイ", phone="09001234567"),
            WalkInPerson(role="child", kana="タカハシ ヒマリ", birthday="2024-07-01"),
        )
    )
    family = desk.walk_in.register(form, SPOKEN, meetup=None).family
    address = desk.hand_off.address(family).url
    if laptop_first:
        desk.synchronise.sync()

    phone.send(address)
    desk.synchronise.sync()

    found = desk.families.get(family)
    assert [person.kana for person in found.people] == [
        "タカハシ ユイ", "タカハシ ヒマリ", "タカハシ レン",
    ]  # fmt: skip
    assert found.children[0].name == "高橋 陽葵"
    # The form of the desk says 知り合いのみ, she says 全体に公開: a difference like any other.
    assert [each.field for each in desk.lists.conflicts()] == ["age_visibility"]


@pytest.mark.parametrize("laptop_first", [True, False])
def test_what_differs_is_shown_to_a_person_and_nothing_is_lost(
    service: Running, desk: Desk, phone: Telephone, *, laptop_first: bool
) -> None:
    enrol(desk, service)
    form = WalkInForm(
        people=(
            WalkInPerson(role="guardian", kana="タカハシ ユイ", phone="09009999999"),
            WalkInPerson.model_validate(
                {
                    "role": "child",
                    "kana": "タカハシ ヒマリ",
                    "allergy": {"has": "yes", "text": "乳"},
                }
            ),
        )
    )
    family = desk.walk_in.register(form, SPOKEN, meetup=None).family
    address = desk.hand_off.address(family).url
    if laptop_first:
        desk.synchronise.sync()

    phone.send(address)
    desk.synchronise.sync()

    conflicts = {each.field: each for each in desk.lists.conflicts()}
    assert conflicts.keys() == {"phone", "allergy", "age_visibility"}
    assert {said.value for said in conflicts["phone"].values} == {"09009999999", "09001234567"}
    assert {said.actor for said in conflicts["phone"].values} == {"phone", desk.author().actor}
    himari = next(p for p in desk.families.get(family).children if p.kana.endswith("ヒマリ"))
    assert (himari.allergy.has, himari.allergy.text) == ("yes", "乳")


@pytest.mark.parametrize("laptop_first", [True, False])
def test_a_family_of_a_roster_stays_one_though_its_people_have_other_ids(
    service: Running, desk: Desk, phone: Telephone, *, laptop_first: bool
) -> None:
    enrol(desk, service)
    family, mother, sora, himari = (new_id() for _ in range(4))
    people = {
        mother: {"role": "guardian", "kana": "タカハシ ユイ", "phone": "09009999999"},
        sora: {"role": "child", "kana": "タカハシ ソラ", "birthday": "2024-07-01"},
        himari: {"role": "child", "kana": "タカハシ ヒマリ", "birthday": "2024-07-01"},
    }
    drafts = [grant(family, SPOKEN), Draft("family.set", family, {"source": "roster"}, family)]
    for person, said in people.items():
        drafts.append(Draft("person.set", person, {"family": family, **said}, family))
    desk.journal.append(drafts, desk.author())
    address = desk.hand_off.address(family).url
    if laptop_first:
        desk.synchronise.sync()

    phone.send(address, age="acquaintances")
    desk.synchronise.sync()
    desk.synchronise.sync()

    found = desk.families.get(family)
    assert {person.id for person in found.people} >= set(people)
    assert [person.kana.partition(" ")[2] for person in found.people] == [
        "ユイ", "ソラ", "ヒマリ", "レン",
    ]  # fmt: skip
    assert next(p for p in found.people if p.id == himari).name == "高橋 陽葵"
    assert [each.field for each in desk.lists.conflicts()] == ["phone"]
    assert {s.value for s in desk.lists.conflicts()[0].values} == {"09009999999", "09001234567"}

    phone.send(address, age="acquaintances", email="neu@example.jp", child0_allergy="yes")
    desk.synchronise.sync()

    again = desk.families.get(family)
    assert next(p for p in again.people if p.id == mother).email == "neu@example.jp"
    assert next(p for p in again.people if p.id == himari).allergy.has == "yes"
    assert len(again.people) == 4
    assert [each.field for each in desk.lists.conflicts()] == ["phone"]
    assert desk.examine(keep=False).differences == []


def test_a_laptop_that_enrolled_before_gets_its_key_with_the_next_sync(
    service: Running, desk: Desk, phone: Telephone
) -> None:
    enrol(desk, service)
    with desk.fork() as other:
        other.hand_off._rows._connection.execute("DELETE FROM local_grant")  # type: ignore[attr-defined]

    with pytest.raises(HandOffUnavailable, match="no_page"):
        desk.hand_off.begin(None)
    desk.synchronise.sync()

    begun = desk.hand_off.begin(None)
    assert phone.open(desk.hand_off.address(begun.family).url).status_code == 200


def test_what_the_telephone_wrote_reaches_every_laptop_of_the_area_and_verifies(
    service: Running, desk: Desk, phone: Telephone, tmp_path: Path
) -> None:
    store = bootstrap.NewStore(AREA, "馬場", "しろい うさぎが はねる 野原 42")
    other, _ = bootstrap.create(Home(tmp_path / "baba"), store)
    enrol(desk, service)
    enrol(other, service)
    begun = desk.hand_off.begin(None)
    phone.send(desk.hand_off.address(begun.family).url)

    tally = other.synchronise.sync()

    assert tally.refused == 0
    assert other.families.get(begun.family).adults[0].name == "高橋 結衣"
    assert other.hand_off.waiting() == [], "only the laptop that showed the QR waits for her"
    assert other.verify_chains().broken == []
    other.close()


@SERVICE_ON_BOTH
def test_the_feed_has_no_gap_and_no_detail_comes_before_its_consent(
    service: Running, desk: Desk, phone: Telephone
) -> None:
    enrol(desk, service)
    begun = desk.hand_off.begin(None)
    address = desk.hand_off.address(begun.family).url
    for given in ("ゆい", "ゆいこ", "ゆいか"):
        phone.send(address, given_kana=given)

    with service.engine.begin() as connection:
        read = page(connection, Question(desk.area, 0, "", 2000))
        numbers = connection.exec_driver_sql("SELECT seq FROM position ORDER BY seq").fetchall()

    assert [number for (number,) in numbers] == list(range(1, read.seq + 1))
    kinds = [op.kind for segment in read.batch.segments for op in segment.operations]
    assert kinds[:2] == ["consent.grant", "consent.grant"]
    assert kinds.count("consent.grant") == 2
    desk.synchronise.sync()
    assert desk.families.get(begun.family).adults[0].kana == "タカハシ ユイカ"
    assert desk.lists.conflicts() == [], "she saw her own first answers when she corrected them"
