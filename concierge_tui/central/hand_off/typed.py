"""What a browser sent, as answers: bounded, cleaned, and nothing that the page does not ask."""

from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.consent import PURPOSES
from concierge_tui.services.phone_half import MOST_CHILDREN, ChildTyped, PhoneAnswers
from concierge_tui.services.wordings import Wordings
from concierge_tui.text.hand_off_pages import WORDS

MAX_BYTES: Final = 64 * 1024
_MOST_FIELDS: Final = 200
_MOST_TEXT: Final = 200
_LINES: Final = (
    "surname", "given", "surname_kana", "given_kana", "relation", "phone", "email", "postal",
    "city", "rest", "emergency_name", "emergency_relation", "emergency_phone",
)  # fmt: skip
_CHOICES: Final = {
    "photo": ("acquaintances", "everyone"),
    "age": ("acquaintances", "everyone"),
    "intention": ("", "ask", "offer", "both"),
}
_ALLERGY: Final = ("", "yes", "no", "unknown")
_ANSWERS: Final = ("", "yes", "no")


class TooMuch(Exception):
    """More was sent than the page can hold."""


class Typed(NamedTuple):
    """What was typed and which button was pressed."""

    answers: PhoneAnswers
    deed: str
    """send, more, or the name of a language."""
    places: int
    """How many children the page has room for."""
    texts: Mapping[str, str]
    """The hash of the text that was read to each purpose, as far as the page told it (E22)."""

    def reworded(self, wordings: Wordings) -> list[str]:
        """Return the purposes that were answered under a text that has been replaced since."""
        return [
            purpose
            for purpose, read in self.texts.items()
            if read != wordings.get(purpose, self.answers.language).hash
            and self.answers.consents.get(purpose)
        ]


def read_form(body: bytes) -> Typed:
    """Return what the form holds.

    Raises:
        TooMuch: when it is larger than any form of this page.
    """
    if len(body) > MAX_BYTES:
        raise TooMuch
    try:
        pairs = parse_qsl(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="replace",
        )
    except ValueError:
        raise TooMuch from None
    fields = {name: clean_text(value[:_MOST_TEXT]) for name, value in reversed(pairs)}
    deed = fields.get("do", "send")
    places = _number(fields.get("places", ""))
    if deed == "more":
        places = min(places + 1, MOST_CHILDREN)
    language = fields.get("lang", "ja")
    if deed in WORDS:
        language = deed
    answers = _answers(fields, language if language in WORDS else "ja", places)
    texts = {name: read for name in PURPOSES if (read := fields.get(f"text_{name}"))}
    return Typed(answers, deed, places, texts)


def _number(text: str) -> int:
    return min(max(int(text), 1), MOST_CHILDREN) if text.isascii() and text.isdigit() else 1


def _answers(fields: Mapping[str, str], language: str, places: int) -> PhoneAnswers:
    chosen = {
        name: fields.get(name, "") if fields.get(name, "") in allowed else allowed[0]
        for name, allowed in _CHOICES.items()
    }
    return PhoneAnswers.model_validate(
        {
            **{name: fields.get(name, "") for name in _LINES},
            **chosen,
            "language": language,
            "consents": {
                purpose: _one_of(_ANSWERS, fields.get(f"consent_{purpose}", ""))
                for purpose in PURPOSES
            },
            "children": [_child(fields, place) for place in range(places)],
        }
    )


def _child(fields: Mapping[str, str], place: int) -> ChildTyped:
    names = ("name", "kana", "birthday", "allergy_text")
    lines = {name: fields.get(f"child{place}_{name}", "") for name in names}
    allergy = _one_of(_ALLERGY, fields.get(f"child{place}_allergy", ""))
    return ChildTyped.model_validate({**lines, "allergy": allergy})


def _one_of(allowed: tuple[str, ...], said: str) -> str:
    return said if said in allowed else ""
