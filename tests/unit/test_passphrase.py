"""What a passphrase and a PIN must be."""

from contextlib import nullcontext

import pytest

from concierge_tui.domain.errors import PassphraseWeak
from concierge_tui.domain.passphrase import is_weak, read_pin
from concierge_tui.text.welcome import EXAMPLE
from db.laptop.keyslots import refuse_weak

WEAK = ["", "a b c", "みじかい", "aaaaaaaaaaaaaaaa", "1234567890 ", "かえる　ふで やま あめ"]
STRONG = ["さくら でんしゃ みかん ゆうひ", "correct-horse", "あさ　ひる　よる　ゆめ"]


@pytest.mark.parametrize("passphrase", [*WEAK, *STRONG])
def test_the_form_and_the_store_agree_on_what_is_weak(passphrase: str) -> None:
    assert is_weak(passphrase, EXAMPLE) == (passphrase in WEAK)
    with pytest.raises(PassphraseWeak) if passphrase in WEAK else nullcontext():
        refuse_weak(passphrase)


@pytest.mark.parametrize(
    ("typed", "pin"),
    [("1234", "1234"), ("１２３４５", "12345"), (" 1234 ", "1234"), ("123", None), ("12a4", None),
     ("123456789", None), ("", None), ("一二三四", None)],
)  # fmt: skip
def test_a_pin_has_four_to_eight_digits_of_any_width(typed: str, pin: str | None) -> None:
    assert read_pin(typed) == pin
