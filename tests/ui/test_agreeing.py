"""A guardian agrees to what is amber: on the turned screen, and for her own child alone."""

from __future__ import annotations

import pytest

from concierge_tui.domain.fold import body_of
from concierge_tui.domain.gate import Approval
from concierge_tui.domain.trial import ApprovalMissing
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import health_check_at, trials_at
from concierge_tui.text import agreeing
from concierge_tui.text import trial as text
from screens.facing.screen import FacingScreen
from screens.trial.approving import ApproveScreen
from screens.trial.gate import GateScreen
from screens.trial.list import TrialsScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.conftest import Family
from tests.ui.trial_hands import at, let_them_meet, planned


@pytest.fixture
def trial(desk: Desk, meetup: str, tanaka: str, suzuki: str, given: Family) -> str:
    """鈴木 minds a child of 田中 and one of 高橋; not everything was talked about."""
    third = given(
        {"name": "高橋 恵", "kana": "たかはし めぐみ", "phone": "09000000077",
         "may_collect": True},
        {"name": "高橋 空", "kana": "たかはし そら", "role": "child", "birthday": "2023-04-02",
         "allergy": {"has": "no", "text": ""}},
    )  # fmt: skip
    let_them_meet(desk, meetup, suzuki, tanaka, third)
    children = [desk.families.get(each).children[0].id for each in (tanaka, third)]
    health_check_at(desk, meetup).note(children[1], tenths=365)
    both = {"third": third, "children": children, "acquainted": children}
    return planned(desk, meetup, suzuki, tanaka, **both)


@pytest.mark.usefixtures("trial")
async def test_a_link_with_the_third_family_waits_for_no_other_trial(
    desk: Desk, meetup: str
) -> None:
    app = Stage(TrialsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, TrialsScreen)
        assert "鈴木家" in app.seen
        assert text.LINKED[0] not in app.seen


async def test_a_guardian_of_each_family_is_asked_in_words_that_she_can_read(
    desk: Desk, meetup: str, trial: str
) -> None:
    trials = trials_at(desk, meetup)
    app = Stage(GateScreen(desk, meetup, trial))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, GateScreen)
        await hands.press("ctrl+s")
        for answers in ((), ("left", "left"), ("right", "left"), ("right", "right")):
            form = await at(pilot, ApproveScreen)
            form.query_one("#reason", JpInput).value = "10分ごとに見ます"
            form.query_one("#how").focus()
            await hands.type("2")
            await hands.press("ctrl+s")
            await at(pilot, FacingScreen)
            read = "".join(app.seen.split())
            assert "田中美咲さんへ" in read
            assert "スタッフから" in read
            assert "それでも" in read
            assert "伝え合い" not in read, "no words of the desk"
            for answer in answers:
                await hands.press(answer, "enter")
            await hands.press("escape")
            state = trials.get(trial).course.state
            assert state == ("running" if answers == ("right", "right") else "draft")
            if state == "draft":
                told = agreeing.NOT_AGREED if answers else agreeing.NOT_ASKED
                assert app.said.endswith(told)

    start = next(op for op in desk.journal.history(trial) if op.kind == "trial.start")
    agreed = [(kept["rule"], kept["how"]) for kept in body_of(start)["approvals"]]
    assert agreed == [("exchange", "guardian")] * 2


def test_nobody_agrees_for_the_child_of_another_family(
    desk: Desk, meetup: str, tanaka: str, trial: str
) -> None:
    trials = trials_at(desk, meetup)
    (amber,) = trials.gate(trial).of("amber")
    here = trials.guardians_here(trial)

    def approvals(*families: str) -> list[Approval]:
        who = [here[family][0].id for family in families]
        return [Approval(amber.name, amber.reason, "見ます", "guardian", each) for each in who]

    with pytest.raises(ApprovalMissing):
        trials.start(trial, approvals(tanaka))
    trials.start(trial, approvals(*here))
