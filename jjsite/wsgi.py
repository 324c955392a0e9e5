"""What a WSGI server runs: Django, and the pages that it made before in front of it."""

import os

from django.core.wsgi import get_wsgi_application

from .environment import read_dotenv

read_dotenv()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jjsite.settings")

django = get_wsgi_application()

from .health import Health  # noqa: E402  (the apps are ready from here on)
from .metrics import with_metrics  # noqa: E402
from .pagecache import with_kept_pages  # noqa: E402
from .turns import Turns  # noqa: E402

application = Health(with_metrics(with_kept_pages(Turns(django))))
