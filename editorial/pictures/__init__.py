"""Pictures: uploaded once, made safe, shown while an entry that uses them is public."""
