"""The routes of a hub: those of central that laptops use, and one for news."""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from concierge_tui.central.app import Count, Name, add_gifts, add_health, add_questions, plain_app
from concierge_tui.central.desk import Enrolled
from concierge_tui.central.gate import as_signed, body_of
from concierge_tui.central.hub.bell import Bell
from concierge_tui.central.hub.copies import Copies
from concierge_tui.central.hub.desk import HubDesk
from concierge_tui.central.hub.guests import Guests
from concierge_tui.central.replies import packed
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.sync.hub_link import NEWS_SECONDS

Seconds = Annotated[int, Query(ge=0, le=NEWS_SECONDS)]


def make_hub_app(
    engine: Engine,
    bell: Bell,
    guests: Guests,
    copies: Copies,
    *,
    now: Clock = system_clock,
    enrolled: Enrolled | None = None,
) -> FastAPI:
    """Return the hub over the store behind `engine`. It has no pages and tells no figures."""
    app = plain_app("concierge hub")
    desk = HubDesk(engine, now, bell, guests, copies, enrolled)
    add_health(app, desk)
    add_questions(app, desk)
    add_gifts(app, desk)
    _add_news(app, desk, bell)
    _add_ends(app, desk)
    return app


def _add_news(app: FastAPI, desk: HubDesk, bell: Bell) -> None:
    @app.get("/v1/news")
    async def news(
        request: Request, area: Name, feed: Count, seconds: Seconds = NEWS_SECONDS
    ) -> Response:
        """Answer as soon as the feed goes beyond `feed`, or after a while."""
        await run_in_threadpool(desk.admit, as_signed(request), area)
        with bell.listen() as listener:
            last = await run_in_threadpool(desk.feed, area)
            if last <= feed:
                await listener.heard(seconds)
                last = await run_in_threadpool(desk.feed, area)
        return packed({"feed": last})


def _add_ends(app: FastAPI, desk: HubDesk) -> None:
    @app.post("/v1/ends")
    async def ends(request: Request) -> Response:
        """Hear how far a desk has each stream."""
        body = await body_of(request)
        return packed(await run_in_threadpool(desk.ends, as_signed(request), body))
