"""More laptops than are answered at once: each hears so at once, and comes again by itself."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from concierge_tui.central.queueing import WAIT, Queueing
from concierge_tui.central.replies import Refusal, refused
from concierge_tui.domain.central_errors import ReplyCutShort
from concierge_tui.domain.device_errors import Revoked
from concierge_tui.domain.line_errors import CentralBusy
from concierge_tui.sync import http as way
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.signing import DeviceKey
from concierge_tui.sync.waiting import TURNS, wait_of

ANYBODY = DeviceKey.generate()


class Slow:
    """A service that hears all of a request and whose answers wait until they may go."""

    def __init__(self) -> None:
        self.may_go = asyncio.Event()
        self.entered: asyncio.Queue[str] = asyncio.Queue()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            while scope["method"] == "POST" and (await receive()).get("more_body"):
                pass
        except Refusal as refusal:  # as the service's own handler does
            await refused(refusal)(scope, receive, send)
            return
        self.entered.put_nowait(scope["path"])
        if scope["path"] == "/v1/push":
            await self.may_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


async def asked(app: ASGIApp, path: str, method: str = "POST") -> tuple[int, dict[str, Any]]:
    """Return the status and the facts of one answer to a request of two parts."""
    parts = [{"body": b"12", "more_body": True}, {"body": b"34", "more_body": False}]
    told: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", **parts.pop(0)}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    await app({"type": "http", "path": path, "method": method, "headers": []}, receive, send)
    return told[0]["status"], json.loads(told[1]["body"])


async def test_whoever_is_one_too_many_hears_so_at_once_and_is_let_in_afterwards() -> None:
    slow = Slow()
    app = Queueing(slow, most=2)
    two = [asyncio.create_task(asked(app, "/v1/push")) for _ in range(2)]
    for _ in two:
        await slow.entered.get()

    status, facts = await asked(app, "/v1/push")
    greeting, _ = await asked(app, "/v1/hello", "GET")
    health, _ = await asked(app, "/v1/health", "GET")
    page, _ = await asked(app, "/m/abc")
    slow.may_go.set()
    first = [status for status, _ in await asyncio.gather(*two)]
    later, _ = await asked(app, "/v1/push")

    assert (status, facts["error"], facts["again"]) == (503, "busy", 1)
    assert (greeting, health, page, first, later) == (503, 200, 200, [200, 200], 200)


async def test_a_slow_machine_lets_in_no_more_than_it_answers_in_time() -> None:
    clock = [0.0]

    class Taking(Slow):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await super().__call__(scope, receive, send)
            clock[0] += 0.5

    slow = Taking()
    app = Queueing(slow, now=lambda: clock[0])
    slow.may_go.set()
    for _ in range(40):
        assert (await asked(app, "/v1/push"))[0] == 200
    slow.may_go.clear()

    many = [asyncio.create_task(asked(app, "/v1/push")) for _ in range(60)]
    await asyncio.sleep(0)
    slow.may_go.set()
    answered = [status for status, _ in await asyncio.gather(*many)]

    assert answered.count(200) == int(WAIT / 0.5)
    assert answered.count(503) == 60 - int(WAIT / 0.5)


async def test_whoever_breaks_off_leaves_the_place() -> None:
    slow = Slow()
    app = Queueing(slow, most=1)
    one = asyncio.create_task(asked(app, "/v1/push"))
    await slow.entered.get()

    one.cancel()
    with pytest.raises(asyncio.CancelledError):
        await one
    slow.may_go.set()

    assert (await asked(app, "/v1/push"))[0] == 200


async def test_whoever_is_still_sending_takes_no_place() -> None:
    slow = Slow()
    app = Queueing(slow, most=1)
    slow.may_go.set()

    async def trickles() -> MutableMapping[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def unheard(_: MutableMapping[str, Any]) -> None:
        raise AssertionError

    scope = {"type": "http", "path": "/v1/push", "method": "POST", "headers": []}
    line = asyncio.create_task(app(scope, trickles, unheard))
    await asyncio.sleep(0)

    assert (await asked(app, "/v1/push"))[0] == 200
    line.cancel()


async def test_whoever_reads_many_pages_slowly_gives_the_place_up_with_the_first() -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    slow = Slow()
    slow.may_go.set()

    async def service(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != "/v1/snapshot":
            await slow(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}", "more_body": True})
        begun.set()
        await may_end.wait()
        await send({"type": "http.response.body", "body": b""})

    app = Queueing(service, most=1)
    pages = asyncio.create_task(asked(app, "/v1/snapshot", "GET"))
    await begun.wait()

    assert (await asked(app, "/v1/push"))[0] == 200
    may_end.set()
    assert (await pages)[0] == 200
    assert app._inside == 0, "it is given up once"


def refusing(*codes: dict[str, Any]) -> tuple[httpx.MockTransport, list[httpx.Request]]:
    waiting, seen = list(codes), []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        facts = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        content = httpx.ByteStream(json.dumps({"mbsync": 1, **facts}).encode())
        return httpx.Response(503, headers={"content-type": "application/json"}, stream=content)

    return httpx.MockTransport(answer), seen


def test_a_laptop_comes_again_by_itself_each_time_with_a_new_signature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(way, "wait_of", lambda *_: 0.0)
    transport, seen = refusing(*[{"error": "busy", "again": 1}] * 3, {"error": "revoked"})

    with HttpLink("http://here", "d", ANYBODY, transport=transport) as link, pytest.raises(Revoked):
        link.hello("a")

    assert len({request.headers["signature-input"] for request in seen}) == len(seen) == 4


def test_a_laptop_gives_up_in_the_end_or_when_a_person_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(way, "wait_of", lambda *_: 0.01)
    transport, seen = refusing({"error": "busy", "again": 1})
    with (
        HttpLink("http://here", "d", ANYBODY, transport=transport) as link,
        pytest.raises(CentralBusy),
    ):
        link.hello("a")
    assert len(seen) == TURNS + 1

    stopped, heard = refusing({"error": "busy", "again": 1})
    with (
        HttpLink("http://here", "d", ANYBODY, transport=stopped, cancelled=lambda: True) as link,
        pytest.raises(ReplyCutShort),
    ):
        link.hello("a")
    assert len(heard) <= 1


@pytest.mark.parametrize("again", [None, -1, "1", 1.5, True])
def test_a_service_that_names_no_time_is_told_to_the_person_at_once(again: object) -> None:
    transport, seen = refusing({"error": "busy", "again": again})

    with (
        HttpLink("http://here", "d", ANYBODY, transport=transport) as link,
        pytest.raises(CentralBusy),
    ):
        link.hello("a")

    assert len(seen) == 1


def test_waits_grow_and_end_however_long_the_service_asks() -> None:
    waits = [wait_of(2**62, turn) for turn in range(20)]

    assert max(waits) <= 30
    assert wait_of(0, 0) >= 0.5
    assert wait_of(1, 3) > wait_of(1, 0)
