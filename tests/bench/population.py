"""A town of invented families in an encrypted store, the same for every run.

A store that was filled once is kept below `build/bench/` until the code that fills it changes.
"""

import hashlib
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui import bootstrap
from concierge_tui.domain.codes import new_code
from concierge_tui.domain.ids import new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.services.consents import ConsentGiven, grant
from concierge_tui.services.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
TOWN = 100_000
EXPECTED_FAMILIES = 60
PASSPHRASE = "shiroi usagi ga haneru nohara 42"
MEETUP_TITLE = "みその交流会"

_DATA = Path(__file__).parent / "data"
_KEPT = ROOT / "build" / "bench"
_FAMILIES_AN_ACT = 500
_TOWNS = ("さいたま市緑区", "さいたま市岩槻区", "川口市", "越谷市", "春日部市")
_CONSENT = ConsentGiven("2026-04", "0" * 64)


class Name(NamedTuple):
    written: str
    kana: str


class Drawn:
    """Draws from a list by Zipf's law: the first is met most often."""

    def __init__(self, file: str, exponent: float) -> None:
        words = (_DATA / file).read_text(encoding="utf-8").split()
        self.names = [Name(*word.split("/")) for word in words]
        weights = [1 / (place + 5) ** exponent for place in range(len(self.names))]
        self._weights = list(accumulate(weights))

    def one(self, rng: Random) -> Name:
        return rng.choices(self.names, cum_weights=self._weights)[0]


def families(people: int, seed: int = 2026) -> Iterator[list[Draft]]:
    """Yield the drafts of families, one after another, until so many people are registered."""
    rng = Random(seed)
    surnames, given = Drawn("surnames.txt", 0.9), Drawn("given_names.txt", 0.6)
    left = people
    while left > 0:
        surname = surnames.one(rng)
        size = min(left, rng.choices((2, 3, 4, 5), (40, 35, 20, 5))[0])
        adults = 2 if size >= 3 and rng.random() < 0.4 else 1
        left -= size
        yield _family(rng, [_named(surname, given.one(rng)) for _ in range(size)], adults)


def _named(surname: Name, given: Name) -> Name:
    return Name(f"{surname.written} {given.written}", f"{surname.kana} {given.kana}")


def _family(rng: Random, names: list[Name], adults: int) -> list[Draft]:
    family = new_id()
    address = {
        "postal": f"336{rng.randrange(10_000):04}",
        "prefecture": "埼玉県",
        "city": rng.choice(_TOWNS),
        "rest": f"美園{rng.randrange(1, 7)}-{rng.randrange(1, 40)}",
    }
    body: dict[str, object] = {**address, "channel": "チラシ", "code": new_code(), "source": "self"}
    drafts = [
        Draft("family.set", family, body, subject=family),
        grant(family, _CONSENT),
    ]
    for place, name in enumerate(names):
        fields = _adult(rng) if place < adults else _child(rng)
        body = {"family": family, "name": name.written, "kana": name.kana, **fields}
        drafts.append(Draft("person.set", new_id(), body, subject=family))
    return drafts


def _adult(rng: Random) -> dict[str, object]:
    phone = f"090{rng.randrange(10**8):08}"
    rights = {"may_bring": True, "may_collect": True}
    return {"role": "guardian", "relation": "母", "phone": phone, "phone_typed": phone, **rights}


def _child(rng: Random) -> dict[str, object]:
    birthday = date(2026, 12, 1) - timedelta(days=rng.randrange(60, 6 * 365))
    has = rng.choices(("no", "yes", "unknown"), (85, 10, 5))[0]
    allergy = {"has": has, "text": "卵" if has == "yes" else ""}
    return {"role": "child", "birthday": birthday.isoformat(), "allergy": allergy}


def fill(desk: Desk, people: int, seed: int = 2026) -> None:
    """Write a town through the journal."""
    drafted = families(people, seed)
    while some := list(islice(drafted, _FAMILIES_AN_ACT)):
        desk.journal.append([draft for drafts in some for draft in drafts], desk.author())


def furnish(desk: Desk) -> str:
    """Plan a meetup that every thousandth or so family of the town is expected at."""
    meetup = desk.meetups.new(MEETUP_TITLE, "2026-12-05", starts="10:00", ends="12:00").id
    ids = desk.families.ids()
    drafts = []
    for household in desk.families.many(ids[:: max(1, len(ids) // EXPECTED_FAMILIES)]).values():
        body = {"people": [person.id for person in household.people]}
        entity = visit_id(meetup, household.id)
        drafts.append(Draft("visit.expect", entity, body, subject=household.id, meetup=meetup))
    desk.journal.append(drafts, desk.author())
    return meetup


def kept_town(people: int = TOWN) -> Home:
    """Return the folder of a filled store that must not be written to; make it where needed."""
    home = Home(_KEPT / f"{people}-{_fingerprint()}")
    if home.exists:
        return home
    for old in _KEPT.glob(f"{people}-*"):
        shutil.rmtree(old)
    making = Home(_KEPT / f"making-{people}")
    shutil.rmtree(making.folder, ignore_errors=True)
    started = time.perf_counter()
    desk, _ = bootstrap.create(making, bootstrap.NewStore("美園", "見本 花子", PASSPHRASE))
    fill(desk, people)
    furnish(desk)
    desk.close()
    making.folder.rename(home.folder)
    print(f"({people:,}人の町を{time.perf_counter() - started:.0f}秒で用意しました)", flush=True)
    return home


def copied(home: Home, folder: Path) -> Home:
    """Return a copy of a store, which may be written to."""
    shutil.copytree(home.folder, folder)
    return Home(folder)


def open_town(home: Home) -> tuple[Desk, str]:
    """Open a town; return the desk and its meetup."""
    desk = bootstrap.open_desk(home, PASSPHRASE)
    return desk, desk.meetups.all()[0].id


def _fingerprint() -> str:
    """Return a hash of what decides which rows a filled store holds."""
    digest = hashlib.sha256()
    sources = [Path(__file__), *sorted(_DATA.iterdir())]
    sources += sorted((ROOT / "db" / "laptop" / "migrations").glob("*.py"))
    sources += [ROOT / "db" / "laptop" / f"{name}.py" for name in ("search_index", "projections")]
    names = ("fold", "kana", "kanji", "kinds", "operation", "romaji", "search")
    sources += [ROOT / "concierge_tui" / "domain" / f"{name}.py" for name in names]
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
