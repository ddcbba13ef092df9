"""The page for a sign-up code: it leads to an empty form of the right area, and writes nothing."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from concierge_tui.central.app import make_app
from concierge_tui.domain.hand_off import read_token
from concierge_tui.domain.ids import area_id
from concierge_tui.text.hand_off_pages import WORDS
from db.central import secret
from db.central.opening import writing
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.service import Running, enrolled
from tests.syncing.telephone import Telephone, code_of, issue, operations, title

JA = WORDS["ja"]
OTHER = area_id("となり町")


@pytest.fixture
def code(service: Running) -> str:
    service.code()
    service.code("となり町")
    return code_of(service)


def test_a_code_leads_to_an_empty_form_and_nothing_is_written(
    phone: Telephone, service: Running, code: str
) -> None:
    before = stored(service)
    address = phone.begin(service, code)
    page = phone.open(address)

    assert page.status_code == 200
    assert title(page) == JA["new_title"]
    assert JA["new_send_hint"] in page.text
    assert JA["send_hint"] not in page.text, "the same QR would open another form"
    assert JA["lead"] not in page.text, "nothing was begun at a desk"
    assert stored(service) == before


def stored(service: Running) -> list[int]:
    with service.engine.begin() as connection:
        return [
            int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for table in ("operation", "hand_off", "device", "stream", "nonce")
        ]


@pytest.mark.parametrize("way", ["/S/{}", "/s/{}"])
def test_a_scanned_or_typed_address_leads_there_too(
    phone: Telephone, service: Running, code: str, way: str
) -> None:
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)
    for spelled in (code, code.lower(), code.replace("-", ""), f"{code[:4]} {code[5:]}",
                    full_width):  # fmt: skip
        reply = phone.open(service.url + way.format(spelled))

        assert reply.status_code == 303, spelled
        assert reply.headers["location"].startswith("/H/")
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["cache-control"] == "no-store"


def test_the_bare_page_asks_for_the_code_in_every_language(
    phone: Telephone, service: Running, code: str
) -> None:
    del code
    for path in ("/S", "/s"):
        page = phone.open(service.url + path)
        assert (page.status_code, title(page)) == (200, JA["new_title"])
        assert 'name="code"' in page.text
        assert JA["error_code_wrong"] not in page.text
    for language in ("easy", "en"):
        words = WORDS[language]
        page = phone.open(f"{service.url}/S?lang=ja&do={language}&code=7KQ")
        assert title(page) == words["new_title"]
        assert 'value="7KQ"' in page.text, "what was typed stays"
        assert f'name="lang" value="{language}"' in page.text


def test_the_language_that_was_chosen_goes_on_to_the_form(
    phone: Telephone, service: Running, code: str
) -> None:
    reply = phone.open(f"{service.url}/S?lang=easy&do=send&code={code}")

    form = phone.open(service.url + reply.headers["location"])

    assert title(form) == WORDS["easy"]["new_title"]


HOSTILE = '"><script>alert(1)</script>\x1b[2J\u202e\x00'


@pytest.mark.parametrize("typed", ["", "7KQ2", "2222-2223", "MS1-7KQ2WX-X", "あ" * 4000])
def test_a_wrong_code_is_told_with_the_field_and_what_was_typed(
    phone: Telephone, service: Running, code: str, typed: str
) -> None:
    del code
    replies = [phone.open(f"{service.url}/S", do="send", code=typed)]
    if typed:
        replies.append(phone.open(f"{service.url}/S/{typed}"))

    for reply in replies:
        assert reply.status_code == 404
        assert JA["error_code_wrong"] in reply.text
        assert f'value="{typed[:60]}"' in reply.text


@pytest.mark.parametrize(
    "typed", ['"><script>alert(1)</script>', "{{ 7*7 }}", "\x1b[2J\u202e\x00", "../H/x", "a/b?c#d"]
)
def test_a_hostile_code_is_text(phone: Telephone, service: Running, code: str, typed: str) -> None:
    del code
    for reply in (
        phone.open(f"{service.url}/S", do="send", code=typed),
        phone.open(f"{service.url}/S/{quote(typed, safe='')}"),
    ):
        assert reply.status_code == 404
        assert JA["error_code_wrong"] in reply.text
        assert "<script" not in reply.text
        assert 'value="49' not in reply.text
        assert not re.search("[\x00-\x08\x1b\u202e]", reply.text)


def test_one_wrong_letter_of_a_right_code_opens_nothing(
    phone: Telephone, service: Running, code: str
) -> None:
    for at in (0, 3, 5, 8):
        wrong = "2" if code[at] != "2" else "3"
        reply = phone.open(f"{service.url}/S/{code[:at]}{wrong}{code[at + 1 :]}")
        assert reply.status_code == 404


def test_each_area_has_its_own_code_and_its_own_families(
    phone: Telephone, service: Running, code: str
) -> None:
    other = code_of(service, OTHER)
    assert other != code

    phone.send(phone.begin(service, other))

    with service.engine.begin() as connection:
        areas = connection.exec_driver_sql("SELECT DISTINCT area FROM operation").scalars().all()
    assert areas == [OTHER]


def test_a_code_of_two_areas_is_neithers(
    phone: Telephone, service: Running, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret, "sign_up_code", lambda *_: code)

    assert phone.open(f"{service.url}/S/{code}").status_code == 404


def test_an_area_that_is_not_known_here_has_no_code(
    phone: Telephone, service: Running, code: str
) -> None:
    del code
    nowhere = code_of(service, area_id("どこにもない町"))

    assert phone.open(f"{service.url}/S/{nowhere}").status_code == 404


def test_whoever_tries_codes_is_slowed_down_and_keeps_what_was_typed(
    phone: Telephone, service: Running, code: str
) -> None:
    del code
    told = [phone.open(f"{service.url}/S/2222-2223") for _ in range(40)]

    assert told[0].status_code == 404
    assert told[-1].status_code == 429
    assert JA["error_code_slow"] in told[-1].text
    assert 'value="2222-2223"' in told[-1].text


def test_whoever_begins_without_end_is_slowed_down(
    phone: Telephone, service: Running, code: str
) -> None:
    told = [phone.open(f"{service.url}/S/{code}").status_code for _ in range(130)]

    assert told[:120] == [303] * 120
    assert told[-1] == 429


def test_a_replay_is_one_family_and_only_two_forms_are_two(
    phone: Telephone, service: Running, code: str
) -> None:
    first = phone.begin(service, code)
    second = phone.begin(service, code)
    assert first != second
    phone.send(first)
    once = operations(service)
    phone.send(first)
    phone.forget()
    phone.send(first)
    assert operations(service) == once
    assert families(service) == 1

    phone.open(second)
    assert families(service) == 1, "a form that was only opened is nobody"
    phone.send(second)

    assert families(service) == 2


def families(service: Running) -> int:
    with service.engine.begin() as connection:
        query = "SELECT count(DISTINCT subject) FROM operation"
        return int(connection.exec_driver_sql(query).scalar_one())


def test_a_form_is_good_as_long_as_one_from_a_desk(
    phone: Telephone, service: Running, code: str
) -> None:
    address = phone.begin(service, code)
    service.ahead = timedelta(hours=49)
    expired = phone.open(address)
    in_time = phone.send(address)
    service.ahead = timedelta(hours=51)
    too_late = phone.send(address, email="late@example.jp")

    assert (expired.status_code, title(in_time)) == (410, JA["sent_title"])
    assert too_late.status_code == 410
    assert "late@example.jp" in too_late.text
    assert phone.open(f"{service.url}/S/{code}").status_code == 303, "the code itself never ends"


def test_a_clerk_that_is_no_longer_trusted_takes_nobody(
    phone: Telephone, service: Running, code: str
) -> None:
    address = phone.begin(service, code)
    with writing(service.engine) as connection:
        connection.exec_driver_sql("UPDATE device SET revoked_at = 1")

    assert phone.open(f"{service.url}/S/{code}").status_code == 404
    assert phone.open(address).status_code == 404
    assert phone.send(address).status_code == 404
    assert operations(service) == 0


def test_only_the_service_makes_such_tokens(
    phone: Telephone, laptop: Laptop, service: Running, code: str
) -> None:
    """A laptop that names the clerk in a token of its own key is refused."""
    enrolled(laptop, service)
    clerk = read_token(phone.begin(service, code)[-85:]).token.device
    forged = issue(laptop, device=clerk)

    assert phone.open(forged).status_code == 404


def test_a_store_that_is_busy_keeps_the_code_on_the_page(
    phone: Telephone, service: Running, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    def busy(*_: object) -> str:
        raise OperationalError("SELECT", {}, Exception("locked"))

    monkeypatch.setattr("concierge_tui.central.hand_off.sign_up_desk.area_of_code", busy)
    reply = phone.open(f"{service.url}/S/{code}")

    assert reply.status_code == 503
    assert JA["error_code_busy"] in reply.text
    assert f'value="{code}"' in reply.text


def test_the_page_keeps_to_itself(phone: Telephone, service: Running, code: str) -> None:
    del code
    page = phone.open(f"{service.url}/S")

    for rule in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert rule in page.headers["content-security-policy"]
    assert "script" not in page.text
    assert "set-cookie" not in page.headers


def test_a_service_that_shows_telephones_no_page_has_no_sign_up(
    service: Running, code: str
) -> None:
    with TestClient(make_app(service.engine)) as client:
        assert client.get(f"/S/{code}", follow_redirects=False).status_code == 404
        assert "code" not in client.get("/S").text


def test_a_laptop_hears_the_code_of_its_own_area(
    laptop: Laptop, service: Running, code: str
) -> None:
    enrolled(laptop, service)

    row = laptop.connection.execute("SELECT url, sign_up FROM local_grant").fetchone()

    assert tuple(row) == (service.url, code)
    assert code == code_of(service, AREA)
