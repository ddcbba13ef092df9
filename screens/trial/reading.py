"""What is read on the turned screen: allergies by the host, the report by who asked for help."""

from typing import TYPE_CHECKING

from concierge_tui.domain.after_trial import is_report_for, read_by
from concierge_tui.domain.gate import Rule
from concierge_tui.domain.trial import ReportMissing
from concierge_tui.services.trial_diary import TrialDiary
from concierge_tui.services.trials_at import trials_at
from concierge_tui.text import agreeing, facing, report_turned
from concierge_tui.text import trial as text
from screens.facing.consenting import right_or_wrong
from screens.facing.page import Answer, Choice, FacingPage
from screens.facing.read_back import readings_of
from screens.facing.screen import FacingScreen
from screens.widgets.large_text import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concierge_tui.domain.family import Person
    from concierge_tui.services.desk import Desk
    from concierge_tui.services.trial_now import TrialNow
    from screens.facing.page import Lines


def allergy_screen(desk: "Desk", meetup: str, now: "TrialNow") -> FacingScreen:
    """Return the screen on which the host reads what is known of the children's allergies.

    Raises:
        GateClosed: when a family does not consent to its being told.
    """
    trials = trials_at(desk, meetup)
    trials.refuse_telling(now)
    # What comes in while the other family reads was not read by it.
    shown = trials.allergies_of(now)
    now = trials.get(now.trial.id)

    host = now.families[0].representative

    def lines(language: str) -> tuple[Words, ...]:
        # Of two families that entrust their children neither reads about the other's.
        reader = agreeing.asked_of(language, host.called) if host else ""
        return (
            Words(reader, readings_of(host) if host else {}),
            *(
                Words(
                    f"{child.called}: "
                    + text.has_allergy(child.allergy.has, child.allergy.text, language),
                    readings_of(child) | facing.FOODS,
                )
                for child in now.children
            ),
        )

    def take(answer: Answer) -> None:
        if answer.choice == "read":
            trials.read_allergies(now.trial.id, shown)

    read = Choice("read", text.READ_IT)
    page = FacingPage("allergy", text.ALLERGY_HEADING, lines, (Choice("talk", facing.TALK), read))
    return FacingScreen(desk, [page], take)


def agreeing_screen(
    desk: "Desk", guardians: "Sequence[Person]", rules: "Sequence[Rule]", reason: str
) -> FacingScreen:
    """Return the screen on which each guardian agrees to what is amber, or does not.

    Its answers are under the ids of the guardians.
    """
    answers = (Choice("no", facing.NO), Choice("yes", facing.YES))
    return FacingScreen(
        desk,
        [
            FacingPage(who.id, agreeing.HEADING, _agreeing(who, rules, reason), answers)
            for who in guardians
        ],
    )


def _agreeing(who: "Person", rules: "Sequence[Rule]", reason: str) -> "Lines":
    def lines(language: str) -> tuple[Words, ...]:
        said = [line for rule in rules for line in agreeing.lines(rule, language)]
        return (
            Words(agreeing.asked_of(language, who.called), readings_of(who)),
            *map(Words, said),
            Words(agreeing.reason(reason, language)),
            Words(facing.of(agreeing.ASK, language)),
        )

    return lines


def report_screen(desk: "Desk", meetup: str, now: "TrialNow", family: str) -> FacingScreen:
    """Return the screen on which a requesting family reads its report and says if it is right.

    It reads nothing about the child of another family.

    Raises:
        ReportMissing: when nobody wrote one yet.
    """
    trials = trials_at(desk, meetup)
    diary = TrialDiary(trials)
    names = {child.id: child.given for child in now.children_of(family)}
    alone = len(now.guests) == 1
    seen = trials.events(now.trial.id)
    names |= diary.item_names(seen)
    if not any(is_report_for(event, family) for event in seen):
        raise ReportMissing
    latest = max(at for at, event in enumerate(seen) if is_report_for(event, family))

    def lines(language: str) -> tuple[Words, ...]:
        shown = [*read_by(seen, family, alone=alone), seen[latest]]
        readings = {**report_turned.READINGS, **_readings(now, family)}
        return tuple(
            Words(line, readings)
            for e in shown
            for line in report_turned.lines(e.verb, e.said, names, language, alone=alone)
        )

    def take(answer: Answer) -> None:
        diary.confirm(now.trial.id, family, answer.choice)

    page = FacingPage("report", text.REPORT_HEADING, lines, right_or_wrong())
    of = next((each for each in now.guests if each.id == family), None)
    return FacingScreen(desk, [page], take, facing.begun_in(of.language if of else ""))


def _readings(now: "TrialNow", family: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in now.children_of(family):
        found |= readings_of(child)
    return found
