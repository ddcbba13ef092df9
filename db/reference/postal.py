"""The postal codes of Japan, looked up without a network.

`postal.book` is one line of JSON with offsets, then one compressed block for each first three
digits; a look-up opens one block.
"""

import json
import zlib
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from concierge_tui.domain.address import Address, PostalPlace, read_postal, split_address

_BOOK: Final = "postal.book"
_LENGTH: Final = 7


class PostalBook:
    """Answers which places a postal code names, and which prefecture a city lies in.

    It never changes after it is read, so threads may share one.
    """

    def __init__(self, file: Traversable | None = None) -> None:
        self._file = file or files("db.reference") / _BOOK

    def places(self, postal: str) -> list[PostalPlace]:
        """Return the places of a whole code of seven digits; a few codes name several."""
        if len(postal) != _LENGTH:
            return []
        return self.starting_with(postal, limit=1000)

    def split(self, text: str, postal: str) -> Address:
        """Return an address in its parts, by the help of the postal code beside it."""
        return split_address(text, postal, self.places(read_postal(postal)), self)

    def starting_with(self, prefix: str, limit: int = 20) -> list[PostalPlace]:
        """Return the first places whose code begins so, in the order of their codes."""
        if not (prefix.isascii() and prefix.isdigit()):
            return []
        found: list[PostalPlace] = []
        for block in self._blocks_of(prefix):
            for line in self._lines(block):
                if (block + line).startswith(prefix):
                    found.append(self._place(block, line))
                    if len(found) == limit:
                        return found
        return found

    def city_names(self) -> frozenset[str]:
        """Return every city, ward and town, each once: さいたま市緑区, 中新川郡舟橋村."""
        return self._city_names

    def prefecture_of(self, city: str) -> str | None:
        """Return the prefecture of a city; none when it is unknown or its name stands twice."""
        found = self._prefectures.get(city, ())
        return found[0] if len(found) == 1 else None

    def _blocks_of(self, prefix: str) -> list[str]:
        if len(prefix) >= 3:
            return [prefix[:3]] if prefix[:3] in self._index else []
        return sorted(name for name in self._index if name.startswith(prefix))

    def _place(self, block: str, line: str) -> PostalPlace:
        rest, city, town = line.split("\t")
        prefecture, name = self._cities[int(city)]
        return PostalPlace(block + rest, prefecture, name, town)

    def _lines(self, block: str) -> list[str]:
        start, length = self._index[block]
        return zlib.decompress(self._body[start : start + length]).decode().split("\n")

    @cached_property
    def _content(self) -> tuple[dict[str, tuple[int, int]], bytes]:
        index, body = self._file.read_bytes().split(b"\n", 1)
        return json.loads(index), body

    @property
    def _index(self) -> dict[str, tuple[int, int]]:
        return self._content[0]

    @property
    def _body(self) -> bytes:
        return self._content[1]

    @cached_property
    def _cities(self) -> list[tuple[str, str]]:
        pairs = (line.split("\t") for line in self._lines("cities"))
        return [(prefecture, city) for prefecture, city in pairs]

    @cached_property
    def _city_names(self) -> frozenset[str]:
        return frozenset(self._prefectures)

    @cached_property
    def _prefectures(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for prefecture, city in self._cities:
            found.setdefault(city, []).append(prefecture)
        return found
