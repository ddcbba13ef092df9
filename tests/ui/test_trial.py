"""The screens of a trial: the gate is readable, nothing starts past red, nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from concierge_tui.domain.consent import TRIAL
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id
from concierge_tui.domain.meetup_day import Trial
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from concierge_tui.services.trials_at import trials_at
from screens.custody.screen import CustodyScreen
from screens.inside.screen import InsideScreen
from screens.trial.adding import FoodScreen
from screens.trial.approving import ApproveScreen
from screens.trial.ending import EndScreen
from screens.trial.gate import GateScreen
from screens.trial.list import TrialsScreen
from screens.trial.plan import PlanScreen
from screens.trial.screen import TrialScreen
from screens.trial.telling import TellCentreScreen
from screens.widgets.jp_input import JpInput
from screens.widgets.result_list import ResultList
from tests.staging.stage import Keys, Stage
from tests.ui.trial_hands import at, let_them_meet, planned

SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)]


@pytest.fixture
def ready(desk: Desk, meetup: str, tanaka: str, suzuki: str) -> str:
    """Two linked families inside, who consent; 鈴木 minds the elder child of 田中."""
    return let_them_meet(desk, meetup, tanaka, suzuki)


def trial_of(desk: Desk, meetup: str) -> Trial:
    (trial,) = desk.day.of(Trial, meetup)
    return trial


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("ready")
async def test_two_linked_families_come_to_a_trial_by_enter(
    desk: Desk, meetup: str, size: tuple[int, int], tanaka: str, suzuki: str
) -> None:
    app = Stage(TrialsScreen(desk, meetup))
    async with app.run_test(size=size) as pilot:
        hands = Keys(app, pilot)
        await write_the_plan(pilot, hands, host=suzuki, guest=tanaka)
        assert trial_of(desk, meetup).children == (desk.families.get(tanaka).children[0].id,)

        await pass_the_gate(pilot, hands)
        assert "体験中" in app.seen
        assert "あと" in app.seen
        trials = trials_at(desk, meetup)
        assert trials.get(trial_of(desk, meetup).id).course.state == "running"

        await note_something_and_give_back(pilot, hands)
        assert trials.get(trial_of(desk, meetup).id).course.state == "ended"


async def write_the_plan(pilot: Pilot[Any], hands: Keys, *, host: str, guest: str) -> None:
    """From the list to the gate: who minds whose child, where, and what was told."""
    await at(pilot, TrialsScreen)
    assert "体験はまだ" in seen_on(pilot)
    await hands.press("enter")
    plan = await at(pilot, PlanScreen)
    who = "1" if plan._host.id == host else "2"
    await pilot.press("shift+tab")
    await hands.type(who)
    assert [each.id for each in plan._guests] == [guest]
    await pilot.pause()
    assert "2/4から" in seen_on(pilot)
    plan.query_one("#place", JpInput).value = "和室"
    plan.query_one("#acquainted").focus()
    await hands.type("1")
    plan.query_one("#exchanged").focus()
    await hands.type("1234")
    plan.query_one("#until", JpInput).value = "302"
    await hands.press("ctrl+s")
    assert "もう一度 Ctrl+S" in seen_on(pilot)
    plan.query_one("#until", JpInput).value = "30"
    await hands.press("ctrl+s")
    await at(pilot, GateScreen)


async def pass_the_gate(pilot: Pilot[Any], hands: Keys) -> None:
    """Mend what is red, rule by rule, and begin."""
    gate = await at(pilot, GateScreen)
    assert all(name in seen_on(pilot) for name in ("つながり", "人数と部屋", "不可", "よし"))
    assert "はじめられません" in seen_on(pilot)
    row = gate.query_one(ResultList).highlighted
    assert row is not None
    assert row.key == "allergy"
    await hands.press("enter")
    await at(pilot, _facing())
    assert "アレルギー" in seen_on(pilot).replace(" ", "")
    await hands.press("right", "enter", "escape")
    await at(pilot, GateScreen)
    await hands.press("enter")
    await hands.type("366")
    await hands.press("enter")
    await at(pilot, GateScreen)
    assert "はじめられます" in seen_on(pilot)
    assert "未送信" in seen_on(pilot)
    await hands.press("ctrl+s")
    await at(pilot, TrialsScreen)


async def note_something_and_give_back(pilot: Pilot[Any], hands: Keys) -> None:
    """Write down how the child is, and end with whoever may collect it."""
    await hands.press("enter")
    await at(pilot, TrialScreen)
    assert "終わる(お返し)" in seen_on(pilot)
    await hands.type("5")
    await pilot.pause()
    pilot.app.screen.query_one("#words", JpInput).value = "ねむそうです"
    await hands.press("ctrl+s")
    await at(pilot, TrialScreen)
    assert "ねむそうです" in seen_on(pilot)
    assert "保険の前提が未送信" in seen_on(pilot)
    await hands.type("6")
    telling = await at(pilot, TellCentreScreen)
    await pilot.pause()
    for words in ("約束の時間は、", "5,000万円", "約束ではありません", "免責0円"):
        assert words in "".join(seen_on(pilot).split())
    telling.query_one("#name", JpInput).value = "窓口 一"
    await hands.press("ctrl+s")
    await at(pilot, TrialScreen)
    assert "未送信" not in seen_on(pilot)
    await hands.type("1")
    await at(pilot, EndScreen)
    assert "田中 美咲 母" in seen_on(pilot)
    assert "田中 太郎" not in seen_on(pilot)
    await hands.press("ctrl+s")
    await at(pilot, TrialScreen)
    assert "お返ししました" in seen_on(pilot)


def seen_on(pilot: Pilot[Any]) -> str:
    assert isinstance(pilot.app, Stage)
    return pilot.app.seen


def _facing() -> type[Any]:
    from screens.facing.screen import FacingScreen

    return FacingScreen


@pytest.mark.usefixtures("ready")
async def test_red_starts_by_no_key(desk: Desk, meetup: str, tanaka: str, suzuki: str) -> None:
    trial = planned(desk, meetup, suzuki, tanaka, supervisor=desk.author().actor)
    app = Stage(GateScreen(desk, meetup, trial))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, GateScreen)
        assert "認定ではありません" in app.seen
        assert "中村 認子" in app.seen
        assert not app.screen.query_one("#start").has_class("-primary"), "red is not inviting"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "先に直すところ: 見守る人" in app.seen
        assert trials_at(desk, meetup).get(trial).course.state == "draft"
        assert "まだ聞いていません" not in app.seen
        await pilot.press("ctrl+z")
        assert "まだ聞いていません" in app.seen, "what is taken back here is judged anew at once"


@pytest.mark.usefixtures("ready")
async def test_consent_has_its_turn_before_an_allergy_is_read(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = planned(desk, meetup, suzuki, tanaka, exchanged=["address", "phone", "school", "daily"])
    child = desk.families.get(tanaka).children[0].id
    late = Draft("person.set", child, {"allergy": {"has": "yes", "text": "卵"}}, tanaka)
    no = Draft("consent.withdraw", consent_id(tanaka, TRIAL), {"purpose": TRIAL}, tanaka)
    desk.journal.append([late, no], desk.author())
    app = Stage(GateScreen(desk, meetup, trial))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, GateScreen)
        row = app.screen.query_one(ResultList).highlighted
        assert row is not None
        assert row.key == "consent"


@pytest.mark.usefixtures("ready")
async def test_amber_asks_for_a_reason_and_the_coordinator_by_telephone(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = planned(desk, meetup, suzuki, tanaka)
    app = Stage(GateScreen(desk, meetup, trial))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, GateScreen)
        await hands.press("ctrl+s")
        await at(pilot, ApproveScreen)
        assert "伝え合い: まだ" in app.seen
        assert "Ctrl+S 確認してはじめる" in app.seen, "the key says what its button says"
        await hands.press("ctrl+s")
        assert "理由を書いてください" in app.seen
        await hands.type("denwa")
        await hands.press("enter")
        await hands.type("1")
        await hands.press("ctrl+s")
        assert "名前と番号" in app.seen
        assert app.focused is app.screen.query_one("#called")
        app.screen.query_one("#called", JpInput).value = "責任者 一"
        app.screen.query_one("#number", JpInput).value = "0480000000"
        await hands.press("ctrl+s")
        await pilot.pause()

        start = next(op for op in desk.journal.history(trial) if op.kind == "trial.start")
        (kept,) = body_of(start)["approvals"]
        said = (kept["rule"], kept["how"], kept["number"])
        assert said == ("exchange", "telephone", "0480000000")
        assert kept["at"]


@pytest.mark.usefixtures("ready")
async def test_the_guardian_agrees_on_the_turned_screen(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = planned(desk, meetup, suzuki, tanaka)
    app = Stage(GateScreen(desk, meetup, trial))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, GateScreen)
        for answer in ("left", "right"):
            if isinstance(app.screen, GateScreen):
                await hands.press("ctrl+s")
            form = await at(pilot, ApproveScreen)
            form.query_one("#reason", JpInput).value = "電話で聞く"
            form.query_one("#how").focus()
            await hands.type("2")
            await hands.press("ctrl+s")
            await at(pilot, _facing())
            await hands.press(answer, "enter", "escape")
            state = trials_at(desk, meetup).get(trial).course.state
            assert state == ("draft" if answer == "left" else "running")


@pytest.mark.usefixtures("ready")
async def test_what_was_typed_into_a_form_is_there_again(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = planned(desk, meetup, suzuki, tanaka)
    for first in (True, False):
        app = Stage(ApproveScreen(desk, meetup, trial))
        async with app.run_test(size=(80, 24)) as pilot:
            form = await at(pilot, ApproveScreen)
            if first:
                await Keys(app, pilot).type("heya")
                await pilot.press("escape")
                await pilot.pause()
            else:
                assert form.query_one("#reason", JpInput).value == "heya"


@pytest.mark.usefixtures("ready")
async def test_a_late_allergy_stands_above_everything_until_it_was_told(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    trial = planned(desk, meetup, suzuki, tanaka, exchanged=["address", "phone", "school", "daily"])
    trials_at(desk, meetup).read_allergies(trial)
    trials_at(desk, meetup).start(trial)
    child = desk.families.get(tanaka).children[0].id
    allergy = {"allergy": {"has": "yes", "text": "卵・乳"}}
    desk.journal.append([Draft("person.set", child, allergy, tanaka)], desk.author())
    app = Stage(TrialsScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, TrialsScreen)
        assert "至急" in app.seen
        for screen in (CustodyScreen(desk, meetup), InsideScreen(desk, meetup)):
            await app.push_screen(screen)
            await pilot.pause()
            where = app.seen
            assert ("至急 アレルギーが変わりました: 田中 陽葵" in where) == (
                screen.__class__ is CustodyScreen
            )
            assert "卵・乳" in where, "whoever looks at a list sees what a child must not eat"
            app.pop_screen()
        await pilot.press("enter")
        await at(pilot, TrialScreen)
        assert "アレルギーが変わりました" in app.seen
        assert "アレルギー 陽葵(卵・乳)" in app.seen
        await pilot.press("4")  # the number that the hand knows: nothing moved
        await at(pilot, FoodScreen)
        await pilot.pause()
        assert "卵・乳" in app.seen
        await pilot.press("escape")
        await at(pilot, TrialScreen)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert "アレルギーが変わりました" not in app.seen
        assert "アレルギーが変わったことを、預かる人に伝えました" in app.seen
