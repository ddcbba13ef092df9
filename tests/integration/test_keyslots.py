"""Whoever knows a passphrase gets the data key; nobody else, and no edited file."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from concierge_tui.domain.errors import PassphraseWeak, StoreDamaged, StoreLocked
from db.laptop import keyslots
from db.laptop.keyslots import FLOOR, RECOVERY, Cost

CHEAP = Cost(8, 1, 1)
PASSPHRASE = "みどりの ひつじが そらを とぶ"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, str]:
    path = tmp_path_factory.mktemp("slots") / "slots.json"
    key, recovery = keyslots.create(path, "staff-1", PASSPHRASE, CHEAP)
    return path, key, recovery


def edited(made: tuple[Path, bytes, str], folder: Path, change: Any) -> Path:
    """Return a copy of the slot file after `change`."""
    stored = json.loads(made[0].read_text())
    change(stored)
    path = folder / "slots.json"
    path.write_text(json.dumps(stored))
    return path


def test_the_passphrase_opens_the_key_and_says_whose_slot_it_was(
    made: tuple[Path, bytes, str],
) -> None:
    assert keyslots.unlock(made[0], PASSPHRASE) == (made[1], "staff-1")
    assert len(made[1]) == 32


@pytest.mark.parametrize(
    "wrong",
    ["", "x", PASSPHRASE.upper() + "x", PASSPHRASE[:-1], "みどりの ひつじ", "A" * 32, "-" * 40],
)
def test_anything_else_opens_nothing(made: tuple[Path, bytes, str], wrong: str) -> None:
    with pytest.raises(StoreLocked):
        keyslots.unlock(made[0], wrong)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_form_in_which_a_keyboard_sends_kana_does_not_matter(
    made: tuple[Path, bytes, str], form: Any
) -> None:
    assert keyslots.unlock(made[0], unicodedata.normalize(form, PASSPHRASE)).key == made[1]


def test_full_width_letters_are_the_same_letters(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    key, _ = keyslots.create(path, "s", "correct horse battery", CHEAP)

    assert keyslots.unlock(path, "ｃｏｒｒｅｃｔ　ｈｏｒｓｅ　ｂａｔｔｅｒｙ").key == key


@pytest.mark.parametrize(
    "written", [str, str.lower, lambda key: key.replace("-", ""), lambda key: f" {key} ",
                lambda key: key.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)})],
)  # fmt: skip
def test_the_recovery_key_opens_it_however_it_was_copied(
    made: tuple[Path, bytes, str], written: Any
) -> None:
    assert keyslots.unlock(made[0], written(made[2])) == (made[1], "")


def test_the_recovery_key_has_160_bits_in_groups_to_copy(made: tuple[Path, bytes, str]) -> None:
    groups = made[2].split("-")

    assert [len(group) for group in groups] == [4] * 8
    assert all(character in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" for character in "".join(groups))


def test_two_stores_share_nothing(tmp_path: Path) -> None:
    made = [keyslots.create(tmp_path / str(i), "s", PASSPHRASE, CHEAP) for i in range(2)]

    assert made[0][0] != made[1][0]
    assert made[0][1] != made[1][1]


def test_one_more_person_gets_a_way_in_and_a_new_passphrase_ends_the_old(
    made: tuple[Path, bytes, str], tmp_path: Path
) -> None:
    path = edited(made, tmp_path, lambda _: None)
    keyslots.add(path, made[1], "staff-2", "あか しろ きいろ みどり", CHEAP)
    keyslots.add(path, made[1], "staff-1", "はる なつ あき ふゆ", CHEAP)

    assert keyslots.unlock(path, "あか しろ きいろ みどり") == (made[1], "staff-2")
    assert keyslots.unlock(path, "はる なつ あき ふゆ") == (made[1], "staff-1")
    assert keyslots.unlock(path, made[2]) == (made[1], "")
    with pytest.raises(StoreLocked):
        keyslots.unlock(path, PASSPHRASE)


EDITS = {
    "another person": lambda stored: stored["slots"][0].update(id="staff-9"),
    "another cost": lambda stored: stored["slots"][0].update(cost=[16, 1, 1]),
    "another salt": lambda stored: stored["slots"][0].update(salt="00" * 16),
    "another nonce": lambda stored: stored["slots"][0].update(nonce="00" * 12),
    "another secret": lambda stored: stored["slots"][0].update(sealed="00" * 48),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_slot_opens_nothing(
    made: tuple[Path, bytes, str], tmp_path: Path, name: str
) -> None:
    path = edited(made, tmp_path, EDITS[name])

    with pytest.raises(StoreLocked):
        keyslots.unlock(path, PASSPHRASE)


BROKEN = {
    "a cost of the machine's memory": lambda s: s["slots"][0].update(cost=[2**40, 1, 1]),
    "a cost of a thousand years": lambda s: s["slots"][0].update(cost=[8, 2**31, 1]),
    "a cost of words": lambda s: s["slots"][0].update(cost=["a", "b", "c"]),
    "a cost of nothing": lambda s: s["slots"][0].update(cost=[0, 0, 0]),
    "no cost": lambda s: s["slots"][0].pop("cost"),
    "no salt": lambda s: s["slots"][0].pop("salt"),
    "a salt of words": lambda s: s["slots"][0].update(salt="みどり"),
    "no id": lambda s: s["slots"][0].pop("id"),
    "an id of numbers": lambda s: s["slots"][0].update(id=1),
    "words for slots": lambda s: s.update(slots=["identity"]),
    "a number for slots": lambda s: s.update(slots=5),
    "another format": lambda s: s.update(format="concierge-slots-9"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_says_so_at_once(
    made: tuple[Path, bytes, str], tmp_path: Path, name: str
) -> None:
    path = edited(made, tmp_path, BROKEN[name])

    with pytest.raises(StoreDamaged):
        keyslots.unlock(path, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_slot_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "slots.json"
    path.write_bytes(content)

    with pytest.raises(StoreDamaged):
        keyslots.unlock(path, PASSPHRASE)


@pytest.mark.parametrize(
    "weak",
    ["", " ", "1234", "secret", "みどり", "aaaaaaaaaaaaaaaa", "あ あ あ あ", "a b c d",
     "あ い う え", "abababababababab", "　　　　　　　　　　　　", "いぬ ねこ とり"],
)  # fmt: skip
def test_a_passphrase_that_can_be_guessed_is_refused(weak: str) -> None:
    with pytest.raises(PassphraseWeak):
        keyslots.refuse_weak(weak)


@pytest.mark.parametrize(
    "good", [PASSPHRASE, "いぬ ねこ とり うし", "correct-horse", "みどりのひつじがそらをとぶ"]
)
def test_four_words_or_twelve_characters_are_enough(good: str) -> None:
    keyslots.refuse_weak(good)


def test_the_floor_is_what_one_laptop_needs_a_third_of_a_second_for() -> None:
    assert Cost(64 * 1024, 3, 4) == FLOOR


def test_the_file_names_nobody_but_ids_and_keeps_the_cost_of_each_slot(
    made: tuple[Path, bytes, str],
) -> None:
    stored = json.loads(made[0].read_text())

    assert [slot["id"] for slot in stored["slots"]] == ["staff-1", RECOVERY]
    assert stored["slots"][0]["cost"] == list(CHEAP)
    assert made[1].hex() not in made[0].read_text()


def test_digits_that_a_hand_wrote_for_letters_are_read_as_the_letters(
    made: tuple[Path, bytes, str],
) -> None:
    misread = made[2].translate(str.maketrans("OIB", "018"))

    assert keyslots.unlock(made[0], misread).key == made[1]


def test_a_new_passphrase_replaces_the_old_one_and_leaves_the_recovery_key(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    key, recovery = keyslots.create(path, "staff-1", PASSPHRASE, CHEAP)

    keyslots.renew(path, key, keyslots.first_person(path), "correct horse battery")

    assert keyslots.unlock(path, "correct horse battery") == (key, "staff-1")
    assert keyslots.unlock(path, recovery).key == key
    with pytest.raises(StoreLocked):
        keyslots.unlock(path, PASSPHRASE)


def test_a_weak_new_passphrase_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    key, _ = keyslots.create(path, "staff-1", PASSPHRASE, CHEAP)
    before = path.read_bytes()

    with pytest.raises(PassphraseWeak):
        keyslots.renew(path, key, "staff-1", "みじかい")

    assert path.read_bytes() == before
