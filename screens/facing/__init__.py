"""The screen that is turned to a family (相手に向ける)."""
