"""A child in the hands of the staff, for tests of one desk."""

from concierge_tui.domain.collection import Proof
from concierge_tui.domain.operation import Draft
from concierge_tui.services.custody import Handing
from concierge_tui.services.custody_board import ChildNow
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered, WalkInPerson
from tests.journals.desk_families import AUNT, CHILD, MOTHER, registered

KNOWN = Proof(known=True)


def with_a_barred_father(desk: Desk, meetup: str) -> Registered:
    """Return a mother, a child, an aunt who may not collect, a barred father: all inside."""
    father = WalkInPerson(role="guardian", name="田中 太郎", kana="タナカ タロウ")
    done = registered(desk, MOTHER, CHILD, AUNT, father, meetup=meetup)
    said = {"must_not_collect": True, "may_collect": False}
    desk.journal.append([Draft("person.set", done.people[3], said, done.family)], desk.author())
    return done


def child(desk: Desk, meetup: str, family: Registered) -> ChildNow:
    return desk.custody(meetup).child(family.people[1])


def entrusted(desk: Desk, meetup: str, family: Registered, minutes: int = 30) -> Handing:
    wish = Handing(
        desk.author().actor, "staff", witness=family.people[0], from_=family.people[0],
        place="和室", until=desk.custody(meetup).now_ms + minutes * 60_000,
        back_to=family.people[0],
    )  # fmt: skip
    desk.custody(meetup).hand(child(desk, meetup, family), wish)
    return wish


def back_to_the_mother(desk: Desk, family: Registered) -> Handing:
    return Handing(family.people[0], "family", witness=desk.author().actor, proof=KNOWN)
