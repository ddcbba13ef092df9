"""The custody board, and the steps by which a child goes from one pair of hands into another."""
