"""The print screen: what each page holds, and where it goes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from concierge_tui.domain.ids import seating_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.print.screen import PrintScreen
from screens.reception.screen import ReceptionScreen
from screens.slip.screen import SlipScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage

KINDS = ("slips", "cards", "labels", "roster", "pack", "consent", "info", "tables")


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a print command first on the path that keeps what it was given, and its mode."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "lp"
    command.write_text(
        f'#!/bin/sh\ncp "$1" "{tmp_path}/printed.pdf"\nstat -c %a "$1" > "{tmp_path}/mode"\n'
        f'echo "$1" > "{tmp_path}/name"\n'
    )
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def is_gone(printer: Path) -> bool:
    """Say whether the file that was printed from was removed."""
    return not Path((printer / "name").read_text().strip()).exists()


async def drawn(pilot: Pilot[None], app: Stage) -> None:
    await pilot.pause(0.5)
    for _ in range(1500):
        await pilot.pause(0.02)
        if isinstance(app.screen, PrintScreen) and not app.screen.busy:
            await pilot.pause()
            return
    raise AssertionError(app.seen)


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.soak)])
async def test_every_kind_says_what_its_pages_hold(
    desk: Desk, meetup: str, tanaka: str, size: tuple[int, int]
) -> None:
    plan = {"meetup": meetup, "families": [tanaka], "plan": [[[0]]]}
    desk.journal.append(
        [Draft("seating.set", seating_id(meetup), plan, meetup=meetup)], desk.author()
    )
    app = Stage(PrintScreen(desk, meetup))
    async with app.run_test(size=size) as pilot:
        await drawn(pilot, app)
        seen = []
        for number in range(1, len(KINDS) + 1):
            app.screen.query_one("#kind").focus()
            await pilot.press(str(number))
            await drawn(pilot, app)
            seen.append(app.seen)

    for words, shown in zip(
        ("1. 控え 1枚  田中 美咲 様", "1. 会員カード 1枚", "1. ラベル 1枚", "1. 名簿 1番から1番",
         "2. 点呼表", "1. 同意書", "1. ご案内", "1. 席の表 1回目"),
        seen, strict=True,
    ):  # fmt: skip
        assert words in shown
        assert "ページ" in shown
    assert not any("5678" in shown or "陽葵" in shown for shown in seen)


async def test_a_look_reserves_no_number_and_a_print_does(
    desk: Desk, meetup: str, tanaka: str, printer: Path
) -> None:
    del tanaka
    expected = desk.form_numbers.next(3)
    app = Stage(PrintScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(pilot, app)
        app.screen.query_one("#kind").focus()
        await pilot.press("5")
        app.screen.query_one("#forms", JpInput).value = "3"
        await drawn(pilot, app)
        assert desk.form_numbers.next(3) == expected
        await pilot.press("f11")
        await drawn(pilot, app)

        assert f"用紙は {expected[0]} から {expected[-1]}" in app.said
    assert not set(desk.form_numbers.next(3)) & set(expected)
    assert (printer / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert (printer / "mode").read_text().strip() == "600"
    assert is_gone(printer)


@pytest.mark.parametrize(("kind", "noted"), [("1", 0), ("4", 1), ("5", 1)])
async def test_whoever_opens_a_specimen_of_a_whole_list_is_written_down(
    desk: Desk,
    meetup: str,
    tanaka: str,
    printer: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    noted: int,
) -> None:
    del tanaka
    viewer = printer / "bin" / "xdg-open"
    viewer.write_text("#!/bin/sh\n")
    viewer.chmod(viewer.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("DISPLAY", ":0")
    app = Stage(PrintScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(pilot, app)
        app.screen.query_one("#kind").focus()
        await pilot.press(kind)
        await drawn(pilot, app)
        assert [op for op in desk.journal.history(meetup) if op.kind == "looked.at"] == []
        app.screen.query_one("#look", Button).press()
        await drawn(pilot, app)

    looks = [op for op in desk.journal.history(meetup) if op.kind == "looked.at"]
    assert len(looks) == noted


async def test_a_pdf_is_written_for_its_owner_alone(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    del tanaka
    app = Stage(PrintScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(pilot, app)
        app.screen.query_one("#file", JpInput).value = str(tmp_path / "s.pdf")
        await pilot.press("ctrl+s")
        await drawn(pilot, app)

        assert "書き出しました" in app.said
    assert (tmp_path / "s.pdf").stat().st_mode & 0o777 == 0o600


async def test_what_cannot_be_done_is_one_sentence(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del tanaka
    monkeypatch.setenv("PATH", "")
    app = Stage(PrintScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(pilot, app)
        await pilot.press("f11")
        await pilot.pause()
        assert "印刷の命令がありません" in app.said
        for typed, said in (("", "入力してください"), (str(tmp_path / "no" / "x"), "フォルダー")):
            app.screen.query_one("#file", JpInput).value = typed
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert said in app.said
        app.screen.query_one("#kind").focus()
        await pilot.press("5")
        app.screen.query_one("#forms", JpInput).value = "0"
        app.screen.query_one("#file", JpInput).value = str(tmp_path / "p.pdf")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "枚数は1から200" in app.said
    assert desk.form_numbers.next(1) == desk.form_numbers.next(1)


async def test_a_printer_that_refuses_is_said_and_nothing_is_left(
    desk: Desk, meetup: str, tanaka: str, printer: Path
) -> None:
    del tanaka
    (printer / "bin" / "lp").write_text(f'#!/bin/sh\necho "$1" > "{printer}/name"\nexit 1\n')
    app = Stage(PrintScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(pilot, app)
        await pilot.press("f11")
        await drawn(pilot, app)
        assert "プリンターの電源" in app.said
    assert is_gone(printer)


async def test_printing_is_reached_from_reception_and_from_a_slip(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    del tanaka
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f11")
        await drawn(pilot, app)
        passed = [type(app.screen)]
        await pilot.press("escape")
        await pilot.pause(0.2)
        await pilot.press(*"tana")
        await pilot.pause()
        await pilot.press("f11")
        await pilot.pause()
        passed.append(type(app.screen))
        await pilot.click("#other")
        await drawn(pilot, app)
        passed.append(type(app.screen))

        assert passed == [PrintScreen, SlipScreen, PrintScreen]
        assert "田中家だけ" in app.seen
