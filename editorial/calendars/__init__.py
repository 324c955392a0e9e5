"""Days to keep in a calendar of one's own (RFC 5545)."""
