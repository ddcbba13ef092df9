"""The families that know nobody yet, and whom they may be brought to."""
