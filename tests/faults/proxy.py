"""nginx as it is shipped, in front of sites on this machine."""

import os
import re
import subprocess
from pathlib import Path

from jjsite.environment import BASE_DIR
from tests.sweeps.serving import Site, free_port

from .processes import Process, make_folder, program

SHIPPED = BASE_DIR / "deploy" / "nginx.conf"
AROUND = """
daemon off;
{user}
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    include {folder}/jjsite.conf;
    {more}
}}
"""


def shipped_for(folder: Path, state: Path, sites: list[Site], plain: int, secure: int, tls: bool) -> str:
    """The shipped file, with the places of this machine. Without TLS the site is at the port that else has it."""
    changes = {
        "https://example.org$request_uri": f"https://127.0.0.1:{secure}$request_uri",
        "example.org": "127.0.0.1",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure}{' ssl http2' if tls else ''};",
        "/etc/ssl/jjsite": str(folder),
        "/var/cache/nginx/jjsite": str(folder / "cache"),
        "/var/lib/jjsite": str(state),
        "/opt/jjsite": str(BASE_DIR),
    } | {f"127.0.0.1:{8001 + number}": f"127.0.0.1:{site.port}" for number, site in enumerate(sites)}
    text = SHIPPED.read_text()
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    text = re.sub(r"(?m)^ *listen \[::\].*\n", "", text)
    return text if tls else re.sub(r"(?m)^ *ssl_.*\n", "", text)


def nginx(root: Path, state: Path, sites: list[Site], tls: bool, more: str = "") -> tuple[Process, str]:
    folder, secure, plain = make_folder(root, "nginx"), free_port(), free_port()
    if tls:
        make_certificate(folder)
    (folder / "jjsite.conf").write_text(shipped_for(folder, state, sites, plain, secure, tls))
    # Its workers read what belongs to whoever runs the tests.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user, more=more))
    command = [program("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr, tried.stderr
    process = Process(folder, command, secure).start()
    return process, f"{'https' if tls else 'http'}://127.0.0.1:{secure}"


def make_certificate(folder: Path):
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    command = [program("openssl"), *words.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
