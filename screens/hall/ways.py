"""The ways from the hall, in the order of the day; one line here makes a screen reachable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concierge_tui.text import cards, introductions, mingling, table_plan
from concierge_tui.text import hall as text

if TYPE_CHECKING:  # a list of names must not load every screen
    from textual.screen import Screen

    from concierge_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the hall: what it is called, what it is for, how it stands, what it opens."""

    name: str
    title: str
    words: str
    opens: "Callable[[Desk, str], Screen[Any]]"
    """Called with the desk and the meetup; imports its screen itself."""
    stands: "Callable[[Desk, str], tuple[str, str]]"
    """Returns how things stand and the colour of it: done, todo, care, void or nothing."""


def _inside(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.inside.screen import InsideScreen

    return InsideScreen(desk, meetup)


def _people_inside(desk: "Desk", meetup: str) -> tuple[str, str]:
    counts = desk.attendances.counts(meetup)
    return text.people_inside(counts.families_here, counts.children_here), ""


def _mingling(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.mingling.screen import MinglingScreen

    return MinglingScreen(desk, meetup)


def _alone(desk: "Desk", meetup: str) -> tuple[str, str]:
    alone = desk.mingling(meetup).alone()
    return mingling.stands(alone), "todo" if alone else "done"


def _cards(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.cards.screen import CardsScreen

    return CardsScreen(desk, meetup)


def _answered(desk: "Desk", meetup: str) -> tuple[str, str]:
    cards_ = desk.cards(meetup).all()
    done = sum(bool(c.others) and len(c.answered) == len(c.others) for c in cards_)
    return cards.stands(done, len(cards_)), ""


def _introductions(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.introductions.screen import IntroductionsScreen

    return IntroductionsScreen(desk, meetup)


def _proposed(desk: "Desk", meetup: str) -> tuple[str, str]:
    made = desk.proposals(meetup).all()
    open_ = sum(each.state == "proposed" for each in made)
    done = sum(each.state == "introduced" for each in made)
    return introductions.stands(open_, done), "todo" if open_ else ""


def _seating(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.seating.screen import SeatingScreen

    return SeatingScreen(desk, meetup)


def _seated(desk: "Desk", meetup: str) -> tuple[str, str]:
    seats = desk.table_plan(meetup).now()
    if seats is None:
        return table_plan.stands(None, 0), ""
    return table_plan.stands(seats.seating.running, len(seats.seating.plan)), ""


def _links(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.link.list import LinksScreen

    return LinksScreen(desk, meetup)


def _links_stand(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import link

    return link.stands(desk.linking(meetup).of_meetup())


def _custody(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.custody.screen import CustodyScreen

    return CustodyScreen(desk, meetup)


def _children_out(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import custody as words

    service = desk.custody(meetup)
    board = service.board()
    late = sum(each.now.is_late(service.now_ms) for each in board.out if each.now)
    contested = sum(each.where == "contested" for each in board.children)
    return words.stands(len(board.children), len(board.out), contested, late)


def _trials(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.trial.list import TrialsScreen

    return TrialsScreen(desk, meetup)


def _trials_stand(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.services.trial_diary import TrialDiary
    from concierge_tui.services.trials_at import trials_at
    from concierge_tui.text import trial

    trials = trials_at(desk, meetup)
    diary, found = TrialDiary(trials), trials.all()
    running = [now for now in found if now.course.state == "running"]
    alerts = sum(len(diary.alerts(now)) for now in running)
    late = sum(now.until is not None and now.until < trials.now_ms for now in running)
    drafts = sum(now.course.state == "draft" for now in found)
    unwritten = sum(bool(diary.left(now)) for now in found)
    return trial.stands(len(running), drafts, alerts, late, unwritten)


def _incidents(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.incident.list import IncidentsScreen

    return IncidentsScreen(desk, meetup)


def _incidents_stand(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import incident

    incidents = desk.incidents(meetup)
    return incident.stands(len(incidents.all()), len(incidents.unsigned()))


def _preparation(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.preparation.screen import PreparationScreen

    return PreparationScreen(desk, meetup)


def _prepared(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import preparation

    return preparation.stands(desk.preparation(meetup).lines())


def _shift(desk: "Desk", meetup: str) -> "Screen[Any]":
    from screens.shift.screen import ShiftScreen

    return ShiftScreen(desk, meetup)


def _shift_stands(desk: "Desk", _meetup: str) -> tuple[str, str]:
    from concierge_tui.text import shift

    me = desk.staff.me()
    return shift.stands(me.name if me else "")


def _closing(desk: "Desk", meetup: str) -> "Screen[Any]":
    if desk.meetups.get(meetup).closed:
        from screens.closing.sheet import ClosingSheetScreen

        return ClosingSheetScreen(desk, meetup)
    from screens.closing.screen import ClosingScreen

    return ClosingScreen(desk, meetup)


def _closing_stands(desk: "Desk", meetup: str) -> tuple[str, str]:
    from concierge_tui.text import closing

    return closing.stands(desk.meetups.get(meetup), len(desk.closing(meetup).obstacles()))


_ALL: Final[tuple[Way, ...]] = (
    Way("seating", table_plan.TITLE, table_plan.WORDS, _seating, _seated),
    Way("mingling", mingling.TITLE, mingling.WORDS, _mingling, _alone),
    Way("cards", cards.TITLE, cards.WORDS, _cards, _answered),
    Way("introductions", introductions.TITLE, introductions.WORDS, _introductions, _proposed),
    Way("preparation", text.PREPARATION, text.PREPARATION_WORDS, _preparation, _prepared),
    Way("incident", text.INCIDENT, text.INCIDENT_WORDS, _incidents, _incidents_stand),
    Way("shift", text.SHIFT, text.SHIFT_WORDS, _shift, _shift_stands),
    Way("closing", text.CLOSING, text.CLOSING_WORDS, _closing, _closing_stands),
    Way("inside", text.INSIDE, text.INSIDE_WORDS, _inside, _people_inside),
    Way("links", text.LINKS, text.LINKS_WORDS, _links, _links_stand),
    Way("trials", text.TRIALS, text.TRIALS_WORDS, _trials, _trials_stand),
    Way("custody", text.CUSTODY, text.CUSTODY_WORDS, _custody, _children_out),
)
WAYS: Final = tuple(sorted(_ALL, key=lambda way: text.ORDER.index(way.name)))
"""In the order of the day."""
