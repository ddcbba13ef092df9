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
