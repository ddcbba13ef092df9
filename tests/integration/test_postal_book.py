import json
from pathlib import Path

import pytest

from concierge_tui.domain.address import PREFECTURES, PostalPlace, split_address
from db.reference.postal import PostalBook

SAMPLES = [
    ("3360967", "埼玉県さいたま市緑区美園５－２２－３", "埼玉県", "さいたま市緑区", "美園"),
    ("9300289", "中新川郡舟橋村竹内2018-18", "富山県", "中新川郡舟橋村", "竹内"),
    ("2130001", "川崎市高津区溝口1-11-12", "神奈川県", "川崎市高津区", "溝口"),
    ("5070813", "多治見市滝呂町2400-4", "岐阜県", "多治見市", "滝呂町"),
    ("4360043", "掛川市大池2609-9", "静岡県", "掛川市", "大池"),
    ("3390028", "さいたま市岩槻区美園東2-1-3", "埼玉県", "さいたま市岩槻区", "美園東"),
]

# Rosters with their truth may lie beside the project.
for file in sorted(Path(__file__).parents[3].glob("shared/data/rosters/*/truth.json")):
    for household in json.loads(file.read_text(encoding="utf-8"))["households"]:
        where = household["where"]
        parts = (where["prefecture"], where["city"], where["town"])
        if household["address"]:
            SAMPLES.append((where["postal"], household["address"], *parts))


@pytest.fixture(scope="module")
def book() -> PostalBook:
    return PostalBook()


def test_a_code_names_its_place(book: PostalBook) -> None:
    assert book.places("3360967") == [
        PostalPlace("3360967", "埼玉県", "さいたま市緑区", "美園"),
    ]


def test_a_code_of_two_prefectures_shows_both(book: PostalBook) -> None:
    assert {place.prefecture for place in book.places("4980000")} == {"愛知県", "三重県"}


def test_a_code_of_an_office_names_its_place(book: PostalBook) -> None:
    assert {place.city for place in book.places("0608621")} == {"札幌市中央区"}


@pytest.mark.parametrize(
    "typed", ["", "336096", "33609670", "9999999", "abcdefg", "３３６０９６７"]
)
def test_what_is_no_code_names_nothing(book: PostalBook, typed: str) -> None:
    assert book.places(typed) == []


def test_half_a_code_offers_the_first_places(book: PostalBook) -> None:
    offered = book.starting_with("33609", limit=5)

    assert len(offered) == 5
    assert all(place.postal.startswith("33609") for place in offered)
    assert offered == sorted(offered, key=lambda place: place.postal)
    assert len(book.starting_with("9", limit=3)) == 3


def test_the_whole_country_is_there(book: PostalBook) -> None:
    prefectures = set(map(book.prefecture_of, book.city_names()))

    assert prefectures - {None} == set(PREFECTURES)
    assert len(book.city_names()) > 1880
    assert all(book.places(f"{postal}") for postal in ("0600041", "9071801", "1000001"))


def test_a_city_name_that_stands_twice_has_no_single_prefecture(book: PostalBook) -> None:
    assert book.prefecture_of("府中市") is None
    assert book.prefecture_of("掛川市") == "静岡県"
    assert book.prefecture_of("どこにもない市") is None


def test_addresses_are_split_with_or_without_their_code(book: PostalBook) -> None:
    wrong = []
    for postal, text, prefecture, city, town in SAMPLES:
        for code in (postal, ""):
            address = split_address(text, code, book.places(code), book)
            found = (address.prefecture, address.city, address.rest[: len(town)])
            if found != (prefecture, city, town):
                wrong.append((text, address))

    assert wrong == []


def test_every_city_of_the_country_is_recognised(book: PostalBook) -> None:
    wrong = [
        city
        for city in book.city_names()
        if (address := split_address(f"{city}1-2-3", "", [], book)).city != city
        or address.prefecture != (book.prefecture_of(city) or "")
    ]

    assert wrong == []
