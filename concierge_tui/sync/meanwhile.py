"""Lets a request travel while this thread goes on with the store."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Meanwhile:
    """One request at a time in a thread of its own; the store stays with the caller's."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def ask(self, request: Callable[[], T]) -> Future[T]:
        """Send `request` off; its answer or error waits in what is returned."""
        return self._pool.submit(request)


@contextmanager
def meanwhile() -> Iterator[Meanwhile]:
    """Run requests beside the caller; on the way out a request under way is waited for."""
    with ThreadPoolExecutor(1, thread_name_prefix="sync") as pool:
        yield Meanwhile(pool)
