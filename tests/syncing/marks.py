"""What a laptop believes that somebody else has."""

from tests.syncing.laptops import Laptop


def acknowledged(laptop: Laptop, peer: str = "central") -> set[str]:
    """Return the ids of all operations that `peer` has acknowledged, as far as it knows."""
    rows = laptop.connection.execute(
        "SELECT op_id FROM position JOIN op ON op.seq = position.op"
        " JOIN local_mark ON local_mark.stream = position.stream"
        " WHERE peer = ? AND n <= acked",
        (peer,),
    )
    return {op_id for (op_id,) in rows}


class Marks(dict[int, int]):
    """How far central has acknowledged each stream; it may be ahead of what is here."""

    def __le__(self, other: "Marks") -> bool:
        return all(n <= other.get(stream, 0) for stream, n in self.items())


def marks(laptop: Laptop) -> Marks:
    """Return what a laptop believes of central."""
    rows = laptop.connection.execute("SELECT stream, acked FROM local_mark WHERE peer = 'central'")
    return Marks(rows.fetchall())
