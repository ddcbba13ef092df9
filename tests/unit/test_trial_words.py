"""What is said of a trial when it ends, and of the things in care."""

from datetime import date

from concierge_tui.domain.pairing.eligibility import Reason
from concierge_tui.domain.staff import Staff
from concierge_tui.text.introductions import left_out, why_not
from concierge_tui.text.trial import supervisor
from concierge_tui.text.trial_diary import ended, event_line
from screens.trial import deeds


def test_nobody_who_was_only_accompanied_was_given_back() -> None:
    assert ended(["蒼太"], []).startswith("蒼太をお返ししました。")
    assert ended([], ["かばん"]) == "体験を終えました。返していない物: かばん。"


def test_a_thing_given_back_is_called_by_its_name() -> None:
    said = {"item": "i-1", "returned": True}

    assert event_line("item", said, {"i-1": "かばん"}) == "預かり物  かばん 返しました"
    assert event_line("item", said) == "預かり物  返しました"


def test_a_deed_that_comes_and_goes_moves_the_number_of_no_other() -> None:
    names = [name for name, _ in deeds._RUNNING]

    assert names.index("return") == len(names) - 1


def test_what_cannot_change_any_more_is_said_before_what_can() -> None:
    assert why_not([Reason.NOT_MET, Reason.UNDER_1_YEAR]) == (
        "1歳以上の子がいないと組めません、まだ同じテーブルになっていません"
    )


def test_a_family_without_anybody_is_told_of_a_card_only_where_nothing_else_is_to_be_said() -> None:
    assert left_out(["not_met", "card_x"]) == left_out(["not_met"])
    assert left_out(["card_x"]) == left_out(["do_not_pair"]) == "きょうは組みません"


def test_who_may_not_supervise_on_this_day_is_named_with_it() -> None:
    until = date(2026, 12, 5)
    member = Staff(id="s-1", name="山田 花子", certification="certified", certified_until=until)

    assert supervisor(member, until) == "山田 花子"
    assert supervisor(member, date(2026, 12, 6)) == "山田 花子(認定なし)"
    assert supervisor(Staff(id="s-2", name="鈴木 次郎"), until) == "鈴木 次郎(認定なし)"


def test_a_start_says_who_agreed_and_why() -> None:
    agreed = [{"how": "telephone", "who": "責任 太郎", "number": "0900", "reason": "となりで見る"}]
    mothers = [{"how": "guardian", "who": "p-1", "reason": "急ぐ"}] * 2

    assert event_line("start", {"approvals": agreed}) == (
        "開始  確認: 責任者に電話 責任 太郎 / となりで見る"
    )
    assert event_line("start", {"approvals": mothers}) == "開始  確認: 保護者 / 急ぐ"
    assert event_line("start", {}) == "開始"
    assert event_line("start", {"approvals": ["x", {"how": 3}]}) == "開始"
