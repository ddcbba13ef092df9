"""The routes of the page; it needs no script, sets no tracker and loads nothing else."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Final, NamedTuple

from fastapi import FastAPI, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, Response

from concierge_tui.central.hand_off.headers import HEADERS
from concierge_tui.central.hand_off.pace import Gatekeeper
from concierge_tui.central.hand_off.paper import Shown, form_page, sent_page, told_page
from concierge_tui.central.hand_off.phone_desk import PhoneDesk
from concierge_tui.central.hand_off.typed import MAX_BYTES, TooMuch, Typed, read_form
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.hand_off import HandOffRefused
from concierge_tui.text.hand_off_pages import WORDS, asked_for

COOKIE: Final = "hand_off"
_PATHS: Final = ("/h/{token}", "/H/{token}")
_STATUS: Final = {
    "wrong": 404, "expired": 410, "early": 409, "elsewhere": 409, "slow": 429, "busy": 503,
    "large": 413, "foreign": 403,
}  # fmt: skip


class _Asked(NamedTuple):
    token: str
    browser: bytes
    language: str
    client: str


def add_pages(app: FastAPI, desk: PhoneDesk, pace: Gatekeeper) -> None:
    """Let telephones reach `desk`."""

    async def show(request: Request, token: str) -> Response:
        asked = _asked(request, token)
        return await run_in_threadpool(_guarded, asked, None, pace, lambda: _show(desk, asked))

    async def take(request: Request, token: str) -> Response:
        asked = _asked(request, token)
        if request.headers.get("sec-fetch-site") == "cross-site":
            return _told("foreign", asked.language)
        try:
            typed = read_form(await _body(request))
        except TooMuch:
            return _told("large", asked.language)
        return await run_in_threadpool(
            _guarded, asked, typed, pace, lambda: _take(desk, asked, typed, pace)
        )

    for path in _PATHS:
        app.get(path, include_in_schema=False)(show)
        app.post(path, include_in_schema=False)(take)


def _asked(request: Request, token: str) -> _Asked:
    chosen = request.query_params.get("lang", "")
    return _Asked(
        token,
        request.cookies.get(COOKIE, "").encode(),
        chosen if chosen in WORDS else asked_for(request.headers.get("accept-language", "")),
        request.client.host if request.client else "",
    )


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BYTES:
                raise TooMuch
    except ClientDisconnect:
        raise TooMuch from None  # nobody is there to read the answer
    return bytes(body)


def _guarded(
    asked: _Asked, typed: Typed | None, pace: Gatekeeper, answer: Callable[[], Response]
) -> Response:
    """Answer, or say on a page why not; what was typed is on it in any case."""
    language = typed.answers.language if typed else asked.language
    try:
        return answer()
    except HandOffRefused as refused:
        code = refused.code if refused.code in _STATUS else "wrong"
        if code == "wrong" and not pace.wrong.allows(asked.client):
            code = "slow"
        return _told(code, language, typed)
    except (SQLAlchemyError, ConciergeError):
        return _told("busy", language, typed)


def _told(code: str, language: str, typed: Typed | None = None) -> Response:
    answers = typed.answers if typed else None
    html = told_page(code, language, answers)
    return HTMLResponse(html, _STATUS[code], HEADERS)


def _show(desk: PhoneDesk, asked: _Asked) -> Response:
    opened = desk.open(asked.token, asked.browser)
    answers = opened.answers
    language = answers.language if answers else asked.language
    again = answers is not None
    shown = Shown(language, opened.until, answers, again=again, herself=opened.herself)
    return HTMLResponse(form_page(shown, desk.wordings), headers=HEADERS)


def _take(desk: PhoneDesk, asked: _Asked, typed: Typed, pace: Gatekeeper) -> Response:
    answers, language = typed.answers, typed.answers.language
    if typed.deed == "more" or typed.deed in WORDS:
        opened = desk.open(asked.token, asked.browser)
        shown = Shown(language, opened.until, answers, typed.places, herself=opened.herself)
        return HTMLResponse(form_page(shown, desk.wordings), headers=HEADERS)
    reworded = typed.reworded(desk.wordings)
    if reworded:
        # Nobody consents to a text that was replaced while the page lay open.
        kept = {name: said for name, said in answers.consents.items() if name not in reworded}
        asked_again = answers.model_copy(update={"consents": kept})
        opened = desk.open(asked.token, asked.browser)
        shown = Shown(
            language,
            opened.until,
            asked_again,
            typed.places,
            ("reworded",),
            herself=opened.herself,
        )
        return HTMLResponse(form_page(shown, desk.wordings), 422, HEADERS)
    if not pace.sent.allows(hashlib.sha256(asked.token.encode()).hexdigest()):
        return _told("slow", language, typed)
    browser = asked.browser or secrets.token_urlsafe(24).encode()
    sent = desk.send(asked.token, browser, answers)
    if sent.wrong:
        until = desk.until(asked.token)
        shown = Shown(language, until, answers, typed.places, sent.wrong, herself=sent.herself)
        return HTMLResponse(form_page(shown, desk.wordings), 422, HEADERS)
    page = HTMLResponse(sent_page(sent.outcome, answers), headers=HEADERS)
    if sent.outcome != "declined":
        page.set_cookie(
            COOKIE,
            browser.decode(),
            max_age=desk.seconds,
            path="/",
            secure=desk.secure,
            httponly=True,
            samesite="lax",
        )
    return page
