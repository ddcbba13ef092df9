"""What a person sees now, as text."""

from textual.screen import Screen


def visible_text(screen: Screen[object]) -> str:
    """Return the lines of a screen as they stand in the terminal."""
    # Textual has no public way to ask what was painted; its version is pinned for this.
    strips = screen._compositor.render_strips()  # noqa: SLF001
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
