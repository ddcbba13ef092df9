"""Trials (預け合い体験): the plan, the safety gate on one screen, and what follows."""
