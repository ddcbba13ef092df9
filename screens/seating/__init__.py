"""Tables and rounds: planned, begun one after the other, with a bell at the end of each."""
