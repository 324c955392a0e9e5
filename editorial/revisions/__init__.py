"""What was saved when by whom, and what is saved but not yet live."""
