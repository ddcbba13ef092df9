"""The routes of the central service, mbsync/1 as docs/sync.md lays it down."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Lifespan

from concierge_tui.central.described import (
    SIGNED,
    Application,
    Batch,
    Greeting,
    HashAt,
    Health,
    LetIn,
    Noted,
    Obedience,
    Page,
    Receipts,
    answered,
    carries,
    facts,
    many_records,
)
from concierge_tui.central.desk import CentralDesk, Enrolled
from concierge_tui.central.document import describe
from concierge_tui.central.figures import CODE, LOG, Figures, Watching
from concierge_tui.central.gate import as_signed, body_of
from concierge_tui.central.hand_off.pace import Gatekeeper
from concierge_tui.central.hand_off.pages import add_pages
from concierge_tui.central.hand_off.phone_desk import PhoneDesk
from concierge_tui.central.hand_off.phones import NO_PHONES, Phones
from concierge_tui.central.hand_off.sign_up_desk import SignUpDesk
from concierge_tui.central.hand_off.sign_up_pages import add_sign_up
from concierge_tui.central.queueing import Queueing, by_few
from concierge_tui.central.replies import Refusal, packed, refused, trouble_of
from concierge_tui.central.uploads import UploadDesk, add_uploads
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.errors import StoreDamaged, StoreLocked
from concierge_tui.domain.operation import Stream
from concierge_tui.sync.protocol import MAX_PAGE
from concierge_tui.sync.snapshot import SNAPSHOT_TYPE
from db.central.feed import Question

Name = Annotated[str, Query(pattern="^[0-9A-Za-z_-]{1,64}$")]
Count = Annotated[int, Query(ge=0, lt=2**63)]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE)]


def make_app(
    engine: Engine,
    *,
    now: Clock = system_clock,
    enrolled: Enrolled | None = None,
    phones: Phones = NO_PHONES,
) -> FastAPI:
    """Return the service over the store behind `engine`, and its page for telephones."""
    app = plain_app("concierge central", by_few)
    figures = Figures()
    app.add_middleware(Queueing)
    app.add_middleware(Watching, figures=figures)
    desk = CentralDesk(engine, now, enrolled, phones, figures)
    add_health(app, desk)
    _add_metrics(app, desk)
    add_questions(app, desk)
    add_gifts(app, desk)
    describe(app)
    add_uploads(app, UploadDesk(engine, now))
    pace = Gatekeeper()
    add_pages(app, PhoneDesk(engine, now, phones), pace)
    if phones.url:  # else nobody was told that families may come by themselves
        add_sign_up(app, SignUpDesk(engine, now), pace)
    return app


def plain_app(title: str, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Return a service without routes that answers what it refuses by the protocol's codes."""
    app = FastAPI(title=title, version="1", docs_url=None, redoc_url=None, lifespan=lifespan)
    _answer_refusals(app)
    return app


def _answer_refusals(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    def refuse(request: Request, refusal: Refusal) -> Response:
        return _refused(request, refusal)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, _: RequestValidationError) -> Response:
        return _refused(request, Refusal("malformed"))

    @app.exception_handler(StoreLocked)  # said of a store by which one went on until now
    @app.exception_handler(StoreDamaged)
    @app.exception_handler(SQLAlchemyError)
    def busy(request: Request, error: Exception) -> Response:
        # The message could quote a row; its type says enough.
        kind = type(getattr(error, "orig", None) or error).__name__
        LOG.error("database", extra={"facts": {"kind": kind}})
        return _refused(request, trouble_of(error))


def _refused(request: Request, refusal: Refusal) -> Response:
    request.scope[CODE] = refusal.code
    return refused(refusal)


def add_health(app: FastAPI, desk: CentralDesk) -> None:
    """Add the question whether the service runs."""

    @app.get("/v1/health", responses=facts(503), operation_id="health")
    def health() -> Health:
        """Say that the service runs and its database answers."""
        desk.look()
        return Health(status="ok")


def _add_metrics(app: FastAPI, desk: CentralDesk) -> None:
    @app.get("/metrics", response_class=PlainTextResponse, operation_id="metrics")
    def metrics() -> str:
        """Tell how this process fares, as Prometheus reads it; not for the outside."""
        return desk.figures()


def add_questions(app: FastAPI, desk: CentralDesk) -> None:
    """Add what a laptop asks."""

    @app.get("/v1/hello", **_answers(Greeting, *SIGNED))
    def hello(request: Request, area: Name) -> Response:
        """Answer with the epoch, the time and the end of every stream."""
        return packed(desk.hello(as_signed(request), area))

    @app.get("/v1/pull", **_answers(Page, *SIGNED))
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

    @app.get("/v1/snapshot", response_class=Response, responses=many_records(*SIGNED))
    def snapshot(
        request: Request,
        area: Name,
        since: Count = 0,
        mark: str = "",
        own: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    ) -> Response:
        """Answer with all that follows a cursor, page after page, up to where the feed ends now."""
        asked = Question(area, since, mark, MAX_PAGE)
        records = desk.snapshot(as_signed(request), asked, own=own)
        return StreamingResponse(records, media_type=SNAPSHOT_TYPE)

    @app.get("/v1/hash", **_answers(HashAt, *SIGNED))
    def hash_at(
        request: Request, area: Name, device: Name, incarnation: Name, n: Count
    ) -> Response:
        """Answer with the chain hash at one place, to find where two histories part."""
        stream = Stream(device, incarnation, area)
        return packed(desk.hash_at(as_signed(request), stream, n))


def add_gifts(app: FastAPI, desk: CentralDesk) -> None:
    """Add what a laptop hands over."""

    @app.post(
        "/v1/push",
        openapi_extra=carries(Batch, packed=True),
        **_answers(Receipts, *SIGNED, 409, 413),
    )
    async def push(request: Request) -> Response:
        """Store a batch; answer only after it is durable."""
        return await _with_body(request, desk.push)

    @app.post(
        "/v1/enrol",
        openapi_extra=carries(Application, packed=False),
        **_answers(LetIn, *SIGNED, 413),
    )
    async def enrol(request: Request) -> Response:
        """Take in a device that holds a one-time code."""
        return await _with_body(request, desk.enrol)

    @app.post(
        "/v1/wiped",
        openapi_extra=carries(Obedience, packed=False),
        **_answers(Noted, 400, 401, 413, 503, 507),
    )
    async def wiped(request: Request) -> Response:
        """Take note that a revoked device locked itself."""
        body = await body_of(request)
        return packed(await run_in_threadpool(desk.wiped, body))


def _answers(model: type[BaseModel], *errors: int) -> dict[str, Any]:
    return {"response_class": Response, "responses": answered(model, *errors)}


async def _with_body(request: Request, answer: Callable[[Any, bytes], Any]) -> Response:
    body = await body_of(request)
    return packed(await run_in_threadpool(answer, as_signed(request), body))
