"""Consent purpose by purpose: asked, read back, withdrawn, and given anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.domain.consent import CONTACT, REGISTRATION, TRIAL
from concierge_tui.domain.operation import Author
from concierge_tui.services.consents import having_read
from concierge_tui.services.desk import Desk
from screens.consent.asking import AskScreen
from screens.consent.overview import OverviewScreen
from screens.consent.screen import ConsentScreen
from screens.consent.withdrawing import WithdrawScreen
from screens.limits.one import LimitScreen
from screens.reception.screen import ReceptionScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage

SIZE = (80, 24)


async def test_a_purpose_is_asked_by_ear_in_three_keys(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.type("tana")
        assert "まだ聞いていない: 体験・お知らせ" in app.seen
        await keys.press("f8", "down", "enter")
        assert "預け合いの体験をするときは" in app.seen
        await keys.type("1")
        await pilot.pause()
        assert "同意を記録しました" in app.said
        assert keys.commands <= 3
        await keys.press("escape")
        assert "まだ聞いていない: お知らせ" in app.seen

    detail = desk.consents.of(tanaka).of(TRIAL).detail
    assert (detail["by"], detail["witness"]) == ("田中 美咲", "試験 花子")
    assert detail["text_hash"] == desk.wordings.get(TRIAL).hash


async def test_the_question_never_stops_a_check_in(desk: Desk, meetup: str, tanaka: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("tana")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()

        assert "名を受け付けました" in app.said
    assert desk.reception(meetup).household(tanaka).presence == "here"


async def test_a_new_text_is_said_at_reception_and_in_the_list(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    family = desk.families.get(tanaka)
    desk.consents.give(desk.consents.of(tanaka), [having_read(desk.wordings.get(TRIAL))], family)
    (tmp_path / "trial.ja.txt").write_text("版: 2027-04\n新しい文です。", "utf-8")
    (tmp_path / "reuse.ja.txt").write_text("版を書き忘れた文です。", "utf-8")
    desk.wordings._folder = tmp_path
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("tana")
        await pilot.pause()
        assert "聞き直す(文が新しい)" in app.seen
        app.push_screen(OverviewScreen(desk))
        await pilot.pause()
        assert "田中家" in app.seen
        assert "reuse.ja.txt" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert "聞き直す" in app.seen


async def test_the_other_languages_are_read_and_kept(desk: Desk, tanaka: str) -> None:
    app = Stage(AskScreen(desk, desk.families.get(tanaka), CONTACT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.query_one("#language").focus()
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert "May we tell you about the next meetups" in app.seen
        app.screen.query_one("#answer").focus()
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()

    assert desk.consents.of(tanaka).of(CONTACT).detail["language"] == "en"


async def test_a_proxy_has_a_name_and_what_was_typed_survives(desk: Desk, tanaka: str) -> None:
    family = desk.families.get(tanaka)
    app = Stage(AskScreen(desk, family, CONTACT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.query_one("#who").focus()
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        app.screen.query_one("#answer").focus()
        await pilot.press("1")
        await pilot.pause()
        assert "名前と続柄を書いてください" in app.said
        app.screen.query_one("#by", JpInput).focus()
        app.type("佐藤 桜")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()

    app = Stage(AskScreen(desk, family, CONTACT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#by", JpInput).value == "佐藤 桜"
        app.screen.query_one("#relation", JpInput).value = "友人"
        app.screen.query_one("#answer").focus()
        await pilot.press("1")
        await pilot.pause()

    detail = desk.consents.of(tanaka).of(CONTACT).detail
    assert (detail["method"], detail["by"], detail["relation"]) == ("proxy", "佐藤 桜", "友人")
    assert desk.drafts.get(f"consent:{tanaka}:{CONTACT}") is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("purpose", ["registration", "trial", "contact", "reuse"])
async def test_the_effect_of_exactly_this_purpose_is_read_before_it_happens(
    desk: Desk, tanaka: str, size: tuple[int, int], purpose: str
) -> None:
    app = Stage(WithdrawScreen(desk, desk.families.get(tanaka), purpose))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        assert "残るもの" in app.seen
        seen = app.seen.replace("\n", "").replace(" ", "")
        assert ("どの端末からも消します" in seen) == (purpose == REGISTRATION)
        assert "約束を守ったと示すためです" in seen
        await pilot.press("escape")
        await pilot.pause()
    assert desk.consents.of(tanaka).of(REGISTRATION).state == "granted"


async def test_a_withdrawn_family_is_gone_and_a_coordinator_finds_it_again(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("tana")
        await pilot.pause()
        await pilot.press("f8", "f9", "enter", "enter")
        await pilot.pause()
        assert "同意をおやめになったことを記録しました" in app.seen
        await pilot.press("escape")
        await pilot.pause()
        assert "田中" not in app.seen
        await pilot.press("escape")
        app.type("MS1-7KQ2WX-X\r")
        await pilot.pause(0.3)
        assert "いまは使えません" in app.said
        assert "田中" not in app.seen

        app.push_screen(OverviewScreen(desk))
        await pilot.pause()
        assert "(名前は隠れています)" in app.seen
        assert "田中" not in app.seen
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "田中 美咲" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ConsentScreen)
        await pilot.press("enter", "1")
        await pilot.pause()
        assert "登録と連絡の同意を記録しました" in app.said
        await pilot.press("escape", "escape")
        app.type("tana")
        await pilot.pause()
        assert "田中 美咲" in app.seen

    looked = [op for op in desk.journal.history(tanaka) if op.kind == "looked.at"]
    assert len(looked) == 2, "revealing and opening are each written down"


async def test_nobody_but_a_coordinator_is_shown_who_withdrew(desk: Desk, tanaka: str) -> None:
    desk.consents.withdraw(tanaka, REGISTRATION, "said")
    helper = desk.staff.add("受付 ひろこ", "event_staff")
    desk.consents._author = lambda: Author(desk.area, helper.id)
    app = Stage(OverviewScreen(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in ("ctrl+y", "enter"):
            await pilot.press(key)
            await pilot.pause()
            assert "責任者だけができます" in app.said
            assert "田中" not in app.seen
        assert isinstance(app.screen, OverviewScreen)


async def test_saving_without_an_answer_says_what_is_missing(desk: Desk, tanaka: str) -> None:
    app = Stage(ConsentScreen(desk, tanaka))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert "「はい」は 1" in app.said
        assert not desk.consents.of(tanaka).of("trial").state.startswith("granted")


async def test_a_purpose_without_consent_cannot_be_withdrawn(desk: Desk, tanaka: str) -> None:
    app = Stage(ConsentScreen(desk, tanaka))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("down", "f9")
        await pilot.pause()

        assert "やめることはできません" in app.said


async def test_the_age_is_shown_with_its_source_and_changed(desk: Desk, tanaka: str) -> None:
    app = Stage(ConsentScreen(desk, tanaka))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "18歳未満" in app.seen
        await pilot.click("#age")
        await pilot.pause()
        assert isinstance(app.screen, LimitScreen)
        assert "法律に決まった年齢はない" in "".join(app.seen.split())
        app.screen.query_one("#value JpInput", JpInput).value = "１６"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "16歳未満" in app.seen
    assert desk.consents.guardian_age == 16


async def test_the_household_form_shows_each_consent_in_a_word(desk: Desk, tanaka: str) -> None:
    from screens.household.screen import HouseholdScreen

    screen = HouseholdScreen(desk, tanaka)
    app = Stage(screen)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        screen.who.turn(7)
        await pilot.pause()
        assert "まだ" in app.seen
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert isinstance(app.screen, ConsentScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert type(app.screen).__name__ == "HouseholdScreen"


async def test_a_household_form_closes_when_its_family_withdraws(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("tana")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        app.type("kari")
        await pilot.press("f8", "f9", "enter", "enter", "escape")
        await pilot.pause()
        await pilot.pause()

        assert isinstance(app.screen, ReceptionScreen)
        assert "田中" not in app.seen
        assert "同意をやめたことを記録しました" in app.said
    assert desk.drafts.get(f"household:{tanaka}") is None
