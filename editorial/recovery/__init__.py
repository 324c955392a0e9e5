"""What somebody typed and has not saved, and who has which form open: neither is a revision, and both go away again."""
