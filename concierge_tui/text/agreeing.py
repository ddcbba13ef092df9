"""What a guardian reads before a trial starts although something is not as it should be."""

from collections.abc import Mapping
from typing import Any, Final

from concierge_tui.domain.gate import AND, EXCHANGED, Rule
from concierge_tui.text import gate
from concierge_tui.text.facing import Said, of

HEADING: Final[Said] = {
    "ja": "確かめてください",
    "easy": "たしかめて ください",
    "en": "Please check",
}
FOR: Final[Said] = {"ja": "{} さんへ", "easy": "{} さんへ", "en": "For {}"}
ASK: Final[Said] = {
    "ja": "それでも体験をはじめてよいですか。",
    "easy": "それでも たいけんを はじめて いいですか。",
    "en": "May the trial begin all the same?",
}
REASON: Final[Said] = {
    "ja": "スタッフから: {}",
    "easy": "スタッフから: {}",
    "en": "From the staff: {}",
}
NOT_ASKED: Final = "保護者の返事がまだです。もう一度、画面を向けてください。"
NOT_AGREED: Final = "保護者が「いいえ」を選びました。はじめません。"

_EXCHANGED: Final[Mapping[str, Said]] = {
    "address": {"ja": "住所", "easy": "じゅうしょ", "en": "address"},
    "phone": {"ja": "電話", "easy": "でんわ", "en": "telephone"},
    "school": {"ja": "園・学校", "easy": "えん・がっこう", "en": "school"},
    "daily": {"ja": "ふだんの様子", "easy": "ふだんの ようす", "en": "daily life"},
}
_SAID: Final[Mapping[tuple[str, str], Said]] = {
    ("exchange", "missing"): {
        "ja": "相手のご家庭とまだ話していないこと: {what}。",
        "easy": "あいての かていと まだ はなして いない こと: {what}。",
        "en": "Not yet talked about with the other family: {what}.",
    },
    ("met", "host_without_child"): {
        "ja": "相手のご家庭には、お子さまの登録がありません。",
        "easy": "あいての かていは こどもを とうろくして いません。",
        "en": "The other family has registered no child of its own.",
    },
    ("supervisor", "identity_not_seen"): {
        "ja": "見守るスタッフの、身分証を見た記録がありません。",
        "easy": "みまもる スタッフの みぶんしょうを みた きろくが ありません。",
        "en": "We have no record that the supervisor showed an identity card.",
    },
    ("supervisor", "no_lifesaving"): {
        "ja": "見守るスタッフの、救命講習の記録がありません。",
        "easy": "みまもる スタッフの きゅうめいこうしゅうの きろくが ありません。",
        "en": "We have no record of the supervisor's lifesaving course.",
    },
    ("supervisor", "neither_known"): {
        "ja": "見守るスタッフの、身分証を見た記録と、救命講習の記録がありません。",
        "easy": "みまもる スタッフの みぶんしょうと きゅうめいこうしゅうの きろくが ありません。",
        "en": "We have no record of the supervisor's identity card, nor of a lifesaving course.",
    },
    ("ratio", "too_many"): {
        "ja": "大人の数{minders}、子どもの数{children}。決まりより、大人が足りません。",
        "easy": "おとな {minders}にんで、こども {children}にんを みます。おとなが たりません。",
        "en": "Adults: {minders}, children: {children}. By the rule that is too few adults.",
    },
    ("ratio", "room_full"): {
        "ja": "一つの部屋の子どもの数{children}。決まりは{capacity}までです。",
        "easy": "へやは {capacity}にんまでですが、こどもが {children}にんに なります。",
        "en": "The room is for {capacity} children; there will be {children}.",
    },
    ("ratio", "no_room"): {
        "ja": "体験の場所の数{places}。決まりは{rooms}までです。",
        "easy": "たいけんの ばしょは {rooms}つですが、{places}つ つかいます。",
        "en": "There should be {rooms} places for trials; {places} will be in use.",
    },
}


def asked_of(language: str, name: str) -> str:
    """Return whom a page is for."""
    return of(FOR, language).format(name)


def lines(rule: Rule, language: str) -> list[str]:
    """Return one sentence for each reason of a rule that is not as it should be."""
    return [_line(rule, reason, language) for reason in rule.reason.split(AND)]


def reason(typed: str, language: str) -> str:
    """Return why the staff would begin all the same, in the staff's own words."""
    return of(REASON, language).format(typed)


def _line(rule: Rule, reason: str, language: str) -> str:
    said = _SAID.get((rule.name, reason))
    if said is None:  # a newer rule: rather the words of the desk than none
        return gate.why(rule)
    facts: dict[str, Any] = dict(rule.facts)
    if rule.name == "exchange":
        missing = [name for name in EXCHANGED if name in facts["what"]]
        comma = ", " if language == "en" else "・"
        facts["what"] = comma.join(of(_EXCHANGED[name], language) for name in missing)
    return of(said, language).format(**facts)
