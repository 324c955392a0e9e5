"""A WSGI application that does nothing but send: the same bytes under the same headers each time."""

import json
import os
from pathlib import Path

kept = Path(os.environ["CONSTANT"])
HEADERS = [tuple(pair) for pair in json.loads(kept.with_suffix(".json").read_text())]
BODY = kept.read_bytes()


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
