"""Fills the page: templates hold the shape, `text` holds every word."""

from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from concierge_tui.domain.consent import PURPOSES, REUSE
from concierge_tui.services.phone_half import (
    MOST_CHILDREN,
    ChildTyped,
    PhoneAnswers,
    missing,
)
from concierge_tui.services.wordings import Wordings
from concierge_tui.text.hand_off_pages import NAMES, TAGS, WORDS
from concierge_tui.text.times import in_japan

_TEMPLATES: Final = (
    "base.html", "code.html", "form.html", "sent.html", "told.html", "fields.html", "page.css",
)  # fmt: skip


class Shown(NamedTuple):
    """What the form shows."""

    language: str
    until: datetime
    answers: PhoneAnswers | None
    places: int = 1
    wrong: tuple[str, ...] = ()
    again: bool = False
    herself: bool = False
    """Whether she began at no desk, but by the sign-up code."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = files(__package__) / "templates"
    loader = DictLoader({name: (folder / name).read_text("utf-8") for name in _TEMPLATES})
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _render(template: str, language: str, **values: Any) -> str:
    environment = _environment()
    style = Markup(environment.loader.get_source(environment, "page.css")[0])  # type: ignore[union-attr]  # noqa: S704 - ours
    return environment.get_template(template).render(
        w=WORDS[language], lang=TAGS[language], language=language, style=style, **values
    )


def form_page(shown: Shown, wordings: Wordings) -> str:
    """Return the form, with what was typed and what is to be corrected."""
    answers = shown.answers or PhoneAnswers(language=shown.language)
    places = max(shown.places, len(answers.children), 1)
    children = [*answers.children, *([ChildTyped()] * (places - len(answers.children)))]
    consents = {REUSE: "no", **{k: v for k, v in answers.consents.items() if v}}
    read = [(purpose, wordings.get(purpose, shown.language)) for purpose in PURPOSES]
    return _render(
        "form.html",
        shown.language,
        a=answers,
        consents=consents,
        texts=[(purpose, wording.text, wording.hash) for purpose, wording in read],
        children=children,
        may_add=len(children) < MOST_CHILDREN,
        names=_other(shown.language),
        until=in_japan(shown.until),
        wrong=[(name, _complaint(shown.language, name)) for name in shown.wrong],
        wrong_names=frozenset(shown.wrong),
        again=shown.again,
        herself=shown.herself,
    )


def code_page(language: str, typed: str, problem: str) -> str:
    """Return the page that asks for the sign-up code; a `problem` is wrong, slow or busy."""
    complaint = WORDS[language][f"error_code_{problem}"] if problem else ""
    bad = {"code": complaint} if problem else {}
    return _render("code.html", language, typed=typed, bad=bad, names=_other(language))


def _other(language: str) -> list[tuple[str, str, str]]:
    """Return the languages to change to, as each calls itself."""
    return [(name, word, TAGS[name]) for name, word in NAMES.items() if name != language]


def _complaint(language: str, name: str) -> str:
    """Return what to do about a field."""
    words = WORDS[language]
    if name.startswith("child"):
        place, _, field = name.removeprefix("child").partition("_")
        return words[f"error_child_{field}"].format(n=int(place) + 1)
    return words[f"error_{name}"]


def sent_page(outcome: str, answers: PhoneAnswers) -> str:
    """Return what became of the form."""
    title = "sent" if outcome == "received" else outcome
    gaps = missing(answers) if outcome == "received" else None
    return _render("sent.html", answers.language, outcome=title, missing=gaps)


def told_page(code: str, language: str, answers: PhoneAnswers | None) -> str:
    """Return why not, and whatever was typed, so that nothing is lost."""
    typed = _listed(answers, language) if answers else []
    return _render("told.html", language, code=code, typed=typed)


def _listed(answers: PhoneAnswers, language: str) -> list[tuple[str, str]]:
    words = WORDS[language]
    names = ("surname", "given", "surname_kana", "given_kana", "relation", "phone", "email",
             "postal", "city", "rest", "emergency_name", "emergency_relation",
             "emergency_phone")  # fmt: skip
    rows = [(words[name], getattr(answers, name)) for name in names]
    for number, child in enumerate(answers.children, 1):
        allergy = words[f"allergy_{child.allergy}"] if child.allergy else ""
        said = " ".join(
            part
            for part in (child.name, child.kana, child.birthday, allergy, child.allergy_text)
            if part
        )
        rows.append((words["child"].format(n=number), said))
    return [(name, value) for name, value in rows if value]
