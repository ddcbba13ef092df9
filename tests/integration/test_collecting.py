"""Around a collection: who was named for today, who was called, who was sent away."""

import pytest

from concierge_tui.domain.collection import Proof, SecondPersonNeeded
from concierge_tui.domain.custody import (
    CollectorRefused,
)
from concierge_tui.domain.errors import FieldMissing, MeetupClosed
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.trial import FactStays
from concierge_tui.services.collecting import Wish
from concierge_tui.services.custody import Handing
from concierge_tui.services.desk import Desk
from concierge_tui.services.walk_in import Registered
from tests.journals.children import child, entrusted, with_a_barred_father
from tests.journals.desk_families import registered


@pytest.fixture
def family(desk: Desk, meetup: str) -> Registered:
    return with_a_barred_father(desk, meetup)


def wish_for(name: str, family: Registered, second: str = "山本 0900 10:42") -> Wish:
    call = second.rpartition(" ")[0]
    return Wish(name, "おじ", family.people[0], second, call)


def test_somebody_named_for_today_collects_with_two_who_answer_for_it(
    desk: Desk, meetup: str, family: Registered
) -> None:
    entrusted(desk, meetup, family)
    collecting = desk.collecting(meetup)
    named = collecting.name_for_today(child(desk, meetup, family), wish_for("山田 次郎", family))
    wish = Handing(named, "collector", witness=desk.author().actor,
                   proof=Proof(identity=True, recited=True), leaves=True)  # fmt: skip
    desk.custody(meetup).hand(child(desk, meetup, family), wish)

    gone = child(desk, meetup, family)
    assert (gone.holder, gone.here) == ("山田 次郎", False)
    assert [note.what for note in collecting.notes(gone)] == ["called"]
    assert desk.custody(meetup).out() == ()
    assert desk.examine(keep=False).differences == []
    desk.undo.last()
    assert (child(desk, meetup, family).here, child(desk, meetup, family).where) == (True, "away")
    desk.undo.last()
    assert not collecting.rights(child(desk, meetup, family)).temporary, "named and called as one"


@pytest.mark.parametrize(
    ("change", "fact"),
    [({"name": "田中 太郎"}, CollectorRefused), ({"name": "たろう"}, CollectorRefused),
     ({"name": ""}, FieldMissing), ({"relation": " "}, FieldMissing),
     ({"second": ""}, FieldMissing), ({"called": "somebody"}, FieldMissing)],
)  # fmt: skip
def test_nobody_is_named_without_the_call_and_the_second_person(
    desk: Desk, meetup: str, family: Registered, change: dict[str, str], fact: type[Exception]
) -> None:
    wish = wish_for("山田 次郎", family)._replace(**change)

    with pytest.raises(fact):
        desk.collecting(meetup).name_for_today(child(desk, meetup, family), wish)


def test_the_writer_is_no_second_person(desk: Desk, meetup: str, family: Registered) -> None:
    me = desk.author().actor
    with pytest.raises(SecondPersonNeeded):
        desk.collecting(meetup).name_for_today(
            child(desk, meetup, family), wish_for("山田 次郎", family, me)
        )


@pytest.mark.parametrize("second", ["somebody", "山本 10:42", "0900 10:42"])
def test_the_second_person_on_the_telephone_has_a_name_and_a_number(
    desk: Desk, meetup: str, family: Registered, second: str
) -> None:
    with pytest.raises(SecondPersonNeeded):
        desk.collecting(meetup).name_for_today(
            child(desk, meetup, family), wish_for("山田 次郎", family, second)
        )


def test_whoever_was_named_for_today_expires_at_the_close(
    desk: Desk, meetup: str, family: Registered
) -> None:
    collecting = desk.collecting(meetup)
    collecting.name_for_today(child(desk, meetup, family), wish_for("山田 次郎", family))
    assert len(desk.custody(meetup).rights(child(desk, meetup, family)).temporary) == 1

    desk.closing(meetup).close(everyone_is_out=True)

    assert desk.custody(meetup).rights(child(desk, meetup, family)).temporary == ()
    with pytest.raises(MeetupClosed):
        collecting.name_for_today(child(desk, meetup, family), wish_for("鈴木 三郎", family))


def test_what_is_written_beside_the_hands_is_neither_a_hand_nor_undone(
    desk: Desk, meetup: str, family: Registered
) -> None:
    entrusted(desk, meetup, family)
    collecting, of = desk.collecting(meetup), child(desk, meetup, family)
    collecting.note(of, "ブロックで遊んでいます")
    collecting.called(of, family.people[0], reached=False)
    collecting.told(of, "山本")
    collecting.refused(of, "not_listed")

    assert [note.what for note in collecting.notes(of)] == ["child", "called", "told", "refused"]
    with pytest.raises(FactStays):
        desk.undo.last()
    assert child(desk, meetup, family).where == "away", "the key meant the note, not the child"
    assert len(collecting.notes(of)) == 4
    assert desk.examine(keep=False).differences == []


def test_a_note_of_a_running_trial_is_one_of_the_trial(
    desk: Desk, meetup: str, family: Registered
) -> None:
    host = registered(desk, meetup=meetup)
    plan = {"meetup": meetup, "host": host.family, "guest": family.family,
            "children": [family.people[1]]}  # fmt: skip
    drafts = [Draft("trial.set", "t", plan, family.family, meetup),
              Draft("trial.start", "t", {}, family.family, meetup)]  # fmt: skip
    desk.journal.append(drafts, desk.author())
    wish = Handing(host.people[0], "host", witness=desk.author().actor, place="和室",
                   until=desk.custody(meetup).now_ms + 60_000, trial="t")  # fmt: skip
    desk.custody(meetup).hand(child(desk, meetup, family), wish)
    desk.collecting(meetup).note(child(desk, meetup, family), "笑っています")

    notes = desk.collecting(meetup).notes(child(desk, meetup, family))
    assert [note.words for note in notes] == ["笑っています"]
    assert [op.kind for op in desk.journal.history("t")][-1] == "trial.note"
