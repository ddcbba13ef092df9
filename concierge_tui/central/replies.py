"""What the service answers: packed values, or a fact with its code."""

from typing import Any, Final

from starlette.responses import JSONResponse, Response

from concierge_tui.sync.packing import pack
from concierge_tui.sync.protocol import MEDIA_TYPE, VERSION

_STATUS: Final = {
    "malformed": 400,
    "unknown_device": 401,
    "signature": 401,
    "clock": 401,
    "replay": 401,
    "revoked": 403,
    "other_area": 403,
    "code": 403,
    "stream": 409,
    "cursor": 410,
    "wipe": 410,
    "too_large": 413,
    "busy": 503,
    "full": 507,
}
_NO_ROOM: Final = ("database or disk is full", "No space left on device", "could not extend file")
"""What SQLite and PostgreSQL say when their disk takes nothing more."""


class Refusal(Exception):
    """The request is answered with a code and its facts; nothing was stored."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def packed(message: object) -> Response:
    """Return `message` as a packed answer."""
    return Response(pack(message), media_type=MEDIA_TYPE)


def refused(refusal: Refusal) -> Response:
    """Return a refusal as plain JSON that any program can read."""
    body = {"mbsync": VERSION, "error": refusal.code, **refusal.facts}
    # Whoever comes again later finds the line closed by then; better it is known to be.
    headers = {"connection": "close"} if "again" in refusal.facts else None
    return JSONResponse(body, status_code=_STATUS[refusal.code], headers=headers)


def trouble_of(error: BaseException) -> Refusal:
    """Return what a laptop is told of trouble with the database: full is not busy."""
    said = str(getattr(error, "orig", None) or error)
    return Refusal("full" if any(words in said for words in _NO_ROOM) else "busy")
