"""The public pages of every kind of entry: the same list, the same detail, the same footnotes."""
