"""What the page for telephones refuses, and that nothing is lost by a refusal."""

import re
from datetime import timedelta

import httpx
import pytest

from concierge_tui.central.hand_off.pages import COOKIE
from concierge_tui.domain.hand_off import address_of, read_token, write_token
from concierge_tui.text.hand_off_pages import WORDS
from db.central.opening import writing
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running, enrolled, synchronise
from tests.syncing.telephone import WHOLE, Telephone, issue, operations, title

JA = WORDS["ja"]


@pytest.mark.parametrize(
    ("hours_ago", "status", "code"),
    [(47.9, 200, ""), (48.1, 410, "expired"), (-23.9, 200, ""), (-24.2, 409, "early")],
)
def test_a_token_is_good_for_two_days(
    phone: Telephone, laptop: Laptop, service: Running, hours_ago: float, status: int, code: str
) -> None:
    enrolled(laptop, service)

    reply = phone.open(issue(laptop, hours_ago=hours_ago))

    assert reply.status_code == status
    assert title(reply) == JA[f"{code}_title" if code else "title"]


def test_who_was_still_writing_at_the_end_loses_nothing(
    phone: Telephone, laptop: Laptop, service: Running
) -> None:
    enrolled(laptop, service)

    in_time = phone.send(issue(laptop, hours_ago=49))
    too_late = phone.send(issue(laptop, hours_ago=51))

    assert title(in_time) == JA["sent_title"]
    assert too_late.status_code == 410
    assert "高橋 和子" in too_late.text
    assert "0900-123-4567" in too_late.text


def test_a_token_of_another_key_or_a_revoked_device_is_refused(
    phone: Telephone, service: Running, address: str
) -> None:
    forged = address_of(service.url, write_token(read_token(address[-85:]).token, bytes(32)))
    assert phone.open(address).status_code == 200
    with writing(service.engine) as connection:
        connection.exec_driver_sql("UPDATE device SET revoked_at = 1")

    for each in (forged, address, f"{service.url}/h/", f"{service.url}/h/%00", address[:-1]):
        assert phone.open(each).status_code == 404, each
    assert title(phone.send(address)) == JA["wrong_title"]
    assert operations(service) == 0


HOSTILE = "\"><script>alert(1)</script>{{ 7*7 }}\x1b[2J\u202e\x00'; DROP TABLE operation;--"


def test_hostile_text_is_text(phone: Telephone, laptop: Laptop, address: str) -> None:
    names = [name for name in WHOLE if name.endswith(("surname", "given", "rest", "text"))]
    sent = phone.send(address, **dict.fromkeys(names, HOSTILE))
    page = phone.open(address).text
    synchronise(laptop).sync()

    assert sent.status_code == 200
    assert "<script" not in page
    assert "49" not in re.sub("sha256[^']*|[0-9]{3,}", "", page)
    assert not re.search("[\x00-\x08\x1b\u202e]", page)
    (name,) = laptop.connection.execute(
        "SELECT name FROM person WHERE role = 'guardian'"
    ).fetchone()
    assert "<script>" in name
    assert not re.search("[\x00-\x1f\u202e]", name)


def test_too_much_and_nonsense_are_refused_in_words(
    phone: Telephone, address: str, service: Running
) -> None:
    long = phone.send(address, rest="あ" * 100_000)
    many = phone.send(address, **{f"x{n}": "1" for n in range(300)})
    nonsense = httpx.post(address, content=b"\xff\xfe%zz=%", headers={"accept-language": "ja"})

    assert long.status_code == many.status_code == 413
    assert title(long) == JA["large_title"]
    assert nonsense.status_code == 422
    assert operations(service) == 0


def test_long_lines_are_cut_not_refused(phone: Telephone, address: str) -> None:
    assert phone.send(address, rest="あ" * 1000, places="9" * 30).status_code == 200


def test_a_form_of_another_site_is_refused(address: str) -> None:
    reply = httpx.post(
        address, data=WHOLE, headers={"sec-fetch-site": "cross-site", "accept-language": "ja"}
    )

    assert reply.status_code == 403
    assert title(reply) == JA["foreign_title"]


def test_the_page_keeps_to_itself(phone: Telephone, address: str) -> None:
    for reply in (phone.open(address), phone.send(address), phone.open(address + "X")):
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["cache-control"] == "no-store"
        policy = reply.headers["content-security-policy"]
        for rule in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"):
            assert rule in policy
        assert "script" not in reply.text
        assert not re.search("(src|href)=[\"']?(http|//|data)", reply.text)


def test_the_cookie_is_for_this_service_alone(phone: Telephone, address: str) -> None:
    cookie = phone.send(address).headers["set-cookie"].lower()

    assert cookie.startswith(f"{COOKIE}=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_whoever_tries_tokens_is_slowed_down(phone: Telephone, service: Running) -> None:
    told = [phone.open(f"{service.url}/h/{'A' * 85}").status_code for _ in range(40)]

    assert told[0] == 404
    assert told[-1] == 429


def test_no_address_of_a_hand_off_reaches_a_log(
    phone: Telephone, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    phone.send(address)

    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert not any(address.rpartition("/")[2] in line for line in ours)


def test_a_store_that_is_busy_keeps_what_she_wrote_on_the_page(
    phone: Telephone, address: str, service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    from db.central import clerk

    def busy(*_: object) -> list[str]:
        raise OperationalError("INSERT", {}, Exception("locked"))

    monkeypatch.setattr(clerk, "write", busy)
    refused = phone.send(address)
    monkeypatch.undo()

    assert refused.status_code == 503
    assert "高橋 和子" in refused.text
    assert operations(service) == 0
    assert title(phone.send(address)) == JA["sent_title"]


def test_an_answer_that_is_lost_after_the_commit_is_asked_for_again(
    phone: Telephone, address: str, service: Running
) -> None:
    """The service dies between storing and answering: the cookie never arrives."""
    phone.send(address)
    phone.forget()
    after = operations(service)

    again = phone.send(address)

    assert title(again) == JA["sent_title"]
    assert operations(service) == after


def test_what_was_typed_is_forgotten_with_the_token(
    phone: Telephone, laptop: Laptop, service: Running, address: str
) -> None:
    phone.send(address)
    service.ahead = timedelta(hours=51)
    fresh = issue(laptop, hours_ago=-50)

    phone.send(fresh, surname="鈴木")

    with service.engine.begin() as connection:
        kept = connection.exec_driver_sql("SELECT answers FROM hand_off").fetchall()
    assert len(kept) == 1
    assert "高橋" not in kept[0][0].replace("高橋 和子", "")
