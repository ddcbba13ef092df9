"""The assisted sign-up: one family, in the order of asking, every step leavable.

C1, E18, E23; A19 and A20 at the child; E17, A27: what is never asked.
"""

from __future__ import annotations

from datetime import date

import pytest

from concierge_tui.domain.consent import PROXY, REUSE, SPOKEN, TRIAL
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.ids import consent_id, new_id
from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen
from screens.sign_up.done import DoneScreen
from screens.sign_up.people import SignUpChild
from screens.sign_up.screen import SignUpScreen
from screens.slip.screen import SlipScreen
from screens.widgets.form_line import FormLine
from screens.widgets.prose import Prose
from tests.staging.stage import Keys, Stage
from tests.ui.sign_up_hands import (
    SIZE,
    child,
    proxy_and_guardian,
    ready,
    safety,
    the_family,
    top,
)


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
        assert all(words in app.seen for words in ("仮の番号", "だけ保留"))
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
    (trial,) = consents(desk, family.id, TRIAL)
    assert (trial["reason"], trial["by"]) == ("declined", "たかぎ きよ")
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
        assert "「登録と連絡」の文を読み上げて" in app.said
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
