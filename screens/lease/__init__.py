"""A laptop whose thirty days are over: it speaks to its service, or takes a code by telephone."""
