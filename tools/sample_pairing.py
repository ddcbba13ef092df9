"""Writes an invented day to be seated and paired, for whoever has none at hand.

Run it in the project's folder: `.venv/bin/python -m tools.sample_pairing FOLDER`.
"""  # noqa: INP001 (a tool, no package)

import sys
from pathlib import Path

from tests.pairing.days import content, invented

FAMILIES = 21
"""An odd number: somebody is left over, or a group of three is made."""


def main(folder: Path) -> None:
    """Write one day of 21 families, to be seated at tables of four in three rounds."""
    folder.mkdir(parents=True, exist_ok=True)
    day = invented(4, FAMILIES, open_=True) | {"max_triples": 1, "k": 4, "rounds": 3}
    (folder / "kumiawase.json").write_bytes(content(day))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
