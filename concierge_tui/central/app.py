"""The routes of the central service, mbsync/1 as docs/sync.md lays it down."""

import logging
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from concierge_tui.central.desk import CentralDesk, Enrolled
from concierge_tui.central.gate import as_signed, body_of
from concierge_tui.central.hand_off.pace import Gatekeeper
from concierge_tui.central.hand_off.pages import add_pages
from concierge_tui.central.hand_off.phone_desk import PhoneDesk
from concierge_tui.central.hand_off.phones import NO_PHONES, Phones
from concierge_tui.central.hand_off.sign_up_desk import SignUpDesk
from concierge_tui.central.hand_off.sign_up_pages import add_sign_up
from concierge_tui.central.replies import Refusal, packed, refused
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.protocol import MAX_PAGE, MEDIA_TYPE
from db.central.feed import Question

_LOG: Final = logging.getLogger(__name__)

Name = Annotated[str, Query(pattern="^[0-9A-Za-z_-]{1,64}$")]
Count = Annotated[int, Query(ge=0, lt=2**63)]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE)]

_PACKED: Final[dict[str, Any]] = {
    "response_class": Response,
    "responses": {
        200: {
            "description": "A zstd frame of JSON.",
            "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        },
        **{
            status: {
                "description": "A fact: {mbsync, error, ...}.",
                "content": {"application/json": {}},
            }
            for status in (400, 401, 403, 409, 410, 413, 503)
        },
    },
}


def _carries(media_type: str) -> dict[str, Any]:
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def make_app(
    engine: Engine,
    *,
    now: Clock = system_clock,
    enrolled: Enrolled | None = None,
    phones: Phones = NO_PHONES,
) -> FastAPI:
    """Return the service over the store behind `engine`, and its page for telephones."""
    app = FastAPI(title="concierge central", version="1", docs_url=None, redoc_url=None)
    _answer_refusals(app)
    _add_routes(app, CentralDesk(engine, now, enrolled, phones))
    pace = Gatekeeper()
    add_pages(app, PhoneDesk(engine, now, phones), pace)
    if phones.url:  # else nobody was told that families may come by themselves
        add_sign_up(app, SignUpDesk(engine, now), pace)
    return app


def _answer_refusals(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    def refuse(_: Request, refusal: Refusal) -> Response:
        return refused(refusal)

    @app.exception_handler(RequestValidationError)
    def malformed(_: Request, __: RequestValidationError) -> Response:
        return refused(Refusal("malformed"))

    @app.exception_handler(SQLAlchemyError)
    def busy(_: Request, error: SQLAlchemyError) -> Response:
        # The message could quote a row; its type says enough.
        _LOG.error("database: %s", type(getattr(error, "orig", None) or error).__name__)
        return refused(Refusal("busy"))


def _add_routes(app: FastAPI, desk: CentralDesk) -> None:
    @app.get("/v1/health")
    def health() -> dict[str, str]:
        """Say that the service runs."""
        return {"status": "ok"}

    @app.get("/v1/hello", **_PACKED)
    def hello(request: Request, area: Name) -> Response:
        """Answer with the epoch, the time and the end of every stream."""
        return packed(desk.hello(as_signed(request), area))

    @app.get("/v1/pull", **_PACKED)
    def pull(
        request: Request,
        area: Name,
        since: Count = 0,
        mark: str = "",
        limit: Limit = MAX_PAGE,
        own: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    ) -> Response:
        """Answer with what follows a cursor in the area's feed."""
        asked = Question(area, since, mark, limit)
        return packed(desk.pull(as_signed(request), asked, own=own))

    @app.get("/v1/hash", **_PACKED)
    def hash_at(
        request: Request, area: Name, device: Name, incarnation: Name, n: Count
    ) -> Response:
        """Answer with the chain hash at one place, to find where two histories part."""
        stream = Stream(device, incarnation, area)
        return packed(desk.hash_at(as_signed(request), stream, n))

    @app.post("/v1/push", openapi_extra=_carries(MEDIA_TYPE), **_PACKED)
    async def push(request: Request) -> Response:
        """Store a batch; answer only after it is durable."""
        return await _with_body(request, desk.push)

    @app.post("/v1/enrol", openapi_extra=_carries("application/json"), **_PACKED)
    async def enrol(request: Request) -> Response:
        """Take in a device that holds a one-time code."""
        return await _with_body(request, desk.enrol)


async def _with_body(request: Request, answer: Callable[[Any, bytes], Any]) -> Response:
    body = await body_of(request)
    return packed(await run_in_threadpool(answer, as_signed(request), body))
