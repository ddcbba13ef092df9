"""What a person reads about a proposal."""

import re

import pytest

from concierge_tui.domain.pairing import errors
from concierge_tui.domain.pairing.eligibility import Reason
from concierge_tui.domain.pairing.left_out import Fix, LeftOut
from concierge_tui.text import pairing as words
from concierge_tui.text.errors import UNKNOWN, sentence

CODES = errors.InstanceUnreadable.__doc__ or ""
LOCKS = errors.LockImpossible.__doc__ or ""


def codes(told: str) -> list[str]:
    """Return the codes that a docstring names."""
    return re.findall(r"\b(?:empty|too_large|[a-z]+_[a-z]+|format|missing|value|twice)\b", told)


def test_every_reason_has_its_own_words() -> None:
    said = [words.REASONS[reason] for reason in Reason]
    left = [words.LEFT_OUT[reason] for reason in LeftOut]

    assert len({*said, *left}) == len(Reason) + len(LeftOut)


def test_a_card_is_shown_as_passing_and_never_whose() -> None:
    assert words.REASONS[Reason.CARD_X] == "見送り"


def test_a_no_go_is_what_a_family_said_of_itself() -> None:
    nogo = [reason for reason in Reason if reason.startswith("nogo_")]

    assert len(nogo) == 3
    assert all(words.REASONS[reason].endswith("(ご本人の申告)") for reason in nogo)


def test_what_blocks_a_pair_has_words() -> None:
    assert set(words.BLOCKED) == {"twice", "no_room"}


@pytest.mark.parametrize("reason", list(Reason))
def test_a_fix_is_a_sentence_where_there_is_one(reason: Reason) -> None:
    said = words.fix(Fix(reason, (1, 2, 3)))

    assert ("3家庭" in said) == (
        reason in (Reason.NOT_MET, Reason.NO_COMMON_SESSION, Reason.NO_COMMON_TIME, Reason.NO_HOST)
    )


@pytest.mark.parametrize("code", sorted(words._WRONG))
def test_every_flaw_of_an_instance_has_a_sentence(code: str) -> None:
    assert code in CODES

    said = sentence(errors.InstanceUnreadable(code, ("families", 3, "waited")))

    assert said != UNKNOWN
    assert "{" not in said
    assert said.endswith("。")


def test_every_code_of_the_facts_has_a_sentence() -> None:
    assert set(codes(CODES.partition("one of:")[2].partition(".")[0])) == set(words._WRONG)
    assert set(codes(LOCKS.partition("Codes:")[2])) >= {"twice", "no_room"}


@pytest.mark.parametrize("code", sorted(words._LOCKS))
def test_locks_that_cannot_be_kept_have_a_sentence(code: str) -> None:
    said = sentence(errors.LockImpossible(code, (0, 11)))

    assert said.endswith("。")
    assert ("1番目と12番目" in said) == (code != "no_room")


def test_the_place_of_a_flaw_is_counted_as_people_count() -> None:
    said = sentence(errors.InstanceUnreadable("missing", ("families", 3, "waited")))

    assert said == "families の4番目の waited がありません。書き足してください。"
