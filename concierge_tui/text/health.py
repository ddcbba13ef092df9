"""Words of how a child is before it is entrusted: its temperature, or how it looks."""

from collections.abc import Sequence
from typing import Final

TITLE: Final = "体温・体調"
KNOWN: Final = "もう聞いたお子さまです。ちがうときだけ直します。"
SAME: Final = "体温・体調は、前のままです。"
TENTHS_HINT: Final = "例: 36.8、368"
LOOKS: Final = "見たようす"
LOOKS_WORDS: Final = (("well", "元気"), ("unwell", "具合がわるい"))


def fever_words(limit: str) -> str:
    """Say from which temperature no child is entrusted."""
    return f"{limit} 以上、または具合のわるい子は、きょうの体験をしません。"


def noted(children: Sequence[str], left: Sequence[str] = ()) -> str:
    """Say whose health was written down, and of whom it is still missing."""
    said = f"{'・'.join(children)}の体温・体調を書きました。" if children else SAME
    return f"{said}{'・'.join(left)}は、まだです。" if left else said


def tenths(tenths: int | None) -> str:
    """Return a temperature as one types it."""
    return f"{tenths // 10}.{tenths % 10}" if tenths is not None else ""


def on_record(measured: int | None, looks: str) -> str:
    """Return how a child is on record, to stand beside what is typed anew."""
    degrees = f"{tenths(measured)}度" if measured is not None else ""
    words = dict(LOOKS_WORDS)[looks] if looks == "unwell" or not degrees else ""
    return f"記録 {' '.join(filter(None, (degrees, words)))}"


def looks_needed(called: str) -> str:
    """Say of whom nobody has said how they are."""
    return f"{called}さんの体温を入れるか、見たようすを選んでください。"
