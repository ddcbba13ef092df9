"""The routes of the page where a sign-up code is typed; the form itself is that of a hand-off."""

from typing import Final

from fastapi import FastAPI, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from concierge_tui.central.hand_off.headers import HEADERS
from concierge_tui.central.hand_off.pace import Gatekeeper
from concierge_tui.central.hand_off.paper import code_page
from concierge_tui.central.hand_off.sign_up_desk import BEGUN, WRONG, SignUpDesk
from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.hand_off import HandOffRefused
from concierge_tui.text.hand_off_pages import WORDS, asked_for

_PATHS: Final = ("/s", "/S")
_MOST_TYPED: Final = 60
_STATUS: Final = {"": 200, "wrong": 404, "slow": 429, "busy": 503}


def add_sign_up(app: FastAPI, desk: SignUpDesk, pace: Gatekeeper) -> None:
    """Let telephones begin at `desk`."""

    async def ask(request: Request) -> Response:
        typed = request.query_params.get("code")
        if typed is None or request.query_params.get("do") in WORDS:
            return _page(_language(request), typed or "")
        return await run_in_threadpool(_begin, desk, pace, request, typed)

    async def begin(request: Request, code: str) -> Response:
        return await run_in_threadpool(_begin, desk, pace, request, code)

    for path in _PATHS:
        app.get(path, include_in_schema=False)(ask)
        app.get(path + "/{code:path}", include_in_schema=False)(begin)


def _begin(desk: SignUpDesk, pace: Gatekeeper, request: Request, typed: str) -> Response:
    """Lead to a new form, or say on the page why not; what was typed is on it."""
    language, client = _language(request), request.client.host if request.client else ""
    # The memory of this process goes first: a flood costs the store nothing once it is known.
    try:
        try:
            token = desk.begin(typed[:_MOST_TYPED])
        except HandOffRefused:
            passes = pace.wrong.allows(client) and desk.allows(WRONG, client)
            return _page(language, typed, "wrong" if passes else "slow")
        passes = pace.begun.allows(client) and desk.allows(BEGUN, client)
    except (SQLAlchemyError, ConciergeError):
        return _page(language, typed, "busy")
    if not passes:
        return _page(language, typed, "slow")
    return RedirectResponse(f"/H/{token}{_kept(request)}", 303, HEADERS)


def _chosen(request: Request) -> str:
    """Return the language that was chosen on the page; the button goes before what it kept."""
    asked = request.query_params
    return next((said for name in ("do", "lang") if (said := asked.get(name, "")) in WORDS), "")


def _language(request: Request) -> str:
    return _chosen(request) or asked_for(request.headers.get("accept-language", ""))


def _kept(request: Request) -> str:
    """Return what tells the form the language that was chosen before it."""
    return f"?lang={chosen}" if (chosen := _chosen(request)) else ""


def _page(language: str, typed: str, problem: str = "") -> Response:
    html = code_page(language, clean_text(typed[:_MOST_TYPED]), problem)
    return HTMLResponse(html, _STATUS[problem], HEADERS)
