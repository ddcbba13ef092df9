"""Leads through a lesson: looks at the screen and the journal, and says what comes next."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from textual.app import App, SystemCommand
from textual.events import Event, Key
from textual.screen import ModalScreen, Screen
from textual.timer import Timer

from concierge_tui.text import lesson as text
from screens.lesson.panel import LessonPanel

if TYPE_CHECKING:  # the first frame must not wait for the services
    from concierge_tui.rehearsal.situation import Situation
    from concierge_tui.services.desk import Desk

LOOK_EVERY: Final = 0.4
"""Seconds between two looks; each takes a few milliseconds, and only during a lesson."""


class LessonGuide(App[None]):
    """Mixin that offers the situations of the desk in a rehearsal, and only there."""

    desk: "Desk | None" = None

    def __init__(self) -> None:
        super().__init__()
        self._lesson: Situation | None = None
        self._lesson_meetup = ""
        self._lesson_step = 0
        self._lesson_timer: Timer | None = None
        self._lessons_done: set[int] = set()
        self._lesson_solved_by: str | None = None
        """The act after which the lesson was found done; the next one takes its lines away."""

    async def on_event(self, event: Event) -> None:
        """Take the lines of a finished lesson away at Escape, which does its own work too."""
        if self._lesson_solved_by is not None and isinstance(event, Key) and event.key == "escape":
            self.end_lesson()
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer the lessons beside the other commands."""
        yield from super().get_system_commands(screen)
        if self.desk is not None and self.desk.practice:
            yield SystemCommand(text.LESSONS, text.LESSONS_HELP, self.action_lessons)
            if self._lesson is not None:
                yield SystemCommand(text.STOP, text.STOP_HELP, self.end_lesson)

    def action_lessons(self) -> None:
        """Show the lessons, and which of them were done."""
        from concierge_tui.rehearsal.facts import meetup_of_lessons
        from concierge_tui.rehearsal.situations import SITUATIONS
        from screens.lesson.screen import LessonsScreen

        desk = self.desk
        if desk is None or not desk.practice:
            return
        meetup = meetup_of_lessons(desk)
        if meetup is None:
            return
        self._lesson_meetup = meetup
        solved = [
            situation.number in self._lessons_done or situation.solved(desk, meetup)
            for situation in SITUATIONS
        ]
        self.push_screen(LessonsScreen(SITUATIONS, solved), self._begin)

    def _begin(self, chosen: int | None) -> None:
        from concierge_tui.rehearsal.afresh import begin_afresh
        from concierge_tui.rehearsal.situations import SITUATIONS
        from screens.reception.screen import ReceptionScreen

        if chosen is None or self.desk is None:
            return
        solved = [each.number for each in SITUATIONS if each.solved(self.desk, self._lesson_meetup)]
        self._lessons_done.update(solved)
        begin_afresh(self.desk)
        reception = next((s for s in self.screen_stack if isinstance(s, ReceptionScreen)), None)
        if reception is None:
            self.push_screen(ReceptionScreen(self.desk, self._lesson_meetup))
        else:
            reception.clear_search()
            reception.show_found(())
        self.begin_lesson(SITUATIONS[chosen], self._lesson_meetup)

    def begin_lesson(self, situation: "Situation", meetup: str) -> None:
        """Lead through a situation from its first step."""
        self.end_lesson()
        if situation.before is not None and self.desk is not None:
            situation.before(self.desk, meetup)
        self._lesson, self._lesson_meetup, self._lesson_step = situation, meetup, 0
        self._look()
        self._lesson_timer = self.set_interval(LOOK_EVERY, self._look)

    def end_lesson(self) -> None:
        """Take the lines of the lesson away."""
        self._lesson = self._lesson_solved_by = None
        if self._lesson_timer is not None:
            self._lesson_timer.stop()
            self._lesson_timer = None
        for screen in self.screen_stack:
            screen.query(LessonPanel).remove()

    def _look(self) -> None:
        """Go on to the step that the screen has reached, and say it on the active screen."""
        from screens.lesson.visible import visible_text

        lesson, desk, screen = self._lesson, self.desk, self.screen
        if lesson is None or desk is None or not desk.practice:
            self.end_lesson()
            return
        if isinstance(screen, ModalScreen) or not screen.is_mounted:
            return
        panel = next(iter(screen.query(LessonPanel)), None)
        # A hint names what is to be typed, and must not be taken for it.
        seen = visible_text(screen, without=panel.region) if panel else visible_text(screen)
        count = len(lesson.steps)
        while self._lesson_step < count and _is_reached(lesson, self._lesson_step, seen):
            self._lesson_step += 1
        is_solved = lesson.solved(desk, self._lesson_meetup)
        if is_solved and _is_reached(lesson, count - 1, seen):
            self._lesson_step = count  # faster than we looked
        is_solved = is_solved and self._lesson_step == count
        if is_solved:
            self._lessons_done.add(lesson.number)
        last = (desk.journal.last_act() or "") if is_solved else None
        if is_solved and self._lesson_solved_by not in (None, last):
            self.end_lesson()
            return
        self._lesson_solved_by = last
        if panel is None:
            screen.mount(LessonPanel(lesson, min(self._lesson_step, count - 1)))
        elif panel.is_mounted:
            panel.show(min(self._lesson_step, count - 1), is_solved=is_solved)


def _is_reached(lesson: "Situation", step: int, seen: str) -> bool:
    # A code stands with room between its characters where lines of a lesson take their place.
    there = "".join(seen.split())
    return all("".join(words.split()) in there for words in lesson.steps[step].shows)
