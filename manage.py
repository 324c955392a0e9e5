#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from jjsite.environment import read_dotenv


def main():
    read_dotenv()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jjsite.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Whoever runs the site gets one clear line, not a traceback.
        sys.exit(f"Cannot start: {error}")


if __name__ == "__main__":
    main()
