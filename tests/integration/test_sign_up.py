"""A sign-up in a real store: one act, every consent by itself, a promise where it stops."""

from __future__ import annotations

from datetime import date

import pytest

from concierge_tui.domain.errors import ConsentMissing, FieldMissing
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.left_for_later import gaps_of
from concierge_tui.services.sign_up_answers import MoreAnswers, SignUpAnswers, Stuck
from concierge_tui.services.sign_up_more import known_of

READ = {"answer": "yes", "version": "2026-11", "text_hash": "h"}
PROMISE = Stuck(reason="ask_home", who="試験 花子", due="2026-12-08")


def page(**answers: object) -> SignUpAnswers:
    consents = answers.pop("consents", {"registration": READ})
    return SignUpAnswers.model_validate({"kana": "あべ ゆい", "consents": consents, **answers})


def test_everything_of_both_pages_is_one_act(desk: Desk, meetup: str) -> None:
    more = MoreAnswers(
        contacts=["phone", "fax"],
        fax="048-123-4567",
        intention="both",
        wants_introduction="yes",
        wants_to_help="yes",
        need_days=["tue"],
        need_short=["yes"],
        relied_on="2",
        moved_in="2026年4月",
    )
    family = new_id()
    consents = {"registration": READ, "trial": READ, "contact": {"answer": "no"}}

    done = desk.sign_up().register(
        family, page(more=more, form_number="A-012", consents=consents), meetup=meetup
    )

    found = desk.families.get(family)
    assert (found.source, found.form_number, found.fax) == ("self", "A-012", "0481234567")
    assert (found.intention, found.wants_introduction, found.relied_on) == ("both", True, 2)
    assert found.need is not None
    assert (found.need.days, found.need.short) == (("tue",), True)
    assert {op.tx for op in done.act.operations} == {done.act.operations[0].tx}
    granted = [op for op in done.act.operations if op.kind == "consent.grant"]
    assert len(granted) == 2
    reasons = {task.reason for task in desk.lists.tasks()}
    assert reasons == {"complete", "candidate"}
    assert list(desk.examine(keep=False).differences) == []


def test_only_those_who_came_are_checked_in(desk: Desk, meetup: str) -> None:
    family = new_id()
    answers = page(
        source="proxy",
        proxy_name="あべ きよ",
        children=[{"kana": "りん"}],
        barred=[{"name": "けん"}],
    )

    done = desk.sign_up().register(family, answers, meetup=meetup)

    rows = desk.reception(meetup).household(family).attendance
    names = {person.id: person.kana for person in desk.families.get(family).people}
    assert {names[each] for each, row in rows.items() if row.here} == {"アベ リン", "アベ キヨ"}
    assert {names[each] for each in done.people} == {"アベ リン", "アベ キヨ"}


def test_one_undo_takes_all_of_it_back(desk: Desk, meetup: str) -> None:
    desk.sign_up().register(new_id(), page(more=MoreAnswers(wants_to_help="yes")), meetup=meetup)

    desk.undo.last()

    assert desk.families.ids() == []
    assert desk.lists.tasks() == []


@pytest.mark.parametrize("consents", [{}, {"registration": {"answer": "no"}}, {"trial": READ}])
def test_without_the_consent_to_register_nothing_is_written(
    desk: Desk, meetup: str, consents: dict[str, object]
) -> None:
    with pytest.raises(ConsentMissing):
        desk.sign_up().register(new_id(), page(consents=consents), meetup=meetup)

    assert desk.families.ids() == []


def test_what_is_answered_later_comes_off_the_task(desk: Desk, meetup: str) -> None:
    family = new_id()
    desk.sign_up().register(family, page(children=[{"kana": "りん"}]), meetup=meetup)
    opened = desk.households.open(family)
    shown = known_of(opened.family)
    child = opened.family.children[0].id
    now = shown.model_copy(update={"birthdays": {child: "R6.4.1"}, "channel": "チラシ"})

    desk.sign_up().complete(opened, shown, now)

    assert gaps_of(desk.lists.tasks()) == ["name", "address", "emergency", "phone"]
    assert desk.families.get(family).children[0].birthday == date(2024, 4, 1)


def test_a_page_on_which_nothing_changed_writes_nothing(desk: Desk, meetup: str) -> None:
    family = new_id()
    desk.sign_up().register(family, page(), meetup=meetup)
    opened = desk.households.open(family)

    assert desk.sign_up().complete(opened, known_of(opened.family), known_of(opened.family)) is None


def test_a_later_edit_of_another_desk_is_not_overwritten_by_what_was_shown(
    desk: Desk, meetup: str
) -> None:
    family = new_id()
    desk.sign_up().register(family, page(), meetup=meetup)
    opened = desk.households.open(family)
    shown = known_of(opened.family)
    desk.households.correct(desk.households.open(family), {family: {"channel": "チラシ"}})

    desk.sign_up().complete(opened, shown, shown.model_copy(update={"relied_on": "3"}))

    found = desk.families.get(family)
    assert (found.channel, found.relied_on) == ("チラシ", 3)


def test_a_promise_to_a_family_that_is_not_registered_stays_here(desk: Desk) -> None:
    family = new_id()

    act = desk.sign_up().stop(family, PROMISE, is_registered=False)

    (task,) = desk.lists.tasks()
    assert (task.family, task.assignee, task.due) == (family, "試験 花子", date(2026, 12, 8))
    # Without a subject no consent can ever let it leave (tests/integration/test_sync.py).
    assert [op.subject for op in act.operations] == [None]


def test_a_promise_that_was_kept_by_telephone_comes_off_the_list(desk: Desk) -> None:
    desk.sign_up().stop(new_id(), PROMISE, is_registered=False)
    (task,) = desk.lists.tasks()

    desk.repairs().finish(task)

    assert desk.lists.tasks() == []


def test_a_second_promise_takes_the_place_of_the_first(desk: Desk) -> None:
    family = new_id()
    desk.sign_up().stop(family, PROMISE, is_registered=False)
    later = PROMISE.model_copy(update={"due": "2026-12-10"})

    desk.sign_up().stop(family, later, is_registered=False)

    assert [task.due for task in desk.lists.tasks()] == [date(2026, 12, 10)]


def test_registering_keeps_the_promise(desk: Desk, meetup: str) -> None:
    family = new_id()
    desk.sign_up().stop(family, PROMISE, is_registered=False)

    desk.sign_up().register(family, page(), meetup=meetup)

    assert [task.reason for task in desk.lists.tasks()] == ["complete"]


@pytest.mark.parametrize("lacking", ["who", "due"])
def test_a_promise_names_who_and_when(desk: Desk, lacking: str) -> None:
    with pytest.raises(FieldMissing):
        desk.sign_up().stop(new_id(), PROMISE.model_copy(update={lacking: ""}), is_registered=False)


def test_drafts_are_listed_by_how_their_names_begin(desk: Desk) -> None:
    desk.drafts.put("sign_up:1", "a")
    desk.drafts.put("sign_up_more:1", "b")
    desk.drafts.put("sign_up%", "c")

    assert [(name, body) for name, body, _ in desk.drafts.named("sign_up:")] == [("sign_up:1", "a")]


def test_a_draft_that_cannot_be_read_hides_no_other(desk: Desk) -> None:
    desk.drafts.put("sign_up:1", "{not json")
    desk.sign_up_drafts.keep_first("2", page())

    assert [each.family for each in desk.sign_up_drafts.unfinished()] == ["2"]


def test_whoever_refused_is_not_asked_again(desk: Desk, meetup: str) -> None:
    family, no = new_id(), {**READ, "answer": "no"}
    consents = {"registration": READ, "trial": no, "contact": no, "reuse": no}
    desk.sign_up().register(family, page(consents=consents), meetup=meetup)

    stands = {now.purpose: now for now in desk.consents.of(family).purposes}
    assert [stands[p].state for p in ("registration", "trial", "contact", "reuse")] == [
        "granted", "declined", "declined", "never",
    ]  # fmt: skip
    assert stands["trial"].detail["text_hash"] == "h"
    assert desk.consents.of(family).never_asked == ()
