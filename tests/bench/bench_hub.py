"""From desk to desk through the hub: one writes, another one's store has it, encrypted, durable."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import httpx

from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from tests.bench import measure, population
from tests.bench.bench_sync import Service
from tests.syncing.halls import RunningHub, carrying, join, laptop

ROUNDS = 100
PEOPLE = 3_000
_LOOK = 0.002


def check_in(desk: Desk) -> None:
    """Write the arrival of a family of four."""
    meetup, family = new_id(), new_id()
    people = [new_id() for _ in range(4)]
    draft = Draft("visit.arrive", visit_id(meetup, family), {"people": people}, family, meetup)
    desk.journal.append([draft], desk.author())


def arrive(writer: Desk, reader: Desk) -> float:
    """Return the seconds from the key at one desk to the store of another."""
    before = reader.hub.last_change()
    started = time.perf_counter()
    check_in(writer)
    while reader.hub.last_change() == before:
        time.sleep(_LOOK)
    return time.perf_counter() - started


def all_alike(*desks: Desk) -> None:
    """Wait until all desks have the same."""
    while len({len(desk.families.ids()) for desk in desks}) > 1 or not desks[0].families.ids():
        time.sleep(0.05)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-hub-"))
    own, first, second = (laptop(folder / name) for name in ("hub", "first", "second"))
    for drafts in population.families(PEOPLE):
        first.journal.append(drafts, first.author())
    bare = Service(folder / "bare", is_quiet=True)  # a plain request on loopback, to compare with
    hub = RunningHub(own, folder / "hub")
    try:
        join(first, hub)
        join(second, hub)
        with carrying(first, second), httpx.Client() as plain:
            measure.title(f"会場ハブ  はじめてそろうまで {PEOPLE:,}人")
            filled = measure.seconds_of(lambda: all_alike(first, second, own))
            measure.line("三台がそろうまで", measure.ms(filled))
            taken, asked = [], []
            for turn in range(ROUNDS):
                pair = (first, second) if turn % 2 else (second, first)
                taken.append(arrive(*pair))
                asked.append(measure.seconds_of(lambda: plain.get(f"{bare.url}/v1/health")))
                time.sleep(0.02)
            measure.title(f"会場ハブ  受付から別の端末まで {ROUNDS}回 TLS 署名 FULL")
            walk = measure.Times(tuple(taken))
            ping = measure.Times(tuple(asked))
            measure.line("端末から端末", str(walk))
            measure.line("ふつうの HTTP の一往復", str(ping))
            measure.limit("p95", walk.p95, 1.0)
            measure.line("一往復との比(p50)", f"{walk.p50 / ping.p50:.1f} 倍")
    finally:
        hub.stop()
        bare.process.terminate()
        bare.process.wait()
        for desk in (own, first, second):
            desk.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
