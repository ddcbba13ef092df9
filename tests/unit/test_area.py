from concierge_tui.domain.area import Area

MISONO = Area(id="a", name="みその", cities=("さいたま市緑区",), neighbours=("越谷市",))


def test_a_family_is_placed_by_ward_and_never_refused() -> None:
    told = {
        city: MISONO.nearness(city)
        for city in ("さいたま市緑区", "さいたま市岩槻区", "越谷市", "川口市", "")
    }

    assert told == {
        "さいたま市緑区": "home",
        "さいたま市岩槻区": "nearby",
        "越谷市": "nearby",
        "川口市": "elsewhere",
        "": "unknown",
    }


def test_an_area_without_wards_says_nothing_of_anyone() -> None:
    assert Area(id="a", name="みその").nearness("川口市") == "unknown"
