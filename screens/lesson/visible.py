"""What a person sees now, as text."""

from textual.geometry import Region
from textual.screen import Screen

_NOWHERE = Region()


def visible_text(screen: Screen[object], *, without: Region = _NOWHERE) -> str:
    """Return the lines of a screen as they stand in the terminal, some left out."""
    # Textual has no public way to ask what was painted; its version is pinned for this.
    strips = screen._compositor.render_strips()  # noqa: SLF001
    left_out = range(without.y, without.bottom)
    return "\n".join(
        "".join(segment.text for segment in strip)
        for y, strip in enumerate(strips)
        if y not in left_out
    )
