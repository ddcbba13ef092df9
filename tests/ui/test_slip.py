"""The slip of a household, and the list of who is inside."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.services.slips import lives_on_paper
from screens.inside.screen import InsideScreen
from screens.reception.screen import ReceptionScreen
from screens.slip.screen import SlipScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.jp_input import JpInput
from screens.widgets.qr import QrCode
from tests.journals.desk_families import registered
from tests.papers.reading import codes_on, has_poppler, pages_of, text_of
from tests.staging.granted import CODE as SIGN_UP_CODE
from tests.staging.granted import URL
from tests.staging.stage import Stage

CODE = "MS1-7KQ2WX-X"


def written_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_the_slip_shows_name_and_code_and_nothing_private(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    app = Stage(SlipScreen(desk, tanaka, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert "田中 美咲 様" in app.seen
        assert " ".join(CODE) in app.seen
        assert app.screen.query_one(QrCode).region.height > 10
        assert not any(word in app.seen for word in ("陽葵", "卵", "5678", "美園9", "お迎え"))


async def test_the_slip_is_written_twice_with_the_same_code(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    app = Stage(SlipScreen(desk, tanaka, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for name in ("one.pdf", "two.pdf"):
            app.screen.query_one("#file", JpInput).value = str(tmp_path / name)
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "書き出しました" in app.said

    assert desk.families.get(tanaka).code == CODE
    assert written_files(tmp_path) == ["one.pdf", "two.pdf"]


@pytest.mark.skipif(not has_poppler, reason="poppler-utils is not installed")
async def test_a_slip_of_one_family_carries_the_way_to_sign_up_too(
    enrolled: Desk, day: str, tmp_path: Path
) -> None:
    family = registered(enrolled, meetup=day).family
    app = Stage(SlipScreen(enrolled, family, day))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one("#file", JpInput).value = str(tmp_path / "one.pdf")
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()

    page = pages_of(tmp_path / "one.pdf")[0]
    said = text_of(tmp_path / "one.pdf")  # the watermark lies aslant, and so does its text
    assert "転載" in said
    assert "禁止" in said
    found = codes_on(page)
    assert found == {enrolled.families.get(family).code, f"{URL.upper()}/S/{SIGN_UP_CODE}"}


def test_who_lives_on_paper_is_offered_large_letters(desk: Desk, tanaka: str) -> None:
    family = desk.families.get(tanaka)

    assert not lives_on_paper(family)
    for changes in ({"source": "proxy"}, {"smartphone": False}, {"people": ()}):
        assert lives_on_paper(family.model_copy(update=changes))


async def test_a_place_that_cannot_be_written_is_said(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    app = Stage(SlipScreen(desk, tanaka, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for typed, said in (("", "入力してください"), (str(tmp_path / "no" / "x"), "フォルダー")):
            app.screen.query_one("#file", JpInput).value = typed
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert said in app.said


async def test_a_slip_never_replaces_anything_but_a_slip(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    slots = tmp_path / "slots.json"
    slots.write_text("{}", encoding="utf-8")
    app = Stage(SlipScreen(desk, tanaka, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for name, said in (("slots.json", "別の名前にしてください"), ("a.pdf", "書き出しました"),
                           ("a.pdf", "書き出しました")):  # fmt: skip
            app.screen.query_one("#file", JpInput).value = str(tmp_path / name)
            await pilot.press("ctrl+s")
            for _ in range(100):
                await pilot.pause(0.02)
                if said in app.said:
                    break
            assert said in app.said

    assert slots.read_text(encoding="utf-8") == "{}"
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


async def test_f5_lists_everyone_inside_and_a_family_leaves(
    desk: Desk, meetup: str, tanaka: str, suzuki: str
) -> None:
    for family in (tanaka, suzuki):
        household = desk.reception(meetup).household(family)
        desk.reception(meetup).check_in(family, sorted(household.awaited))
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, InsideScreen)
        assert "2家庭  6名(大人3 子3)" in app.seen
        assert "蓮(10か月)" in app.seen
        assert "太郎" not in app.seen

        await pilot.press("f9", "enter")
        await pilot.pause()
        assert "鈴木家 2名が退場しました" in app.said
        assert "1家庭  4名" in app.seen
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "2家庭  6名" in app.seen
        await pilot.press("escape")
        await pilot.pause()
        assert type(app.screen).__name__ == "ReceptionScreen"


async def test_more_than_a_screenful_of_families_is_listed_whole(
    desk: Desk, meetup: str, given: object
) -> None:
    for number in range(60):
        family = given({"name": f"家庭{number:02d}", "kana": f"ア{number:02d}"})  # type: ignore[operator]
        people = [person.id for person in desk.families.get(family).people]
        desk.reception(meetup).check_in(family, people)
    app = Stage(InsideScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()

        assert "家庭59" in app.seen


@pytest.mark.usefixtures("tanaka")
async def test_a_scan_in_the_list_of_who_is_inside_leads_to_its_family(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        app.type(f"{CODE}\r")
        await pilot.pause(0.2)

        assert isinstance(app.screen, ReceptionScreen)
        assert "田中家の控えです" in app.said


@pytest.mark.parametrize("key", ["f5", "f11"])
async def test_a_walk_in_can_be_registered_while_another_screen_is_open(
    desk: Desk, meetup: str, tanaka: str, key: str
) -> None:
    del tanaka
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"tana")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()

        assert isinstance(app.screen, WalkInScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReceptionScreen)
