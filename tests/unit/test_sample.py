import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.text.sample import example


@pytest.mark.parametrize(
    ("cell", "meaning", "shown"),
    [
        ("090-1234-5678", "phone", "090-****-****"),
        ("０９０－１２３４－５６７８", "ignore", "090-****-****"),
        ("9012345678", "no", "901-****-****"),
        ("hanako@example.jp", "email", "***@***"),
        ("埼玉県さいたま市緑区美園5-24-14", "address", "埼玉県さいたま市…"),
        ("第二ひばり荘308", "address", "…"),
        ("2023-05-05", "c1_birth", "2023-05-05"),
        ("令和5年5月5日", "c1_birth", "令和5年5月5日"),
        ("卵(加熱はOK)", "allergy", "卵(加熱はOK)"),
        ("離婚調停中", "notes", "(書き込みあり)"),
        ("田中 美咲", "g_name", "田中 美咲"),
    ],
)
def test_an_example_shows_the_column_and_no_secret(cell: str, meaning: str, shown: str) -> None:
    assert example(cell, meaning) == shown


@given(st.integers(0, 9999).map(lambda n: f"{n:04d}"), st.sampled_from(["-", " ", ""]))
def test_the_last_four_digits_of_a_phone_never_show(last4: str, between: str) -> None:
    assert not example(f"080{between}7766{between}{last4}", "ignore").endswith(last4)
