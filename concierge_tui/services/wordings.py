"""The texts to which people consent: short, versioned files that a coordinator may replace.

A file is called `<purpose>.<language>.txt`. Its first line names the version (`版: 2026-11`);
the rest is read aloud as it stands. A file in the store's folder `consents/` goes before the
one that comes with the program, and a new version is asked again (E22).
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.consent import LANGUAGES
from concierge_tui.text.consent import VERSION_LINE

ACCIDENT: Final = "accident"
"""The name of the manual for accidents: ours is a template marked 要差替 (A17)."""
_MOST: Final = 4000
"""Characters of a text that can still be read aloud."""


class Wording(NamedTuple):
    """One text, as it is read."""

    purpose: str
    language: str
    version: str
    text: str

    @property
    def hash(self) -> str:
        """What a consent keeps of the text that was read."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Wordings:
    """Finds the text of a purpose in a language."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def get(self, purpose: str, language: str = "ja") -> Wording:
        """Return the text; Japanese where it is not written in that language."""
        for wanted in (language, "ja"):
            found = self._replaced(purpose, wanted) or self._own(purpose, wanted)
            if found:
                return found
        raise LookupError(purpose)

    def languages(self, purpose: str) -> tuple[str, ...]:
        """Return the languages in which the purpose is written, in the order of offering."""
        others = sorted({path.suffixes[0][1:] for path in self._files(purpose)} - set(LANGUAGES))
        listed = (*LANGUAGES, *others)
        return tuple(
            each for each in listed if self._replaced(purpose, each) or self._own(purpose, each)
        )

    def unread(self) -> tuple[str, ...]:
        """Return the names of replacing files that cannot be read: ours is used in their place."""
        if self._folder is None or not self._folder.is_dir():
            return ()
        names = []
        for path in sorted(self._folder.glob("*.txt")):
            purpose, _, rest = path.name.partition(".")
            language = rest.partition(".")[0]
            if not self._replaced(purpose, language):
                names.append(path.name)
        return tuple(names)

    def _files(self, purpose: str) -> Iterator[Path]:
        if self._folder is not None and self._folder.is_dir():
            yield from self._folder.glob(f"{purpose}.*.txt")

    def _replaced(self, purpose: str, language: str) -> Wording | None:
        path = next((p for p in self._files(purpose) if p.suffixes[0][1:] == language), None)
        if path is None:
            return None
        try:
            return _read(purpose, language, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return None

    def _own(self, purpose: str, language: str) -> Wording | None:
        return _shipped(purpose, language)


@lru_cache
def _shipped(purpose: str, language: str) -> Wording | None:
    """Return our own text; it never changes while the program runs, and every key may ask."""
    path = files("concierge_tui.text") / "wordings" / f"{purpose}.{language}.txt"
    return _read(purpose, language, path.read_text("utf-8")) if path.is_file() else None


def _read(purpose: str, language: str, content: str) -> Wording | None:
    """Return the text of a file, or None where it names no version or says nothing."""
    first, _, rest = content[:_MOST].partition("\n")
    text = clean_text(rest, multiline=True).strip()
    head = clean_text(first.replace("\uff1a", ":"))
    version = head.removeprefix(VERSION_LINE).strip()
    if not head.startswith(VERSION_LINE) or not version or not text:
        return None
    return Wording(purpose, language, version, text)
