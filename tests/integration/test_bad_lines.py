"""Real HTTP over lines that go wrong at each request in turn: the next sync mends everything."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.sync.engine import Engine
from concierge_tui.sync.http import HttpLink
from concierge_tui.sync.protocol import MEDIA_TYPE
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running, enrolled, synchronise


class Answer(NamedTuple):
    """What came back, to be told as often as one likes."""

    status: int
    media: str
    content: bytes

    def told(self) -> httpx.Response:
        stream = httpx.ByteStream(self.content)
        return httpx.Response(self.status, headers={"content-type": self.media}, stream=stream)


class Line(httpx.BaseTransport):
    """A way to the service on which the request of one number meets a mischief."""

    def __init__(
        self, before: dict[str, Answer], mischief: "Mischief | None" = None, at: int = 0
    ) -> None:
        self.before = before
        """What was answered last, by the path that was asked."""
        self.late: list[httpx.Request] = []
        self.asked = 0
        self._mischief = mischief
        self._at = at
        self._real = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self._mischief and self.asked == self._at:
            return self._mischief(self, request).told()
        return self.send(request).told()

    def send(self, request: httpx.Request) -> Answer:
        """Let the request through."""
        came = self._real.handle_request(request)
        answer = Answer(came.status_code, came.headers.get("content-type", ""), came.read())
        self.before[request.url.path] = answer
        return answer

    def close(self) -> None:
        self._real.close()


Mischief = Callable[[Line, httpx.Request], Answer]


def error_after_it_was_stored(line: Line, request: httpx.Request) -> Answer:
    line.send(request)
    return Answer(502, "text/html", b"Bad Gateway")


def sign_in_page_after_it_was_stored(line: Line, request: httpx.Request) -> Answer:
    line.send(request)
    return Answer(200, "text/html", b"<html>Sign in</html>")


def answer_cut_short(line: Line, request: httpx.Request) -> Answer:
    return Answer(200, MEDIA_TYPE, line.send(request).content[:-3])


def sent_twice(line: Line, request: httpx.Request) -> Answer:
    line.send(request)
    return line.send(request)


def lost_on_the_way(_: Line, request: httpx.Request) -> Answer:
    raise httpx.ConnectError("gone", request=request)


def arrives_much_later(line: Line, request: httpx.Request) -> Answer:
    line.late.append(request)
    raise httpx.ReadTimeout("late", request=request)


def answered_from_a_cache(line: Line, request: httpx.Request) -> Answer:
    """Somebody between answers what was answered to another request for the same path."""
    old = line.before.get(request.url.path)
    fresh = line.send(request)
    return old or fresh


MISCHIEFS: dict[str, Mischief] = {
    mischief.__name__: mischief
    for mischief in (
        error_after_it_was_stored,
        sign_in_page_after_it_was_stored,
        answer_cut_short,
        sent_twice,
        lost_on_the_way,
        arrives_much_later,
        answered_from_a_cache,
    )
}


PATHS = ("/v1/hello", "/v1/push", "/v1/pull")


def sync(laptop: Laptop, line: Line) -> str:
    """Exchange over this line; return what went wrong."""
    url = laptop.peer.central_url() or ""
    device, key = laptop.replica.stream().device, laptop.replica.key()
    with HttpLink(url, device, key, now=laptop.now, transport=line) as link:
        try:
            Engine(laptop.replica, link, now=laptop.now)()
        except ConciergeError as error:
            return type(error).__name__
    return ""


SOME = ("error_after_it_was_stored", "arrives_much_later")


@pytest.mark.parametrize("name", SOME)
def test_wherever_the_line_goes_wrong_the_next_sync_mends_it(
    service: Running, laptop: Laptop, tmp_path: Path, name: str
) -> None:
    go_wrong_everywhere(service, laptop, tmp_path, name)


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(MISCHIEFS.keys() - set(SOME)))
def test_however_the_line_goes_wrong_the_next_sync_mends_it(
    service: Running, laptop: Laptop, tmp_path: Path, name: str
) -> None:
    go_wrong_everywhere(service, laptop, tmp_path, name)


def go_wrong_everywhere(service: Running, laptop: Laptop, folder: Path, name: str) -> None:
    """Let the first request of a sync go wrong, then the second, and so on."""
    other = enrolled(Laptop(folder, "beni", now=system_clock), service)
    enrolled(laptop, service)
    troubles, before, at, asked = set[str](), dict[str, Answer](), 1, 1
    while at <= asked:
        laptop.family("い")
        other.family("ろ")
        synchronise(other).sync()
        line = Line(before, MISCHIEFS[name], at)
        troubles.add(sync(laptop, line))
        fair = Line(before)
        assert sync(laptop, fair) == "", f"{name} at request {at}"
        asked = max(asked, line.asked, fair.asked)
        with Line(before) as another:
            for request in line.late:
                another.send(request)
        synchronise(other).sync()
        assert laptop.ids() == other.ids(), f"{name} at request {at}"
        assert laptop.shown() == other.shown()
        assert laptop.status().pending == 0
        at += 1
    assert at > len(PATHS), "not every request had its turn"
    assert troubles - {""} or name == "answered_from_a_cache", "nobody noticed anything"
    assert laptop.is_clean()
    other.close()
