"""Who may be given a child: a ban anywhere wins, and a code alone never releases a child."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from concierge_tui.domain.collection import Proof, Rights, companions, is_call
from concierge_tui.domain.custody import WARNINGS, warning
from concierge_tui.domain.family import Family, Person, Role
from concierge_tui.domain.meetup_day import TemporaryCollector

DAY = date(2026, 12, 5)


def person(
    name: str, kana: str = "", *, role: Role = "guardian", family: str = "f", may: bool = True,
    barred: bool = False,
) -> Person:  # fmt: skip
    return Person(id=f"{family}-{name}", family=family, role=role, name=name, kana=kana,
                  may_collect=may, must_not_collect=barred)  # fmt: skip


MOTHER = person("藤井 梢", "フジイ コズエ")
FATHER = person("藤井 亮", "フジイ リョウ", may=False, barred=True)
AUNT = person("藤井 桜", "フジイ サクラ", role="carer", may=False)
CHILD = person("藤井 光", "フジイ ヒカル", role="child")
HOST = person("西村 香", "ニシムラ カオリ", family="h")


def family(*people: Person, **fields: object) -> Family:
    everyone = people or (MOTHER, FATHER, AUNT, CHILD)
    return Family.model_validate({"id": "f", "people": everyone, **fields})


def today(name: str, *, day: date = DAY, stands: bool = True, of: str = "f") -> TemporaryCollector:
    return TemporaryCollector(id=f"t-{name}", meetup="m", family=of, name=name, day=day,
                              stands=stands)  # fmt: skip


def rights(**fields: Any) -> Rights:
    return Rights(family(), DAY)._replace(**fields)


def test_a_guardian_who_may_collect_is_given_the_child() -> None:
    assert rights().verdict(MOTHER.id) == "may"


@pytest.mark.parametrize(
    ("who", "verdict"),
    [(FATHER.id, "barred"), (AUNT.id, "not_listed"), (CHILD.id, "not_listed"),
     (HOST.id, "not_listed"), ("nobody", "not_listed"), ("", "not_listed")],
)  # fmt: skip
def test_nobody_else_is(who: str, verdict: str) -> None:
    assert rights().verdict(who) == verdict


def test_a_ban_wins_over_the_permission_that_stands_beside_it() -> None:
    both = FATHER.model_copy(update={"may_collect": True})

    assert rights(family=family(MOTHER, both, CHILD)).verdict(both.id) == "barred"


@pytest.mark.parametrize(
    "name",
    ["藤井 亮", "藤井亮", "亮 藤井", "ふじい りょう", "フジイリョウ", "リョウ", "亮", "ﾌｼﾞｲ ﾘｮｳ"],
)
def test_whoever_bears_the_name_of_a_barred_person_is_refused_too(name: str) -> None:
    assert rights().is_barred_name(name)
    assert rights(today=(today(name),)).verdict(f"t-{name}") == "barred"
    assert rights(today=(today(name),)).temporary == ()


@pytest.mark.parametrize("name", ["藤井 梢", "藤井", "", "山田 太郎", "ふじい"])
def test_others_are_not(name: str) -> None:
    assert not rights().is_barred_name(name)


def test_a_second_entry_of_the_barred_person_is_barred() -> None:
    again = person("藤井 亮", role="carer", family="f2").model_copy(update={"family": "f"})

    assert rights(family=family(MOTHER, FATHER, again, CHILD)).verdict(again.id) == "barred"


def test_somebody_of_today_is_so_today_alone_and_for_this_family_alone() -> None:
    named = "山田 太郎"
    assert rights(today=(today(named),)).verdict(f"t-{named}") == "may"
    for other in (today(named, day=date(2026, 12, 4)), today(named, stands=False),
                  today(named, of="g")):  # fmt: skip
        assert rights(today=(other,)).verdict(f"t-{named}") == "not_listed"


def test_who_brought_the_friend_may_collect_only_where_that_was_ticked() -> None:
    host = Family(id="h", people=(HOST,))
    ticked = family(MOTHER, CHILD, host="h", host_may_collect=True)

    assert rights(family=ticked, brought_by=host).verdict(HOST.id) == "may"
    unticked = ticked.model_copy(update={"host_may_collect": False})
    assert rights(family=unticked, brought_by=host).verdict(HOST.id) == "not_listed"


def test_a_host_holds_the_child_only_while_the_trial_runs() -> None:
    running = rights(minding=(Family(id="h", people=(HOST,)),))

    assert running.verdict_of_host(HOST.id) == "may"
    assert rights().verdict_of_host(HOST.id) == "not_listed"
    assert running.verdict(HOST.id) == "not_listed"


def test_a_barred_host_holds_nobody() -> None:
    same = person("藤井 亮", family="h")

    assert rights(minding=(Family(id="h", people=(same,)),)).verdict_of_host(same.id) == "barred"


@pytest.mark.parametrize("proof", [Proof(*said) for said in product([False, True], repeat=5)])
def test_a_code_alone_never_releases_a_child(proof: Proof) -> None:
    seen = proof.identity or proof.second
    told = proof.slip or proof.recited
    assert (proof.missing == "") == (proof.known or (seen and told))
    assert proof.checks == [name for name in Proof._fields if getattr(proof, name)]


def test_it_says_what_to_ask_next() -> None:
    assert Proof(slip=True).missing == "identity"
    assert Proof(identity=True).missing == "recited"
    assert Proof(second=True).missing == "recited"


def test_a_second_person_on_the_telephone_is_somebody_and_a_number() -> None:
    assert is_call("山本 090-0000-1000")
    assert is_call("本部 内線 123")
    assert not any(map(is_call, ("", "山本", "09000001000", "山本 1")))


def test_a_child_goes_home_only_with_who_may_collect() -> None:
    assert companions(family(), [AUNT.id, FATHER.id, CHILD.id], rights()) == ()
    assert companions(family(), [AUNT.id, MOTHER.id], rights()) == (MOTHER.id,)


def test_warnings_come_five_minutes_before_at_the_end_and_ten_minutes_after() -> None:
    until = 1_000 * 60_000
    asked = [(-6, None), (-5, -5), (-1, -5), (0, 0), (9, 0), (10, 10), (600, 10)]

    assert [warning(until, until + at * 60_000) for at, _ in asked] == [w for _, w in asked]
    assert warning(None, until) is None
    assert WARNINGS == (-5, 0, 10)
