"""First fill of a new laptop with 20,000 people over a link: one answer beside page after page.

The link delays each request by a round trip, as a far service does; it does not narrow it. Beside
them the same rows of the same tables are written by bare `executemany`.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import httpx

from concierge_tui.sparing import spare_what_stays
from concierge_tui.sync import engine
from concierge_tui.sync.protocol import MAX_PAGE
from tests.bench import measure, population
from tests.bench.bench_fill import bare_rows, in_new_store, insert
from tests.bench.bench_sync import BATCH, Service, laptop_sync, link
from tests.syncing.laptops import Laptop

PEOPLE: Final = 20_000
ROUNDS: Final = 3
ROUND_TRIPS: Final = (0.0, 0.2)
FIGURE: Final = 3.0
FEW_PAGES: Final = (2, 4)


class Far(httpx.HTTPTransport):
    """A service that is one round trip away."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        time.sleep(self._seconds)
        return super().handle_request(request)


def synced(laptop: Laptop, seconds: float, *, streamed: bool) -> tuple[float, float]:
    """Return how long a sync takes, and how long this process worked at it."""
    with link(laptop, Far(seconds)) as way:
        worked = time.process_time()
        sync = engine.Engine(laptop.replica, way, snapshots=way if streamed else None)
        return measure.seconds_of(sync), time.process_time() - worked


def compare(fresh: Callable[[], Laptop], seconds: float, rounds: int) -> dict[bool, float]:
    """Let new laptops fill themselves either way in turns; return the best time of each."""
    taken: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for round_ in range(rounds):
        for streamed in (round_ % 2 == 0, round_ % 2 == 1):
            laptop = fresh()
            taken[streamed].append(synced(laptop, seconds, streamed=streamed))
            laptop.close()
            laptop.path.unlink()
    for streamed, times in taken.items():
        name = f"往復 {seconds * 1000:.0f} ms {'ひとつの答え' if streamed else 'ページごと'}"
        best, worked = min(times)
        measure.line(name, f"{measure.ms(best)}  (端末の計算 {measure.ms(worked)})")
    return {streamed: min(times)[0] for streamed, times in taken.items()}


def main() -> None:
    spare_what_stays()  # as the program does
    folder = Path(tempfile.mkdtemp(prefix="bench-snapshot-"))
    service, small = (Service(folder / name, is_quiet=True) for name in ("central", "small"))
    try:
        sender = service.laptop(folder)
        towns = population.families(PEOPLE)
        while some := list(islice(towns, BATCH)):
            sender.write(*(draft for drafts in some for draft in drafts))
        laptop_sync(sender)()
        number = len(sender.ids())
        measure.title(f"新しい端末の最初の受信  {PEOPLE:,}人 {number:,}操作")
        rows = bare_rows(sender.connection)
        pages = number // MAX_PAGE + 1
        bare = min(
            measure.seconds_of(lambda: in_new_store(lambda store: insert(store, rows, pages)))
            for _ in range(ROUNDS)
        )
        measure.line("同じ行を executemany", measure.ms(bare))
        for seconds in ROUND_TRIPS:
            best = compare(lambda: service.laptop(folder), seconds, ROUNDS)
            measure.limit("ひとつの答え", best[True], FIGURE)
            measure.line("executemany との比", f"{best[True] / bare:.2f} 倍")
        a_few_pages(small, folder)
        measure.title("本部のプロセス")
        measure.limit("送ったあと", service.memory(), 200, measure.megabytes)
    finally:
        for each in (service, small):
            each.process.terminate()


def a_few_pages(service: Service, folder: Path) -> None:
    """Ask from how many pages on one answer is worth it."""
    setattr(engine, "FAR_BEHIND", 0)  # noqa: B010 - a constant, for everybody but this bench
    sender, towns = service.laptop(folder), population.families(PEOPLE, seed=7)
    for pages in FEW_PAGES:
        while len(sender.ids()) < (pages - 0.5) * MAX_PAGE:
            sender.write(*(draft for drafts in islice(towns, 50) for draft in drafts))
        laptop_sync(sender)()
        measure.title(f"{pages} ページ  {len(sender.ids()):,}操作")
        for seconds in ROUND_TRIPS:
            compare(lambda: service.laptop(folder), seconds, ROUNDS)


if __name__ == "__main__":
    main()
