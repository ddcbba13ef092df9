"""Two calm themes, and the colours of the states."""

from typing import Final

from textual.theme import Theme

LIGHT: Final = "concierge-light"
DARK: Final = "concierge-dark"

STATES: Final = ("done", "todo", "care", "void")
"""済, 未, 注意, 取消: each is always a word too, never a colour alone."""

_DARK_STATES: Final = {
    "state-done": "#8fd19e",
    "state-todo": "#e6c77a",
    "state-care": "#ffab91",
    "state-void": "#b3b9c0",
    "row-highlight": "#2c4a5e",
    "practice": "#f3ae62",
}
_LIGHT_STATES: Final = {
    "state-done": "#1b5e2e",
    "state-todo": "#6b4700",
    "state-care": "#9a1f10",
    "state-void": "#4d545b",
    "row-highlight": "#cfe3ee",
    "practice": "#a34700",
}

STATE_DEFAULTS: Final = _DARK_STATES
"""What a theme that is not ours falls back to."""

_DARK_THEME: Final = Theme(
    name=DARK,
    primary="#7fb8d6",
    secondary="#9db7c7",
    accent="#e6c77a",
    warning="#e6c77a",
    error="#ffab91",
    success="#8fd19e",
    foreground="#e8e6e1",
    background="#1b2126",
    surface="#222a30",
    panel="#2a343b",
    dark=True,
    variables={
        **_DARK_STATES,
        "text-muted": "#b3b9c0",
        "block-cursor-background": "#2c4a5e",
        "block-cursor-foreground": "#ffffff",
        "footer-key-foreground": "#e6c77a",
        "button-color-foreground": "#1b2126",
    },
)
_LIGHT_THEME: Final = Theme(
    name=LIGHT,
    primary="#1f5f80",
    secondary="#3d6173",
    accent="#6b4700",
    warning="#6b4700",
    error="#9a1f10",
    success="#1b5e2e",
    foreground="#22282c",
    background="#faf8f4",
    surface="#f1eee7",
    panel="#e6e2d9",
    dark=False,
    variables={
        **_LIGHT_STATES,
        "text-muted": "#4d545b",
        "block-cursor-background": "#cfe3ee",
        "block-cursor-foreground": "#11181c",
        "footer-key-foreground": "#6b4700",
        "button-color-foreground": "#ffffff",
    },
)
THEMES: Final = (_DARK_THEME, _LIGHT_THEME)
