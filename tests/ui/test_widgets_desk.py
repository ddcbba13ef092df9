"""Notices, progress, privacy, dialogs, help and the palette."""

from datetime import datetime

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Button, Digits, Static

from concierge_tui.text import widgets as text
from screens.lesson.visible import visible_text
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.help import HelpScreen, described_keys
from screens.widgets.jp_input import JpInput
from screens.widgets.key_foot import KeyFoot
from screens.widgets.look import ConciergeLook, mark_practice
from screens.widgets.notice import Notice
from screens.widgets.privacy import BlankGuard, BlankScreen, IdleWatcher
from screens.widgets.progress_row import ProgressRow


class Desk(IdleWatcher, BlankGuard, ConciergeLook):
    CSS_PATH = "../../screens/styles/app.tcss"
    BINDINGS = [  # noqa: RUF012
        Binding("f3,ctrl+n", "walk_in", "当日参加"),
        Binding("f5", "roll_call", "点呼"),
        Binding("ctrl+z", "undo", "取り消す"),
        Binding("f12", "hide", "画面を隠す", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.did: list[str] = []
        self.wishes = 0
        self.cancelled = 0

    def compose(self) -> ComposeResult:
        yield JpInput("山田 花子")
        yield ProgressRow()
        yield Notice()
        yield KeyFoot()

    def on_mount(self) -> None:
        self.query_one(JpInput).focus()

    def action_walk_in(self) -> None:
        self.did.append("walk_in")

    def action_hide(self) -> None:
        self.did.append("hide")

    def on_blank_screen_return_wished(self) -> None:
        self.wishes += 1

    def on_progress_row_cancelled(self) -> None:
        self.cancelled += 1


def _line(app: Desk) -> str:
    return app.query_one(Notice).render_line(0).text


async def test_a_notice_is_plain_words_and_gives_up_its_hint_first() -> None:
    app = Desk()
    async with app.run_test(size=(40, 24)):
        notice = app.query_one(Notice)
        notice.say("田中[/]家を受け付けました。", "done", hint="Ctrl+Z")
        short = _line(app)
        notice.say(
            "山田\x1b[2J家は受け付けられません。もう一度さがしてください。", "error", hint="x" * 9
        )
        long = _line(app)
        notice.clear()

        assert short == "田中[/]家を受け付けました。       Ctrl+Z"
        assert long.startswith("できません: 山田[2J家は")
        assert long.endswith("…")
        assert _line(app).strip() == ""


async def test_progress_is_shown_counted_cancelled_once_and_hidden() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.query_one(ProgressRow)
        hidden = row.display
        row.begin("名簿[/]を読み込んでいます", 6000)
        row.advance(2340, 6000)
        await pilot.pause()
        words = [str(part.render()) for part in row.query(Static)]
        await pilot.click(row.query_one(Button))
        await pilot.click(row.query_one(Button))
        await pilot.pause()
        row.finish()

        assert not hidden
        assert words == ["名簿[/]を読み込んでいます", "2,340／6,000"]
        assert app.cancelled == 1
        assert not row.display


async def test_the_blank_screen_shows_the_time_alone_and_lets_no_key_through() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        mark_practice(app.screen, is_practice=True)
        app.notify("田中家", timeout=60, markup=False)
        await app.push_screen(BlankScreen(now=lambda: datetime(2026, 12, 5, 10, 4)))  # noqa: DTZ001
        app.notify("佐藤家", timeout=60, markup=False)
        await pilot.pause()
        svg = app.export_screenshot(title="")
        clock = app.screen.query_one(Digits).value
        for key in ("f12", "ctrl+p", "ctrl+q", "a", "enter", "ctrl+c"):
            app.post_message(events.Key(key, None))
        app.post_message(events.Paste("のぞき見"))
        await pilot.pause()
        await pilot.click(offset=(3, 3))
        await pilot.pause()

        assert clock == "10:04"
        assert not set("田中佐藤練習山") & set(svg)
        assert app.wishes == 8
        assert app.did == []
        assert app.is_running
        assert isinstance(app.screen, BlankScreen)


async def test_an_idle_desk_is_told_once_and_again_after_the_next_touch() -> None:
    app = Desk()
    now, told = 0.0, []
    async with app.run_test(size=(80, 24)) as pilot:
        app.watch_idle(60, lambda: told.append(now), clock=lambda: now)
        now = 59.0
        await pilot.press("a")
        now = 110.0
        app.look_for_idle()
        early = list(told)
        now = 119.0
        app.look_for_idle()
        now = 500.0
        app.look_for_idle()
        once = list(told)
        app.post_message(events.MouseMove(None, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False))
        await pilot.pause()
        now = 560.0
        app.look_for_idle()

        assert early == []
        assert once == [119.0]
        assert told == [119.0, 560.0]


async def test_after_a_sleep_the_first_key_locks_instead_of_typing() -> None:
    app = Desk()
    now, told = 0.0, []
    async with app.run_test(size=(80, 24)) as pilot:
        app.watch_idle(60, lambda: told.append(now), clock=lambda: now)
        app.query_one(JpInput).value = ""
        now = 3600.0
        await pilot.press("a")
        await pilot.pause()

        assert told == [3600.0]
        assert app.query_one(JpInput).value == ""


async def test_enter_on_a_question_changes_nothing() -> None:
    app = Desk()
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (["enter"], ["escape"], ["right", "enter"]):
            question = ConfirmScreen("交流会を[/]閉じる", "元に\n戻せ[b]ません。", "閉じる[/]")
            await app.push_screen(question, answers.append)
            await pilot.pause()
            assert (
                str(question.query_one("#confirm-words", Static).render())
                == "元に\n戻せ[b]ません。"
            )
            await pilot.press(*keys)
            await pilot.pause()

    assert answers == [False, False, True]


async def test_help_lists_our_keys_in_words_and_none_of_textuals() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = {words: keys for keys, words in described_keys(app.active_bindings.values())}
        await pilot.press("f1")
        await pilot.pause()
        is_open = isinstance(app.screen, HelpScreen)
        shown = str(app.screen.query_one(Static).render())
        await pilot.press("escape")
        await pilot.pause()

        assert keys["当日参加"] == "F3、Ctrl+N"
        assert keys["取り消す"] == "Ctrl+Z"
        assert all(not words.isascii() for words in keys)
        assert is_open
        assert "点呼" in shown
        assert not isinstance(app.screen, HelpScreen)


async def test_the_footer_shows_one_key_for_each_action_and_none_is_swallowed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = [(key.display, key.words) for key in app.query_one(KeyFoot).shown]

    # Textual groups keys by action name, so two actions must never share one.
    assert ("F3", "当日参加") in shown
    assert ("F5", "点呼") in shown
    assert len([words for _, words in shown if words == "当日参加"]) == 1


async def test_the_palette_speaks_japanese_and_cannot_write_the_screen_to_a_file() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        commands: list[SystemCommand] = list(app.get_system_commands(app.screen))
        await pilot.press("ctrl+p")
        await pilot.pause()
        opened: Screen[object] = app.screen

        assert [command.title for command in commands] == ["テーマ", "ヘルプ", "終了"]
        assert type(opened).__name__ == "Palette"
        await pilot.press(*"qqq")
        await pilot.pause(0.7)

        assert text.NO_MATCHES in visible_text(opened)
        assert "No match" not in visible_text(opened)


async def test_practice_is_written_on_the_border() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        mark_practice(app.screen, is_practice=True)
        await pilot.pause()
        practising = app.export_screenshot()
        mark_practice(app.screen, is_practice=False)
        await pilot.pause()

        assert "【練習】" in practising
        assert "【練習】" not in app.export_screenshot()
