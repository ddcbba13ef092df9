"""Writes four invented rosters, one of each kind that arrives, for whoever has none at hand.

Run it in the project's folder: `.venv/bin/python -m tools.sample_rosters FOLDER`.
"""  # noqa: INP001 (a tool, no package)

import sys
from itertools import count
from pathlib import Path
from typing import Final

from tests.rosters.generator import generate

KINDS: Final = {"cp932": "meibo-excel", "utf-8-sig": "meibo-title", "euc_jp": "meibo-eucjp"}
"""How a file is encoded, and what it is called; a workbook has no encoding."""


def main(folder: Path) -> None:
    """Write the first generated roster of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {**KINDS, None: "meibo"}
    for seed in count(1):
        if not wanted:
            return
        roster = generate(seed)
        name = wanted.pop(roster.truth["encoding"], None)
        if name:
            (folder / f"{name}.{roster.suffix}").write_bytes(roster.data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
