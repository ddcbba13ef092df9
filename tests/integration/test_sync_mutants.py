"""Each well-known way to lose something dies in the simulated world; the program survives it.

A schedule that kills nobody would prove nothing, so each runs without its mutant too.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from concierge_tui.domain import fold
from concierge_tui.domain.fold import Cell
from concierge_tui.domain.operation import Draft, Stream
from concierge_tui.sync import engine, meeting
from concierge_tui.sync.ports import Replica
from concierge_tui.sync.protocol import Head, pack_batch
from db.central import feed, receive, tables
from db.central.placing import Placing, lock
from db.laptop.replica import SqliteReplica
from tests.syncing.laptops import Laptop, Wire, grant, person_of, wire, withdraw
from tests.syncing.quick import OneWriterWorld, QuickWorld, short_lives
from tests.syncing.simulated import World
from tests.syncing.sticks import read, write
from tests.syncing.weather import deliver


class _Anything:
    """Equals every hash."""

    def __eq__(self, _: object) -> bool:
        return True

    def __ne__(self, _: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


def position_as_key(patch: pytest.MonkeyPatch) -> None:
    """Who has something at this place has this operation."""
    patch.setattr(Placing, "_hash_at", lambda *_: _Anything())
    patch.setattr(meeting, "_parted", lambda *_: False)
    patch.setattr(meeting, "left_behind", _by_number)
    patch.setattr(meeting, "agreed", lambda _, heads: {s: head.n for s, head in heads.items()})


def _by_number(replica: Replica, stream: Stream, theirs: Head) -> bool:
    ours = replica.heads().get(stream)
    return ours is None or ours.n < theirs.n


def trusted_pointer(patch: pytest.MonkeyPatch) -> None:
    """What was acknowledged once is never looked at again."""
    real = meeting.agreed

    def remembered(replica: SqliteReplica, heads: Mapping[Stream, Head]) -> dict[Stream, int]:
        told = replica._connection.execute(
            "SELECT device, incarnation, area, acked FROM local_mark"
            " JOIN stream ON stream.id = local_mark.stream"
        )
        return {**real(replica, heads), **{Stream(*row[:3]): row[3] for row in told}}

    patch.setattr(meeting, "agreed", remembered)


def last_writer_by_clock(patch: pytest.MonkeyPatch) -> None:
    """The latest time wins, whoever had seen what."""

    def latest(_: Any, written: Iterable[Any], __: Any) -> Cell:
        tip = max((tip for tip, _ in written), key=lambda tip: tip.hlc)
        return Cell(tip.value, (tip,), ())

    patch.setattr(fold, "_cell", latest)


def drawn_ahead(patch: pytest.MonkeyPatch) -> None:
    """Numbers come from a sequence, so that they are drawn before they can be seen."""
    stored = iter((6, 3))  # who asked first drew 1 to 3, and is stored as the second

    def draw(connection: Any, area: str, count: int) -> int:
        last = lock(connection, area, count)
        if not count:
            return last
        n = next(stored, last)
        connection.exec_driver_sql("UPDATE head SET n = 6")
        return n

    patch.setattr(receive, "lock", draw)


def a_neighbour_acknowledges(patch: pytest.MonkeyPatch) -> None:
    """What lies on one more laptop is called arrived."""
    real = SqliteReplica.take_in

    def take_in(self: SqliteReplica, batch: Any, *given: Any, **more: Any) -> Any:
        taken = real(self, batch, *given, **more)
        self._rows.acknowledged({segment.stream: segment.last for segment in batch.segments})
        return taken

    patch.setattr(SqliteReplica, "take_in", take_in)


def no_look_at_the_start(patch: pytest.MonkeyPatch) -> None:
    """A restored laptop goes on where its backup ended."""
    patch.setattr(meeting, "left_behind", lambda *_: False)
    patch.setattr(engine.Engine, "_answer", lambda _, stream, *__: {stream: 10**6})


def a_mark_of_what_stands_there(patch: pytest.MonkeyPatch) -> None:
    """A cursor is known by the operation at its number, which a restored feed may have again."""

    def mark(connection: Any, area: str, seq: int) -> str:
        found = select(tables.position.c.hash).where(
            tables.position.c.area == area, tables.position.c.seq == seq
        )
        return (connection.scalar(found) or b"").hex()

    patch.setattr(feed, "_mark", mark)


def a_clone_works(world: World) -> None:
    """Two machines with one disk write at the same places."""
    aoi = world.laptops["aoi"]
    write_family(world, aoi)
    aoi.sync(wire(world.central, aoi))
    aoi.keep(world.folder / "twin.db")
    twin = world.laptops["twin"] = Laptop(world.folder, "twin", world.clock("twin"))
    for laptop in (aoi, twin):
        write_family(world, laptop)


def the_service_burns(world: World) -> None:
    """The service is set back behind what it acknowledged."""
    aoi = world.laptops["aoi"]
    world.back_up_central()
    write_family(world, aoi)
    aoi.sync(wire(world.central, aoi))
    world.restore_central()


def it_burns_and_nobody_says_so(world: World) -> None:
    """The service is set back under its old name, and written again before others look."""
    aoi, beni = world.laptops["aoi"], world.laptops["beni"]
    world.back_up_central()
    write_family(world, aoi)
    world.note(aoi, withdraw("f0"))
    for laptop in (aoi, beni):
        laptop.sync(wire(world.central, laptop))
    world.note(aoi, grant("f0"))
    world.central.go_back_to(world.folder / "old", new_epoch=False)
    world.burn()
    aoi.sync(wire(world.central, aoi))


def a_clock_is_wrong(world: World) -> None:
    """An informed correction is written on a laptop whose clock is right."""
    aoi, beni = world.laptops["aoi"], world.laptops["beni"]
    world.skew["beni"] = 900
    write_family(world, beni)
    correct(world, beni, "ごがつ")
    for laptop in (beni, aoi):
        laptop.sync(wire(world.central, laptop))
    world.skew["aoi"] = -0.5
    correct(world, aoi, "いま")


def two_requests_overlap(world: World) -> None:
    """One is stored while a laptop reads, and the other right after."""
    aoi, beni, cha = (world.laptops[name] for name in ("aoi", "beni", "cha"))
    packed = []
    for laptop in (aoi, beni):
        write_family(world, laptop)
        packed.append(pushed_by(world, laptop))
    deliver(world.central, packed[1])
    cha.sync(wire(world.central, cha))
    deliver(world.central, packed[0])
    cha.sync(wire(world.central, cha))
    assert cha.ids() == world.central.ids(), "a laptop that reads on misses nothing"


def a_stick_goes_round(world: World) -> None:
    """A neighbour reads a file, and nobody goes online."""
    aoi, beni = world.laptops["aoi"], world.laptops["beni"]
    write_family(world, aoi)
    read(beni, write(aoi))
    world.check_acknowledged(beni, world.central.ids())


def a_backup_comes_back(world: World) -> None:
    """A laptop is set back and writes on."""
    aoi = world.laptops["aoi"]
    write_family(world, aoi)
    aoi.keep(world.folder / "aoi.backup")
    write_family(world, aoi)
    aoi.sync(wire(world.central, aoi))
    aoi.go_back_to(world.folder / "aoi.backup")
    write_family(world, aoi)


def write_family(world: World, laptop: Laptop) -> None:
    family = f"f{len(world.families)}"
    world.families.append(family)
    body = {"family": family, "kana": "たなか"}
    world.note(laptop, grant(family), Draft("person.set", person_of(family), body, family),
               Draft("family.set", family, {"city": "緑区"}, family))  # fmt: skip


def correct(world: World, laptop: Laptop, kana: str) -> None:
    world.note(laptop, Draft("person.set", person_of("f0"), {"kana": kana}, "f0"))


def pushed_by(world: World, laptop: Laptop) -> bytes:
    """Return what a laptop would push, without pushing it."""
    kept: list[bytes] = []

    class Caught(Exception):
        pass

    way = Wire(world.central, laptop.replica.stream().device)

    def push(batch: Any) -> Any:
        kept.append(pack_batch(batch))
        raise Caught

    way.push = push  # type: ignore[method-assign]
    with pytest.raises(Caught):
        laptop.sync(way)
    return kept[0]


class Mutant(NamedTuple):
    """A mistake, what must happen for it to matter, and what is found then."""

    mutate: Callable[[pytest.MonkeyPatch], None]
    schedule: Callable[[World], None]
    found: str


MUTANTS: dict[str, Mutant] = {
    "position as idempotency key": Mutant(position_as_key, a_clone_works, "twin lacks something"),
    "trusted ack pointer": Mutant(trusted_pointer, the_service_burns, "aoi lacks something"),
    "last writer wins by clock": Mutant(last_writer_by_clock, a_clock_is_wrong, "f0 kana ごがつ"),
    "bigserial cursor": Mutant(drawn_ahead, two_requests_overlap, "the feed has a gap"),
    "a neighbour acknowledges": Mutant(
        a_neighbour_acknowledges, a_stick_goes_round, "beni takes for arrived what has not"
    ),
    "a mark of what stands there": Mutant(
        a_mark_of_what_stands_there, it_burns_and_nobody_says_so, "f0 kana None"
    ),
    "no high-water comparison": Mutant(
        no_look_at_the_start, a_backup_comes_back, "aoi lacks something"
    ),
}


WORLDS: dict[str, type[QuickWorld]] = {"a mark of what stands there": OneWriterWorld}
"""Where a mistake that hardly ever matters does: everywhere else it dies in any world."""

CHANCES = 300
"""So many drawn worlds; each of them once died in the first 80."""


@pytest.mark.parametrize("name", MUTANTS)
def test_it_dies_and_the_program_survives(name: str, template: Path, tmp_path: Path) -> None:
    mutant = MUTANTS[name]

    run(mutant.schedule, template, tmp_path / "sound")
    with pytest.MonkeyPatch.context() as patch:
        mutant.mutate(patch)
        with pytest.raises(AssertionError, match=mutant.found):
            run(mutant.schedule, template, tmp_path / "mutant")


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("in_memory")
@pytest.mark.parametrize("name", MUTANTS)
def test_it_dies_by_chance_too(name: str, template: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        MUTANTS[name].mutate(patch)
        with pytest.raises(AssertionError, match="seed"):
            short_lives(range(CHANCES), template, tmp_path, WORLDS.get(name, QuickWorld))


def run(schedule: Callable[[World], None], template: Path, folder: Path) -> None:
    world = World(1, template, folder)
    try:
        schedule(world)
        world.settle()
    finally:
        world.close()
