"""Seats, introductions, links, trials, hands, incidents: the meetup itself."""

from typing import Final

from sqlite_utils import Database

_ADDED: Final = {
    "area": "trial_from_months INTEGER, fever_tenths INTEGER, ratio_under_1 INTEGER,"
    " ratio_1 INTEGER, ratio_2 INTEGER, coordinator TEXT, coordinator_phone TEXT,"
    " insurer_phone TEXT",
    "meetup": "rooms INTEGER, room_capacity INTEGER, table_size INTEGER, rounds INTEGER,"
    " round_minutes INTEGER, checked TEXT, insurance_told TEXT, worked TEXT",
    "staff": "identity_seen TEXT, licence TEXT, lifesaving TEXT",
}
_NOUNS: Final = {
    "duty": "meetup TEXT, staff TEXT, present INTEGER",
    "seating": "meetup TEXT, families TEXT, plan TEXT, running INTEGER, ends INTEGER",
    "card": "meetup TEXT, family TEXT, other TEXT, mark TEXT",
    "introduction": "meetup TEXT, one TEXT, other TEXT, third TEXT, state TEXT, origin TEXT,"
    " common TEXT, known TEXT, note TEXT",
    "exclusion": "one TEXT, other TEXT, stands INTEGER",
    "trial": "meetup TEXT, host TEXT, guest TEXT, third TEXT, children TEXT, service TEXT,"
    " place TEXT, starts INTEGER, ends INTEGER, supervisor TEXT, thanks TEXT, exchanged TEXT,"
    " acquainted TEXT, pick_up TEXT, recent TEXT",
    "health": "meetup TEXT, person TEXT, tenths INTEGER, looks TEXT",
    "collector": "meetup TEXT, family TEXT, name TEXT, relation TEXT, asked_by TEXT, called TEXT,"
    " second TEXT, day TEXT, stands INTEGER",
    "incident": "meetup TEXT, level TEXT, person TEXT, family TEXT, what TEXT, at INTEGER,"
    " place TEXT, action TEXT, seen_by TEXT, trial TEXT, guardian_told INTEGER,"
    " ambulance INTEGER, insurer_note TEXT, signed_by TEXT, signed_at INTEGER, closed INTEGER",
    "shift": "meetup TEXT, giver TEXT, taker TEXT, summary TEXT, how TEXT",
    "link": "one TEXT NOT NULL, other TEXT NOT NULL, state TEXT NOT NULL, entered TEXT NOT NULL,"
    " made_at INTEGER",
    "custody": "meetup TEXT NOT NULL, child TEXT NOT NULL, family TEXT, holder TEXT NOT NULL,"
    " role TEXT NOT NULL, since INTEGER, place TEXT NOT NULL, until INTEGER,"
    " back_to TEXT NOT NULL, trial TEXT NOT NULL, contested INTEGER NOT NULL,"
    " away INTEGER NOT NULL, tips TEXT NOT NULL",
    "trial_course": "meetup TEXT, state TEXT NOT NULL, started_at INTEGER, ended_at INTEGER,"
    " until INTEGER",
    "roll_call": "meetup TEXT NOT NULL, drill INTEGER NOT NULL, began_at INTEGER NOT NULL,"
    " ended_at INTEGER, seen TEXT NOT NULL",
}
_BY_MEETUP: Final = (
    "duty", "seating", "card", "introduction", "trial", "health", "collector", "incident",
    "shift", "custody", "trial_course", "roll_call",
)  # fmt: skip


def apply(database: Database) -> None:
    """Make the tables; what an older program kept unread is derived at the next opening."""
    for table, columns in _ADDED.items():
        for column in columns.split(", "):
            database.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for noun, columns in _NOUNS.items():
        database.execute(
            f"CREATE TABLE {noun} (id TEXT PRIMARY KEY, {columns}) STRICT, WITHOUT ROWID"
        )
    for noun in _BY_MEETUP:
        database.execute(f"CREATE INDEX {noun}_meetup ON {noun}(meetup)")
    database.execute("CREATE INDEX link_one ON link(one)")
    database.execute("CREATE INDEX link_other ON link(other)")
    database.execute("CREATE INDEX incident_person ON incident(person)")
