"""How fast the site is, as ratios to what is measured beside it in the same run: `make bench`."""
