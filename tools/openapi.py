"""Writes docs/openapi.json anew from the service's routes; a test says when that is due.

Run it in the project's folder: `.venv/bin/python -m tools.openapi`.
"""  # noqa: INP001 (a tool, no package)

import json
from pathlib import Path
from typing import Final

from sqlalchemy import create_mock_engine

from concierge_tui.central.app import make_app

PLACE: Final = Path(__file__).parents[1] / "docs" / "openapi.json"


def document() -> str:
    """Return the document of the service as it is kept."""
    nowhere = create_mock_engine("postgresql://", lambda *_: None)
    app = make_app(nowhere)  # type: ignore[arg-type]
    return json.dumps(app.openapi(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PLACE.write_text(document(), encoding="utf-8")
