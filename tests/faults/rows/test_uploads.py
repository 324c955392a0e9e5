"""Pictures that harm, lie or are too large, uploaded to running deployments."""

import re
import socket
import ssl
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.editorial.pictures.hostile import FILES
from tests.factories.editorial import make_image
from tests.faults.processes import family
from tests.sweeps.kills import ADD_PICTURE
from tests.sweeps.serving import errors_in

pytestmark = pytest.mark.fault

MEGABYTE = 1_000_000
NAMES = [
    "../../etc/passwd",
    "a\\..\\b.png",
    "%00.png",
    "a" * 300 + ".png",
    "\u202egnp.exe",
    "CON",
    ".htaccess",
    "-rf.png",
]
NAMES += ["x.png.html", "UPLOAD.PNG", "upload.png", "upload.png", "; rm.png", "a\u0301.png"]


def upload(chief, content: bytes, called: str = "upload.png"):
    browser = chief.browser
    word = f"up-{token_hex(4)}"
    given = {"key": word, "title": word, "alt": "A door.", "credit": "Us", "licence": "Ours"}
    form = browser.form(ADD_PICTURE) | given
    began = time.monotonic()
    status, text, _ = browser.post(ADD_PICTURE, form, ("file", content), called)
    return status, text, time.monotonic() - began, word


def memory(deployment) -> float:
    """What all processes of the sites hold, in megabytes."""
    held = 0
    for pid in serving(deployment):
        with suppress(FileNotFoundError):
            held += int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])
    return held / 1000


def serving(deployment):
    return [pid for site in deployment.sites for pid in family(site.server.pid)]


def temporary_files() -> set[str]:
    return {path.name for path in Path("/tmp").glob("*.upload*")}


def test_what_is_no_honest_picture_is_refused_with_a_word(deployment, chief):
    upload(chief, make_image("PNG", (300, 200)).read())
    before, slowest, wrong = memory(deployment), (0.0, ""), []
    for name, (content, expected) in FILES.items():
        status, text, seconds, _ = upload(chief, content)
        slowest = max(slowest, (seconds, name))
        if status != 200 or expected not in errors_in(text):
            wrong.append((name, status, errors_in(text)))
    grown = memory(deployment) - before
    print(len(FILES), "files, slowest", slowest, "memory grew by", round(grown), "MB")

    assert wrong == []
    assert grown < 100 * len(deployment.sites)


def test_too_much_is_refused_before_it_is_sent(deployment, chief):
    before = memory(deployment)
    answers = {}
    for length in (60 * MEGABYTE, 1000 * MEGABYTE):
        began = time.monotonic()
        answers[length] = (
            first_line(deployment, f"Content-Length: {length}\r\n\r\n".encode()),
            time.monotonic() - began,
        )
    chunk = b"186A0\r\n" + bytes(100_000) + b"\r\n"
    chunked = first_line(deployment, b"Transfer-Encoding: chunked\r\n\r\n", chunk * 300)
    print(answers, chunked, round(memory(deployment) - before), "MB")

    assert {line.split()[1] for line, _ in answers.values()} == {"413"}
    assert chunked.split()[1] in ("413", "411", "403")
    assert memory(deployment) - before < 50 * len(deployment.sites)
    assert temporary_files() == set()


def first_line(deployment, head: bytes, body: bytes = b"x") -> str:
    """How the answer begins to a form that is said to be that long, from nobody."""
    url = urlsplit(deployment.url)
    with socket.create_connection(("127.0.0.1", url.port), timeout=30) as plain:
        wrapped = plain
        if url.scheme == "https":
            wrapped = ssl._create_unverified_context().wrap_socket(plain)
        start = f"POST {ADD_PICTURE} HTTP/1.1\r\nHost: 127.0.0.1:{url.port}\r\nConnection: close\r\n".encode()
        wrapped.sendall(start + b"Content-Type: multipart/form-data; boundary=x\r\n" + head)
        with suppress(OSError):  # It may have hung up already.
            wrapped.sendall(body)
        answer = b""
        with suppress(OSError):
            answer = wrapped.recv(4096)
        wrapped.close()
    return answer.split(b"\r\n", 1)[0].decode()


def test_an_upload_that_is_broken_off_leaves_nothing(deployment):
    for _ in range(5):
        first_line_of_half(deployment)
    time.sleep(2)

    assert temporary_files() == set()


def first_line_of_half(deployment) -> None:
    url = urlsplit(deployment.url)
    with socket.create_connection(("127.0.0.1", url.port), timeout=5) as plain:
        wrapped = ssl._create_unverified_context().wrap_socket(plain) if url.scheme == "https" else plain
        wrapped.sendall(
            f"POST {ADD_PICTURE} HTTP/1.1\r\nHost: 127.0.0.1:{url.port}\r\nContent-Length: 20000000\r\n".encode()
            + b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
            + b'Content-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
            + bytes(5_000_000)
        )
        wrapped.close()


def test_what_a_file_was_called_says_nothing_of_where_it_is(deployment, chief):
    stored, wrong = [], []
    for number, called in enumerate(NAMES):
        content = make_image("PNG", (60 + number, 40)).read()
        status, text, _, word = upload(chief, content, called)
        if status != 302:
            wrong.append((called, status, errors_in(text)))
            continue
        page = chief.get(f"/admin/editorial/picture/?q={word}").text
        stored += re.findall(r'src="(/pictures/[^"]+)"', page)[:1]

    assert [each for each in wrong if each[1] >= 500] == []
    assert len(set(stored)) == len(stored) >= len(NAMES) - 3
    assert all(re.fullmatch(r"/pictures/[\w./-]+\.(jpeg|webp|avif|png)", address) for address in stored)


def test_where_a_picture_was_taken_is_told_nobody(deployment, chief):
    picture = Image.new("RGB", (400, 200), "#884400")
    picture.paste("#0000ff", (0, 0, 200, 200))  # its left half is blue
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 19.0, 46.0), 3: "E", 4: (18.0, 4.0, 7.0)})
    exif[0x010F] = "SecretMaker"
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif)

    status, text, _, word = upload(chief, file.getvalue())
    assert status == 302, errors_in(text)
    listed = chief.get(f"/admin/editorial/picture/?q={word}").text
    pk = re.findall(r"/admin/editorial/picture/([0-9]+)/change/", listed)[0]
    page = chief.get(f"/admin/editorial/picture/{pk}/change/").text
    served = set(re.findall(r"/pictures/[^\"\s,]+", listed + page))

    assert served
    for address in served:
        content = chief.get(address).content
        shown = Image.open(BytesIO(content))
        assert shown.height > shown.width or "-thumb-" in address
        assert not shown.getexif().get_ifd(0x8825)
        assert b"SecretMaker" not in content
        assert shown.convert("RGB").getpixel((shown.width // 2, shown.height // 8))[2] > 200  # blue is on top
