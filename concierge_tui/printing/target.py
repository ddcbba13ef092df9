"""Where a page may be written: never in the place of anything but an older page."""

from pathlib import Path
from typing import Final

from concierge_tui.domain.paper_errors import NotAPage

_PAGE: Final = b"%PDF-"


def refuse_other_files(target: Path) -> None:
    """Let a PDF replace a PDF and nothing else: a store or its key slots would be lost for good.

    Raises:
        NotAPage: when something else lies there; nothing was written.
        OSError: when it cannot be looked at.
    """
    if not target.exists():
        return
    if target.is_file():
        with target.open("rb") as file:
            if file.read(len(_PAGE)) == _PAGE:
                return
    raise NotAPage
