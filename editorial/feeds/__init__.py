"""The public lists for feed readers."""
