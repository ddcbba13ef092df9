"""Consent: granted only where no withdrawal stands uncovered."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.fold import fold_consent
from concierge_tui.domain.operation import Operation
from tests.journals.writing import Edit, edits, op, written


def grant(op_id: str, base: Sequence[str] = (), hlc: int = 0, **body: str) -> Operation:
    return op(op_id, "consent.grant", {"purpose": "registration", **body}, base=base, hlc=hlc)


def withdraw(op_id: str, base: Sequence[str] = (), hlc: int = 0) -> Operation:
    return op(op_id, "consent.withdraw", {"purpose": "registration"}, base=base, hlc=hlc)


def granted(*operations: Operation) -> bool:
    return fold_consent(operations).granted


def test_nothing_said_is_no_consent() -> None:
    assert not granted()


def test_a_grant_is_consent() -> None:
    assert granted(grant("g"))


def test_a_withdrawal_ends_it() -> None:
    assert not granted(grant("g"), withdraw("w", ["g"]))


def test_a_withdrawal_elsewhere_ends_it_whatever_the_clocks_say() -> None:
    assert not granted(grant("g", hlc=2**60), withdraw("w", hlc=1))


def test_a_later_grant_that_did_not_know_of_the_withdrawal_does_not_lift_it() -> None:
    assert not granted(grant("g"), withdraw("w", ["g"]), grant("g2", ["g"], hlc=2**60))


def test_a_grant_that_names_the_withdrawal_lifts_it() -> None:
    assert granted(grant("g"), withdraw("w", ["g"], hlc=9), grant("g2", ["w"], hlc=1))


def test_a_grant_lifts_only_the_withdrawal_that_it_names() -> None:
    assert not granted(grant("g"), withdraw("w", ["g"]), withdraw("w2", ["g"]), grant("g2", ["w"]))


def test_consent_counts_without_its_text() -> None:
    assert not granted(grant("g"), withdraw("w", ["g"]).skeleton())
    assert granted(withdraw("w").skeleton(), grant("g", ["w"]).skeleton())


def test_a_ring_of_consents_grants_nothing() -> None:
    assert not granted(grant("g", ["w"]), withdraw("w", ["g"]))


def test_the_detail_is_that_of_the_newest_tip_and_clean() -> None:
    state = fold_consent([grant("a", hlc=1, version="1"), grant("b", hlc=2, version="\x1b2\u202e")])

    assert state.detail == {"purpose": "registration", "version": "2"}


@given(edits(st.sampled_from([{"grant": True}, {"grant": False}])), st.randoms())
def test_no_withdrawal_that_nobody_answered_reads_as_granted(
    steps: list[Edit], random: Any
) -> None:
    history = [
        (op(o.op_id, kind, {}, base=o.base, hlc=o.hlc), seen)
        for (o, seen), step in zip(consented(steps), steps, strict=True)
        for kind in ["consent.grant" if step.body["grant"] else "consent.withdraw"]
    ]
    operations = [operation for operation, _ in history]
    last = [o for o, _ in history if not any(o.op_id in seen for _, seen in history)]

    state = fold_consent(operations)

    assert fold_consent(random.sample(operations, len(operations))) == state
    assert state.granted == all(o.kind == "consent.grant" for o in last)


def consented(steps: list[Edit]) -> list[tuple[Operation, set[str]]]:
    return written(steps, kind="consent.grant")
