"""How the program ends when it failed: one calm line, and no trace of a family anywhere."""

from contextlib import suppress

from rich.text import Text
from textual._context import active_message_pump
from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.widget import Widget


class CalmEnd(App[None]):
    """Mixin: what nobody caught ends the program with its last words, never with a traceback."""

    def note_failure(self, error: BaseException) -> None:
        """Write down where the program failed, without any value."""
        raise NotImplementedError

    def last_words(self, error: BaseException) -> str:
        """Return the one sentence that the person reads."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print every local variable: names, telephone numbers, even the key.
        if isinstance(error, NoMatches) and self._comes_from_a_screen_that_is_gone():
            return
        # A timer that looks at the screen once more while the last of them has been taken apart.
        if isinstance(error, ScreenStackError) and not self._running:
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        cause = getattr(error, "error", error)
        with suppress(OSError):
            self.note_failure(cause)
        self._exit_renderables[:] = [Text(self.last_words(cause))]
        self._close_messages_no_wait()

    def _comes_from_a_screen_that_is_gone(self) -> bool:
        """Say whether a widget missed its parts because its screen was left while it was made."""
        if self._exit:
            return True
        pump = active_message_pump.get(None)
        if not isinstance(pump, Widget):
            return False
        try:
            return pump.screen not in self._screen_stack
        except NoScreen:
            return True

    def _fatal_error(self) -> None:
        self._handle_exception(RuntimeError())
