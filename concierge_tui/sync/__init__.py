"""How operations travel: the wire, its signatures and the engine that never loses anything."""
