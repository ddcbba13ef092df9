"""A program of nothing but traps, run by the tests in a real terminal."""

import sys
from typing import ClassVar

from screens.widgets.terminal_quirks import prepare_terminal

if "--unprepared" not in sys.argv:
    prepare_terminal()

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Footer, Input, Static

from screens.widgets.column_layout import Column
from screens.widgets.jp_input import FormField, JpInput
from screens.widgets.look import ConciergeLook
from screens.widgets.privacy import BlankGuard, IdleWatcher
from screens.widgets.result_list import ResultList, ResultRow
from screens.widgets.scanner import ScanCatcher, Scanned


class TrapApp(IdleWatcher, ScanCatcher, BlankGuard, ConciergeLook):
    """Echoes what reaches it: values, scans, presses and stray bindings."""

    CSS = "ResultList { height: 3; } Button { min-width: 12; } #narrow { width: 12; }"
    AUTO_FOCUS = "#first Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "stray", "迷子"),
        Binding("s", "stray", "迷子"),
        Binding("f2", "focus_on('button')", "ボタン"),
        Binding("f3", "focus_on('list')", "一覧"),
        Binding("f4", "focus_on('')", "なし"),
        Binding("f5", "focus_on('narrow')", "狭い"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.presses = 0
        self.strays = 0

    def compose(self) -> ComposeResult:
        """Yield one of each."""
        yield Static("", id="told", markup=False)
        yield FormField("氏名", JpInput("山田"), id="first", check=_problem)
        yield FormField("電話", JpInput(kind="digits"), id="second")
        yield JpInput(id="narrow")
        yield Button("押す", id="button", compact=True)
        yield ResultList(Column(20), id="list")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the list with a name that looks like markup."""
        rows = [ResultRow("1", ("山田[/]花子",)), ResultRow("2", ("\x1b[31m赤\u202e",))]
        self.query_one(ResultList).show(rows)
        self._tell()

    def action_stray(self) -> None:
        """Count a letter that fired a binding."""
        self.strays += 1
        self._tell()

    def action_focus_on(self, name: str) -> None:
        """Move the focus."""
        self.set_focus(self.query_one(f"#{name}") if name else None)
        self._tell()

    def on_scanned(self, event: Scanned) -> None:
        """Count a scan."""
        self.scans.append(event.code)
        self._tell()

    @on(Input.Changed)
    @on(FormField.Left)
    def _value(self) -> None:
        self._tell()

    def on_button_pressed(self) -> None:
        """Count a press."""
        self.presses += 1
        self._tell()

    def _tell(self) -> None:
        name, phone = (field.input.value for field in self.query(FormField))
        focus = self.focused.id if self.focused is not None else "none"
        self.query_one("#told", Static).update(
            f"name={name!r} phone={phone!r} scans={len(self.scans)}:{len(set(self.scans))}"
            f" presses={self.presses} strays={self.strays} focus={focus}"
        )


def _problem(value: str) -> str | None:
    return None if value else "お名前を入力してください。"


if __name__ == "__main__":
    TrapApp().run()
