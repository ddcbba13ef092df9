"""How the service fares, for whoever watches it: counts and times, and nothing of anybody."""

import json
import logging
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG: Final = logging.getLogger("concierge.central")
CODE: Final = "concierge.error"
"""Where a refusal leaves its code in the scope of a request."""
BUCKETS: Final = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)


class Figures:
    """Counts what this process answered since it started."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, int, str]] = Counter()
        self._seconds: defaultdict[str, list[float]] = defaultdict(
            lambda: [0.0, *(0.0 for _ in BUCKETS)]
        )
        self._states: Counter[str] = Counter()
        self._started = time.time()

    def answered(self, route: str, status: int, code: str, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._requests[route, status, code] += 1
            kept = self._seconds[route]
            kept[0] += seconds
            for place, most in enumerate(BUCKETS, 1):
                kept[place] += seconds <= most

    def received(self, segments: Iterable[Iterable[str]]) -> None:
        """Count what became of the operations of a push."""
        with self._lock:
            for states in segments:
                self._states.update(states)

    def lines(self, again: Mapping[str, int], connections: int) -> Iterator[str]:
        """Yield the figures as Prometheus reads them."""
        with self._lock:
            requests, states = dict(self._requests), dict(self._states)
            seconds = {route: list(kept) for route, kept in self._seconds.items()}
        yield from _metric("concierge_requests_total", "counter", (
            ({"route": route, "status": status, "error": code}, count)
            for (route, status, code), count in sorted(requests.items())
        ))  # fmt: skip
        yield "# TYPE concierge_request_seconds histogram"
        for route, (total, *buckets) in sorted(seconds.items()):
            count = sum(number for key, number in requests.items() if key[0] == route)
            for most, number in zip((*BUCKETS, "+Inf"), (*buckets, count), strict=True):
                labels = {"route": route, "le": most}
                yield f"concierge_request_seconds_bucket{_labels(labels)} {number:g}"
            yield f"concierge_request_seconds_sum{_labels({'route': route})} {total:.6f}"
            yield f"concierge_request_seconds_count{_labels({'route': route})} {count}"
        yield from _metric("concierge_operations_total", "counter", (
            ({"state": state}, count) for state, count in sorted(states.items())
        ))  # fmt: skip
        yield from _metric("concierge_transactions_begun_again_total", "counter", (
            ({"sqlstate": state}, count) for state, count in sorted(again.items())
        ))  # fmt: skip
        yield from _metric("concierge_database_connections", "gauge", [({}, connections)])
        yield from _metric("concierge_start_time_seconds", "gauge", [({}, round(self._started))])


def _metric(
    name: str, kind: str, values: Iterable[tuple[Mapping[str, object], float]]
) -> Iterator[str]:
    yield f"# TYPE {name} {kind}"
    for labels, value in values:
        yield f"{name}{_labels(labels)} {value}"


def _labels(labels: Mapping[str, object]) -> str:
    # Every value is a name of ours: nothing that somebody sent is ever a label.
    listed = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{listed}}}" if listed else ""


class Watching:
    """Counts and logs each request by its route, never by its address: that may be a key."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and look at its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            code, seconds = scope.get(CODE, ""), time.perf_counter() - started
            self._figures.answered(route, status, code, seconds)
            LOG.info("request", extra={"facts": {
                "route": route, "status": status, "error": code, "ms": round(seconds * 1000, 1),
            }})  # fmt: skip


class AsJson(logging.Formatter):
    """One JSON object a line: when, how bad, what happened, and facts without values of people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one event."""
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        facts: Any = getattr(record, "facts", {})
        said = {"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **facts}
        return json.dumps(said, ensure_ascii=False)


def log_to_standard_error() -> None:
    """Write the log where service managers collect it; a person at a terminal sees none of it."""
    LOG.propagate = False
    LOG.setLevel(logging.INFO)
    if not LOG.handlers:
        handler = logging.NullHandler() if sys.stderr.isatty() else logging.StreamHandler()
        handler.setFormatter(AsJson())
        LOG.addHandler(handler)
