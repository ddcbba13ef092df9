"""A path as it is typed, pasted, or dragged into a terminal."""

import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

_QUOTES = "\"'「」“”"


def read_path(text: str) -> Path | None:
    """Return the path without quotes, `file:` and escaped spaces; None where nothing is typed."""
    bare = text.strip().strip(_QUOTES).strip()
    if not bare:
        return None
    if bare.lower().startswith("file:"):
        bare = unquote(urlsplit(bare).path)
    try:
        path = Path(bare).expanduser()
        if not path.exists() and "\\ " in bare:
            path = Path(bare.replace("\\ ", " ")).expanduser()
        return path if path.exists() else _in_other_form(path)
    except (OSError, ValueError, RuntimeError):
        return None


def _in_other_form(path: Path) -> Path:
    """Return the path in the normal form in which macOS stores it, if that one exists."""
    for form in ("NFD", "NFC"):
        other = Path(unicodedata.normalize(form, str(path)))
        if other.exists():
            return other
    return path
