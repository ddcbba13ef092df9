import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.codes import new_code
from concierge_tui.domain.search import (
    Kind,
    Rank,
    read_query,
    search_keys,
    suffixes,
)

PERSON = ("渡邉 美咲", "ワタナベ ミサキ", "09012345678", "MS1-222222-2")


def found(query: str, name: str, kana: str, phone: str = "", code: str = "") -> bool:
    """Answer as an index of these keys would."""
    needle = read_query(query)
    keys = [key for key, _ in search_keys(name, kana, phone, code)]
    if needle.whole:
        return any(key in needle.keys for key in keys)
    hit = any(key.startswith(needle.keys) for key in keys) if needle.keys else False
    inside = bool(needle.infix) and any(s.startswith(needle.infix) for s in suffixes(name))
    return (hit or inside) and needle.admits(name, kana)


@pytest.mark.parametrize(
    "query",
    [
        "w",
        "わ",
        "ﾜ",
        "ワタナベ",
        "watanabe",
        "ＷＡＴＡ",
        "わたなべ みさき",
        "watanabe m",
        "わたなｂ",
        "みさ",
        "misaki",
        "misaki w",
        "渡",
        "渡邉",
        "渡辺",
        "渡邊 美",
        "邉",
        "美咲",
        "咲",
        "渡辺み",
        "5678",
        "５６７８",
        "090-1234-5678",
        "+81 90 1234 5678",
        "ms1-222222-2",
        "ＭＳ１２２２２２２２",
    ],
)
def test_every_way_of_asking_finds_her(query: str) -> None:
    assert found(query, *PERSON)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "　",
        "田",
        "tanaka",
        "なべ",
        "567",
        "678",
        "0901234",
        "1234",
        "渡辺よ",
        "ms1-",
        "ms1-222222-3",
        "!",
    ],
)
def test_other_questions_do_not_find_her(query: str) -> None:
    assert not found(query, *PERSON)


def test_a_former_reading_still_finds_her_but_stands_last() -> None:
    keys = dict(
        search_keys("渡邉 美咲", "ワタナベ ミサキ", old_names=[("渡邉 美咲", "ワタベ ミサキ")])
    )

    assert keys["watanabemisaki"] == Rank.FULL
    assert keys["misakiwatanabe"] == Rank.GIVEN
    assert keys["watabemisaki"] == Rank.FORMER


def test_foreign_names_are_found_in_either_order_and_by_middle_name() -> None:
    name = "ジョンソン ミア ローズ"

    assert all(found(q, name, name) for q in ["johnson", "mia", "mia rose"[:5], "ろーず", "ミア"])
    assert found("mia john", "Johnson Mia", "")
    assert found("김", "김 철수", "")


def test_a_name_without_reading_is_found_by_how_it_is_written() -> None:
    assert found("さくら", "田中 さくら", "タナカ サクラ")
    assert found("sakura", "さくら", "")
    assert found("田中さ", "田中 さくら", "")


def test_kanji_and_kana_find_a_name_that_was_written_without_a_space() -> None:
    assert found("渡辺み", "渡邉美咲", "ワタナベ ミサキ")
    assert found("林み", "林美咲", "ハヤシ ミサキ")
    assert not found("渡辺よ", "渡邉美咲", "ワタナベ ミサキ")


def test_no_name_can_pose_as_a_number_or_code() -> None:
    for name in ["#5678", "+09012345678", "@MS1-222222-2", "＃5678", "山#5678"]:
        keys = [key for key, _ in search_keys(name, name)]
        assert not any(key.startswith(("#", "+", "@")) for key in keys)


def test_the_exact_name_stands_before_its_likeness() -> None:
    long_o, short_o = ("大野 花", "オオノ ハナ"), ("小野 花", "オノ ハナ")

    for typed in ["おおの", "oono", "オオノ"]:
        assert read_query(typed).closeness(*long_o) < read_query(typed).closeness(*short_o)
    for typed in ["おの", "ono"]:
        assert read_query(typed).closeness(*short_o) < read_query(typed).closeness(*long_o)
    assert read_query("斉藤").closeness("斉藤 花", "") < read_query("斉藤").closeness("斎藤 花", "")


def test_asking_by_last_four_digits_is_recognisable_so_that_it_can_be_logged() -> None:
    assert read_query("5678").kind is Kind.LAST_FOUR


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for(text: str) -> None:
    needle = read_query(text)

    assert (needle.kind is Kind.NOTHING) == (not needle.keys)
    assert all(needle.keys)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_name_can_be_indexed(name: str, kana: str) -> None:
    keys = [key for key, _ in search_keys(name, kana, "", new_code())]

    assert all(keys)
    assert len(keys) == len(set(keys))
