"""A trial of three families: who is asked, who reads, who may hold a child, who is back already."""

from __future__ import annotations

import unicodedata

import pytest

from concierge_tui.domain.collection import Proof
from concierge_tui.domain.custody import CollectorRefused
from concierge_tui.domain.gate import Approval, Rule
from concierge_tui.domain.ids import duty_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.custody import Handing
from concierge_tui.services.desk import Desk
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import health_check_at, trials_at
from concierge_tui.text import link, page
from concierge_tui.text import trial as text
from concierge_tui.text import trial_diary as words
from screens.facing.screen import FacingScreen
from screens.link.choosing import ChooseFamilyScreen
from screens.trial.adding import FoodScreen, ItemScreen
from screens.trial.ending import EndScreen
from screens.trial.fixing import fixing_screen
from screens.trial.gate import GateScreen
from screens.trial.plan import PlanScreen
from screens.trial.reading import report_screen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.result_list import ResultList
from screens.widgets.scanner import Scanned
from tests.staging.stage import Keys, Stage
from tests.ui.conftest import Family as Given
from tests.ui.trial_hands import at, let_them_meet, planned

SIZE = (80, 24)


@pytest.fixture
def third(given: Given) -> str:
    return given(
        {"name": "高橋 恵", "kana": "たかはし めぐみ", "phone": "09000000077",
         "may_collect": True},
        {"name": "高橋 空", "kana": "たかはし そら", "role": "child", "birthday": "2023-04-02",
         "allergy": {"has": "no", "text": ""}},
    )  # fmt: skip


@pytest.fixture
def trial(desk: Desk, meetup: str, tanaka: str, suzuki: str, third: str) -> str:
    """鈴木 may mind a child of 田中 and one of 高橋."""
    let_them_meet(desk, meetup, suzuki, tanaka, third)
    children = [desk.families.get(each).children[0].id for each in (tanaka, third)]
    health_check_at(desk, meetup).note(children[1], tenths=365)
    both = {"third": third, "children": children, "acquainted": children}
    return planned(desk, meetup, suzuki, tanaka, **both)


def started(desk: Desk, meetup: str, trial: str) -> None:
    agreed = Approval("exchange", "missing", "時間がない", "telephone", "責任者", "09000000099", 1)
    trials_at(desk, meetup).start(trial, [agreed])


def foot(app: Stage) -> list[str]:
    """Return the line of buttons, and the keys at the foot of the page."""
    buttons = next(line for line in app.seen.splitlines() if page.BACK in line)
    return [buttons, app.seen.splitlines()[-1]]


async def test_nobody_takes_part_twice_and_the_plan_says_who_may_be_left_out(
    desk: Desk, meetup: str, trial: str, suzuki: str, tanaka: str, third: str
) -> None:
    kept = trials_at(desk, meetup).get(trial).trial
    app = Stage(PlanScreen(desk, meetup, suzuki, tanaka, kept))
    async with app.run_test(size=SIZE) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, PlanScreen)
        await pilot.pause()
        assert [text.THIRD_OFF in line for line in foot(app)] == [True, True], (
            "the button and the key tell what they do to a plan of three"
        )
        await hands.press("f3")
        await pilot.pause()
        assert [text.THIRD_OFF in line for line in foot(app)] == [False, False]
        assert [text.THIRD in line for line in foot(app)] == [True, True]
        await hands.press("f3")
        choosing = await at(pilot, ChooseFamilyScreen)
        offered = {row.key for row in choosing.query_one(ResultList).rows}
        assert (third in offered, offered & {suzuki, tanaka}) == (True, set())
        await hands.type("tanaka")
        await pilot.pause()
        assert link.ALREADY in "".join(app.seen.split("\n"))


async def test_the_host_alone_is_asked_to_read_of_the_allergies(
    desk: Desk, meetup: str, trial: str, suzuki: str, third: str
) -> None:
    reader = desk.families.get(suzuki).people[0].called
    child = desk.families.get(third).children[0].id
    opened = desk.households.open(third)
    desk.households.correct(opened, {child: {"allergy": {"has": "yes", "text": "卵"}}})
    app = Stage(GateScreen(desk, meetup, trial))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, GateScreen)
        assert f"画面を{reader}さんに向けて" in app.seen
        title = next(line for line in app.seen.splitlines() if "鈴木家 ←" in line)
        assert "…" in title, "who does not fit in is not left out without a sign"
        await Keys(app, pilot).press("enter")
        await at(pilot, FacingScreen)
        assert f"{reader}さんへ".replace(" ", "") in "".join(app.seen.split())


def test_another_guest_of_the_trial_is_never_given_the_child(
    desk: Desk, meetup: str, trial: str, suzuki: str, tanaka: str, third: str
) -> None:
    """The two guests have no link with each other: the gate asked about the host alone."""
    started(desk, meetup, trial)
    custody = desk.custody(meetup)
    child = custody.child(desk.families.get(tanaka).children[0].id)
    hosts = [each.id for each in custody.candidates(child) if each.role == "host"]
    guest = desk.families.get(third).adults[0].id

    assert custody.rights(child).verdict_of_host(guest) == "not_listed"
    assert custody.rights(child).hosts == tuple(desk.families.get(suzuki).adults)
    assert guest not in hosts
    with pytest.raises(CollectorRefused):
        custody.hand(child, Handing(guest, "host", "s-c", proof=Proof(known=True)))


async def test_the_end_asks_of_no_child_that_was_given_back_before(
    desk: Desk, meetup: str, trial: str, tanaka: str, third: str
) -> None:
    started(desk, meetup, trial)
    family = desk.families.get(tanaka)
    custody = desk.custody(meetup)
    early = custody.child(family.children[0].id)
    back = Handing(family.adults[0].id, "family", "s-c", proof=Proof(known=True), leaves=True)
    custody.hand(early, back)
    app = Stage(EndScreen(desk, meetup, trial))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, EndScreen)
        assert words.not_with_host(family.children[0].given, "") in app.seen
        assert len(app.screen.query(ChoiceLine)) == 1
        await Keys(app, pilot).press("ctrl+s")
        await pilot.pause()
        assert str(app.answers[0]).startswith("空をお返ししました")
    assert trials_at(desk, meetup).get(trial).course.state == "ended"
    hall = desk.proposals(meetup).hall()
    names = [each.id for each in hall.families]
    trialled = {frozenset(names[place] for place in pair) for pair in hall.day.already_trialled}
    host = trials_at(desk, meetup).get(trial).trial.host
    assert frozenset((host, third)) in trialled, "the third family had its trial too"
    late = custody.child(desk.families.get(third).children[0].id)
    assert (late.where, late.holder) == ("family", "高橋 恵")


async def test_no_guest_reads_of_the_things_and_meals_of_the_other(
    desk: Desk, meetup: str, trial: str, tanaka: str, third: str
) -> None:
    started(desk, meetup, trial)
    diary = TrialDiary(trials_at(desk, meetup))
    app = Stage(ItemScreen(desk, meetup, trial))
    async with app.run_test(size=SIZE) as pilot:
        hands = Keys(app, pilot)
        await at(pilot, ItemScreen)
        await hands.type("sora bag")
        await hands.press("ctrl+s")
        assert app.said.endswith(words.WHOSE_NEEDED)
        app.screen.post_message(Scanned("MS1-7KQ2WX-X"))
        await pilot.pause()
        assert app.said.endswith(page.CARD_LATER), "a card is not left without a word"
        await hands.type("2")
        await hands.press("ctrl+s")
        await app.push_screen(FoodScreen(desk, meetup, trial))
        await at(pilot, FoodScreen)
        await hands.type("sora rice")
        await hands.press("tab")
        await hands.type("3")
        await hands.press("ctrl+s")
    diary.food(trial, "barley tea", "")
    (thing,) = diary.things(trial)
    assert diary.owners(trial) == {thing[0]: third}
    diary.returned(trial, thing[0])
    trials_at(desk, meetup).end(trial)
    for family in (tanaka, third):
        child = desk.families.get(family).children[0].id
        diary.report(trial, family, actions=(), reactions={child: "fits"})
        turned = Stage(report_screen(desk, meetup, trials_at(desk, meetup).get(trial), family))
        async with turned.run_test(size=(120, 40)) as pilot:
            await at(pilot, FacingScreen)
            read = unicodedata.normalize("NFKC", "".join(turned.seen.split()))
            seen = [each in read for each in ("sorabag", "sorarice", "barleytea")]
            assert seen == [family == third, family == third, True]


def test_who_is_too_young_is_led_to_the_plan_where_one_may_accompany(
    desk: Desk, meetup: str, trial: str
) -> None:
    now = trials_at(desk, meetup).get(trial)
    for reason in ("too_young", "too_old"):
        screen = fixing_screen(desk, meetup, now, Rule("age", ("A19",), "red", reason, {}))
        assert isinstance(screen, PlanScreen)


async def test_a_child_that_the_staff_took_over_stays_with_the_staff_at_the_end(
    desk: Desk, meetup: str, trial: str, tanaka: str, third: str
) -> None:
    started(desk, meetup, trial)
    custody = desk.custody(meetup)
    child = custody.child(desk.families.get(third).children[0].id)
    (staff,) = (each for each in custody.candidates(child) if each.id == "s-c")
    kept = child.now
    assert kept is not None
    to = Handing(staff.id, "staff", desk.author().actor, place="和室", until=kept.until)
    custody.hand(child, to._replace(back_to=desk.families.get(third).adults[0].id))
    app = Stage(EndScreen(desk, meetup, trial))
    async with app.run_test(size=SIZE) as pilot:
        await at(pilot, EndScreen)
        assert words.not_with_host("空", staff.name) in app.seen.replace("\n", "")
        await Keys(app, pilot).press("ctrl+s")
        await pilot.pause()
    here = desk.families.get(tanaka).children[0].id
    assert (custody.child(here).where, custody.child(child.child.id).holder) == (
        "family", staff.name,
    )  # fmt: skip


def test_the_first_witness_is_somebody_who_is_known_to_be_in_the_house(
    desk: Desk, meetup: str, trial: str, tanaka: str
) -> None:
    """Alone at the desk, a name of somebody at home must not stand there of itself."""
    custody, me = desk.custody(meetup), desk.author().actor
    child = custody.child(desk.families.get(tanaka).children[0].id)
    mother = desk.families.get(tanaka).adults[0].id
    order = [who for who, _ in custody.witnesses(child, me)]
    assert order.index(mother) < order.index("s-c")
    duty = {"meetup": meetup, "staff": "s-c", "present": True}
    entity = duty_id(meetup, "s-c")
    desk.journal.append([Draft("duty.set", entity, duty, meetup=meetup)], desk.author())
    assert custody.witnesses(child, me)[0][0] == "s-c"
    assert custody.witnesses(child, "")[0][0] == me
    assert trial
