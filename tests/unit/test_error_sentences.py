"""Every fact that stops a task has a sentence that says what to do next."""

import re
from collections.abc import Iterator

import pytest

from concierge_tui.domain import collection, custody, erasure, errors, link, trial
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text.errors import UNKNOWN, sentence


def below(kind: type[ConciergeError]) -> Iterator[type[ConciergeError]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


PLAIN = [kind for kind in below(ConciergeError) if kind.__init__ is ConciergeError.__init__]
WITH_FACTS = [
    errors.NotFound("family"),
    errors.NotFound("whatever"),
    errors.MeetupFull(20, 19),
    errors.AlreadyHere(0),
    errors.FieldMissing("kana"),
    errors.FieldInvalid("whatever"),
    errors.PinWrong(2),
    errors.BirthdayUnreadable("feb30", "CANARY"),
    errors.PhoneUnreadable("whatever", "CANARY"),
    errors.CodeUnreadable("check", "CANARY"),
    link.LinkRests(0),
    link.DigitsWrong(0),
    link.DigitsWrong(2),
    link.LinkOnHold(("CANARY",)),
    trial.GateClosed(("age", "link")),
    trial.ApprovalMissing(("ratio",)),
    *(custody.CollectorRefused(why) for why in ("barred", "not_listed", "elsewhere", "alone", "")),
    *(erasure.ErasureTooSoon(why) for why in ("inside", "hands", "trial")),
    *(collection.ProofMissing(what) for what in ("identity", "recited", "")),
]


@pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.__name__)
def test_every_fact_has_a_sentence_of_its_own(kind: type[ConciergeError]) -> None:
    assert sentence(kind()) != UNKNOWN


@pytest.mark.parametrize(
    "error", [*(kind() for kind in PLAIN), *WITH_FACTS], ids=lambda e: type(e).__name__
)
def test_it_is_japanese_ends_and_repeats_nothing_that_was_typed(error: ConciergeError) -> None:
    said = sentence(error)

    assert re.search("[\u3041-\u3096]", said)
    assert "CANARY" not in said
    assert "CANARY" not in str(error)
    assert "\n" not in said


def test_what_nobody_foresaw_has_a_sentence_too() -> None:
    assert sentence(RuntimeError("CANARY")) == UNKNOWN


def test_a_disk_that_is_full_is_told_apart_from_other_trouble() -> None:
    told = {sentence(kind()) for kind in (errors.StoreFull, errors.StoreReadOnly)}

    assert sentence(errors.StoreTrouble()) not in told
    assert len(told) == 2
