"""What a turned screen paints, on every page and in every language: never a neighbour's life."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from textual.pilot import Pilot

from concierge_tui.domain.consent import PURPOSES
from concierge_tui.domain.gate import Approval
from concierge_tui.domain.meetup_day import Incident
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import health_check_at, trials_at
from concierge_tui.services.walk_in_answers import Answers
from concierge_tui.services.walk_in_answers import ChildAnswers as Child
from concierge_tui.text import facing
from screens.cards.facing import card_pages
from screens.facing.consenting import consent_pages
from screens.facing.page import Answer
from screens.facing.read_back import family_page
from screens.facing.screen import FacingScreen
from screens.incident.signing import reading_page
from screens.link.keying import KeyingScreen
from screens.sign_up.facing import pages_of
from screens.trial.reading import agreeing_screen, allergy_screen, report_screen
from screens.walk_in.facing import turned
from tests.conftest import NOON
from tests.staging.stage import Stage
from tests.ui.conftest import Family as Given
from tests.ui.trial_hands import let_them_meet, planned

NAMES = ("迦陵", "頻伽", "孔雀", "かりょう")
LIFE = ("9077776543", "6543", "鸚鵡", "鳳凰町", "えびカニ")
"""Of the neighbour: its names, and what of its life nobody but itself reads."""
OWN_SECRETS = ("5678", "ベビーカーあり", "9-9-9")
"""Of the family itself: what stands on no screen that others may look at."""


@pytest.fixture
def neighbour(given: Given) -> str:
    return given(
        {"name": "迦陵 頻伽", "kana": "カリョウ ビンガ", "phone": "09077776543",
         "may_collect": True},
        {"name": "迦陵 孔雀", "kana": "カリョウ クジャク", "role": "child",
         "birthday": "2023-04-02", "allergy": {"has": "yes", "text": "えびカニ"}},
        rest="鳳凰町1-2-3", notes="鸚鵡のひみつ",
    )  # fmt: skip


@pytest.fixture
def trial(desk: Desk, meetup: str, tanaka: str, suzuki: str, neighbour: str) -> str:
    """鈴木 minds a child of 田中 and one of the neighbour; it is over, and reported to both."""
    let_them_meet(desk, meetup, suzuki, tanaka, neighbour)
    mine, other = (desk.families.get(each).children[0].id for each in (tanaka, neighbour))
    health_check_at(desk, meetup).note(other, tenths=365)
    both = {"third": neighbour, "children": [mine, other], "acquainted": [mine, other]}
    trial = planned(desk, meetup, suzuki, tanaka, **both)
    trials = trials_at(desk, meetup)
    diary = TrialDiary(trials)
    trials.start(trial, [
        Approval(rule.name, rule.reason, "見ます", "telephone", "責任者", "0480000000")
        for rule in trials.gate(trial).of("amber")
    ])  # fmt: skip
    diary.change(trial, until=trials.now_ms + 40 * 60_000, words="迦陵さんの電話で延長")
    diary.food(trial, "おせんべい", "迦陵さん")
    diary.note(trial, "孔雀さんは泣きました")
    trials.end(trial)
    diary.report(trial, tanaka, actions=[], reactions={mine: "fits"}, words="よく遊びました")
    diary.report(trial, neighbour, actions=[], reactions={other: "slow"}, words="鸚鵡の話")
    diary.feedback(trial, neighbour, "鸚鵡が好き")
    return trial


def _no_answer(answer: Answer) -> None:
    raise AssertionError(answer)


async def painted(pilot: Pilot[Any], screen: FacingScreen) -> str:
    """Return all that a screen paints, sheet by sheet, without the room between the letters."""
    app = pilot.app
    assert isinstance(app, Stage)
    app.push_screen(screen)
    await pilot.pause()
    seen: list[str] = []
    for language in facing.LANGUAGES:
        await screen._speak(language)
        for number in range(len(screen._pages)):
            await screen._go_to(number)
            more = True
            while more:
                await pilot.pause()
                seen.append(app.seen)
                more = await screen._turned(1)
    app.pop_screen()
    await pilot.pause()
    return unicodedata.normalize("NFKC", "".join("".join(seen).split()))


async def test_nothing_of_a_neighbour_is_ever_painted_for_a_family(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, trial: str
) -> None:
    mine, host = desk.families.get(tanaka), desk.families.get(suzuki)
    now = trials_at(desk, meetup).get(trial)
    ambers = trials_at(desk, meetup).gate(trial).of("amber")
    bump = Incident(id="i", meetup=meetup, level="minor", at=0, what="おでこを打った")
    child = Child(kana="やまだ そら", birthday="R6.4.1", allergy="no")
    walk_in = Answers(kana="やまだ はな", phone="09000000012", children=[child])
    signing = SignUpAnswers(kana="やまだ はな", name="山田 花")
    keyers = [(mine, host), (host, mine)]
    everyone: dict[str, tuple[FacingScreen, str]] = {
        "consent": (FacingScreen(desk, consent_pages(desk, PURPOSES)), "アレルギー"),
        "read back": (FacingScreen(desk, [family_page(mine)]), "田中美咲"),
        "walk-in": (turned(desk, walk_in, NOON.date(), _no_answer), "やまだ"),
        "sign-up": (FacingScreen(desk, pages_of(desk, signing, NOON.date())), "お名前"),
        "digits": (KeyingScreen(desk, desk.linking(meetup), keyers), "鈴木花子"),
        "amber": (agreeing_screen(desk, mine.adults[:1], ambers, "見ます"), "田中美咲"),
        "report": (report_screen(desk, meetup, now, tanaka), "よく遊びました"),
        "incident": (FacingScreen(desk, [reading_page(bump, mine.children[0], mine)]), "打った"),
    }
    app = Stage(FacingScreen(desk, []))
    async with app.run_test(size=(80, 24)) as pilot:
        for name, (screen, there) in everyone.items():
            read = await painted(pilot, screen)
            assert there in read, f"{name}: the test looks at what is painted"
            leaked = [word for word in (*NAMES, *LIFE, *OWN_SECRETS, "×") if word in read]
            assert not leaked, name
        # The host minds both children: it reads their allergies, and nothing else of them.
        read = await painted(pilot, allergy_screen(desk, meetup, now))
        assert "えびカニ" in read
        assert not [word for word in LIFE if word in read and word != "えびカニ"]


async def test_a_card_paints_the_same_whatever_the_others_wrote(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, neighbour: str
) -> None:
    let_them_meet(desk, meetup, suzuki, tanaka, neighbour)

    def cards() -> FacingScreen:
        others = (desk.families.get(each) for each in (suzuki, neighbour))
        return FacingScreen(desk, card_pages(list(others), desk.meetups.get(meetup).date))

    app = Stage(FacingScreen(desk, []))
    async with app.run_test(size=(80, 24)) as pilot:
        before = await painted(pilot, cards())
        assert "迦陵" in before, "about whom one is asked stands there"
        for other in (suzuki, neighbour):
            desk.cards(meetup).answer(other, tanaka, "X")
        assert await painted(pilot, cards()) == before
        assert not [word for word in (*LIFE, "頻伽", "孔雀", *OWN_SECRETS) if word in before]
