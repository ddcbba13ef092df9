"""Who is inside now."""
