"""Two writers who never met name the same child alike, and never two children as one."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.ids import is_id
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.domain.person_ids import Known, person_ids

FAMILY = "01939f00-0000-7000-8000-0000000000f1"
KANA = st.text("アイウエオカキクケコサシスセソ", min_size=1, max_size=6)


def only(*people: Known) -> list[str]:
    return person_ids(FAMILY, people)


def test_script_surname_and_birthday_do_not_part_a_child() -> None:
    whole = only(Known("child", "タナカ ヒマリ", "2024-07-01"))

    assert whole == only(Known("child", "ひまり")) == only(Known("child", "スズキ ヒマリ"))


def test_twins_are_two() -> None:
    twins = only(Known("child", "ソラ", "2025-01-02"), Known("child", "ウミ", "2025-01-02"))
    nameless = only(Known("child", "", "2025-01-02"), Known("child", "", "2025-01-02"))

    assert len(set(twins)) == len(set(nameless)) == 2


def test_the_order_of_writing_does_not_matter_for_children() -> None:
    sora, umi = Known("child", "ソラ"), Known("child", "ウミ")

    assert only(sora, umi) == only(umi, sora)[::-1]


def test_the_first_guardian_is_the_first_guardian() -> None:
    assert only(Known("guardian", "タナカ ハナ")) == only(Known("guardian"))
    assert len(set(only(Known("guardian"), Known("guardian"), Known("carer")))) == 3


@given(st.lists(KANA, unique=True, max_size=6), st.uuids(version=4))
def test_every_id_is_an_id_of_its_own(kana: list[str], family: uuid.UUID) -> None:
    people = [Known("guardian"), *(Known("child", each) for each in kana)]

    ids = person_ids(str(family), people)
    again = person_ids(str(family), [Known(p.role, to_hiragana(p.kana)) for p in people])

    assert ids == again
    assert len(set(ids)) == len(people) or len(set(map(_folded, kana))) < len(kana)
    assert all(is_id(each) and uuid.UUID(each).bytes[:6] == family.bytes[:6] for each in ids)


def _folded(kana: str) -> str:
    from concierge_tui.domain.romaji import fold_kana

    return fold_kana(kana)
