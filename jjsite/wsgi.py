"""What a WSGI server runs."""

import os

from django.core.wsgi import get_wsgi_application

from .environment import read_dotenv

read_dotenv()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jjsite.settings")

application = get_wsgi_application()
