"""What the doctor and the audit find."""

from collections.abc import Sequence
from typing import NamedTuple


class Difference(NamedTuple):
    """How one table differed from what the journal says."""

    table: str
    rows_before: int
    rows_after: int


class Examination(NamedTuple):
    """The state of a store."""

    differences: Sequence[Difference]
    operations: int
    sqlite: str
    sqlcipher: str


class Chains(NamedTuple):
    """Whether the chains of all streams hold."""

    streams: int
    operations: int
    broken: list[str]
