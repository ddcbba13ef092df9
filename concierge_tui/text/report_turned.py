"""The report of a trial as its family reads it: our words in its language, the staff's as typed."""

from collections.abc import Mapping
from typing import Any, Final

from concierge_tui.text.facing import Said, of
from concierge_tui.text.times import clock_time
from concierge_tui.text.trial_diary import for_one

LABELS: Final[Mapping[str, Said]] = {
    "change": {"ja": "変更", "easy": "かわった こと", "en": "Changed"},
    "item": {"ja": "預かり物", "easy": "あずかった もの", "en": "Belongings"},
    "food": {"ja": "食べた物", "easy": "たべた もの", "en": "Food"},
    "report": {"ja": "ようす", "easy": "ようす", "en": "How it went"},
    "helped": {"ja": "お手伝い", "easy": "てつだった こと", "en": "Help given"},
    "words": {"ja": "スタッフの言葉", "easy": "スタッフの ことば", "en": "In the staff's words"},
}
UNTIL: Final[Said] = {"ja": "{} まで", "easy": "{} まで", "en": "until {}"}
RETURNED: Final[Said] = {"ja": "返しました", "easy": "かえしました", "en": "returned"}
BROUGHT: Final[Said] = {
    "ja": "持参 {}",
    "easy": "もって きた ひと {}",
    "en": "brought by {}",
}
ACTIONS: Final[Mapping[str, Said]] = {
    "carried": {"ja": "荷物を持った", "easy": "にもつを もちました", "en": "carried things"},
    "queued": {
        "ja": "受付に並んだ",
        "easy": "うけつけに ならびました",
        "en": "waited at the reception",
    },
    "lulled": {"ja": "抱っこで寝かせた", "easy": "だっこで ねました", "en": "rocked to sleep"},
    "walked": {"ja": "散歩した", "easy": "さんぽしました", "en": "went for a walk"},
    "played": {
        "ja": "いっしょに遊んだ",
        "easy": "いっしょに あそびました",
        "en": "played together",
    },
    "fed": {"ja": "食事・おやつ", "easy": "ごはん・おやつ", "en": "meal or snack"},
}
REACTIONS: Final[Mapping[str, Said]] = {
    "fits": {"ja": "合っていた", "easy": "よく あって いました", "en": "felt at ease"},
    "slow": {"ja": "ゆっくり慣れる", "easy": "ゆっくり なれます", "en": "needs a little time"},
    "not_today": {"ja": "きょうはやめる", "easy": "きょうは やめます", "en": "not today"},
}
READINGS: Final[Mapping[str, str]] = {
    "変更": "へんこう",
    "預かり物": "あずかりもの",
    "食べた物": "たべたもの",
    "お手伝い": "おてつだい",
    "言葉": "ことば",
    "返しました": "かえしました",
    "持参": "じさん",
    "荷物を持った": "にもつをもった",
    "受付に並んだ": "うけつけにならんだ",
    "抱っこで寝かせた": "だっこでねかせた",
    "散歩した": "さんぽした",
    "遊んだ": "あそんだ",
    "食事": "しょくじ",
    "合っていた": "あっていた",
    "慣れる": "なれる",
}
"""How our words of the report are read; those that the staff typed are read aloud."""


def lines(
    verb: str, said: Mapping[str, Any], names: Mapping[str, str], language: str, *, alone: bool
) -> list[str]:
    """Return one fact as its family reads it, a line a thing.

    Where another family entrusts children too, nobody reads why the plan was changed or who
    brought what: the words of the staff may name the others.
    """
    said = said if alone else for_one(verb, said)
    if verb == "report":
        return _report(said, names, language)
    fact = _fact(verb, said, names, language)
    return [f"{of(LABELS[verb], language)}: {fact}"] if fact else []


def _fact(verb: str, said: Mapping[str, Any], names: Mapping[str, str], language: str) -> str:
    what = str(said.get("what") or "")
    if verb == "item":
        thing = what or names.get(str(said.get("item")), "")
        return f"{thing} {of(RETURNED, language)}" if said.get("returned") is True else thing
    if verb == "food":
        brought = said.get("brought_by")
        return f"{what} ({of(BROUGHT, language).format(brought)})" if brought else what
    until = said.get("until")
    parts = [of(UNTIL, language).format(clock_time(until)) if isinstance(until, int) else ""]
    parts += [str(said.get("place") or ""), str(said.get("words") or "")]
    return " ".join(filter(None, parts))


def _report(said: Mapping[str, Any], names: Mapping[str, str], language: str) -> list[str]:
    by_child = said.get("reactions")
    took = by_child.items() if isinstance(by_child, Mapping) else [("", said.get("reaction"))]
    found = [
        f"{names.get(str(child)) or of(LABELS['report'], language)}: "
        + of(REACTIONS[str(how)], language)
        for child, how in took
        if str(how) in REACTIONS
    ]
    actions = said.get("actions")
    done = [of(ACTIONS[name], language) for name in _known(actions)]
    if done:
        joined = ("、" if language != "en" else ", ").join(done)
        found.append(f"{of(LABELS['helped'], language)}: {joined}")
    if words := str(said.get("words") or ""):
        found.append(f"{of(LABELS['words'], language)}: {words}")
    return found


def _known(actions: object) -> list[str]:
    names = actions if isinstance(actions, list) else []
    return [name for name in names if isinstance(name, str) and name in ACTIONS]
