"""The journal of operations and the tables that screens read."""

from sqlite_utils import Database

_STATEMENTS = (
    # The journal.
    """CREATE TABLE op (
        seq INTEGER PRIMARY KEY, op_id TEXT NOT NULL UNIQUE, area TEXT NOT NULL,
        hlc INTEGER NOT NULL, wall INTEGER NOT NULL, kind TEXT NOT NULL, kv INTEGER NOT NULL,
        entity TEXT NOT NULL, subject TEXT, meetup TEXT, base TEXT NOT NULL, tx TEXT NOT NULL,
        actor TEXT NOT NULL, salt BLOB, body TEXT, body_hash BLOB NOT NULL,
        content_hash BLOB NOT NULL, state INTEGER NOT NULL) STRICT""",
    "CREATE INDEX op_entity ON op(entity)",
    "CREATE INDEX op_subject ON op(subject) WHERE subject IS NOT NULL",
    "CREATE INDEX op_tx ON op(tx)",
    "CREATE INDEX op_state ON op(state) WHERE state > 0",
    """CREATE TABLE stream (
        id INTEGER PRIMARY KEY, device TEXT NOT NULL, incarnation TEXT NOT NULL,
        area TEXT NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL, hlc INTEGER NOT NULL,
        UNIQUE (device, incarnation, area)) STRICT""",
    """CREATE TABLE position (
        stream INTEGER NOT NULL, n INTEGER NOT NULL, op INTEGER NOT NULL, hash BLOB NOT NULL,
        PRIMARY KEY (stream, n)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE waiting (
        missing TEXT NOT NULL, op_id TEXT NOT NULL,
        PRIMARY KEY (missing, op_id)) STRICT, WITHOUT ROWID""",
    # Projections: columns are the fields of the noun.
    """CREATE TABLE family (
        id TEXT PRIMARY KEY, postal TEXT, prefecture TEXT, city TEXT, rest TEXT, channel TEXT,
        flyer TEXT, smartphone INTEGER, notes TEXT, categories TEXT, moved_in TEXT,
        emergency TEXT, host TEXT, host_may_collect INTEGER, code TEXT, source TEXT,
        removed INTEGER) STRICT, WITHOUT ROWID""",
    "CREATE INDEX family_code ON family(code) WHERE code IS NOT NULL",
    "CREATE INDEX family_host ON family(host) WHERE host IS NOT NULL",
    """CREATE TABLE person (
        id TEXT PRIMARY KEY, family TEXT, role TEXT, name TEXT, kana TEXT, name_exception TEXT,
        display_name TEXT, relation TEXT, birthday TEXT, phone TEXT, phone_typed TEXT,
        email TEXT, allergy TEXT, may_bring INTEGER, may_collect INTEGER,
        must_not_collect INTEGER, photo_visibility TEXT, age_visibility TEXT, notes TEXT,
        removed INTEGER) STRICT, WITHOUT ROWID""",
    "CREATE INDEX person_family ON person(family)",
    """CREATE TABLE meetup (
        id TEXT PRIMARY KEY, title TEXT, kind TEXT, date TEXT, starts TEXT, ends TEXT,
        venue TEXT, capacity INTEGER, listed INTEGER, listed_url TEXT, next_event TEXT,
        closed INTEGER, removed INTEGER) STRICT, WITHOUT ROWID""",
    """CREATE TABLE staff (
        id TEXT PRIMARY KEY, name TEXT, role TEXT, certification TEXT, certified_until TEXT,
        removed INTEGER) STRICT, WITHOUT ROWID""",
    """CREATE TABLE task (
        id TEXT PRIMARY KEY, family TEXT, person TEXT, reason TEXT, detail TEXT, due TEXT,
        state TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TABLE problem (
        id TEXT PRIMARY KEY, roster TEXT, record INTEGER, field TEXT, code TEXT, value TEXT,
        person TEXT, cells TEXT, state TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TABLE proposal (
        id TEXT PRIMARY KEY, roster TEXT, record INTEGER, person TEXT, field TEXT, value TEXT,
        state TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TABLE roster (
        id TEXT PRIMARY KEY, meetup TEXT, file TEXT, basis TEXT, rows INTEGER,
        removed INTEGER) STRICT, WITHOUT ROWID""",
    """CREATE TABLE visit (
        id TEXT PRIMARY KEY, meetup TEXT, family TEXT, "table" TEXT, adults INTEGER,
        notes TEXT, match_key TEXT, fingerprint TEXT, over_capacity TEXT) STRICT, WITHOUT ROWID""",
    "CREATE INDEX visit_meetup ON visit(meetup, family)",
    """CREATE TABLE attendance (
        meetup TEXT NOT NULL, person TEXT NOT NULL, family TEXT NOT NULL,
        expected INTEGER NOT NULL, arrived_at INTEGER, left_at INTEGER,
        arrivals INTEGER NOT NULL, arrived_by TEXT,
        PRIMARY KEY (meetup, family, person)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE consent (
        id TEXT PRIMARY KEY, family TEXT NOT NULL, purpose TEXT NOT NULL,
        granted INTEGER NOT NULL, detail TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX consent_family ON consent(family)",
    """CREATE TABLE looked (
        op_id TEXT PRIMARY KEY, entity TEXT NOT NULL, subject TEXT, actor TEXT NOT NULL,
        at INTEGER NOT NULL, what TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE TABLE undone (tx TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """CREATE TABLE area (
        id TEXT PRIMARY KEY, name TEXT, cities TEXT, neighbours TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TABLE conflict (
        entity TEXT NOT NULL, field TEXT NOT NULL, noun TEXT NOT NULL, subject TEXT,
        sensitive INTEGER NOT NULL, tips TEXT NOT NULL,
        PRIMARY KEY (entity, noun, field)) STRICT, WITHOUT ROWID""",
    # The search index: in the order of rank, so that the best of any beginning are one run.
    """CREATE TABLE key (
        rank INTEGER NOT NULL, k TEXT NOT NULL, person TEXT NOT NULL,
        PRIMARY KEY (rank, k, person)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX key_person ON key(person, k)",
    "CREATE INDEX family_removed ON family(id) WHERE removed = 1",
    # Facts of this device alone; they never travel.
    """CREATE TABLE local_setting (
        name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE local_draft (
        name TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
)


def apply(database: Database) -> None:
    """Create every table of the first version."""
    for statement in _STATEMENTS:
        database.execute(statement)
