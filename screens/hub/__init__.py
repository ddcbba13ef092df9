"""The hub in the hall: joining it, and keeping alike with it behind the screens."""
