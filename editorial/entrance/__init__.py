"""The way in to the desk: how often a login is tried, the second factor, and who stands outside until it is given."""
