"""How a handler tells a person what stood in the way."""

from collections.abc import Iterator
from contextlib import contextmanager

from concierge_tui.domain.errors import ConciergeError
from concierge_tui.text.errors import sentence
from screens.widgets.notice import Notice


@contextmanager
def telling(notice: Notice) -> Iterator[None]:
    """Say the sentence of any fact that stops the handler; a bug still rises."""
    try:
        yield
    except ConciergeError as error:
        notice.say(sentence(error), "error")
