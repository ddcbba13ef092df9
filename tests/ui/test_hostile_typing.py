"""Whatever is typed or pasted into any field: a sentence, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from screens.page import Page
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import PASSPHRASE, at_home, at_the_door, on_screen, shown, until

SIZE = (80, 24)
SHARED = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "blns.txt"
OWN = (
    "山田[/]花子", "[bold]太字", "[@click=app.quit]押す", "[", "[[", "\\[x]", "$x {y} %s %n",
    "\x1b[2J\x1b]52;c;eA==\x07", "\x00\x01\x7f\x9b", "\u202e逆さ\u202c", "\u200b\u200d\ufeff",
    "　 全角　空白　", "ｶﾀｶﾅ ﾊﾝｶｸ", "か゛き゜", "葛\U000e0100飾", "𠮷野家", "\ufdfa" * 20,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "Z\u0351\u036b\u0343A\u0334\u0335\u031c",
    "'; DROP TABLE person; --", '" OR 1=1', "%", "_", "=1+1", "@SUM(A1)", "../../etc/passwd",
    "~", "~nobody/x", "file://", "http://[::1", "C:\\x\\y", "-1", "1e309", "NaN",
    "９９９９年９９月",
    "令和元年０月", "R-1.1.1", "00000000000000", "+81", "\n\n\n", "a\nb\tc\r\nd",
    "x" * 5000, "\ud7ff\ue000", "\U0010ffff", "null", "undefined", "true", "①②③", "㍻元年",
    "<script>alert(1)</script>", "{0}", "{{7*7}}", "`id`", "$(id)", "\\u0000", "%00",
    "昭和１００年",
)  # fmt: skip


def hostile() -> tuple[str, ...]:
    """Return our own lines and, where it lies beside us, the Big List of Naughty Strings."""
    if not SHARED.is_file():
        return OWN
    lines = SHARED.read_text(encoding="utf-8").splitlines()
    return OWN + tuple(line for line in lines if line and not line.startswith("#"))


async def type_everything(pilot: Pilot[None], saving: str) -> None:
    """Put every line into every field, leave the field, and try to save now and then."""
    app = pilot.app
    screen = app.screen
    assert isinstance(screen, Page)
    fields = list(screen.query(JpInput))
    for number, line in enumerate(hostile()):
        for field in fields:
            field.value = ""
            field.replace(line, 0, 0)
            field.normalise()
        if number % 40 == 0 or (line in OWN and number % 5 == 0):
            await pilot.press(saving)
            await pilot.pause()
            assert app.screen is screen, f"{line!r} was taken for an answer"
    await pilot.pause()
    assert app.is_running


@pytest.mark.soak
@pytest.mark.parametrize("name", ["create", "restore"])
async def test_the_forms_before_the_door(tmp_path: Path, name: str) -> None:
    from concierge_tui.doorway import LaptopDoorway
    from concierge_tui.paths import Home
    from screens.create.screen import CreateScreen
    from screens.restore.screen import RestoreScreen

    app = at_the_door(tmp_path / "store")
    doorway = LaptopDoorway(Home(tmp_path / "store"))
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "WelcomeScreen")
        form = CreateScreen(doorway) if name == "create" else RestoreScreen(doorway)
        app.push_screen(form)
        await pilot.pause()
        await type_everything(pilot, "ctrl+s")

    assert not doorway.exists()


@pytest.mark.soak
@pytest.mark.parametrize(
    "name", ["staff", "enrol", "hub", "meetup_form", "nameless", "problem", "ask", "age", "record"]
)
async def test_the_forms_of_the_desk(desk: Desk, meetup: str, tmp_path: Path, name: str) -> None:
    form = _form(desk, meetup, tmp_path, name)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(form)
        await pilot.pause()
        await type_everything(pilot, "enter" if name == "problem" else "ctrl+s")

        assert "Traceback" not in shown(app)


@pytest.mark.parametrize("page", ["first", pytest.param("second", marks=pytest.mark.soak)])
async def test_both_pages_of_a_sign_up(desk: Desk, meetup: str, tmp_path: Path, page: str) -> None:
    from screens.sign_up.more import MoreScreen
    from screens.sign_up.screen import SignUpScreen

    consent = {"registration": {"answer": "yes", "version": "1", "text_hash": "h"}}
    known = SignUpAnswers.model_validate({"kana": "あべ ゆい", "consents": consent})
    family = desk.sign_up().register(new_id(), known, meetup=None).family
    form = SignUpScreen(desk, new_id(), meetup=meetup) if page == "first" else None
    screen = form or MoreScreen(desk, family)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(screen)
        await until(pilot, lambda: bool(screen.query("#save, #notes")))
        fields = list(screen.query(JpInput))
        for number, line in enumerate(OWN):
            for field in fields:
                field.value = ""
                field.replace(line, 0, 0)
                field.normalise()
            if number % 6 == 0:
                fields[number % len(fields)].focus()
                await pilot.press("tab")
            if form is not None and number % 6 == 0:
                await pilot.press("ctrl+s")
                assert app.screen is screen, f"{line!r} was taken for a consent"
        await pilot.pause()
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")
        assert app.is_running
        assert "Traceback" not in shown(app)

    kept = form is None or [each.answers.kana for each in desk.sign_up_drafts.unfinished()]
    assert kept


def _form(desk: Desk, meetup: str, folder: Path, name: str) -> Page:
    from screens.enrol.screen import EnrolScreen
    from screens.hub.screen import HubScreen
    from screens.meetup_form.screen import MeetupFormScreen
    from screens.repairs.nameless import NamelessScreen
    from screens.repairs.problem import ProblemScreen
    from screens.staff.record import StaffRecordScreen
    from screens.staff.screen import StaffScreen

    if name == "record":
        return StaffRecordScreen(desk, desk.staff.all()[0].id)
    simple: dict[str, type[Page]] = {
        "hub": HubScreen, "staff": StaffScreen, "enrol": EnrolScreen,
    }  # fmt: skip
    if name in simple:
        return simple[name](desk)
    if name == "meetup_form":
        return MeetupFormScreen(desk)
    if name in ("ask", "age"):
        return _of_consent(desk, name)
    problems = _problems(desk, meetup, folder)
    if name == "nameless":
        return NamelessScreen(desk, next(p for p in problems if p.cells))
    return ProblemScreen(desk, [p for p in problems if p.field == "birthday"], 0)


def _of_consent(desk: Desk, name: str) -> Page:
    from screens.consent.asking import AskScreen
    from screens.limits.one import LimitScreen
    from tests.journals.desk_families import registered

    if name == "age":
        return LimitScreen(desk, "guardian_age")
    return AskScreen(desk, desk.families.get(registered(desk).family), "trial")


def _problems(desk: Desk, meetup: str, folder: Path):  # type: ignore[no-untyped-def]
    from concierge_tui.services.roster_import import Basis

    path = folder / "r.csv"
    head = "保護者氏名,電話番号,子ども氏名,子ども生年月日"
    path.write_text(f"{head}\n田中 花,090-1234-5678,田中 蓮,R7.2.30\n,090-9999-9999,,2024/1/1\n")
    desk.rosters.run(desk.rosters.open(path), meetup, Basis("1", "b", "h"))
    return desk.lists.problems()


async def test_a_wrong_passphrase_of_any_kind_opens_nothing(tmp_path: Path) -> None:
    from concierge_tui.bootstrap import NewStore, create
    from concierge_tui.paths import Home
    from db.laptop.keyslots import Cost

    home = Home(tmp_path / "store")
    create(home, NewStore("美園", "山田", PASSPHRASE), cost=Cost(1024, 1, 1))[0].close()
    app = at_the_door(home.folder)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "UnlockScreen")
        field = app.screen.query_one("#passphrase JpInput", JpInput)
        for line in OWN[::4]:
            field.value = ""
            field.replace(line, 0, 0)
            await pilot.press("enter")
            await on_screen(pilot, "UnlockScreen")

        assert app.desk is None
