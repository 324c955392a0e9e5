"""A server behind a proxy, which says what it was asked and answers as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Echo(ThreadingHTTPServer):
    """`given` are the headers of its answers, the body of which are the headers that it was asked with."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.port = self.server_address[1]
        self.given: dict[str, str] = {}
        self.asked = 0


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked += 1
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps([[name, value] for name, value in self.headers.items()]).encode()
        self.send_response(200)
        for name, value in {"Content-Length": str(len(body)), **self.server.given}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args):
        pass


@contextmanager
def echo() -> Iterator[Echo]:
    with Echo() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
