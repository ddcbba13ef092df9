"""The assisted sign-up: one family, in the order of asking, every step leavable (C1, E18)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from concierge_tui.domain.consent import PROXY, REUSE, SPOKEN, TRIAL
from concierge_tui.domain.family import Family
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id, new_id
from concierge_tui.services.desk import Desk
from concierge_tui.services.sign_up_answers import SignUpAnswers
from screens.reception.screen import ReceptionScreen
from screens.sign_up.done import DoneScreen
from screens.sign_up.more import MoreScreen
from screens.sign_up.people import SignUpChild
from screens.sign_up.screen import SignUpScreen
from screens.sign_up.stuck import StuckScreen
from screens.slip.screen import SlipScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.prose import Prose
from tests.staging.stage import Keys, Stage
from tests.ui.at_the_door import until
from tests.ui.sign_up_hands import child, proxy_and_guardian, safety

SIZE = (80, 24)
MOBILE = "09055556666"


async def ready(pilot: Pilot[None], form: SignUpScreen) -> None:
    """Wait until the whole page is built."""
    await until(pilot, lambda: bool(form.query("#save")))
    await pilot.pause()


def top(app: Stage) -> Screen[Any]:
    """Return the screen on top; asked anew each time."""
    return app.screen


def the_family(desk: Desk) -> Family:
    (family,) = desk.families.many(desk.families.ids()).values()
    return family


def consents(desk: Desk, family: str, purpose: str) -> list[dict[str, object]]:
    history = desk.journal.history(consent_id(family, purpose))
    return [dict(body_of(operation)) for operation in history]


async def test_a_grandmother_signs_up_for_the_mother(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.press("f4")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        assert "これから、お名前、連絡先" in app.seen
        await proxy_and_guardian(keys)
        assert "つながりだけ保留です" in form.query_one("#no-mobile", Prose).words
        await child(keys, "sora", "R8.1.9", "1")
        await safety(keys)
        await keys.type("1")
        await keys.type("2")
        await keys.press("ctrl+s")
        assert isinstance(top(app), DoneScreen)
        assert "仮の番号" in app.seen
        assert "だけ保留" in app.seen
        await keys.press("f11")
        assert isinstance(top(app), SlipScreen)
        await keys.press("escape")
        assert "2名を受け付けました" in app.said

    family = the_family(desk)
    mother, *others = family.people
    assert (family.source, family.filled_in_by and family.filled_in_by.relation) == (
        "proxy",
        "祖母",
    )
    assert (mother.role, mother.kana, mother.relation) == ("guardian", "タカギ マイ", "母")
    named = {person.kana: person for person in others}
    assert named["タカギ ソラ"].birthday == date(2026, 1, 9)
    assert (named["タカギ キヨ"].may_collect, named["タカギ キヨ"].role) == (True, "carer")
    assert named["タカギ ケン"].must_not_collect
    assert not named["タカギ ケン"].may_collect
    here = desk.reception(meetup).household(family.id).attendance
    assert {p.kana for p in family.people if p.id in here and here[p.id].here} == {
        "タカギ ソラ",
        "タカギ キヨ",
    }
    (registration,) = consents(desk, family.id, "registration")
    assert (registration["method"], registration["by"]) == (PROXY, "たかぎ きよ")
    assert registration["text_hash"] == desk.wordings.get("registration").hash
    assert consents(desk, family.id, TRIAL) == []
    assert consents(desk, family.id, REUSE) == []
    assert [task.detail for task in desk.lists.tasks()] == ["name,address,channel"]
    assert desk.sign_up_drafts.unfinished() == []
    assert list(desk.examine(keep=False).differences) == []


async def test_the_least_that_registers_is_a_reading_and_the_consent(
    desk: Desk, meetup: str
) -> None:
    family = new_id()
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.focused is form.query_one("#kana")
        app.type("abe yui")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "登録の同意の文を読み上げて" in app.said
        assert desk.families.ids() == []
        app.type("2")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "同意がないので登録しません" in app.said
        assert desk.families.ids() == []
        form.lines.rest.consents.lines[0].answer.focus()
        await pilot.pause()
        app.type("1")
        await pilot.press("ctrl+s")
        await pilot.pause()

    assert desk.families.get(family).source == "self"
    (registration,) = consents(desk, family, "registration")
    assert registration["method"] == SPOKEN


@pytest.mark.parametrize("held", ["ctrl+s", "enter"])
async def test_a_held_key_registers_once(desk: Desk, meetup: str, held: str) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").value = "あべ ゆい"
        form.lines.rest.consents.lines[0].answer.turn(0)
        form.query_one("#save").focus()
        await pilot.pause()
        await pilot.press(held, held, held)
        await pilot.pause()

    assert len(desk.families.ids()) == 1
    assert len(app.answers) == 1


async def test_a_child_shows_from_when_it_may_be_entrusted_and_why(desk: Desk, meetup: str) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        row = form.query(SignUpChild).first()
        row.birthday.focus()
        await pilot.pause()
        app.type("R8.1.9")
        await pilot.press("tab")
        await pilot.pause()
        assert "体験は 2027/1/9(土) から" in row.query_one(Prose).words
        assert "眠っている間の事故" in row.query_one(Prose).words

        row.birthday.value = "R6.13.1"
        row.birthday.focus()
        await pilot.press("tab")
        await pilot.pause()
        assert "その日付はありません" in row.query(FormLine).first().problem


async def test_nobody_may_and_must_not_collect_at_once(desk: Desk, meetup: str) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").value = "あべ ゆい"
        form.lines.rest.consents.lines[0].answer.turn(0)
        for rows in (form.lines.rest.collectors, form.lines.rest.barred):
            rows.lines[0].person.focus()
            await pilot.pause()
            app.type("abe ken")
            await pilot.press("tab")
            await pilot.pause()
        assert "同じ名前があります" in form.lines.rest.barred.lines[0].line.problem
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert desk.families.ids() == []
        form.lines.rest.barred.lines[0].person.value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()

    assert len(desk.families.ids()) == 1


async def test_the_texts_follow_the_language_and_a_trained_interpreter_is_asked_for(
    desk: Desk, meetup: str
) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        keys = Keys(app, pilot)
        await keys.type("3")
        assert app.focused is form.query_one("#japanese")
        await keys.type("2")
        await keys.type("Maria")
        await keys.press("enter")
        await keys.type("2")
        await keys.type("2")
        assert "研修を受けた通訳にも頼みます" in app.seen
        assert "Who may pick up your child?" in form.query_one("#also-collectors", Prose).words
        texts = [line.query_one(Prose).words for line in form.lines.rest.consents.lines]
        assert texts[0].startswith("We will write down")
        form.lines.field("kana").value = "さんとす"
        form.lines.rest.consents.lines[0].answer.turn(0)
        await keys.press("ctrl+s")

    family = the_family(desk)
    assert (family.language, family.japanese) == ("en", "little")
    assert family.interpreter is not None
    assert (family.interpreter.name, family.interpreter.trained) == ("Maria", False)
    (given,) = consents(desk, family.id, "registration")
    assert given["language"] == "en"


async def test_a_language_without_texts_is_read_in_easy_japanese(desk: Desk, meetup: str) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        app.type("4")
        await pilot.pause()
        easy = desk.wordings.get("registration", "easy").text
        assert form.lines.rest.consents.lines[0].query_one(Prose).words == easy


async def test_two_families_that_interleave_do_not_mix(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        for kana in ("abe yui", "ito aoi"):
            await keys.press("f4")
            form = app.screen
            assert isinstance(form, SignUpScreen)
            await ready(pilot, form)
            form.lines.field("kana").focus()
            await pilot.pause()
            await keys.type(kana)
            await keys.press("escape")
        assert {u.answers.kana for u in desk.sign_up_drafts.unfinished()} == {
            "あべ ゆい",
            "いと あおい",
        }

        await keys.press("f4", "f2", "down", "down", "enter")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        first = form.lines.answers.kana
        form.lines.field("phone").focus()
        await pilot.pause()
        await keys.type(MOBILE)
        await keys.press("f2", "down", "down", "enter")
        await ready(pilot, form)
        assert form.lines.answers.kana != first
        assert form.lines.answers.phone == ""
        await keys.press("escape")

    phones = {u.answers.kana: u.answers.phone for u in desk.sign_up_drafts.unfinished()}
    assert phones == {first: MOBILE, **{k: "" for k in phones if k != first}}
    assert len(phones) == 2


async def test_what_is_being_typed_is_kept_without_leaving_the_field(
    desk: Desk, meetup: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.sign_up.screen._KEEP_AFTER", 0.01)
    family = new_id()
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").focus()
        await pilot.pause()
        app.type("abe")
        await until(pilot, lambda: desk.sign_up_drafts.first(family) is not None)

        kept = desk.sign_up_drafts.first(family)
        assert kept is not None
        assert kept.kana == "abe"


async def test_a_page_comes_back_whole_on_another_day(desk: Desk, meetup: str) -> None:
    family = new_id()
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        keys = Keys(app, pilot)
        await proxy_and_guardian(keys)
        await child(keys, "sora", "R8.1.9", "2")
        await keys.type("たまご")
        await keys.press("enter")
        await safety(keys)
        await keys.type("1")
        await keys.type("1")
        before = form.lines.answers
        await keys.press("escape")

    form = SignUpScreen(desk, family)
    again = Stage(form)
    async with again.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        after = form.lines.answers
        assert "書きかけを戻しました" in again.said

    assert after == before
    assert after.children[0].allergy_text == "たまご"
    assert after.consents[TRIAL].answer == "yes"


async def test_a_blank_page_leaves_nothing_behind(desk: Desk, meetup: str) -> None:
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        await pilot.press("tab", "tab", "escape")
        await pilot.pause()

    assert desk.sign_up_drafts.unfinished() == []
    assert app.answers == [None]


async def test_the_name_that_was_searched_for_is_carried_over(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.type("abe yui")
        await pilot.pause()
        await pilot.press("ctrl+d")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)

        assert form.lines.answers.kana == "あべ ゆい"


async def test_what_was_typed_for_the_queue_goes_on_in_detail(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.press("f3")
        assert isinstance(top(app), WalkInScreen)
        await keys.type("abe yui")
        await keys.press("enter", "enter")
        await keys.type(MOBILE)
        await keys.press("enter")
        await keys.type("rin")
        await keys.press("f4")
        await until(pilot, lambda: isinstance(top(app), SignUpScreen))
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        answers = form.lines.answers

    assert (answers.kana, answers.phone) == ("あべ ゆい", MOBILE)
    assert [each.kana for each in answers.children] == ["りん"]
    assert answers.consents["registration"].answer == ""
    assert desk.drafts.get(f"walk_in:{meetup}:") is None
    assert len(desk.sign_up_drafts.unfinished()) == 1


async def test_a_sign_up_that_is_stuck_ends_in_a_promise_and_can_go_on(
    desk: Desk, meetup: str
) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(app, pilot)
        await keys.press("f4")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        form.lines.field("kana").focus()
        await pilot.pause()
        await keys.type("abe yui")
        await keys.press("ctrl+k")
        assert isinstance(top(app), StuckScreen)
        await keys.press("ctrl+s")
        assert "わけを番号で選んでください" in app.seen
        assert "いつまでにご連絡するか" in app.seen
        await keys.type("2")
        await keys.press("enter")
        await keys.type("3")
        await keys.press("ctrl+s")
        await until(pilot, lambda: isinstance(top(app), ReceptionScreen))
        assert app.said == "書いたものは残しました。試験 花子が12/8(火)までにご連絡します。"

        (task,) = desk.lists.tasks()
        assert (task.reason, task.detail, task.due) == ("stuck", "ask_home", date(2026, 12, 8))
        (waiting,) = desk.sign_up_drafts.unfinished()
        assert (waiting.family, waiting.answers.kana) == (task.family, "あべ ゆい")

        await keys.press("f4", "f2", "down", "enter")
        form = app.screen
        assert isinstance(form, SignUpScreen)
        await ready(pilot, form)
        form.lines.rest.consents.lines[0].answer.turn(0)
        await keys.press("ctrl+s")
        assert isinstance(top(app), DoneScreen)

    assert "stuck" not in [task.reason for task in desk.lists.tasks()]
    assert the_family(desk).id == task.family


async def test_a_blank_page_drops_the_promise(desk: Desk, meetup: str) -> None:
    family = new_id()
    desk.sign_up_drafts.keep_first(family, SignUpAnswers(kana="あべ ゆい"))
    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        keys = Keys(app, pilot)
        await keys.press("f9")
        await keys.type("1")
        await keys.press("enter")
        await keys.type("1")
        await keys.press("ctrl+s")
    assert len(desk.lists.tasks()) == 1

    form = SignUpScreen(desk, family, meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        await pilot.press("ctrl+z")
        await ready(pilot, form)
        assert form.lines.answers.is_blank
    assert desk.lists.tasks() == []
    assert desk.sign_up_drafts.unfinished() == []


async def test_a_family_that_may_be_known_is_hinted_at(
    desk: Desk, meetup: str, tanaka: str
) -> None:
    del tanaka
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").value = "たなか みさき"
        form.lines.field("phone").focus()
        await pilot.pause()
        app.type("090-1234-5678")
        await pilot.press("tab")
        await pilot.pause()

        assert "登録があるようです" in form.query_one("#phone-line", FormLine).problem


async def test_beyond_the_capacity_a_reason_lets_them_in(desk: Desk, meetup: str) -> None:
    desk.meetups.correct(meetup, {"capacity": 0})
    form = SignUpScreen(desk, new_id(), meetup=meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot, form)
        form.lines.field("kana").value = "あべ ゆい"
        form.lines.rest.consents.lines[0].answer.turn(0)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert desk.families.ids() == []
        app.type("見学のみ")
        await pilot.press("enter")
        await pilot.pause()

    assert desk.reception(meetup).counts().people_here == 1


@pytest.mark.usefixtures("meetup")
async def test_the_second_page_shows_what_is_known_and_writes_what_differs(
    desk: Desk, tanaka: str
) -> None:
    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        assert "美園9-9-9" not in app.seen
        assert form.query_one("#city", JpInput).value == "さいたま市緑区"
        form.query_one("#contacts", ChoiceLine).focus()
        await pilot.pause()
        app.type("12")
        await pilot.pause()
        form.query_one("#wants_to_help", ChoiceLine).turn(0)
        form.query_one("#need_days", ChoiceLine).turn(1)
        form.query_one("#relied_on", JpInput).value = "2"
        await pilot.press("ctrl+s")
        await pilot.pause()

    family = desk.families.get(tanaka)
    assert family.contacts == ("phone", "letter")
    assert family.wants_to_help
    assert family.need is not None
    assert family.need.days == ("tue",)
    assert family.relied_on == 2
    assert (family.rest, family.notes) == ("美園9-9-9", "ベビーカーあり")
    assert [task.reason for task in desk.lists.tasks()] == ["candidate"]
    written = desk.journal.operations_of(desk.journal.history(tanaka)[-1].tx)
    fields = {name for op in written if op.kind == "family.set" for name in body_of(op)}
    assert fields == {"contacts", "wants_to_help", "need", "relied_on"}


@pytest.mark.usefixtures("meetup")
async def test_a_second_page_that_was_left_comes_back(desk: Desk, tanaka: str) -> None:
    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        form.query_one("#moved_in", JpInput).focus()
        await pilot.pause()
        app.type("2026年4月")
        await pilot.press("escape")
        await pilot.pause()

    form = MoreScreen(desk, tanaka)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        assert form.query_one("#moved_in", JpInput).value == "2026年4月"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: form.query_one("#moved_in", JpInput).value == "")
    assert desk.sign_up_drafts.second(tanaka) is None


async def test_what_was_left_for_later_is_asked_on_the_second_page(desk: Desk, meetup: str) -> None:
    family = new_id()
    answers = SignUpAnswers.model_validate(
        {
            "kana": "あべ ゆい",
            "children": [{"kana": "りん"}],
            "consents": {"registration": {"answer": "yes", "version": "1", "text_hash": "h"}},
        }
    )
    desk.sign_up().register(family, answers, meetup=meetup)
    form = MoreScreen(desk, family)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(form.query("#notes")))
        keys = Keys(app, pilot)
        for words in ("阿部 結衣", "凛", "R6.4.1"):
            await keys.type(words)
            await keys.press("enter")
        await keys.type(MOBILE)
        await keys.press("ctrl+s")

    found = desk.families.get(family)
    assert [person.name for person in found.people] == ["阿部 結衣", "阿部 凛"]
    assert found.children[0].birthday == date(2024, 4, 1)
    assert found.people[0].phone == MOBILE
    assert [task.detail for task in desk.lists.tasks()] == ["address,channel,emergency"]
