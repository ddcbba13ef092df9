"""The first page of a sign-up becomes a family: whoever is barred is never a collector."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.consent import PURPOSES
from concierge_tui.domain.errors import CollectorBarred, ConciergeError, FieldMissing
from concierge_tui.domain.family import Interpreter
from concierge_tui.services.sign_up_answers import (
    SignUpAnswers,
    from_walk_in,
    without_blanks,
)
from concierge_tui.services.sign_up_reading import (
    given_consents,
    read_sign_up,
    waits_for_a_mobile,
)
from concierge_tui.services.walk_in import WalkInForm, missing
from concierge_tui.services.walk_in_answers import Answers, Asked
from concierge_tui.text import sign_up_more as more
from concierge_tui.text.walk_in import CATEGORY_WORDS
from db.reference.postal import PostalBook

TODAY = date(2026, 12, 5)
BOOK = PostalBook()
WORDS = st.text(alphabet="あいうえおかきくけこさしすせそアイウ田中 aiueok[]/　", max_size=12)
PEOPLE: st.SearchStrategy[list[dict[str, str]]] = st.lists(
    st.builds(dict, name=WORDS, relation=st.sampled_from(["", "父", "祖母", "友人"])), max_size=4
)


def read(arrives: bool = True, **answers: object) -> WalkInForm:
    page = SignUpAnswers.model_validate({"kana": "たかぎ まい", **answers})
    return read_sign_up(page, TODAY, BOOK, arrives=arrives)


def test_a_proxy_at_the_desk_brings_the_children_but_may_not_collect_for_that() -> None:
    form = read(
        source="proxy",
        proxy_name="たかぎ きよ",
        proxy_relation="祖母",
        children=[{"kana": "そら"}],
    )

    guardian, child, proxy = form.people
    assert (guardian.is_here, child.is_here, proxy.is_here) == (False, True, True)
    assert (proxy.may_bring, proxy.may_collect, proxy.role) == (True, False, "carer")


def test_a_proxy_who_collects_too_is_one_person() -> None:
    form = read(
        source="proxy",
        proxy_name="たかぎ きよ",
        collectors=[{"name": "タカギキヨ", "relation": "祖母"}],
    )

    _, collector = form.people
    assert (collector.may_collect, collector.is_here) == (True, True)


def test_a_proxy_who_is_not_at_the_desk_joins_no_household() -> None:
    form = read(arrives=False, source="proxy", proxy_name="みんせい いいん")

    assert len(form.people) == 1
    assert form.filled_in_by is not None


def test_a_proxy_has_to_be_named() -> None:
    with pytest.raises(FieldMissing):
        read(source="proxy")


def test_a_father_who_may_collect_is_a_guardian_and_one_who_must_not_is_none() -> None:
    form = read(
        collectors=[{"name": "高木 健", "relation": "父"}],
        barred=[{"name": "たかぎ じろう", "relation": "父"}],
    )

    _, may, barred = form.people
    assert (may.role, may.name, may.kana, may.may_collect) == ("guardian", "高木 健", "", True)
    assert (barred.role, barred.kana) == ("carer", "タカギ ジロウ")
    assert (barred.must_not_collect, barred.may_collect, barred.may_bring) == (True, False, False)


@pytest.mark.parametrize("name", ["たかぎ まい", "タカギマイ"])
def test_the_guardian_cannot_be_barred(name: str) -> None:
    with pytest.raises(CollectorBarred):
        read(barred=[{"name": name}])


def test_the_same_kanji_in_another_shape_is_the_same_person() -> None:
    with pytest.raises(CollectorBarred):
        read(collectors=[{"name": "髙木 健"}], barred=[{"name": "高木健"}])


@given(collectors=PEOPLE, barred=PEOPLE)
def test_whoever_must_not_collect_never_may(
    collectors: list[dict[str, str]], barred: list[dict[str, str]]
) -> None:
    try:
        form = read(collectors=collectors, barred=barred)
    except CollectorBarred:
        return

    assert not any(p.must_not_collect and (p.may_collect or p.may_bring) for p in form.people)
    named = [each for each in barred if any(each.values())]
    assert sum(p.must_not_collect for p in form.people) == len(named)


def test_a_child_gets_the_surname_it_shares() -> None:
    form = read(name="高木 舞", children=[{"kana": "そら", "name": "空"}])

    child = form.people[1]
    assert (child.name, child.kana) == ("高木 空", "タカギ ソラ")


def test_no_telephone_is_an_answer_and_nobody_asks_again() -> None:
    assert "phone" not in missing(read(phone="なし"))
    assert "phone" in missing(read(phone=""))


def test_a_reason_stands_in_for_the_real_name() -> None:
    assert "name" in missing(read())
    assert "name" not in missing(read(more={"name_exception": "通称で活動"}))


def test_an_interpreter_is_kept_only_where_another_language_is_spoken() -> None:
    def spoken(language: str) -> Interpreter | None:
        return read(
            language=language, interpreter_name="Maria", interpreter_trained="yes"
        ).interpreter

    assert spoken("ja") is None
    assert spoken("en") == Interpreter(name="Maria", trained=True)


def test_only_what_was_agreed_to_is_a_consent() -> None:
    answers = SignUpAnswers(
        kana="あべ",
        source="proxy",
        proxy_name="きよ",
        consents={
            "registration": Asked(answer="yes", method="paper", version="1", text_hash="h"),
            "trial": Asked(answer="no"),
            "reuse": Asked(answer="no"),
        },
    )

    (one,) = given_consents(answers)
    assert (one.purpose, one.method, one.by) == ("registration", "paper", "きよ")


def test_the_no_that_stands_there_from_the_beginning_is_no_writing() -> None:
    page = SignUpAnswers(consents={p: Asked() for p in PURPOSES} | {"reuse": Asked(answer="no")})

    assert page.is_blank
    assert not page.model_copy(update={"consents": {"reuse": Asked(answer="yes")}}).is_blank


@pytest.mark.parametrize(
    ("phone", "waits"),
    [("09012345678", False), ("0481234567", True), ("なし", True), ("", True), ("090", False)],
)
def test_a_link_waits_where_there_is_no_mobile(phone: str, *, waits: bool) -> None:
    assert waits_for_a_mobile(phone) is waits


def test_nothing_of_a_walk_in_is_lost_when_it_goes_on_in_detail() -> None:
    walk_in = Answers.model_validate(
        {
            "kana": "あべ ゆい",
            "phone": "09012345678",
            "children": [{"kana": "りん", "allergy": "yes", "allergy_text": "卵"}],
            "email": "a@example.org",
            "channel": "チラシ",
            "notes": "ベビーカー",
            "photo": "everyone",
            "consented": True,
            "host_may_collect": True,
        }
    )

    page = from_walk_in(walk_in, "host")

    assert (page.kana, page.phone, page.host) == ("あべ ゆい", "09012345678", "host")
    assert page.host_may_collect
    assert page.children[0].allergy_text == "卵"
    assert (page.more.email, page.more.channel, page.more.notes, page.more.photo) == (
        "a@example.org", "チラシ", "ベビーカー", "everyone",
    )  # fmt: skip
    assert page.consents == {}


@given(page=st.builds(SignUpAnswers, kana=WORDS, name=WORDS, phone=WORDS, form_number=WORDS))
def test_a_draft_gives_back_what_was_typed(page: SignUpAnswers) -> None:
    kept = page.model_dump_json(exclude_defaults=True)

    assert SignUpAnswers.model_validate_json(kept) == page
    assert without_blanks(page) == page


@given(
    kana=st.text(max_size=30),
    phone=st.text(max_size=20),
    born=st.text(max_size=12),
    count=st.text(max_size=6),
)
def test_whatever_is_typed_is_read_or_refused_by_a_fact(
    kana: str, phone: str, born: str, count: str
) -> None:
    try:
        form = read(
            kana=kana,
            phone=phone,
            children=[{"kana": kana, "birthday": born}],
            more={"relied_on": count, "fax": phone},
        )
    except ConciergeError:
        return
    assert form.people


def test_a_line_that_says_nobody_is_no_child_and_no_collector() -> None:
    form = read(
        children=[{"kana": "haru", "birthday": "R6.4.1"}, {"kana": "なし"}, {"name": "いない"}],
        collectors=[{"name": "なし"}],
    )

    assert [person.role for person in form.people] == ["guardian", "child"]


def test_every_answer_of_the_second_page_has_a_digit_of_its_own() -> None:
    assert all(len(answers) <= 9 for answers in more.CHOICES.values())
    halves = [*more.CHOICES["categories"], *more.CHOICES["categories_more"]]
    assert halves == list(CATEGORY_WORDS)
