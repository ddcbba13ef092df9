"""The words of the rounds say which round their clock belongs to."""

from concierge_tui.text import table_plan as text


def test_the_clock_names_its_round_where_another_one_is_shown() -> None:
    assert text.countdown(61_000, running=0, shown=0) == "残り 1:01"
    assert text.countdown(61_000, running=0, shown=1) == "いまは1回目 残り 1:01"
    assert text.countdown(0, running=1, shown=2) == "いまは2回目 時間です"


def test_repeats_are_told_as_pairs_and_not_as_one_persons_fate() -> None:
    assert "同じ相手とまた座るのは、のべ24組。" in text.planned(24, 9)
    assert "同じ相手とは二度座りません。" in text.planned(0, 9)
