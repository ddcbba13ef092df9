import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.address import Address, PostalPlace, read_postal, split_address

PLACES = {
    "3360967": [PostalPlace("3360967", "埼玉県", "さいたま市緑区", "美園")],
    "9300289": [PostalPlace("9300289", "富山県", "中新川郡舟橋村", "竹内")],
    "2130015": [PostalPlace("2130015", "神奈川県", "川崎市高津区", "梶ケ谷")],
    "4550037": [PostalPlace("4550037", "愛知県", "名古屋市港区", "十番町")],
    "4980000": [
        PostalPlace("4980000", "愛知県", "弥富市", ""),
        PostalPlace("4980000", "三重県", "桑名郡木曽岬町", ""),
    ],
}
PREFECTURES_OF = {
    "さいたま市緑区": ["埼玉県"],
    "さいたま市岩槻区": ["埼玉県"],
    "中新川郡舟橋村": ["富山県"],
    "川崎市高津区": ["神奈川県"],
    "名古屋市港区": ["愛知県"],
    "多治見市": ["岐阜県"],
    "掛川市": ["静岡県"],
    "弥富市": ["愛知県"],
    "桑名郡木曽岬町": ["三重県"],
    "足柄上郡大井町": ["神奈川県"],
    "府中市": ["東京都", "広島県"],
    "港区": ["東京都"],
    "市川市": ["千葉県"],
    "四日市市": ["三重県"],
    "龍ケ崎市": ["茨城県"],
    "葛城市": ["奈良県"],
}


class FewCities:
    """The cities of these tests."""

    def city_names(self) -> frozenset[str]:
        return frozenset(PREFECTURES_OF)

    def prefecture_of(self, city: str) -> str | None:
        found = PREFECTURES_OF.get(city, [])
        return found[0] if len(found) == 1 else None


def split(text: str, postal: str = "") -> Address:
    return split_address(text, postal, PLACES.get(read_postal(postal), []), FewCities())


@pytest.mark.parametrize(
    ("text", "postal", "prefecture", "city", "rest"),
    [
        ("埼玉県さいたま市緑区美園5-22-3", "3360967", "埼玉県", "さいたま市緑区", "美園5-22-3"),
        ("さいたま市緑区美園５－２２", "", "埼玉県", "さいたま市緑区", "美園５－２２"),
        ("埼玉県　さいたま市 緑区　美園5", "", "埼玉県", "さいたま市緑区", "美園5"),
        ("緑区美園5", "336-0967", "埼玉県", "さいたま市緑区", "美園5"),
        ("美園5", "〒336-0967", "埼玉県", "さいたま市緑区", "美園5"),
        ("さいたま市美園5", "3360967", "埼玉県", "さいたま市緑区", "美園5"),
        ("さいたま市美園5", "", "埼玉県", "さいたま市", "美園5"),
        ("さいたま市岩槻区1", "3360967", "埼玉県", "さいたま市岩槻区", "1"),
        ("中新川郡舟橋村竹内2018-18", "9300289", "富山県", "中新川郡舟橋村", "竹内2018-18"),
        ("舟橋村竹内1", "", "富山県", "中新川郡舟橋村", "竹内1"),
        ("川崎市高津区梶ヶ谷1 荘 203", "", "神奈川県", "川崎市高津区", "梶ヶ谷1 荘 203"),
        ("梶ヶ谷1", "2130015", "神奈川県", "川崎市高津区", "梶ヶ谷1"),
        ("大井町3", "2130015", "神奈川県", "川崎市高津区", "大井町3"),
        ("港区芝1", "", "東京都", "港区", "芝1"),
        ("港区十番町1", "4550037", "愛知県", "名古屋市港区", "十番町1"),
        ("府中市宮町1", "", "", "府中市", "宮町1"),
        ("東京都府中市宮町1", "", "東京都", "府中市", "宮町1"),
        ("市川市八幡1", "", "千葉県", "市川市", "八幡1"),
        ("四日市市諏訪町1", "", "三重県", "四日市市", "諏訪町1"),
        ("竜ヶ崎市1", "", "茨城県", "龍ケ崎市", "1"),
        ("葛\U000e0100城市1", "", "奈良県", "葛城市", "1"),
        ("木曽岬町1", "4980000", "三重県", "桑名郡木曽岬町", "1"),
        ("駅前1", "4980000", "", "", "駅前1"),
        ("", "3360967", "埼玉県", "さいたま市緑区", ""),
        ("12 Main Street", "", "", "", "12 Main Street"),
    ],
)
def test_prefecture_and_city_are_told_from_the_rest(
    text: str, postal: str, prefecture: str, city: str, rest: str
) -> None:
    address = split(text, postal)

    assert (address.prefecture, address.city, address.rest) == (prefecture, city, rest)
    assert address.postal == read_postal(postal)


def test_a_postal_code_within_the_address_is_taken_out() -> None:
    assert split("〒336-0967 さいたま市緑区美園5") == Address(
        "3360967", "埼玉県", "さいたま市緑区", "美園5"
    )


def test_what_is_written_wins_over_the_postal_code() -> None:
    address = split("岐阜県多治見市滝呂町1", "3360967")

    assert (address.prefecture, address.city) == ("岐阜県", "多治見市")


@pytest.mark.parametrize(
    ("typed", "postal"),
    [
        ("336-0967", "3360967"),
        ("〒３３６－０９６７", "3360967"),
        ("3360967", "3360967"),
        ("600001", "0600001"),
        ("336-096", ""),
        ("", ""),
    ],
)
def test_postal_codes_are_read(typed: str, postal: str) -> None:
    assert read_postal(typed) == postal


@given(st.sampled_from(sorted(PREFECTURES_OF)), st.text(max_size=30))
def test_nothing_that_was_typed_behind_the_city_is_lost(city: str, behind: str) -> None:
    address = split(f"{city}1丁目{behind}")

    assert address.city == city
    assert address.rest.startswith("1丁目")


@given(st.text(max_size=60), st.text(max_size=9))
def test_any_text_can_be_split(text: str, postal: str) -> None:
    assert isinstance(split(text, postal), Address)
