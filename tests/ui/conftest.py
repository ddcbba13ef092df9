"""A few invented families for the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_tui import bootstrap, paths
from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.ids import consent_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from db.laptop.keyslots import Cost
from screens.widgets import held_digit, held_enter
from tests.conftest import NOON
from tests.staging.granted import URL, grant
from tests.syncing.service import Running

Family = Callable[..., str]


@pytest.fixture(autouse=True)
def _hands_let_go(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every key of a test for one that was meant: a test is faster than any hand."""
    if "held" not in request.node.name:
        monkeypatch.setattr(held_enter, "FIRST", 0.0)
        monkeypatch.setattr(held_enter, "AGAIN", 0.0)
        monkeypatch.setattr(held_digit, "REPEAT", 0.0)
        monkeypatch.setattr(held_digit, "FIRST", 0.0)


@pytest.fixture
def given(desk: Desk, meetup: str) -> Family:
    """Write a family that the meetup expects, and return its id; each person is a dict."""

    def write(*people: dict[str, Any], expected: bool = True, **fields: Any) -> str:
        family = new_id()
        ids = [new_id() for _ in people]
        consent = {"purpose": REGISTRATION, "version": "2026-11", "text_hash": "", "method": SPOKEN}
        drafts = [
            Draft("consent.grant", consent_id(family, REGISTRATION), consent, subject=family),
            Draft("family.set", family, {"source": "roster", **fields}, subject=family),
        ]
        for person, values in zip(ids, people, strict=True):
            body = {"family": family, "role": "guardian", **values}
            drafts.append(Draft("person.set", person, body, subject=family))
        if expected:
            drafts.append(
                Draft(
                    "visit.expect",
                    visit_id(meetup, family),
                    {"people": ids},
                    subject=family,
                    meetup=meetup,
                )
            )
        desk.journal.append(drafts, desk.author())
        return family

    return write


def all_in(desk: Desk, meetup: str, family: str) -> str:
    """Check in whoever of a family is awaited, and return the family."""
    reception = desk.reception(meetup)
    reception.check_in(family, sorted(reception.household(family).awaited))
    return family


@pytest.fixture
def arrived(desk: Desk, meetup: str, given: Family) -> Family:
    """Write a family as `given` does, and check all of it in."""

    def write(*people: dict[str, Any], **fields: Any) -> str:
        return all_in(desk, meetup, given(*people, **fields))

    return write


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """A central service on this machine."""
    running = Running(tmp_path / "central")
    yield running
    running.stop()


@pytest.fixture
def enrolled(tmp_path: Path) -> Iterator[Desk]:
    """A desk in earnest that a central service granted hand-offs."""
    new = bootstrap.NewStore("みその", "試験 花子", "さくら でんしゃ みかん ゆうひ")
    home = paths.Home(tmp_path / "home")
    desk, _ = bootstrap.create(home, new, cost=Cost(8, 1, 1), now=lambda: NOON)
    grant(desk, URL)
    yield desk
    desk.close()


@pytest.fixture
def day(enrolled: Desk) -> str:
    """A meetup of the enrolled desk."""
    return enrolled.meetups.new("みその交流会", "2026-12-05").id


@pytest.fixture
def tanaka(given: Family) -> str:
    """A mother, two children, a grandmother who may collect, a father who must not."""
    return given(
        {"name": "田中 美咲", "kana": "タナカ ミサキ", "relation": "母", "phone": "09012345678",
         "may_bring": True, "may_collect": True},
        {"name": "田中 和子", "kana": "タナカ カズコ", "relation": "祖母", "role": "carer",
         "may_bring": True, "may_collect": True},
        {"name": "田中 太郎", "kana": "タナカ タロウ", "relation": "父", "role": "carer",
         "must_not_collect": True},
        {"name": "田中 陽葵", "kana": "タナカ ヒマリ", "role": "child", "birthday": "2024-07-01",
         "allergy": {"has": "yes", "text": "卵"}},
        {"name": "田中 蓮", "kana": "タナカ レン", "role": "child", "birthday": "2026-02-04",
         "allergy": {"has": "no", "text": ""}},
        prefecture="埼玉県",
        city="さいたま市緑区",
        rest="美園9-9-9",
        code="MS1-7KQ2WX-X",
        notes="ベビーカーあり",
    )  # fmt: skip


@pytest.fixture
def here(desk: Desk, meetup: str, tanaka: str) -> str:
    """The family of `tanaka`, come with whoever was awaited."""
    return all_in(desk, meetup, tanaka)


@pytest.fixture
def suzuki(given: Family) -> str:
    """A mother and one child, with a table."""
    return given(
        {"name": "鈴木 花子", "kana": "スズキ ハナコ", "relation": "母", "phone": "08011112222",
         "may_bring": True, "may_collect": True},
        {"name": "鈴木 葵", "kana": "スズキ アオイ", "role": "child", "birthday": "2023-11-30"},
        prefecture="埼玉県",
        city="さいたま市岩槻区",
    )  # fmt: skip
