"""The way to a peer over HTTP: every trouble on it becomes a fact."""

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, suppress
from datetime import timedelta
from queue import Empty, SimpleQueue
from ssl import SSLContext
from threading import Thread
from typing import Any, ClassVar, Self

import httpx

from concierge_tui.domain.central_errors import NotCentral, ProgramOutdated, ReplyCutShort
from concierge_tui.domain.clock import Clock, moment_of, system_clock
from concierge_tui.domain.line_errors import CentralSilent
from concierge_tui.domain.operation import Stream, canonical
from concierge_tui.sync.ahead import read_ahead
from concierge_tui.sync.answers import (
    bundle_grant_in,
    grant_in,
    greeting_in,
    lease_in,
    page_in,
    protocol_range,
    receipts_in,
)
from concierge_tui.sync.line import fact_of
from concierge_tui.sync.packing import bytes64, text64
from concierge_tui.sync.ports import Cursor, CursorGone
from concierge_tui.sync.protocol import (
    MAX_PAGE,
    MEDIA_TYPE,
    VERSION,
    Batch,
    Greeting,
    Page,
    Receipts,
    is_count,
    pack_batch,
)
from concierge_tui.sync.replies import (
    Admission,
    Refused,
    content_of,
    message_in,
    pages_of,
    raise_fact,
    read_by,
)
from concierge_tui.sync.signing import DeviceKey, Request, WipeOrder, sign_request
from concierge_tui.sync.waiting import DEADLINE, TIMEOUT, TURNS, wait_of

_LOOK_EVERY = 0.1


class HttpLink:
    """Speaks mbsync/1 with one peer; answers `sync.ports.Link`."""

    patience: ClassVar[httpx.Timeout] = TIMEOUT
    turns: ClassVar[int] = TURNS

    def __init__(
        self,
        url: str,
        device: str,
        key: bytes,
        *,
        now: Clock = system_clock,
        ahead_ms: int = 0,
        transport: httpx.BaseTransport | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        trusted: SSLContext | None = None,
    ) -> None:
        self._url = url
        self._cancelled = cancelled
        self._device = device
        self._key = DeviceKey(key)
        self._now = now
        self._ahead = timedelta(milliseconds=ahead_ms)
        secure = url.startswith("https")
        # On this machine neither a proxy nor a certificate stands between; to a hub no proxy.
        self._client = httpx.Client(
            verify=trusted or secure,
            timeout=self.patience,
            follow_redirects=False,
            trust_env=secure and trusted is None,
            transport=transport,
            headers={"accept": MEDIA_TYPE, "accept-encoding": "identity"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def hello(self, area: str) -> Greeting:
        """Return what the peer has."""
        message = self._ask("GET", "/v1/hello", {"area": area})
        oldest, newest = read_by(protocol_range, message)
        if not oldest <= VERSION <= newest:
            raise ProgramOutdated(newer=oldest > VERSION)
        return read_by(greeting_in, message)

    def push(self, batch: Batch) -> Receipts:
        """Hand over a batch.

        Raises:
            StreamRefused: when a segment does not continue its stream there.
        """
        message = self._ask("POST", "/v1/push", {}, pack_batch(batch), batch=batch)
        return read_by(receipts_in, message)

    def pull(self, area: str, cursor: Cursor, *, own: bool) -> Page | None:
        """Return the page after `cursor`, or None when the peer does not know it."""
        asked = {"area": area, "since": cursor.seq, "mark": cursor.mark, "limit": MAX_PAGE}
        try:
            message = self._request("GET", "/v1/pull", {**asked, "own": str(own).lower()}, b"")
        except Refused as refused:
            if refused.code == "cursor":
                return None
            raise_fact(refused)
        return read_by(page_in, message)

    def snapshot(self, area: str, cursor: Cursor, *, own: bool) -> Generator[Page, None, None]:
        """Yield the pages after `cursor` up to where the feed ends now, in one answer.

        Raises:
            CursorGone: when the peer does not know `cursor`.
            ConciergeError: when it broke off: what came before it is good.
        """
        asked = {"area": area, "since": cursor.seq, "mark": cursor.mark, "own": str(own).lower()}
        request = self._sign("GET", "/v1/snapshot", asked, b"")
        try:
            pages = read_ahead(
                lambda: pages_of(self._client.send(request, stream=True), area, cursor),
                self._cancelled,
                DEADLINE,
            )
            with closing(pages):
                yield from pages
        except Refused as refused:
            if refused.code == "cursor":
                raise CursorGone from None
            raise_fact(refused)
        except (httpx.HTTPError, OSError) as error:
            raise fact_of(error) from None

    def hash_at(self, stream: Stream, n: int) -> bytes | None:
        """Return the peer's chain hash at one place."""
        message = self._ask("GET", "/v1/hash", {**stream._asdict(), "n": n})
        match message:
            case {"hash": None}:
                return None
            case {"hash": str(text)}:
                return read_by(bytes64, text)
        raise NotCentral

    def enrol(self, area: str, code: str) -> Admission:
        """Join with a one-time code; return the area's name there, and what it grants.

        Raises:
            EnrolmentCodeRefused: when the peer does not take the code.
        """
        form = {"code": code, "device": self._device, "area": area, "key": text64(self._key.public)}
        message = self._ask("POST", "/v1/enrol", {}, canonical(form).encode())
        match message:
            case {"area": str(taken), "area_name": str(name)} if taken == area:
                return Admission(
                    name,
                    read_by(grant_in, message.get("hand_off")),
                    read_by(bundle_grant_in, message.get("bundles")),
                    read_by(lease_in, message.get("lease")),
                )
        raise NotCentral

    def obeyed(self, order: WipeOrder, statement: bytes) -> None:
        """Tell the peer that this device locked itself."""
        said = {**order._asdict(), "sig": text64(statement)}
        self._ask("POST", "/v1/wiped", {}, canonical(said).encode())

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any],
        body: bytes = b"",
        *,
        batch: Batch | None = None,
    ) -> Any:
        try:
            return self._request(method, path, query, body)
        except Refused as refused:
            raise_fact(refused, batch)

    def _request(self, method: str, path: str, query: Mapping[str, Any], body: bytes) -> Any:
        for turn in range(self.turns):
            try:
                return self._in_time(method, path, query, body)
            except Refused as refused:
                again = refused.facts.get("again")
                if refused.code != "busy" or not is_count(again):
                    raise
                self._rest(wait_of(again, turn))
        return self._in_time(method, path, query, body)

    def _rest(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if self._cancelled():
                raise ReplyCutShort
            time.sleep(min(_LOOK_EVERY, seconds))

    def _in_time(self, method: str, path: str, query: Mapping[str, Any], body: bytes) -> Any:
        try:
            return self._once(method, path, query, body)
        except Refused as refused:
            if refused.code != "clock" or not isinstance(refused.facts.get("now"), int):
                raise
            # This clock is wrong: sign by the peer's, and tell the person at the end.
            self._ahead = self._now() - moment_of(refused.facts["now"])
            return self._once(method, path, query, body)

    def _once(self, method: str, path: str, query: Mapping[str, Any], body: bytes) -> Any:
        try:
            reply, content = self._answer(self._sign(method, path, query, body))
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise fact_of(error) from None
        return message_in(reply, content)

    def _sign(self, method: str, path: str, query: Mapping[str, Any], body: bytes) -> httpx.Request:
        built = self._client.build_request(
            method,
            self._url + path,
            params=dict(query),
            content=self._told(body) if body else body,
            headers={"content-length": str(len(body))} if body else None,
        )
        signed = Request(method, str(built.url), {"content-type": MEDIA_TYPE})
        sign_request(signed, body, self._key, self._device, self._now() - self._ahead)
        built.headers.update(signed.headers)
        return built

    def _told(self, body: bytes) -> bytes | Iterator[bytes]:
        """Return a body as it is handed over; who wants to tell how far it is does it here."""
        return body

    def _answer(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """Return the answer, waiting no longer than a person or the deadline allows.

        A socket that trickles cannot be interrupted from another thread: it is left to itself.
        """
        answers: SimpleQueue[tuple[httpx.Response, bytes] | BaseException] = SimpleQueue()

        def ask() -> None:
            try:
                reply = self._client.send(request, stream=True)
                try:
                    answers.put((reply, content_of(reply)))
                finally:
                    reply.close()
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
                answers.put(error)

        Thread(target=ask, daemon=True).start()
        ends = time.monotonic() + DEADLINE
        while True:
            with suppress(Empty):
                answer = answers.get(timeout=_LOOK_EVERY)
                if isinstance(answer, BaseException):
                    raise answer
                return answer
            if self._cancelled():
                raise ReplyCutShort
            if time.monotonic() > ends:
                raise CentralSilent
