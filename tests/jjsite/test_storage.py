from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from jjsite.storage import StaticFilesStorage


def collected(folder: Path, name: str, content: bytes) -> bytes:
    """What is sent of a file, under the name that stands for its content."""
    source = FileSystemStorage(folder / "source")
    source.save(name, ContentFile(content))
    storage = StaticFilesStorage(folder / "collected", base_url="/static/")
    storage.save(name, ContentFile(content))
    list(storage.post_process({name: (source, name)}))
    return (folder / "collected" / storage.stored_name(name)).read_bytes()


def test_style_sheets_of_the_site_are_sent_without_comments(tmp_path):
    sheet = b"/* What it\n   is for. */\n.veil { color: red; } /* as a warning */\n.a .b { margin: 0; }\n"

    assert collected(tmp_path, "css/veil.css", sheet) == b"\n.veil { color: red; }\n.a .b { margin: 0; }\n"


def test_what_others_wrote_keeps_its_licence(tmp_path):
    sheet = b"/*! Licensed MIT */\n.a { margin: 0; }\n"

    assert collected(tmp_path, "admin/css/vendor/a.css", sheet) == sheet
