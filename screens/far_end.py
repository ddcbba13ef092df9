"""The question about an end that lies hours away."""

from typing import Final

from concierge_tui.text.times import far_end
from screens.question_page import QuestionPage
from screens.widgets.jp_input import JpInput

_HOUR_MS: Final = 3_600_000
_LONG_MS: Final = 2 * _HOUR_MS


class AsksFarEnd(QuestionPage):
    """Asks once about such an end: 302 is written fast instead of 30, and no bell would ring."""

    _asked_end = ""

    def is_far(self, begins: int, until: int | None) -> bool:
        """Ask about the end in the line `until`; do not ask twice about the same."""
        typed = self.answered("until")
        if until is None or until - begins <= _LONG_MS or self._asked_end == typed:
            return False
        self._asked_end = typed
        self.query_one("#until", JpInput).focus()
        self.notice.say(far_end(until, (until - begins) // _HOUR_MS), "care")
        return True
