"""A file from a stick over HTTP: whoever is online brings it, and carries the receipt back."""

from threading import BoundedSemaphore
from typing import Any, Final

from fastapi import FastAPI, Request
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from concierge_tui.central import bundles
from concierge_tui.central.described import SIGNED, Delivered, answered
from concierge_tui.central.gate import Gate, as_signed, body_of
from concierge_tui.central.replies import Refusal, packed
from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.clock import Clock
from concierge_tui.sync.packing import text64
from concierge_tui.sync.protocol import MAX_UPLOAD
from concierge_tui.sync.signing import Request as SignedRequest

_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_CARRIES: Final = {
    "requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}
}


class UploadDesk:
    """Takes files in from any enrolled device: each is sealed and signed by who wrote it."""

    def __init__(self, engine: Engine, now: Clock) -> None:
        self._engine = engine
        self._gate = Gate(engine, now)
        self._now = now
        self._one_at_a_time = BoundedSemaphore()

    def take(self, request: SignedRequest, content: bytes) -> Any:
        """Store a file and return its receipt, or why it was not taken.

        Raises:
            Refusal: when the bringer is not known, or another file is just being read.
        """
        _, signed = self._gate.admit(request, content)
        self._gate.spend_alone(signed)
        if not self._one_at_a_time.acquire(blocking=False):
            raise Refusal("busy")
        try:
            came = bundles.read(self._engine, content, now=self._now)
            receipt = bundles.answer(self._engine, came.area, came.device, self._gate.now())
        except BundleRefused as refused:
            return {"receipt": None, "refused": refused.code}
        finally:
            self._one_at_a_time.release()
        return {"receipt": text64(receipt), "refused": None}


def add_uploads(app: FastAPI, desk: UploadDesk) -> None:
    """Let files come in over HTTP."""

    @app.post(
        "/v1/bundle",
        openapi_extra=_CARRIES,
        response_class=Response,
        responses=answered(Delivered, *SIGNED, 413),
    )
    async def bundle(request: Request) -> Response:
        """Take in a file that was written for a stick; answer with the receipt for its writer."""
        content = await body_of(request, MAX_UPLOAD)
        return packed(await run_in_threadpool(desk.take, as_signed(request), content))
