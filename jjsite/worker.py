"""What a worker of the production server runs: the WSGI application, deaf to Ctrl-C.

Ctrl-C reaches the server and its workers at once, and the server then stops its workers. A worker that is told twice
now and then hangs until it is killed, so it listens to the server alone.
"""

import signal

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
# Until granian puts its own handler here, a worker that is still loading can simply go.
signal.signal(signal.SIGTERM, signal.SIG_DFL)

from .wsgi import application  # noqa: E402

__all__ = ["application"]
