"""What was written about how a trial went, each fact as one line."""

from collections.abc import Mapping, Sequence
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
NOBODY: Final[Mapping[str, str]] = {}
LATER: Final = "その後"
WHOSE_NEEDED: Final = "どちらの家庭の物か、番号で選んでください。"
NOTHING_SAID: Final = "言葉か「また」を入れてください。聞いていなければ、Esc でもどります。"
FOOD_FOR: Final = "だれに"
EVERYBODY: Final = "みんな"
_AGAIN: Final = {True: "またしたい", False: "いまはしない"}
_TOLD_OF: Final = {"allergies": "アレルギーが変わったこと", "ill": "熱・体調のこと"}
_USED: Final = {True: "頼り合うことがあった", False: "頼り合うことはまだない"}
_SECOND: Final = {
    "telephone": "確認: 責任者に電話",
    "guardian": "確認: 保護者",
    "staff": "確認: ほかのスタッフ",
}
_ANSWERS: Final = {"right": "合っています", "wrong": "ちがうところがある"}


def of_family(what: str, family: str) -> str:
    """Name a thing, and whose it is where that was said."""
    return f"{what}({family})" if family else what


def for_one(verb: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what one of several requesting families may read of a fact.

    Nobody reads why the plan was changed or who brought what: the words of the staff may name
    the others.
    """
    hidden = {"change": "words", "food": "brought_by"}.get(verb, "")
    return {name: value for name, value in said.items() if name != hidden}


def event_line(verb: str, said: Mapping[str, Any], names: Mapping[str, str] = NOBODY) -> str:
    """Return one fact of a trial in one line; `names` are those of its families and children."""
    what = LATER if said.get("later") is True else _VERBS.get(verb, verb)
    whose = names.get(str(said.get("family") or ""), "")
    of = f"({whose})" if whose else ""
    return f"{what}{of}  {_said(verb, said, names)}".rstrip()


def _said(  # noqa: PLR0911 - one answer a verb
    verb: str, said: Mapping[str, Any], names: Mapping[str, str]
) -> str:
    match verb:
        case "item":
            thing = str(said.get("what") or names.get(str(said.get("item")), ""))
            return f"{thing} 返しました".strip() if said.get("returned") is True else thing
        case "food":
            brought = f"({said['brought_by']} 持参)" if said.get("brought_by") else ""
            return f"{said.get('what') or ''}{brought}"
        case "note":
            return str(said.get("note") or _told(said))
        case "change":
            until = said.get("until")
            parts = [f"{clock_time(until)} まで" if isinstance(until, int) else ""]
            parts += [str(said.get("place") or ""), str(said.get("words") or "")]
            return " ".join(filter(None, parts))
        case "report":
            return report_line(said, names)
        case "confirm":
            return _ANSWERS.get(str(said.get("answer")), "")
        case "feedback":
            again = _AGAIN.get(said["again"], "") if isinstance(said.get("again"), bool) else ""
            used = _USED.get(said["used"], "") if isinstance(said.get("used"), bool) else ""
            return " / ".join(filter(None, [str(said.get("words") or ""), again, used]))
        case "cancel":
            return str(said.get("reason") or "")
        case "start":
            return _agreed(said.get("approvals"))
    return ""


def _agreed(approvals: object) -> str:
    """Say why it began all the same, and who agreed; a guardian stands there without a name."""
    found = (
        [each for each in approvals if isinstance(each, Mapping)]
        if isinstance(approvals, list)
        else []
    )
    ways: dict[str, None] = {}
    for each in found:
        how = str(each.get("how"))
        who = f" {each.get('who') or ''}".rstrip() if how == "telephone" else ""
        ways[f"{_SECOND.get(how, '')}{who}"] = None
    why = dict.fromkeys(str(each.get("reason") or "") for each in found)
    return " / ".join(filter(None, ["・".join(filter(None, ways)), *why]))


def report_line(said: Mapping[str, Any], names: Mapping[str, str] = NOBODY) -> str:
    """Return a report in one line."""
    actions, reactions = dict(trial.ACTION_WORDS), dict(trial.REACTION_WORDS)
    done = said.get("actions")
    ticked = [actions[name] for name in done if name in actions] if isinstance(done, list) else []
    by_child = said.get("reactions")
    took = by_child.items() if isinstance(by_child, Mapping) else [("", said.get("reaction"))]
    parts = [
        f"{names.get(str(child), '')} {reactions.get(str(how), '')}".strip() for child, how in took
    ]
    return " / ".join(filter(None, [*parts, "・".join(ticked), str(said.get("words") or "")]))


def _told(said: Mapping[str, Any]) -> str:
    """Say what whoever minds the children was told."""
    what = [_TOLD_OF[name] for name in ("allergies", "ill") if said.get(name)]
    return f"{'と'.join(what)}を、預かる人に伝えました。" if what else trial.ACKNOWLEDGED


def not_with_host(child: str, holder: str) -> str:
    """Say of a child that left the hands of the host before the trial ends."""
    if holder:
        return f"{child}: いま{holder}さんといます。お返しは「お預かり」で残します。"
    return f"{child}: お返し済みです。"


def ended(children: Sequence[str], things: Sequence[str]) -> str:
    """Say that children are back, if they were given, and what is still to be given back."""
    back = f"{'・'.join(children)}をお返ししました。" if children else "体験を終えました。"
    left = f"返していない物: {'・'.join(things)}。" if things else "つぎは「報告を書く」です。"
    return f"{back}{left}"
