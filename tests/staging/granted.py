"""What a central service grants a desk for hand-offs."""

from __future__ import annotations

from typing import Any

from concierge_tui.domain.ids import area_id
from concierge_tui.domain.sign_up_code import sign_up_code
from concierge_tui.services.desk import Desk
from concierge_tui.sync.protocol import HandOffGrant
from db.laptop.peers import SqlitePeer

URL = "https://mamasapo.example.jp"
CODE = sign_up_code(bytes(32), area_id("みその"))


def grant(desk: Desk, url: str, code: str = CODE) -> None:
    """Enrol a desk, and let it hand families on to the page at `url`."""
    rows: Any = desk.hand_off
    peer = SqlitePeer(rows._rows._connection)
    peer.enrolled("https://honbu.example", "みその", 1)
    peer.granted(HandOffGrant(url, bytes(32), 48, code))
