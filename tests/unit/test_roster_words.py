"""What a person reads about a roster."""

import re
from pathlib import Path

import pytest

from concierge_tui.domain import roster
from concierge_tui.domain.roster import RosterProblem, RosterUnreadable
from concierge_tui.text import roster as text

SOURCES = [path.read_text(encoding="utf-8") for path in Path(roster.__path__[0]).glob("*.py")]
# findings.add("field", "code" and _note(row, "field", "code"
WRITTEN = {
    code
    for source in SOURCES
    for code in re.findall(r'(?:findings\.add|_note\(row)[(,]\s*"?\w+"?,\s*"(\w+)"', source)
}
RAISED = {"feb30", "future", "era_over", "era_unknown", "too_old", "era_ended", "era_not_begun",
          "lost_zero", "foreign", "extension", "formula", "huge", "control", "broken_characters",
          "phone_length", "phone_unreadable"}  # fmt: skip


@pytest.mark.parametrize("code", sorted(WRITTEN | RAISED))
def test_every_problem_is_told_in_a_sentence_of_its_own(code: str) -> None:
    problem = RosterProblem(row=7, field="name", code=code, value="値", person="c2")
    unknown = problem.model_copy(update={"code": "nothing has this code"})

    sentence = text.problem_sentence(problem)

    assert sentence != text.problem_sentence(unknown)
    assert sentence.endswith("。")
    assert "{" not in sentence


def test_the_sentences_looked_for_are_found() -> None:
    assert {"name_missing", "kana_missing", "differs", "too_few_cells"} <= WRITTEN


def test_a_problem_says_whom_it_is_about_and_what_to_do() -> None:
    problem = RosterProblem(row=12, field="birthday", code="feb30", value="2021/2/30", person="c2")

    assert text.problem_sentence(problem) == (
        "お子さま2の生年月日「2021/2/30」という日はありません。正しい日を確かめて入力してください。"
    )


def test_a_telephone_that_differs_is_not_shown_and_leaves_no_gap() -> None:
    told = {
        value: text.problem_sentence(
            RosterProblem(row=2, field="phone", code="differs", value=value)
        )
        for value in ("", "別")
    }

    assert "違います。上の行" in told[""]
    assert "違います(この行では「別」)。" in told["別"]


def test_braces_in_a_cell_are_shown_as_they_are() -> None:
    problem = RosterProblem(row=1, field="phone", code="phone_unreadable", value="{who}")

    assert "「{who}」" in text.problem_sentence(problem)


def test_every_reason_against_a_file_is_told_with_what_to_do() -> None:
    documented = re.findall(r"\w+", (RosterUnreadable.__doc__ or "").partition("one of:")[2])
    told = {text.unreadable_sentence(RosterUnreadable(reason)) for reason in documented}

    assert len(told) == len(documented)
    assert all(sentence.endswith("ください。") for sentence in told)
