"""No two families on one list are called alike, and who shares no name is called as ever."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.family import Family, Person
from concierge_tui.text.names import by_house, by_name, by_public_name
from concierge_tui.text.trial import pair, side_by_side

DAY = date(2026, 12, 5)


def family(name: str, mother: str, *children: tuple[str, str], city: str = "") -> Family:
    own = tuple(
        Person(
            id=f"{name}-{n}", family=name, role="child", name=f"{mother.partition(' ')[0]} {given}",
            birthday=date.fromisoformat(born),
        )
        for n, (given, born) in enumerate(children)
    )  # fmt: skip
    guardian = Person(id=f"{name}-m", family=name, role="guardian", name=mother)
    return Family(id=name, people=(guardian, *own), city=city)


ONE = family("f-1", "佐藤 花", ("陸", "2024-05-01"))
OTHER = family("f-2", "佐藤 花", ("海", "2026-03-01"))
SISTER = family("f-3", "佐藤 葵", ("空", "2022-05-01"))
ELSE = family("f-4", "田中 花", ("星", "2022-05-01"))


def test_each_is_called_by_the_shortest_that_nobody_shares() -> None:
    assert by_house([ONE, ELSE]) == {"f-1": "佐藤家", "f-4": "田中家"}
    assert by_house([ONE, SISTER, ELSE]) == {"f-1": "佐藤 花", "f-3": "佐藤 葵", "f-4": "田中家"}
    assert by_name([ONE, OTHER, ELSE]) == {
        "f-1": "佐藤 花(陸)",
        "f-2": "佐藤 花(海)",
        "f-4": "田中 花",
    }


def test_one_child_is_named_where_that_is_enough() -> None:
    one = family("f-1", "佐藤 花", ("陸", "2024-05-01"), ("空", "2025-05-01"))
    same = family("f-5", "佐藤 花", ("陸", "2024-05-01"))
    assert by_name([one, OTHER]) == {"f-1": "佐藤 花(陸)", "f-2": "佐藤 花(海)"}
    assert by_name([one, same])["f-1"] == "佐藤 花(陸・空)"


def test_two_that_nothing_tells_apart_have_numbers() -> None:
    twins = [family(name, "佐藤 花", city="みその") for name in ("f-1", "f-2")]
    assert [*by_name(twins).values()] == ["佐藤 花(みその)(1)", "佐藤 花(みその)(2)"]


def test_other_families_read_ages_and_neither_names_of_children_nor_towns() -> None:
    one, other = family("f-1", "佐藤 花", ("陸", "2024-05-01"), city="緑区"), OTHER
    assert by_public_name([one, other], DAY) == {"f-1": "佐藤 花(2歳)", "f-2": "佐藤 花(0歳)"}


def test_a_trial_of_two_families_of_one_surname_says_who_minds_whose_children() -> None:
    assert pair([SISTER, ONE]) == "佐藤 葵 ← 佐藤 花"
    assert [*by_house([SISTER, ONE])] == ["f-3", "f-1"]


def test_two_trials_of_one_list_do_not_call_two_houses_alike() -> None:
    names = by_house([ELSE, ONE, SISTER])
    assert pair([ELSE, ONE], names) == "田中家 ← 佐藤 花"
    assert side_by_side([SISTER, ELSE], names) == "佐藤 葵・田中家"


mothers = st.sampled_from(["佐藤 花", "佐藤 葵", "田中 花"])
some = st.lists(
    st.tuples(mothers, st.sampled_from(["陸", "海"]), st.sampled_from(["", "緑区"])), max_size=9
)


@given(some)
def test_no_two_are_ever_called_alike(drawn: list[tuple[str, str, str]]) -> None:
    families = [
        family(f"f-{n}", mother, (child, "2024-05-01"), city=city)
        for n, (mother, child, city) in enumerate(drawn)
    ]
    for names in (by_name(families), by_house(families), by_public_name(families, DAY)):
        assert ([*names] and len({*names.values()}) == len(names) == len(families)) or not families
