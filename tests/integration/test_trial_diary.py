"""What is added to a trial: changes, things, food, notes, a report; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.closing import items_out
from concierge_tui.domain.errors import FieldInvalid, FieldMissing, NotFound
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.trial import (
    FactStays,
    ReportMissing,
    TrialNotDraft,
    TrialNotEnded,
    TrialNotRunning,
)
from concierge_tui.services.closing import Closing
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trial_follow_up import FollowUps
from concierge_tui.services.undo import Undo
from db.laptop.lists import SqliteLists
from tests.syncing.custody_desks import custody_of
from tests.syncing.laptops import NOON, Laptop
from tests.syncing.records import records_of
from tests.syncing.trial_desks import (
    CHILD,
    HOST,
    MEETUP,
    begin,
    consents,
    health_of,
    person,
    ready,
    trials_of,
)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path, "a")
    begin(laptop)
    yield laptop
    assert laptop.is_clean()
    laptop.close()


def test_a_change_of_plan_is_added_and_the_hands_know_of_it(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    diary, first = TrialDiary(trials), trials.get(trial).until
    later = trials.now_ms + 90 * 60_000
    diary.change(trial, until=later, words="熟睡しているので")
    diary.change(trial, place="ホール")

    assert [each.verb for each in trials.events(trial)] == ["start", "change", "change"]
    assert trials.get(trial).trial.ends == first
    assert trials.get(trial).until == later
    now = custody_of(laptop, MEETUP).child(CHILD).now
    assert now is not None
    assert (now.until, now.place, now.holder) == (later, "ホール", HOST)
    with pytest.raises(FactStays):
        Undo(laptop.journal, lambda: laptop.author).last()
    kept = custody_of(laptop, MEETUP).child(CHILD).now
    assert kept is not None
    assert (kept.until, kept.place) == (later, "ホール"), "the hands say what was agreed"
    with pytest.raises(FieldInvalid):
        diary.change(trial, until=trials.now_ms)
    with pytest.raises(FieldMissing):
        diary.change(trial)
    with pytest.raises(TrialNotDraft):
        trials.correct(trial, {"place": "外"})


def test_a_child_is_where_it_is_since_the_start_whatever_was_changed(tmp_path: Path) -> None:
    at = [NOON]
    laptop = Laptop(tmp_path, "b", now=lambda: at[0])
    begin(laptop)
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    at[0] += timedelta(minutes=7)
    TrialDiary(trials).change(trial, place="ホール")

    now = custody_of(laptop, MEETUP).child(CHILD).now
    assert now is not None
    assert (now.place, now.since) == ("ホール", milliseconds(NOON))
    laptop.close()


def test_what_a_family_read_and_said_is_not_asked_again_once_it_was_found_to_stand_twice(
    laptop: Laptop,
) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    diary = TrialDiary(trials)
    trials.start(trial)
    trials.end(trial)
    diary.report(trial, "g", actions=[], reactions={CHILD: "fits"})
    diary.confirm(trial, "g", "right")
    diary.feedback(trial, "g", "また会いたい")
    laptop.write(
        *consents("a-g"),
        person("a-m", "a-g", "藤井 梢", role="guardian", may_collect=True),
        Draft("family.set", "a-g", {"city": "緑区"}, "a-g"),
        Draft("family.set", "g", {"removed": True, "merged_into": "a-g"}, "g"),
    )

    now = trials.get(trial)
    assert [each.id for each in now.families] == ["h", "a-g"]
    assert [(each.part, each.family) for each in diary.left(now)] == [("feedback", "h")]


def test_a_late_allergy_jumps_to_the_running_trial_until_it_was_acknowledged(
    laptop: Laptop,
) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    diary = TrialDiary(trials)
    assert diary.alerts(trials.get(trial)) == []
    laptop.write(Draft("person.set", CHILD, {"allergy": {"has": "yes", "text": "卵"}}, "g"))
    health_of(laptop).note(CHILD, tenths=381)

    assert [alert.what for alert in diary.alerts(trials.get(trial))] == ["allergy", "fever"]
    act = diary.acknowledge(trials.get(trial))
    assert act is not None
    assert "卵" not in str(body_of(act.operations[0]))
    assert diary.alerts(trials.get(trial)) == []
    laptop.write(Draft("person.set", CHILD, {"allergy": {"has": "yes", "text": "卵・乳"}}, "g"))
    assert [alert.what for alert in diary.alerts(trials.get(trial))] == ["allergy"]


def test_belongings_food_report_and_both_sides_words_are_kept(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    diary = TrialDiary(trials)
    with pytest.raises(TrialNotRunning):
        diary.food(trial, "せんべい", "母")
    trials.start(trial)
    diary.belongings(trial, "ベビーカー")
    ((given, called),) = diary.things(trial)
    assert called == "ベビーカー"
    assert items_out(trials.events(trial)) == ("ベビーカー",)
    diary.food(trial, "せんべい", "母")
    with pytest.raises(TrialNotEnded):
        diary.report(trial, "g", actions=["lulled"], reactions={CHILD: "slow"})
    trials.end(trial)
    diary.returned(trial, given)
    for bad in ({CHILD: "great"}, {}, {CHILD: "slow", HOST: "slow"}):
        with pytest.raises(FieldInvalid):
            diary.report(trial, "g", actions=["lulled"], reactions=bad)
    with pytest.raises(FieldInvalid):
        diary.report(trial, "h", actions=[], reactions={})
    with pytest.raises(ReportMissing):
        diary.confirm(trial, "g", "right")
    assert [tuple(each)[:2] for each in diary.left(trials.get(trial))] == [
        ("report", "g"), ("confirm", "g"), ("feedback", "h"), ("feedback", "g"),
    ]  # fmt: skip
    diary.report(trial, "g", actions=["lulled"], reactions={CHILD: "slow"}, words="少し泣いた")
    diary.confirm(trial, "g", "wrong")
    assert diary.left(trials.get(trial))[0] == ("confirm", "g", True)
    diary.report(trial, "g", actions=["lulled"], reactions={CHILD: "fits"})
    assert diary.left(trials.get(trial))[0] == ("confirm", "g", False)
    diary.confirm(trial, "g", "right")
    diary.feedback(trial, "h", "またどうぞ", again=True)

    assert [tuple(each)[:2] for each in diary.left(trials.get(trial))] == [("feedback", "g")]
    assert diary.things(trial) == []
    assert items_out(trials.events(trial)) == ()
    assert [each.verb for each in trials.events(trial)] == [
        "start", "item", "food", "end", "item",
        "report", "confirm", "report", "confirm", "feedback",
    ]  # fmt: skip


def test_after_the_end_somebody_asks_each_family_by_a_day(laptop: Laptop) -> None:
    trials, trial = trials_of(laptop), ready(laptop)
    trials.start(trial)
    later = FollowUps(trials, laptop.journal, lambda: laptop.author)
    assert later.of(trials.get(trial)) == []
    with pytest.raises(TrialNotEnded):
        later.asked(trial, "g", "")
    trials.end(trial)
    day = trials.facts.today + timedelta(days=7)
    asked = {each.family.id: each.task for each in later.of(trials.get(trial))}
    assert list(asked) == ["g", "h"]
    assert {(t.state, t.assignee, t.due) for t in asked.values()} == {("open", "中村 認子", day)}
    open_ = {(task.id, task.family) for task in SqliteLists(laptop.connection).tasks()}
    assert open_ == {(task.id, family) for family, task in asked.items()}

    later.put_off(trial, "h", "責任者 一", day + timedelta(days=3))
    with pytest.raises(FieldMissing):
        later.put_off(trial, "h", " ", day)
    with pytest.raises(NotFound):
        later.asked(trial, "nobody", "")
    closing = Closing(MEETUP, records_of(laptop))
    assert closing.sheet().figures[4:] == (None, 0), "nobody said: it is no zero"
    later.asked(trial, "h", "まだです", used=False)
    assert closing.sheet().figures[4:] == (0, 1)
    later.put_off(trial, "h", "責任者 一", day + timedelta(days=3))
    assert closing.sheet().figures[4:] == (None, 0), "what is asked again is not known"
    later.asked(trial, "g", "また会いました", again=True, used=True)
    assert closing.sheet().figures[4:] == (1, 1)
    now = {each.family.id: each.task for each in later.of(trials.get(trial))}
    assert (now["g"].state, now["h"].state, now["h"].assignee) == ("done", "open", "責任者 一")
    said = trials.events(trial)[-1]
    assert (said.verb, said.said["later"], said.said["family"]) == ("feedback", True, "g")
    assert [task.family for task in SqliteLists(laptop.connection).tasks()] == ["h"]

    Undo(laptop.journal, lambda: laptop.author).last()
    assert later.of(trials.get(trial))[0].is_open
    assert closing.sheet().figures.first_uses is None, "it was taken back"
    later.asked(trial, "h", "", sure=False)
    assert [each.task.state for each in later.of(trials.get(trial))] == ["open", "dropped"]
