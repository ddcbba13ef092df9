"""In a box over a screen F1 explains its keys, as on every screen."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from textual.widget import Widget

from concierge_tui.text import widgets as text
from screens.widgets.asking_box import AskingBox
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.dialog import Dialog
from screens.widgets.help import HelpScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Keys, Stage


class Asked(AskingBox[str]):
    AUTO_FOCUS = "JpInput"

    def compose(self) -> Iterable[Widget]:
        yield JpInput()


BOXES: dict[str, Callable[[], Dialog[Any]]] = {
    "confirm": lambda: ConfirmScreen("終了", "終えますか。", "終える"),
    "asked": Asked,
}


@pytest.mark.parametrize("name", BOXES)
async def test_f1_says_which_keys_a_box_hears_and_leads_back_to_it(name: str) -> None:
    box = BOXES[name]()
    app = Stage(box)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Keys(app, pilot)
        await hands.press("f1")
        assert [type(each) for each in app.screen_stack[-2:]] == [type(box), HelpScreen]
        assert text.IN_A_DIALOG.partition("、")[0] in app.seen
        await hands.press("f1")
        assert app.screen == box
