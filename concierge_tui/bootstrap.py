"""Wires services to the store; nobody else knows both."""

import secrets
import shutil
import tempfile
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import Clock, milliseconds, system_clock
from concierge_tui.domain.errors import (
    FieldMissing,
    PracticeOnly,
    StoreDamaged,
    StoreExists,
    StoreLocked,
    StoreMissing,
)
from concierge_tui.domain.ids import area_id, new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.paths import Home
from concierge_tui.printing import press
from concierge_tui.printing.printer import SystemPrinter
from concierge_tui.printing.statement import write_statement
from concierge_tui.services import ports
from concierge_tui.services.areas import AreaPlan
from concierge_tui.services.at_the_desk import AtTheDesk
from concierge_tui.services.consent_desk import Consents
from concierge_tui.services.desk import Desk
from concierge_tui.services.doubles import Doubles
from concierge_tui.services.enrolment import Enrolment
from concierge_tui.services.form_numbers import FormNumbers
from concierge_tui.services.hand_off import HandOff
from concierge_tui.services.households import Households
from concierge_tui.services.latecomers import Latecomers
from concierge_tui.services.meetups import MeetupPlan
from concierge_tui.services.preparation import BACKUP_AT
from concierge_tui.services.roster_import import RosterImport
from concierge_tui.services.safe_copy import SafeCopy
from concierge_tui.services.staff_desk import StaffDesk
from concierge_tui.services.synchronise import Synchronise
from concierge_tui.services.undo import Undo
from concierge_tui.services.walk_in import WalkIn
from concierge_tui.services.wordings import Wordings
from db.laptop import audit, backup, connection, keyslots, rebuild, understanding, unfinished
from db.laptop.areas import SqliteAreas
from db.laptop.connection import Connection
from db.laptop.consents import SqliteConsents
from db.laptop.day import SqliteDay
from db.laptop.directory import SqliteDirectory
from db.laptop.doubles import SqliteDoubles
from db.laptop.erased_list import replay as replay_erasures
from db.laptop.erasure_rows import erasing
from db.laptop.events import SqliteAttendances, SqliteMeetups
from db.laptop.exchanging import enroller, exchange
from db.laptop.families import SqliteFamilies
from db.laptop.hand_offs import SqliteHandOffs
from db.laptop.identity import SqliteIdentity
from db.laptop.inbox import SqliteInbox
from db.laptop.journal import SqliteJournal
from db.laptop.keyslots import Cost
from db.laptop.lists import SqliteLists, SqliteStaff
from db.laptop.papers import SqlitePapers
from db.laptop.peers import CENTRAL, SqlitePeer
from db.laptop.playing import Stage, play_on
from db.laptop.settings import SqliteDrafts, SqliteSettings
from db.laptop.sticks import bundles, keep_recovery
from db.reference.postal import PostalBook


class NewStore(NamedTuple):
    """What creating a store asks."""

    area: str
    staff: str
    passphrase: str
    certification: str = "none"
    certified_until: date | None = None
    pin: str = ""


class _Opened(NamedTuple):
    home: Home
    key: bytes
    staff: str
    practice: bool
    now: Clock
    by_recovery: bool = False
    stage: Stage | None = None
    """In a rehearsal: where its lessons play a sync."""


def create(
    home: Home, new: NewStore, *, cost: Cost = keyslots.FLOOR, now: Clock = system_clock
) -> tuple[Desk, str]:
    """Create a store with its coordinator; return the desk and the recovery key.

    Raises:
        StoreExists: when the folder holds one.
        HomeUnusable: when nothing can be written there.
        FieldMissing: when the area or the coordinator has no name.
        PassphraseWeak: when a thief could guess the passphrase.
    """
    if home.exists:
        raise StoreExists
    for field, name in (("area", new.area), ("staff_name", new.staff)):
        if not clean_text(name):
            raise FieldMissing(field)
    keyslots.refuse_weak(new.passphrase)
    staff = new_id()
    with unfinished.making(home.store, home.slots) as slots:
        key, recovery = keyslots.create(slots, staff, new.passphrase, cost)
        connection.create_store(home.store, key).close()
        keep_recovery(home.store, key, recovery)
        desk = _begin(_Opened(home, key, staff, practice=False, now=now), new)
    return desk, recovery


def open_desk(home: Home, passphrase: str, *, now: Clock = system_clock) -> Desk:
    """Open the store in `home`.

    Raises:
        StoreMissing: when there is none.
        StoreLocked: when the passphrase does not open it.
        StoreDamaged: when the passphrase is right and the store does not open.
    """
    if not home.exists:
        raise StoreMissing
    opened = _opened(home, keyslots.unlock(home.slots, passphrase), now)
    try:
        if opened.by_recovery:
            keep_recovery(home.store, opened.key, passphrase)
        return _wired(opened)
    except StoreLocked:
        raise StoreDamaged from None


def restore(home: Home, source: Path, passphrase: str, *, now: Clock = system_clock) -> Desk:
    """Bring a backup back and open it, as a new incarnation of the device.

    Raises:
        StoreExists: when the folder holds a store; nothing was written.
        BackupUnreadable: when the file is no backup, or is truncated or altered.
        HomeUnusable: when nothing can be written there.
        StoreLocked: when the passphrase does not open it; nothing was kept.
    """
    with unfinished.making(home.store, home.slots) as slots:
        backup.restore(source, home.store, slots)
        unlocked = keyslots.unlock(slots, passphrase)
        with closing(connection.open_store(home.store, unlocked.key)) as store:
            SqliteIdentity(store).renew()
    return _wired(_opened(home, unlocked, now))


def _opened(home: Home, unlocked: keyslots.Unlocked, now: Clock) -> _Opened:
    staff = unlocked.staff or keyslots.first_person(home.slots)
    return _Opened(home, unlocked.key, staff, False, now, not unlocked.staff)


def practise(*, area: str, staff: str, now: Clock = system_clock) -> Desk:
    """Return a throw-away store; its key is in memory only and closing removes the folder."""
    folder = Path(tempfile.mkdtemp(prefix="concierge-"))
    opened = _Opened(Home(folder), secrets.token_bytes(32), new_id(), True, now, stage=Stage())
    connection.create_store(opened.home.store, opened.key).close()
    return _begin(opened, NewStore(area, staff, ""))


def _begin(opened: _Opened, new: NewStore) -> Desk:
    name = clean_text(new.area)
    with closing(connection.open_store(opened.home.store, opened.key)) as store:
        SqliteIdentity(store).begin(area_id(name))
    desk = _wired(opened)
    try:
        _found(desk, opened, new, name)
    except BaseException:
        desk.close()
        raise
    return replace(desk, area_name=name)


def _found(desk: Desk, opened: _Opened, new: NewStore, name: str) -> None:
    desk.journal.append([Draft("area.set", desk.area, {"name": name})], desk.author())
    desk.staff.add(
        new.staff,
        "coordinator",
        staff=opened.staff,
        certification=new.certification,
        certified_until=new.certified_until,
    )
    if new.pin:
        desk.staff.set_pin(opened.staff, new.pin)


def _wired(opened: _Opened, *, keep_folder: bool = False) -> Desk:
    store = connection.open_store(opened.home.store, opened.key)
    understanding.understand(store)
    replay_erasures(store)
    identity, wordings = SqliteIdentity(store), Wordings(opened.home.consents)
    journal = SqliteJournal(store, identity.stream, now=opened.now)
    device, _, area = identity.stream()
    row = store.execute("SELECT name FROM area WHERE id = ?", (area,)).fetchone()
    staff_rows, settings, drafts = SqliteStaff(store), SqliteSettings(store), SqliteDrafts(store)
    day, postal, peer, lists = SqliteDay(store), PostalBook(), SqlitePeer(store), SqliteLists(store)
    author = AtTheDesk(
        area, opened.staff, register=staff_rows, settings=settings, day=day, now=opened.now
    )
    families, meetups = SqliteFamilies(store), SqliteMeetups(store)
    directory, attendances = SqliteDirectory(store), SqliteAttendances(store)
    doubles = Doubles(SqliteDoubles(store), journal, author)
    hand_offs = SqliteHandOffs(store, device)
    late = Latecomers(day, families, attendances, meetups, opened.now).table
    hand_off = HandOff(journal, hand_offs, meetups, author, opened.now, opened.practice, late)
    areas = AreaPlan(journal, SqliteAreas(store), author, staff_rows)
    back_up = partial(_back_up, opened, store)
    rosters = RosterImport(
        journal=journal, families=families, directory=directory, attendances=attendances,
        doubles=doubles, split=postal.split, author=author, now=opened.now,
    )  # fmt: skip
    return Desk(
        area=area,
        area_name=row[0] if row else "",
        device=device,
        practice=opened.practice,
        now=opened.now,
        author=author,
        journal=journal,
        families=families,
        directory=directory,
        attendances=attendances,
        lists=lists,
        day=day,
        settings=settings,
        drafts=drafts,
        postal=postal,
        areas=areas,
        meetups=MeetupPlan(journal, meetups, author),
        households=Households(journal, families, lists, author),
        walk_in=WalkIn(journal, families, meetups, author, late),
        hand_off=hand_off,
        rosters=rosters,
        wordings=wordings,
        manuals=Wordings(opened.home.manuals),
        consents=Consents(
            journal, SqliteConsents(store), wordings, areas, staff_rows, drafts, author, opened.now
        ),
        erasing=erasing(store, journal, staff_rows, author),
        doubles=doubles,
        staff=StaffDesk(journal, staff_rows, settings, author),
        undo=Undo(journal, author),
        synchronise=Synchronise(
            peer,
            exchange(store, peer, opened.now, hand_off.settle),
            practice=opened.practice,
            play=play_on(opened.stage, store, peer, opened.now, (device, area), hand_off.settle),
        ),
        inbox_rows=SqliteInbox(store, CENTRAL),
        enrolment=Enrolment(area, enroller(store, peer, opened.now), practice=opened.practice),
        bundles=bundles(store, opened.now, hand_off.settle, practice=opened.practice),
        meetup_rows=meetups,
        fork=partial(_forked, opened),
        opened_by_recovery=opened.by_recovery,
        renew_passphrase=partial(keyslots.renew, opened.home.slots, opened.key, opened.staff),
        print_slips=press.write_slips,
        print_statement=write_statement,
        form_numbers=FormNumbers(journal, SqlitePapers(store, identity.stream), families, author),
        press=press.draw,
        printer=SystemPrinter(opened.home.folder),
        keep_paper=press.write,
        free_space=lambda: shutil.disk_usage(opened.home.folder).free,
        last_written=journal.last_written,
        safe_copy=SafeCopy(opened.home.folder, settings, journal.last_change, back_up),
        back_up=back_up,
        examine=partial(rebuild.examine, store),
        verify_chains=partial(audit.verify, store),
        close=partial(_close, opened, store, keep_folder=keep_folder),
    )


def _forked(opened: _Opened) -> AbstractContextManager[Desk]:
    """Open the store once more; a worker that is given up with the program takes no harm."""
    return closing(_wired(opened, keep_folder=True))


def _back_up(
    opened: _Opened, store: Connection, target: Path, progress: ports.Progress | None
) -> None:
    if opened.practice:
        raise PracticeOnly
    backup.write(store, opened.key, opened.home.slots, target, progress=progress)
    SqliteSettings(store).put(BACKUP_AT, str(milliseconds(opened.now())))


def _close(opened: _Opened, store: Connection, *, keep_folder: bool) -> None:
    store.close()
    if opened.practice and not keep_folder:
        shutil.rmtree(opened.home.folder, ignore_errors=True)
