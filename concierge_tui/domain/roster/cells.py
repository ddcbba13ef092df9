"""One cell: cleaned, and searched for what does not belong into a list of families."""

import re
from typing import Final, NamedTuple

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.roster.decoding import REPLACED
from concierge_tui.domain.roster.reading import RosterProblem

HUGE: Final = 2000
_SHOWN: Final = 60

_SEQUENCES: Final = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, clearing the screen
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]{0,400}(?:\x07|\x1b\\\\|\x9c)"  # OSC …
    "|\x1b[ -/]*[0-~]"
)
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]"
)
_FORMULA: Final = re.compile(r"=\s*\S|[+\-@][\d.+\-]*[A-Za-z][A-Za-z0-9.]*[(|!]")
_EXCEL_ERROR: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")
_SUSPICIOUS: Final = frozenset("=+-@#'’")
_TEXT_MARK: Final = re.compile("^['’](?=[0-9=+@0-9-])")
_BLANKS: Final = frozenset(
    {"-", "ー", "―", "—", "–", "−", "‐", "ｰ", "－", "なし", "無し", "無", "不明", "未定", "未記入",
     "空欄", "該当なし", "?", "？", "×", "/", "／", "\\", "n/a", "N/A", ".", "…", "・"}
)  # fmt: skip


class Tidy(NamedTuple):
    """The text of a cell and what was wrong with it."""

    text: str
    flaw: str = ""
    """huge, formula, control, broken_characters or nothing."""


def tidy(raw: str, *, multiline: bool = False) -> Tidy:
    """Return the text of a cell without control characters; a formula leaves no text."""
    if not raw or raw.isspace():
        return Tidy("")
    if len(raw) > HUGE:
        return Tidy("", "huge")
    controlled = _CONTROLS.search(raw) is not None
    text = clean_text(_SEQUENCES.sub("", raw) if controlled else raw, multiline=multiline)
    if text[:1] in _SUSPICIOUS:
        text = _TEXT_MARK.sub("", text)
        if _FORMULA.match(text) or _EXCEL_ERROR.fullmatch(text):
            return Tidy("", "formula")
    if controlled:
        return Tidy(text, "control")
    if REPLACED in text:
        return Tidy(text, "broken_characters")
    return Tidy(text)


def shown(raw: str) -> str:
    """Return a cell as a problem may show it: cleaned and short."""
    text = clean_text(_SEQUENCES.sub("", raw[:HUGE]))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def is_blank_word(text: str) -> bool:
    """Return whether a name's cell only says that there is none."""
    return text in _BLANKS


class Findings:
    """Collects what one record shows to be damaged, missing or mended."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.problems: list[RosterProblem] = []

    def add(
        self, field: str, code: str, raw: str = "", *, person: str = "", mended: bool = False
    ) -> None:
        """Note one cell."""
        self.problems.append(
            RosterProblem(
                row=self.row,
                field=field,
                code=code,
                value=shown(raw),
                person=person,
                mended=mended,
            )
        )

    def text(self, raw: str, field: str, *, person: str = "", multiline: bool = False) -> str:
        """Return the text of a cell, noting its flaw if it has one."""
        if not raw:
            return ""
        read = tidy(raw, multiline=multiline)
        if read.flaw:
            # Control characters are gone and the words are whole: nothing is left to do.
            self.add(field, read.flaw, raw, person=person, mended=read.flaw == "control")
        return read.text
