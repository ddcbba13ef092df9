"""The page on a telephone: what it keeps, and what it never shows."""

import html
import re
from collections.abc import Iterator

import pytest

from concierge_tui.domain.consent import PURPOSES, SCREEN
from concierge_tui.domain.hand_off import read_token
from concierge_tui.domain.ids import consent_id
from concierge_tui.services.wordings import Wordings
from concierge_tui.text.hand_off_pages import WORDS
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running, enrolled, synchronise
from tests.syncing.telephone import WHOLE, Telephone, issue, operations, title

JA = WORDS["ja"]
SECRETS = ("高橋", "結衣", "0900", "yui@example.jp", "336-0967", "美園", "陽葵", "卵", "和子")


@pytest.fixture
def other() -> Iterator[Telephone]:
    phone = Telephone()
    yield phone
    phone.close()


def test_she_reads_what_it_is_for_before_anything_is_asked(phone: Telephone, address: str) -> None:
    page = phone.open(address).text

    places = [page.index(html.escape(Wordings().get(p).text)) for p in PURPOSES]
    assert places == sorted(places)
    assert places[-1] < page.index('name="surname"')
    assert re.search('value="no" checked', page[places[-1] :]), "nobody is asked into reuse"
    assert "password" not in page


def test_nothing_is_kept_of_whoever_says_no(
    phone: Telephone, address: str, service: Running
) -> None:
    unsaid = phone.send(address, consent_registration="")
    refused = phone.send(address, consent_registration="no")

    assert unsaid.status_code == 422
    assert JA["error_consent"] in unsaid.text
    assert 'value="高橋"' in unsaid.text
    assert title(refused) == JA["declined_title"]
    assert operations(service) == 0
    with service.engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM hand_off").scalar() == 0


def test_each_purpose_is_a_consent_of_its_own(
    phone: Telephone, laptop: Laptop, service: Running, address: str
) -> None:
    phone.send(address, lang="easy")
    family = read_token(address.rpartition("/")[2]).token.family

    with service.engine.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT entity, body, actor FROM operation WHERE kind = 'consent.grant'"
        ).fetchall()

    text = Wordings().get("registration", "easy")
    assert {row[0] for row in rows} == {consent_id(family, p) for p in ("registration", "trial")}
    body = next(row[1] for row in rows if '"registration"' in row[1])
    for said in (text.hash, text.version, f'"method":"{SCREEN}"', '"language":"easy"'):
        assert said in body
    assert laptop.author.actor not in {row[2] for row in rows}


def test_a_half_filled_form_is_sent_and_finished_later(
    phone: Telephone, address: str, service: Running
) -> None:
    bare = {name: "" for name in WHOLE if not name.startswith(("consent", "do", "lang", "places"))}
    first = phone.send(address, **{**bare, "surname": "高橋"})
    again = phone.open(address)
    whole = phone.send(address)

    assert title(first) == JA["sent_title"]
    for name in ("name", "phone", "address", "children", "emergency"):
        assert JA[f"missing_{name}"] in first.text
    assert 'value="高橋"' in again.text
    assert JA["again"] in again.text
    assert JA["sent_whole"] in whole.text
    assert operations(service) > 4


def test_the_same_form_twice_is_one(phone: Telephone, address: str, service: Running) -> None:
    first = phone.send(address)
    after = operations(service)

    second = phone.send(address)
    phone.forget()
    without_cookie = phone.send(address)

    assert title(first) == title(second) == title(without_cookie) == JA["sent_title"]
    assert operations(service) == after


def test_what_she_empties_is_empty_and_a_child_stays(
    phone: Telephone, address: str, service: Running
) -> None:
    phone.send(address)
    blank = {name: "" for name in WHOLE if name.startswith("child1_")}
    phone.send(address, email="", **blank)

    again = phone.open(address).text

    assert "yui@example.jp" not in again
    assert "れん" in again
    with service.engine.begin() as connection:
        last = connection.exec_driver_sql("SELECT body FROM operation ORDER BY hlc").fetchall()
    assert last[-1][0] == '{"email":null}'


def test_she_can_stop(phone: Telephone, address: str, service: Running) -> None:
    phone.send(address)

    stopped = phone.send(address, consent_registration="no")

    assert title(stopped) == JA["withdrawn_title"]
    with service.engine.begin() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM operation ORDER BY hlc").fetchall()
        kept = str(connection.exec_driver_sql("SELECT answers FROM hand_off").scalar())
    assert kinds[-1][0] == "consent.withdraw"
    assert not any(secret in kept for secret in SECRETS)


def test_another_telephone_is_shown_nothing_and_writes_nothing(
    phone: Telephone, other: Telephone, address: str, service: Running
) -> None:
    phone.send(address)
    after = operations(service)

    opened = other.open(address)
    sent = other.send(address, surname="別人")

    assert opened.status_code == sent.status_code == 409
    assert title(opened) == JA["elsewhere_title"]
    assert not any(secret in opened.text for secret in SECRETS)
    assert "別人" in sent.text
    assert operations(service) == after


def test_what_the_desk_wrote_is_never_shown(
    phone: Telephone, laptop: Laptop, service: Running
) -> None:
    enrolled(laptop, service)
    family = laptop.family("たなか みさき")
    synchronise(laptop).sync()

    page = phone.open(issue(laptop, family=family)).text

    for known in ("たなか", "タナカ", "緑区", family):
        assert known not in page


def test_what_cannot_be_read_is_named_and_kept(
    phone: Telephone, address: str, service: Running
) -> None:
    wrong = {"phone": "12", "email": "yui", "postal": "33", "surname_kana": "高橋",
             "child1_birthday": "2099-01-01", "child0_kana": "!"}  # fmt: skip

    reply = phone.send(address, **wrong)

    assert reply.status_code == 422
    for name in wrong:
        assert f'href="#{name}"' in reply.text
        assert f'id="{name}-wrong"' in reply.text
    for value in wrong.values():
        assert f'value="{value}"' in reply.text
    assert JA["error_child_birthday"].format(n=2) in reply.text
    assert operations(service) == 0


def test_language_and_room_change_without_losing_a_letter(
    phone: Telephone, address: str, service: Running
) -> None:
    english = phone.send(address, do="en")
    more = phone.send(address, do="more")

    assert '<html lang="en">' in english.text
    assert WORDS["en"]["title"] in english.text
    assert Wordings().get("trial", "en").text.splitlines()[0] in html.unescape(english.text)
    assert 'name="child2_kana"' in more.text
    for page in (english.text, more.text):
        assert 'value="高橋"' in page
        assert 'value="れん"' in page
    assert operations(service) == 0


def test_nobody_consents_to_a_text_that_was_replaced_while_the_page_lay_open(
    phone: Telephone, address: str, service: Running
) -> None:
    page = phone.open(address).text
    shown = re.search(r'name="text_registration" value="([0-9a-f]+)"', page)
    assert shown is not None
    assert shown[1] == Wordings().get("registration").hash

    late = phone.send(address, text_registration="0" * 64)

    assert late.status_code == 422
    assert JA["error_reworded"] in late.text
    assert 'value="高橋"' in late.text
    assert not re.search(r'id="consent_registration-yes"[^>]*checked', late.text)
    assert operations(service) == 0
    done = phone.send(address, text_registration=shown[1])
    assert done.status_code == 200
    assert operations(service) > 0
