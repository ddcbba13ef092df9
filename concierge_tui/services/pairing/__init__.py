"""The best plan of a day's trials, proved, and answers to why this pair and what if."""
