"""A telephone for tests: fills the page in and sends it, with a cookie jar of its own."""

import html
import re
from datetime import timedelta
from typing import Any

import httpx

from concierge_tui.domain.clock import milliseconds, system_clock
from concierge_tui.domain.hand_off import Token, address_of, minutes_of, write_token
from concierge_tui.domain.ids import new_id
from db.central.secret import area_code
from db.laptop.hand_offs import SqliteHandOffs
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.service import Running

WHOLE: dict[str, str] = {
    "lang": "ja",
    "do": "send",
    "places": "2",
    "consent_registration": "yes",
    "consent_trial": "yes",
    "consent_contact": "no",
    "consent_reuse": "no",
    "surname": "高橋",
    "given": "結衣",
    "surname_kana": "たかはし",
    "given_kana": "ゆい",
    "relation": "母",
    "phone": "0900-123-4567",
    "email": "yui@example.jp",
    "postal": "336-0967",
    "city": "",
    "rest": "美園 9-9-9",
    "child0_name": "陽葵",
    "child0_kana": "ひまり",
    "child0_birthday": "2024-07-01",
    "child0_allergy": "no",
    "child0_allergy_text": "",
    "child1_name": "",
    "child1_kana": "れん",
    "child1_birthday": "2026-02-04",
    "child1_allergy": "yes",
    "child1_allergy_text": "卵",
    "emergency_name": "高橋 和子",
    "emergency_relation": "祖母",
    "emergency_phone": "0900-765-4321",
    "photo": "acquaintances",
    "age": "everyone",
    "intention": "both",
}
"""A page that is filled in from top to bottom; the people are invented."""


class Telephone:
    """One browser."""

    def __init__(self) -> None:
        self._client = httpx.Client(headers={"accept-language": "ja"})

    def close(self) -> None:
        self._client.close()

    def open(self, address: str, **query: str) -> httpx.Response:
        return self._client.get(address, params=query or None)

    def begin(self, service: Running, code: str) -> str:
        """Type a sign-up code; return the address of the new form."""
        reply = self.open(f"{service.url}/S", do="send", code=code)
        assert reply.status_code == 303, reply.status_code
        return service.url + reply.headers["location"]

    def send(self, address: str, **changed: Any) -> httpx.Response:
        """Send the whole page, with some fields changed."""
        return self._client.post(address, data={**WHOLE, **changed})

    def forget(self) -> None:
        """Lose the cookies."""
        self._client.cookies.clear()


def issue(laptop: Laptop, *, hours_ago: float = 0, family: str = "", device: str = "") -> str:
    grant = SqliteHandOffs(laptop.connection, "").grant()
    assert grant is not None
    issued = minutes_of(milliseconds(system_clock() - timedelta(hours=hours_ago)))
    token = Token(device or laptop.replica.stream().device, family or new_id(), issued)
    return address_of(grant.url, write_token(token, grant.key))


def code_of(service: Running, area: str = AREA) -> str:
    """Return the sign-up code of an area."""
    with service.engine.begin() as connection:
        return area_code(connection, area)


def title(reply: httpx.Response) -> str:
    found = re.search("<h1[^>]*>(.*?)</h1>", reply.text)
    return html.unescape(found.group(1)) if found else ""


def operations(service: Running) -> int:
    with service.engine.begin() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM operation").scalar_one())
