"""`python -m bench.grow 1000`: let the site of the settings have so many entries, and say how many it has then."""

import sys

import django
from django.core.management import call_command

django.setup()

from .growing import grow  # noqa: E402  (the apps are ready from here on)

entries = grow(int(sys.argv[1]))
call_command("rebuildindexes", verbosity=0)
sys.stdout.write(f"{entries}\n")
