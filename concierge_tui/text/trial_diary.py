"""What was written about how a trial went, each fact as one line."""

from collections.abc import Mapping
from typing import Any, Final

from concierge_tui.text import trial
from concierge_tui.text.times import clock_time

_VERBS: Final = {
    "start": "開始",
    "end": "終了(お返し)",
    "cancel": "中止",
    "change": "変更",
    "item": "預かり物",
    "food": "食べた物",
    "note": "様子",
    "report": "報告",
    "confirm": "家庭の確認",
    "feedback": "感想",
}
_ANSWERS: Final = {"right": "合っています", "wrong": "ちがうところがある"}


def event_line(verb: str, said: Mapping[str, Any]) -> str:
    """Return one fact of a trial in one line."""
    return f"{_VERBS.get(verb, verb)}  {_said(verb, said)}".rstrip()


def _said(verb: str, said: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one answer a verb
    match verb:
        case "item":
            return "返しました" if said.get("returned") is True else str(said.get("what") or "")
        case "food":
            return f"{said.get('what') or ''} {said.get('brought_by') or ''}".strip()
        case "note":
            return str(said.get("note") or trial.ACKNOWLEDGED)
        case "change":
            until = said.get("until")
            parts = [f"{clock_time(until)} まで" if isinstance(until, int) else ""]
            parts += [str(said.get("place") or ""), str(said.get("words") or "")]
            return " ".join(filter(None, parts))
        case "report":
            return report_line(said)
        case "confirm":
            return _ANSWERS.get(str(said.get("answer")), "")
        case "feedback":
            return str(said.get("words") or "")
        case "cancel":
            return str(said.get("reason") or "")
    return ""


def report_line(said: Mapping[str, Any]) -> str:
    """Return a report in one line."""
    actions, reactions = dict(trial.ACTION_WORDS), dict(trial.REACTION_WORDS)
    done = said.get("actions")
    ticked = [actions[name] for name in done if name in actions] if isinstance(done, list) else []
    parts = [reactions.get(str(said.get("reaction")), ""), "・".join(ticked)]
    return " / ".join(filter(None, [*parts, str(said.get("words") or "")]))
