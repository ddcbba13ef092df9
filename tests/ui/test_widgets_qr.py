"""A QR code must be readable from the screen in any theme."""

import io

import cairosvg
import pytest
import zxingcpp
from PIL import Image
from textual.app import ComposeResult

from screens.widgets.look import ConciergeLook
from screens.widgets.qr import QrCode


class Slip(ConciergeLook):
    def __init__(self, payload: str) -> None:
        super().__init__()
        self._payload = payload

    def compose(self) -> ComposeResult:
        yield QrCode(self._payload)


@pytest.mark.parametrize("theme", ["concierge-dark", "concierge-light", "ansi-dark"])
@pytest.mark.parametrize("payload", ["MS1-KQ7RTW-X", "https://mamasapo.example/h/" + "K" * 34])
async def test_the_code_on_the_screen_can_be_read(theme: str, payload: str) -> None:
    app = Slip(payload)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        svg = app.export_screenshot(simplify=True)

    png = cairosvg.svg2png(bytestring=svg.encode(), scale=2)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))

    assert [code.text for code in found] == [payload]


async def test_half_a_code_is_never_shown() -> None:
    app = Slip("MS1-KQ7RTW-X")
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        code = app.query_one(QrCode)
        shown = "".join(code.render_line(y).text for y in range(code.size.height))

    assert "▀" not in shown
    assert "広げて" in shown


async def test_a_code_can_be_taken_away() -> None:
    app = Slip("MS1-KQ7RTW-X")
    async with app.run_test(size=(80, 24)) as pilot:
        code = app.query_one(QrCode)
        await pilot.pause()
        before = code.size
        code.show("")
        await pilot.pause()

        assert before.width == 25
        assert code.size.area == 0
