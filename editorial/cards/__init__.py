"""Pictures of what a page is called, for where links to it are shared."""
