"""A device that was let in and then writes whatever it likes: everything is signed and in order."""

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.ids import consent_id, custody_id, visit_id
from concierge_tui.domain.kinds import REGISTERS
from concierge_tui.domain.operation import Operation, Placed, Stream, hash_body
from tests.journals.writing import HOSTILE

NOT_OURS: Final[tuple[Any, ...]] = (
    None, True, -1, 2**53 - 1, 2**70, 1.5, float("nan"), float("inf"), [], {}, ["a"] * 1200,
    [[[[]]]], {"has": "yes"}, "\ud800", "0" * 4000, "x" * 5000, "__class__", "people", "row",
)  # fmt: skip
DAYS: Final = ("0001-01-01", "9999-12-31", "2026-12-05", "2026-W49-6", "2026-02-30")
WORDS: Final = {
    "role": ("guardian", "child", "carer"),
    "state": ("open",),
    "kind": ("exchange", "party"),
    "field": ("name", "phone", "allergy", "people", "__class__", "nonsense", ""),
    "birthday": DAYS, "date": DAYS, "due": DAYS, "certified_until": DAYS,
    "capacity": (0, 2**53 - 1), "record": (0, 2**53 - 1), "phone": ("09012345678", "1" * 4000),
    "removed": (False, False, False, True), "cells": ([*HOSTILE], ["a"] * 900),
}  # fmt: skip
FACTS: Final = (
    "visit.arrive", "visit.leave", "visit.expect", "visit.void", "looked.at", "a.b",
    "link.enter", "link.miss", "link.cancel", "link.wish", "custody.hand",
    "trial.start", "trial.change", "trial.item", "rollcall.begin", "rollcall.seen",
    "rollcall.missed",
)  # fmt: skip
MOMENTS: Final = (0, 1_793_000_000_000, 2**62, 253_402_214_400_001)


class HostileDevice:
    """Writes one stream about a few families, people and meetups."""

    def __init__(self, area: str, seed: int) -> None:
        self.rng = Random(seed)
        self.area = area
        self.stream = Stream(f"hostile-{seed}", "i", area)
        self.families = [f"f{number}" for number in range(6)]
        self.people = [f"p{number}" for number in range(18)]
        self.meetups = ["m0", "m1", "m2"]
        self.placed: list[Placed] = []
        self._written: dict[str, list[str]] = {}

    def write(
        self, kind: str, entity: str, body: object, subject: str | None, meetup: str | None = None
    ) -> None:
        """Write one operation that builds on some of what stands there, or on nothing."""
        number = len(self.placed) + 1
        seen = self._written.setdefault(entity, [])
        base = seen[-self.rng.randint(1, 3) :] if self.rng.random() < 0.5 else []
        text, salt = json.dumps(body), bytes(16)
        name = f"{self.stream.device}-{number}"
        operation = Operation(
            op_id=name,
            area=self.area,
            hlc=self.rng.randrange(2**62),
            wall=self.rng.choice(MOMENTS),
            kind=kind,
            kv=1,
            entity=entity,
            subject=subject,
            meetup=meetup,
            base=tuple(sorted(base)),
            tx="one-for-all",
            actor="",
            salt=salt,
            body=text,
            body_hash=hash_body(salt, text),
        )
        seen.append(name)
        self.placed.append(Placed(self.stream, number, operation))

    def write_much(self, count: int) -> list[Placed]:
        """Write families that look real enough to be found, then nonsense about all of it."""
        for family in self.families:
            consent = consent_id(family, REGISTRATION)
            self.write("consent.grant", consent, {"purpose": REGISTRATION}, family)
            self.write("family.set", family, {"city": self._line()}, family)
        for meetup in self.meetups:
            self.write("meetup.set", meetup, {"title": self._line(), "date": "2026-12-05"}, None)
        for person in self.people:
            named = {"family": self._family(), "name": self._line(), "kana": f"あ{self._line()}"}
            self.write("person.set", person, named, None)
        for _ in range(count):
            self.rng.choice((self._fact, self._registers, self._registers, self._registers))()
        return self.placed

    def _line(self) -> str:
        return self.rng.choice(HOSTILE)

    def _family(self) -> str:
        return self.rng.choice([*self.families, "nobody"])

    def _fact(self) -> None:
        kind, family, meetup = self.rng.choice(FACTS), self._family(), self.rng.choice(self.meetups)
        people = [self.rng.choice([*self.people, *NOT_OURS, *HOSTILE]) for _ in range(4)]
        body: Any = self.rng.choice(
            [
                {"people": people, "at": self.rng.choice(NOT_OURS)},
                {"people": {}},
                [],
                None,
                {"other": self._family(), "until": self.rng.choice(NOT_OURS)},
                {"child": self.rng.choice(self.people), "role": "host", "to": self._line()},
            ]
        )
        entity = visit_id(meetup, family) if kind.startswith("visit") else family
        if isinstance(body, dict) and "child" in body:
            entity = custody_id(meetup, body["child"])
        self.write(kind, entity, body, self._family(), meetup)

    def _registers(self) -> None:
        noun = self.rng.choice(list(REGISTERS))
        fields = list(REGISTERS[noun])
        body: dict[str, Any]
        chosen = self.rng.sample(fields, min(len(fields), self.rng.randint(1, 3)))
        body = {name: self._value(name) for name in chosen}
        entity = self._entities().get(noun, lambda: f"{noun}{self.rng.randint(0, 4)}")()
        if noun in ("problem", "proposal", "task"):
            about = [None, *self.people]
            body |= {
                "state": "open",
                "person": self.rng.choice(about),
                "field": self._value("field"),
            }
        self.write(f"{noun}.set", entity, body, self._family(), self.rng.choice(self.meetups))

    def _entities(self) -> Mapping[str, Callable[[], str]]:
        return {
            "family": self._family,
            "person": lambda: self.rng.choice(self.people),
            "meetup": lambda: self.rng.choice(self.meetups),
            "visit": lambda: visit_id(self.rng.choice(self.meetups), self._family()),
            "area": lambda: self.area,
        }

    def _value(self, name: str) -> Any:
        if name in WORDS and self.rng.random() < 0.7:
            return self.rng.choice(WORDS[name])
        return self.rng.choice([*NOT_OURS, *HOSTILE])
