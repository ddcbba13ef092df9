"""The plan of a trial: who minds whose children, where, until when, and what was talked about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.eligibility import age_months, reached
from concierge_tui.domain.gate import EXCHANGED
from concierge_tui.domain.policy import Policy
from concierge_tui.services.custody import read_moment, read_until
from concierge_tui.services.trial_facts import ALLERGY_READ
from concierge_tui.text import gate, page
from concierge_tui.text import trial as text
from concierge_tui.text.names import by_house
from screens import keys
from screens.far_end import AsksFarEnd
from screens.link.choosing import ChooseFamilyScreen
from screens.question_page import choice
from screens.trial.agreed import agreed
from screens.trial.asking import TrialForm
from screens.widgets.choice_line import Answer, ChoiceLine
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput
from screens.widgets.number_input import NumberInput
from screens.widgets.push_button import PushButton

if TYPE_CHECKING:
    from concierge_tui.domain.family import Family, Person
    from concierge_tui.domain.meetup_day import Trial
    from concierge_tui.services.desk import Desk

_MOST = 9
"""As many as have a digit of their own."""


class PlanScreen(TrialForm, AsksFarEnd):
    """Writes a new plan, or corrects one that has not started; answers with its id."""

    HEADLINE = text.PLAN_TITLE
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys.NEW, "third", text.THIRD, key_display="F3"),
        Binding(keys.NEW, "leave_out", text.THIRD_OFF, key_display="F3"),
    ]

    def __init__(
        self,
        desk: "Desk",
        meetup: str,
        host: str,
        guest: str,
        trial: "Trial | None" = None,
        begin_at: str = "children",
    ) -> None:
        super().__init__(desk, meetup, trial.id if trial else f"{host}:{guest}")
        self._trial = trial
        self._begin_at = begin_at
        third = trial.third if trial and trial.third else ""
        known = desk.families.many([third] if third else [])
        # A plan of another laptop may name a family of which nothing has come yet.
        self._families = [desk.families.get(host), desk.families.get(guest), *known.values()]
        self._staff = [each for each in desk.staff.all() if not each.removed][:_MOST]

    @property
    def _host(self) -> "Family":
        return self._families[0]

    @property
    def _guests(self) -> "list[Family]":
        return self._families[1:]

    def body(self) -> Iterable[Widget]:
        """Yield the questions, and the buttons: one asks for a third family, or leaves it out."""
        with VerticalScroll(classes="form", can_focus=False):
            yield from self.questions()
        with Horizontal(classes="buttons"):
            yield PushButton(page.BACK, id="back", compact=True)
            yield PushButton(self._third_words, id="third", compact=True)
            yield PushButton(self.DO, id="save", compact=True, variant="primary")

    def questions(self) -> Iterable[Widget]:
        """Yield everything that is agreed, the usual answers given."""
        if self._trial is None:
            yield FormLine(text.HOST, choice("host", self._sides()))
        yield FormLine(text.CHILDREN, choice("children", self._children(), several=True))
        yield FormLine(text.ACQUAINTED, choice("acquainted", self._children(), several=True))
        told = [(name, gate.EXCHANGED[name]) for name in EXCHANGED]
        yield FormLine(text.EXCHANGED, choice("exchanged", told, several=True))
        yield FormLine(text.PLACE, JpInput(id="place"), hint=text.PLACE_HINT)
        starts = NumberInput(id="starts")
        yield FormLine(text.STARTS, starts, hint=text.STARTS_HINT)
        yield FormLine(text.UNTIL, NumberInput(id="until"), hint=text.UNTIL_HINT)
        yield FormLine(text.PICK_UP, JpInput(id="pick_up"))
        day = self.desk.meetups.get(self.meetup_id).date
        staff = [(each.id, text.supervisor(each, day)) for each in self._staff]
        yield FormLine(text.SUPERVISOR, choice("supervisor", staff))
        yield FormLine(text.SERVICE, choice("service", text.SERVICES))
        yield FormLine(text.RECENT, JpInput(id="recent"), hint=text.RECENT_HINT)
        yield FormLine(text.THANKS, JpInput(id="thanks"), hint=text.THANKS_HINT)

    def on_mount(self) -> None:
        """Begin with what is usual, or with what was agreed."""
        self._head()
        self.begin_with(agreed(self._trial) if self._trial else self._usual())
        self.query_one(f"#{self._begin_at}").focus()

    def _head(self) -> None:
        self.head(f"{text.PLAN_TITLE}  {text.pair(self._families)}")

    def rearrange(self) -> None:
        """Ask for the children of whoever entrusts them."""
        host = self.answered("host")
        if self._trial is None and host and host != self._host.id:
            self._families.sort(key=lambda each: each.id != host)
            self._ask_for_children(self._old_enough())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let one key do either: ask for a third family, or leave it out where there is one."""
        if action in ("third", "leave_out"):
            return (action == "leave_out") is self._has_third
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#third")
    async def do_either(self) -> None:
        """Do what the key does."""
        await self.run_action("leave_out" if self._has_third else "third")

    def action_leave_out(self) -> None:
        """Leave the third family out again."""
        self._let_take_part(None)

    def action_third(self) -> None:
        """Choose a third family whose children are minded too."""
        taking_part = [each.id for each in self._families]
        asked = ChooseFamilyScreen(self.desk, self.meetup_id, text.CHOOSE_THIRD, taking_part)
        self.app.push_screen(asked, self._let_take_part)

    def _let_take_part(self, family: str | None) -> None:
        chosen = self.several("children")
        with self.telling():
            if self._take_third(family or ""):
                joined = {child.id for each in self._families[2:] for child in each.children}
                fresh = [child for child in self._old_enough() if child in joined]
                self._ask_for_children([*chosen, *fresh])
                self.keep_draft()

    def _take_third(self, family: str) -> bool:
        """Let a third family take part, or none; say whether that is a change."""
        before = [each.id for each in self._families]
        del self._families[2:]
        known = self.desk.families.many([family] if family else [])
        if family in known and family not in before[:2]:
            self._families.append(known[family])
        return before != [each.id for each in self._families]

    def _ask_for_children(self, chosen: "Sequence[str]") -> None:
        """Ask anew for the children of the guests: these are chosen, who was met stays so."""
        self._head()
        met = self.several("acquainted")
        for name, which in (("children", chosen), ("acquainted", met)):
            line = self.query_one(f"#{name}", ChoiceLine)
            line.offer([Answer(*pair) for pair in self._children()])
            line.choose(*which)
        if self._trial is None:
            sides = self.query_one("#host", ChoiceLine)
            sides.offer([Answer(*pair) for pair in self._sides()])
            sides.choose(self._host.id)
        self.query_one("#third", PushButton).label = self._third_words
        self.refresh_bindings()

    @property
    def _has_third(self) -> bool:
        return len(self._families) > 2

    @property
    def _third_words(self) -> str:
        return text.THIRD_OFF if self._has_third else text.THIRD

    def values(self) -> dict[str, str]:
        """Return what is kept of the answers, and who the third family is."""
        third = {"third": self._families[2].id} if self._has_third else {}
        return super().values() | third

    def fill(self, values: Mapping[str, str]) -> None:
        """Put answers into the lines; first who minds, for the children are the other family's."""
        if self._take_third(values.get("third", "")):
            self._ask_for_children(())
        if "host" in values and self._trial is None:
            self.query_one("#host", ChoiceLine).choose(values["host"])
            self.rearrange()
        super().fill(values)

    def action_save(self) -> None:
        """Write the plan; the gate says what is missing."""
        typed, now = self.answered("starts"), self.desk.now()
        starts = read_moment(typed, now) if typed else self.trials.now_ms
        from_ = max(now, moment_of(starts)) if starts else now
        until = read_until(self.answered("until"), from_)
        if starts is None or (until is None and self.answered("until")):
            is_early = read_until(self.answered("until"), now) is not None
            bad = text.ENDS_FIRST if is_early else text.UNTIL_BAD
            self.query_one("#starts" if starts is None else "#until", JpInput).focus()
            self.notice.say(text.STARTS_BAD if starts is None else bad, "care")
            return
        if self.is_far(starts, until):
            return
        # At once is when the gate opens: that moment is written down then, and no other.
        said = {**self._said(until), "starts": starts if typed else None}
        with self.telling():
            if self._trial is None:
                trial = self.trials.plan(said).id
            else:
                trial = self._trial.id
                self.trials.correct(trial, said)
            self.saved()
            self.dismiss(trial)

    def _said(self, until: int | None) -> dict[str, Any]:
        kept = self._trial.exchanged if self._trial else ()
        marks = [mark for mark in kept if mark.startswith(ALLERGY_READ)]
        words = {n: self.answered(n) for n in ("place", "pick_up", "recent", "thanks")}
        return {
            **words,
            "host": self._host.id,
            "guest": self._guests[0].id,
            "third": self._guests[1].id if len(self._guests) > 1 else None,
            "children": self.several("children"),
            "acquainted": self.several("acquainted"),
            "service": self.answered("service") or "minding",
            "supervisor": self.answered("supervisor"),
            "exchanged": [*self.several("exchanged"), *marks],
            "ends": until,
        }

    def _usual(self) -> dict[str, str]:
        return {
            "host": self._host.id,
            "children": "\n".join(self._old_enough()),
            "service": "minding",
            "place": self.desk.meetups.get(self.meetup_id).venue,
            "until": "30",
            "pick_up": text.PICK_UP_USUAL,
            "supervisor": self.trials.facts.usual_supervisor(),
            "thanks": text.THANKS_USUAL,
        }

    def _children(self) -> list[tuple[str, str]]:
        return [(each.id, self._words(each)) for each in self._children_here()]

    def _children_here(self) -> "list[Person]":
        """Return the children of whoever asks for help, as many as have a digit."""
        return [child for each in self._guests for child in each.children][:_MOST]

    def _sides(self) -> list[tuple[str, str]]:
        return [*by_house(self._families).items()]

    def _old_enough(self) -> list[str]:
        policy, today = self._policy, self.trials.facts.today
        return [
            each.id
            for each in self._children_here()
            if each.birthday and reached(each.birthday, policy.trial_from_months) <= today
        ]

    def _words(self, child: "Person") -> str:
        if child.birthday is None:
            return child.given
        today = self.trials.facts.today
        words = text.child_words(child, age_months(child.birthday, today))
        first = reached(child.birthday, self._policy.trial_from_months)
        return words if first <= today else text.first_day(words, first.month, first.day)

    @property
    def _policy(self) -> Policy:
        return self.trials.facts.policy
