"""Which column means what: found from the headings, and correctable by a person."""

from typing import Final, Self

from pydantic import BaseModel, ConfigDict

CHILDREN: Final = 9
"""More children than this stand side by side in no list."""

IGNORE: Final = "ignore"
_NAME_PARTS: Final = ("name", "kana", "surname", "given", "surname_kana", "given_kana")
_CHILD_PARTS: Final = (*_NAME_PARTS, "birth", "allergy")

MEANINGS: Final[tuple[str, ...]] = (
    "no",
    *(f"g_{part}" for part in _NAME_PARTS),
    "relation",
    "phone",
    "phone2",
    "emergency",
    *(f"c{n}_{part}" for n in range(1, CHILDREN + 1) for part in _CHILD_PARTS),
    "postal",
    "address",
    "email",
    "smartphone",
    "adults",
    "allergy",
    "channel",
    "notes",
    IGNORE,
)
"""Everything a column may mean; a person chooses from these."""

SEVERAL: Final = frozenset({"no", "address", "allergy", "notes", "channel", IGNORE})
"""What several columns may mean at once; their cells are put together."""

_MEANINGS: Final = frozenset(MEANINGS)
_NAMING: Final = frozenset({"name", "kana", "surname", "given", "surname_kana", "given_kana"})


class Column(BaseModel):
    """One column of the roster and what it means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: int
    header: str
    meaning: str = IGNORE
    confidence: float = 0.0
    """From 0 to 1; below 0.7 a person should look."""
    understood: bool = False
    """Whether an ignored column is known to be of no use, such as an age or a time stamp."""


class Mapping(BaseModel):
    """What each column of one roster means, and where its header stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    header_record: int
    """The record number of the header; families stand below it."""
    columns: tuple[Column, ...]

    def with_meaning(self, index: int, meaning: str) -> Self:
        """Return the mapping with one column corrected by a person.

        Another column that was taken for the same thing is let go: of two surnames one is wrong.

        Raises:
            ValueError: when nothing has this meaning or no column this index.
        """
        if meaning not in _MEANINGS or all(column.index != index for column in self.columns):
            raise ValueError(meaning)
        changed = {"meaning": meaning, "confidence": 1.0, "understood": meaning == IGNORE}
        rivals = () if meaning in SEVERAL else self.indexes(meaning)
        let_go = {"meaning": IGNORE, "confidence": 0.0, "understood": False}
        columns = tuple(
            column.model_copy(update=changed)
            if column.index == index
            else column.model_copy(update=let_go)
            if column.index in rivals
            else column
            for column in self.columns
        )
        return self.model_copy(update={"columns": columns})

    def indexes(self, meaning: str) -> tuple[int, ...]:
        """Return the columns that mean this, from left to right."""
        return tuple(column.index for column in self.columns if column.meaning == meaning)

    @property
    def doubled(self) -> tuple[Column, ...]:
        """Columns that mean what another column means too, though only one can be right."""
        return tuple(
            column
            for column in self.columns
            if column.meaning not in SEVERAL and len(self.indexes(column.meaning)) > 1
        )

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns with a heading that nobody understood; they are shown, not imported."""
        return tuple(
            column
            for column in self.columns
            if column.meaning == IGNORE and not column.understood and column.header
        )

    @property
    def doubtful(self) -> tuple[Column, ...]:
        """Columns whose meaning was guessed from their place or their content."""
        return tuple(c for c in self.columns if c.meaning != IGNORE and c.confidence < 0.7)

    @property
    def names_someone(self) -> bool:
        """Whether any column holds a name, without which no family can be read."""
        return any(names_a_person(column.meaning) for column in self.columns)

    @property
    def children(self) -> tuple[int, ...]:
        """The numbers of the children that the columns speak of."""
        numbers = {int(c.meaning[1]) for c in self.columns if is_child(c.meaning)}
        return tuple(sorted(numbers))


def is_child(meaning: str) -> bool:
    """Return whether a meaning belongs to one child."""
    return meaning[0] == "c" and meaning[1:2].isdigit()


def names_a_person(meaning: str) -> bool:
    """Return whether a meaning is part of a person's name."""
    return meaning.partition("_")[2] in _NAMING
