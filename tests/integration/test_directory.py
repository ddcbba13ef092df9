"""The search index over a real store: who is found, in which order, and who no longer is."""

from collections.abc import Iterator

import pytest

from concierge_tui import bootstrap
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.search import read_query
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.desk import Desk

CONSENT = ConsentGiven("2026-04", "0" * 64)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = bootstrap.practise(area="みその", staff="見本 花子")
    yield desk
    desk.close()


def register(desk: Desk, *names: tuple[str, str], phone: str = "") -> list[str]:
    """Write one family a name, as one act; return the people."""
    drafts, people = [], []
    for name, kana in names:
        family, person = new_id(), new_id()
        body = {"family": family, "role": "guardian", "name": name, "kana": kana, "phone": phone}
        drafts += [
            Draft("family.set", family, {"city": "川口市"}, subject=family),
            grant(family, CONSENT),
            Draft("person.set", person, body, subject=family),
        ]
        people.append(person)
    desk.journal.append(drafts, desk.author())
    return people


def found(desk: Desk, text: str, limit: int = 60) -> list[str]:
    return [hit.person for hit in desk.directory.find(read_query(text), limit)]


def test_a_given_name_is_found_among_more_namesakes_than_a_list_holds(desk: Desk) -> None:
    register(desk, *[(f"田中 愛{n:03}", f"タナカ アイ{'ア' * (n % 7)}") for n in range(300)])
    (wanted,) = register(desk, ("田中 洋", "タナカ ヨウ"))

    assert found(desk, "田中よ") == [wanted]
    assert wanted not in found(desk, "田中あ")


def test_who_begins_so_stands_before_who_only_holds_it_inside(desk: Desk) -> None:
    inside, begins = register(desk, ("山田 太郎", "ヤマダ タロウ"), ("田山 花", "タヤマ ハナ"))

    assert found(desk, "田") == [begins, inside]


def test_full_names_stand_before_given_names_before_former_names(desk: Desk) -> None:
    former, given, full = register(
        desk, ("青木 恵", "ハルナ メグミ"), ("森 春", "モリ ハル"), ("春田 学", "ハルタ マナブ")
    )
    family = desk.families.person(former).family
    correction = Draft("person.set", former, {"kana": "アオキ メグミ"}, subject=family)
    desk.journal.append([correction], desk.author())

    assert found(desk, "はる") == [full, given, former]


def test_a_removed_person_and_the_people_of_a_removed_family_are_found_no_more(desk: Desk) -> None:
    first, second = register(desk, ("沖 一", "オキ ハジメ"), ("沖 二", "オキ ツギ"), phone="")
    family = desk.families.person(second).family
    gone = Draft("family.set", family, {"removed": True}, subject=family)
    left = Draft("person.set", first, {"removed": True}, subject=desk.families.person(first).family)
    desk.journal.append([gone], desk.author())

    assert found(desk, "oki") == [first]

    desk.journal.append([left], desk.author())

    assert found(desk, "oki") == []


def test_a_limit_keeps_the_best(desk: Desk) -> None:
    register(desk, *[("森 春", "モリ ハル")] * 5)
    full = register(desk, *[("春田 学", "ハルタ マナブ")] * 3)

    assert set(found(desk, "haru", limit=3)) == set(full)


def test_the_index_is_the_same_when_it_is_derived_anew(desk: Desk) -> None:
    people = register(desk, ("髙橋 陽子", "タカハシ ヨウコ"), ("一色 めぐみ", "イッシキ メグミ"))
    family = desk.families.person(people[0]).family
    body = {"name": "高橋 洋子", "phone": "09012345678"}
    desk.journal.append([Draft("person.set", people[0], body, subject=family)], desk.author())

    assert desk.examine(keep=False).differences == []
