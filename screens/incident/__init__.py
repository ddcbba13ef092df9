"""ヒヤリ・事故: written in seconds, then told, read and signed."""
