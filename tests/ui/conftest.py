"""A stage on which one screen can be shown, and a few invented families."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from concierge_tui.domain.consent import REGISTRATION, SPOKEN
from concierge_tui.domain.ids import consent_id, new_id, visit_id
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from screens.widgets.look import ConciergeLook
from screens.widgets.notice import Notice
from screens.widgets.privacy import BlankGuard
from screens.widgets.scanner import ScanCatcher


class Stage(ScanCatcher, BlankGuard, ConciergeLook):
    """Shows one screen, as the app would, and types what Pilot cannot."""

    CSS_PATH = "../../screens/styles/app.tcss"

    def __init__(self, first: Screen[Any]) -> None:
        super().__init__()
        self.first = first
        self.answers: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.answers.append)

    def type(self, text: str) -> None:
        """Send keys as a terminal does."""
        names = {"\r": "enter", "\t": "tab"}
        for character in text:
            self.post_message(events.Key(names.get(character, character), character))

    @property
    def said(self) -> str:
        """What the notice of the screen on top says."""
        return self.screen.query_one(Notice).sentence

    @property
    def seen(self) -> str:
        """Every visible character, line by line."""
        lines = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


@pytest.fixture
def stage() -> Callable[[Screen[Any]], Stage]:
    return Stage


Family = Callable[..., str]


@pytest.fixture
def given(desk: Desk, meetup: str) -> Family:
    """Write a family that the meetup expects, and return its id; each person is a dict."""

    def write(*people: dict[str, Any], expected: bool = True, **fields: Any) -> str:
        family = new_id()
        ids = [new_id() for _ in people]
        consent = {"purpose": REGISTRATION, "version": "1", "text_hash": "", "method": SPOKEN}
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
        code="MS1-234567-8",
        notes="ベビーカーあり",
    )  # fmt: skip


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
