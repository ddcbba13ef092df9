"""Pairing families for a trial: the day, who may be introduced, the points, and the answer.

What comes out is a proposal: nothing here can make a link or start a trial (A1, B10).
"""
