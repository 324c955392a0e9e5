"""Who mentions, cites or concerns whom."""
