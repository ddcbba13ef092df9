"""After a trial: a report a family, who finds it right, both sides' words, and who asks later."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from concierge_tui.domain.operation import Draft
from concierge_tui.domain.trial import TrialEvent
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import follow_ups_at, trials_at
from concierge_tui.text import trial_diary
from screens.closing.screen import ClosingScreen
from screens.facing.screen import FacingScreen
from screens.repairs.screen import RepairsScreen
from screens.trial.follow_up import FollowUpScreen
from screens.trial.gate import GateScreen
from screens.trial.plan import PlanScreen
from screens.trial.reporting import FeedbackScreen, ReportScreen
from screens.trial.screen import TrialScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage
from tests.ui.at_the_door import at_home, on_screen
from tests.ui.conftest import Family
from tests.ui.held_enter import hold_enter_everywhere
from tests.ui.trial_hands import at, let_them_meet, planned

DONE = ["address", "phone", "school", "daily"]


def ended(desk: Desk, meetup: str, host: str, guest: str) -> str:
    """Let a trial run and end."""
    let_them_meet(desk, meetup, host, guest)
    trial = planned(desk, meetup, host, guest, exchanged=DONE)
    trials = trials_at(desk, meetup)
    trials.read_allergies(trial)
    trials.start(trial)
    trials.end(trial)
    return trial


def last(desk: Desk, meetup: str, trial: str) -> TrialEvent:
    return trials_at(desk, meetup).events(trial)[-1]


async def test_the_report_is_read_by_the_family_and_what_is_open_stands_beside(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = ended(desk, meetup, suzuki, tanaka)
    speaks = Draft("family.set", tanaka, {"language": "en"}, subject=tanaka)
    desk.journal.append([speaks], desk.author())
    child = desk.families.get(tanaka).children[0].id
    app = Stage(ClosingScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, ClosingScreen)
        assert "報告・家庭の確認・感想 まだ" in app.seen
        await hands.press("enter")
        await at(pilot, TrialScreen)
        assert "約束" in app.seen
        assert "見守り 中村 認子" in app.seen
        await hands.type("2")
        assert "先に「報告を書く」" in app.said
        await hands.type("1")
        await at(pilot, ReportScreen)
        await hands.press("ctrl+s")
        assert "どのお子さまの様子も" in app.said
        await hands.type("3")
        await hands.press("enter")
        await hands.type("2")
        await hands.press("ctrl+s")
        await at(pilot, TrialScreen)
        report = last(desk, meetup, trial).said
        assert (report["family"], report["actions"]) == (tanaka, ["lulled"])
        assert report["reactions"] == {child: "slow"}
        await hands.type("2")
        await at(pilot, FacingScreen)
        read = "".join(unicodedata.normalize("NFKC", app.seen).split())
        assert "needsalittletime" in read
        assert "慣れる" not in read
        await hands.press("space")
        assert "ゆっくり慣れる" in app.seen.replace(" ", "")
        await hands.press("right", "enter", "escape")
        await at(pilot, TrialScreen)
        assert last(desk, meetup, trial).said["answer"] == "right"
        await hands.type("3")
        form = await at(pilot, FeedbackScreen)
        await hands.press("ctrl+s")
        assert app.said.endswith(trial_diary.NOTHING_SAID), "silence is no feedback"
        form.query_one("#words", JpInput).value = "また会いたい"
        await hands.press("ctrl+s")
        await at(pilot, TrialScreen)
        assert "まだ: 鈴木家" in app.seen
        assert "また会いたい" in app.seen


async def test_what_is_to_be_asked_stands_among_what_was_left_for_later(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = ended(desk, meetup, suzuki, tanaka)
    later = follow_ups_at(desk, meetup)
    app = Stage(RepairsScreen(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, RepairsScreen)
        assert "体験のその後" in app.seen
        await hands.press("enter")
        form = await at(pilot, FollowUpScreen)
        first = form.answered("family")
        await hands.press("ctrl+s")
        assert "どうなったかを" in app.said
        await hands.type("2")
        await pilot.pause()
        form.query_one("#due", JpInput).value = "2020/1/1"
        await hands.press("ctrl+s")
        assert "日が読めない" in app.said
        form.query_one("#due", JpInput).value = "2026/12/20"
        form.query_one("#who", JpInput).value = "責任者 一"
        await hands.press("ctrl+s")
        await at(pilot, RepairsScreen)
        assert "責任者 一さん" in app.seen
        task = next(e.task for e in later.of(trials_at(desk, meetup).get(trial))
                    if e.family.id == first)  # fmt: skip
        assert (task.assignee, str(task.due), task.state) == ("責任者 一", "2026-12-20", "open")

        await app.push_screen(FollowUpScreen(desk, meetup, trial, first))
        form = await at(pilot, FollowUpScreen)
        await hands.type("1")
        form.query_one("#words", JpInput).value = "公園で会った"
        form.query_one("#used", ChoiceLine).choose("yes")
        await hands.press("ctrl+s")
        await at(pilot, RepairsScreen)
        said = last(desk, meetup, trial).said
        assert (said["later"], said["used"]) == (True, True)
        assert not next(e for e in later.of(trials_at(desk, meetup).get(trial))
                        if e.family.id == first).is_open  # fmt: skip


async def test_a_third_family_takes_part_and_has_a_report_of_its_own(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, arrived: Family
) -> None:
    third = arrived(
        {"name": "高橋 恵", "kana": "たかはし めぐみ", "phone": "09000000077",
         "may_collect": True},
        {"name": "高橋 空", "kana": "たかはし そら", "role": "child", "birthday": "2023-04-02",
         "allergy": {"has": "no", "text": ""}},
    )  # fmt: skip
    let_them_meet(desk, meetup, suzuki, tanaka)
    child = desk.families.get(third).children[0].id
    app = Stage(PlanScreen(desk, meetup, suzuki, tanaka))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        plan = await at(pilot, PlanScreen)
        await hands.press("f3")
        await hands.type("takaha")
        await hands.press("enter")
        plan = await at(pilot, PlanScreen)
        await pilot.pause()
        assert "鈴木家 ← 田中家・高橋家" in app.seen
        assert child in plan.several("children")
        plan.query_one("#starts", JpInput).value = "11:00"
        plan.query_one("#until", JpInput).value = "10:59"
        await hands.press("ctrl+s")
        assert app.said
        plan.query_one("#until", JpInput).value = "30"
        await hands.press("escape")
    again = Stage(PlanScreen(desk, meetup, suzuki, tanaka))
    async with again.run_test(size=(80, 24)) as pilot:
        plan = await at(pilot, PlanScreen)
        assert "高橋家" in again.seen, "who takes part outlives the form"
        await Keys(again, pilot).press("ctrl+s")
        await pilot.pause()
        trial = str(again.answers[0])
        kept = trials_at(desk, meetup).get(trial).trial
        assert (kept.third, child in kept.children) == (third, True)
        assert kept.starts is not None
        assert kept.ends is not None
        assert kept.ends - kept.starts == 30 * 60_000
        await again.push_screen(GateScreen(desk, meetup, trial))
        await at(pilot, GateScreen)
        assert "高橋 恵さんの家庭とは、まだつながっていません" in again.seen
    without = Stage(PlanScreen(desk, meetup, suzuki, tanaka, kept))
    async with without.run_test(size=(80, 24)) as pilot:
        await at(pilot, PlanScreen)
        await Keys(without, pilot).press("f3", "ctrl+s")
        await pilot.pause()
        corrected = trials_at(desk, meetup).get(trial).trial
        assert (corrected.third, child in corrected.children) == (None, False)


@pytest.mark.soak
async def test_a_held_enter_writes_nothing_and_opens_at_most_one_screen(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, tmp_path: Path
) -> None:
    trial = ended(desk, meetup, suzuki, tanaka)
    before = len(trials_at(desk, meetup).events(trial))
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, "HomeScreen")
        for make in (
            lambda: FollowUpScreen(desk, meetup, trial),
            lambda: ReportScreen(desk, meetup, trial, tanaka),
        ):
            await hold_enter_everywhere(pilot, make)
    assert len(trials_at(desk, meetup).events(trial)) == before
