"""Three laptops plan, start and end trials without knowing of each other, in any order of merging.

The model asks the facts themselves, not the gate: no trial starts while one of them blocks, no
child is in two hands unmarked, and nothing that was written about a trial is ever lost.
"""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from concierge_tui.domain.consent import TRIAL
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.domain.fold import body_of
from concierge_tui.domain.gate import Approval
from concierge_tui.domain.ids import consent_id, custody_id, link_id, visit_id
from concierge_tui.domain.meetup_day import Trial
from concierge_tui.domain.operation import Draft
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.undo import Undo
from db.laptop.day import SqliteDay
from tests.syncing.custody_desks import custody_of
from tests.syncing.laptops import Laptop
from tests.syncing.rounds import few, many
from tests.syncing.three_laptops import LAPTOPS, ThreeLaptops
from tests.syncing.trial_desks import (
    CHILD,
    FATHER,
    HELPER,
    HOST,
    HOSTS_CHILD,
    MEETUP,
    MOTHER,
    SUPERVISOR,
    begin,
    health_of,
    link,
    ready,
    trials_of,
)

_LINK = link_id("h", "g")
_CONSENT = consent_id("g", TRIAL)


def person(who: str, **fields: object) -> Draft:
    return Draft("person.set", who, fields, "g")


SPOILING: dict[str, list[Draft]] = {
    "link": [Draft("link.cancel", _LINK, {"other": "g"}, "h", MEETUP)],
    "consent": [Draft("consent.withdraw", _CONSENT, {"purpose": TRIAL}, "g")],
    "certified": [Draft("staff.set", SUPERVISOR, {"certification": "suspended"})],
    "listed": [Draft("meetup.set", MEETUP, {"listed": False}, meetup=MEETUP)],
    "age": [person(CHILD, birthday="2025-11-23")],
    "allergy": [person(CHILD, allergy={"has": "unknown", "text": ""})],
    "mother": [Draft("visit.leave", visit_id(MEETUP, "g"), {"people": [MOTHER]}, "g", MEETUP)],
    "collectors": [person(MOTHER, may_collect=False)],
}
MENDING: dict[str, list[Draft]] = {
    "link": link(),
    "consent": [Draft("consent.grant", _CONSENT, {"purpose": TRIAL}, "g")],
    "certified": [Draft("staff.set", SUPERVISOR, {"certification": "certified"})],
    "listed": [Draft("meetup.set", MEETUP, {"listed": True}, meetup=MEETUP)],
    "age": [person(CHILD, birthday="2024-05-05")],
    "allergy": [person(CHILD, allergy={"has": "no", "text": ""})],
    "mother": [Draft("visit.arrive", visit_id(MEETUP, "g"), {"people": [MOTHER]}, "g", MEETUP)],
    "collectors": [person(MOTHER, may_collect=True)],
}


def blocks(laptop: Laptop) -> set[str]:
    """Return what stands in the way of any trial of the child, read from the tables alone."""

    def one(query: str, *values: str) -> object:
        row = laptop.connection.execute(query, values).fetchone()
        return row[0] if row else None

    ill = one("SELECT tenths FROM health WHERE person = ?", CHILD)
    hand = custody_of(laptop, MEETUP).child(CHILD)
    found = {
        "link": one("SELECT state FROM link WHERE id = ?", _LINK) != "made",
        "certified": one("SELECT certification FROM staff WHERE id = ?", SUPERVISOR) != "certified",
        "listed": one("SELECT listed FROM meetup WHERE id = ?", MEETUP) != 1,
        "age": str(one("SELECT birthday FROM person WHERE id = ?", CHILD)) > "2025-11-22",
        "collectors": one("SELECT may_collect FROM person WHERE id = ?", MOTHER) != 1,
        "fever": not isinstance(ill, int) or ill >= 375,
        "hands": hand.where != "family",
        "here": not hand.here,
    }
    return {name for name, is_so in found.items() if is_so}


class TrialsOfThree(ThreeLaptops):
    """Whatever people do at three laptops, and whenever these hear of each other."""

    def __init__(self) -> None:
        super().__init__()
        self.written: set[str] = set()

    def furnish(self, laptop: Laptop) -> None:
        begin(laptop)
        ready(laptop)

    @rule(at=LAPTOPS, what=st.sampled_from(sorted(SPOILING)))
    def spoil(self, at: int, what: str) -> None:
        self.laptops[at].write(*SPOILING[what])

    @rule(at=LAPTOPS, what=st.sampled_from(sorted(MENDING)))
    def mend(self, at: int, what: str) -> None:
        laptop = self.laptops[at]
        laptop.write(*MENDING[what])

    @rule(at=LAPTOPS, tenths=st.sampled_from([366, 374, 375, 390]))
    def measure(self, at: int, tenths: int) -> None:
        health_of(self.laptops[at]).note(CHILD, tenths=tenths)

    @rule(at=LAPTOPS, supervisor=st.sampled_from([SUPERVISOR, SUPERVISOR, HELPER]))
    def plan(self, at: int, supervisor: str) -> None:
        if len(self._trials(at)) < 4:
            try:
                ready(self.laptops[at], supervisor=supervisor)
            except ConciergeError:
                return

    @rule(at=LAPTOPS, which=st.integers(0, 3))
    def read(self, at: int, which: int) -> None:
        if trial := self._trial(at, which):
            try:
                trials_of(self.laptops[at]).read_allergies(trial.id)
            except ConciergeError:
                return

    @rule(at=LAPTOPS, which=st.integers(0, 3), is_approved=st.booleans())
    def start(self, at: int, which: int, *, is_approved: bool) -> None:
        laptop, trial = self.laptops[at], self._trial(at, which)
        if trial is None:
            return
        trials, stands = trials_of(laptop), blocks(laptop)
        approvals = [
            Approval(rule.name, rule.reason, "よい", "guardian", MOTHER)
            for rule in trials.gate(trial.id).rules
            if is_approved
        ]
        try:
            act = trials.start(trial.id, approvals)
        except ConciergeError:
            return
        assert stands == set()
        assert trial.supervisor == SUPERVISOR
        assert "red" not in body_of(act.operations[0])["colours"].values()
        told = ["trial.set"] if trial.starts is None else []
        assert [op.kind for op in act.operations] == ["trial.start", "custody.hand", *told]
        now = custody_of(laptop, MEETUP).child(CHILD).now
        assert now is not None
        assert (now.holder, now.role, now.contested) == (HOST, "host", False)

    @rule(at=LAPTOPS, which=st.integers(0, 3), to=st.sampled_from(["", MOTHER, FATHER, HOST]))
    def end(self, at: int, which: int, to: str) -> None:
        laptop, trial = self.laptops[at], self._trial(at, which)
        if trial is None:
            return
        before = custody_of(laptop, MEETUP).child(CHILD)
        held = before.now is not None and before.where == "away" and before.now.trial == trial.id
        try:
            trials_of(laptop).end(trial.id, {CHILD: to} if to else None)
        except ConciergeError:
            return
        after = custody_of(laptop, MEETUP).child(CHILD)
        assert before.where != "contested"
        if held:
            assert after.now is not None
            assert (after.where, after.now.holder) == ("family", MOTHER)

    @rule(at=LAPTOPS, which=st.integers(0, 3))
    def change(self, at: int, which: int) -> None:
        if trial := self._trial(at, which):
            trials = trials_of(self.laptops[at])
            try:
                TrialDiary(trials).change(trial.id, until=trials.now_ms + 5_400_000, words="熟睡")
            except ConciergeError:
                return

    @rule(at=LAPTOPS)
    def take_back(self, at: int) -> None:
        laptop = self.laptops[at]
        try:
            Undo(laptop.journal, lambda: laptop.author).last()
        except ConciergeError:
            return

    @rule(at=LAPTOPS)
    def the_host_goes_and_comes(self, at: int) -> None:
        people = {"people": [HOST, HOSTS_CHILD]}
        for kind in ("visit.leave", "visit.arrive"):
            self.laptops[at].write(Draft(kind, visit_id(MEETUP, "h"), people, "h", MEETUP))

    @invariant()
    def a_child_is_in_one_marked_hand(self) -> None:
        for laptop in self.laptops:
            history = laptop.journal.history(custody_id(MEETUP, CHILD))
            hands = [op for op in history if op.kind == "custody.hand"]
            covered = {name for op in hands for name in op.base}
            last = {(body_of(op).get("to"), body_of(op).get("role"))
                    for op in hands if op.op_id not in covered}  # fmt: skip
            shown = custody_of(laptop, MEETUP).child(CHILD)
            assert (shown.where == "contested") == (len(last) > 1)

    @invariant()
    def nothing_about_a_trial_is_lost(self) -> None:
        for laptop in self.laptops:
            for trial in SqliteDay(laptop.connection).of(Trial, MEETUP):
                history = laptop.journal.history(trial.id)
                facts = {op.op_id for op in history if op.kind != "trial.set"}
                assert facts == {event.op_id for event in trials_of(laptop).events(trial.id)}

    def _trials(self, at: int) -> list[Trial]:
        return SqliteDay(self.laptops[at].connection).of(Trial, MEETUP)

    def _trial(self, at: int, which: int) -> Trial | None:
        found = self._trials(at)
        return found[which % len(found)] if found else None


TestTrialsOfThree = few(TrialsOfThree, 6, steps=30)
TestSoaked = many(TrialsOfThree, steps=30)
