import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from jjsite.compression import CompressionMiddleware, way_for

PAGE = b"<p>Once more, with feeling.</p>" * 50
OPENED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def answer(accepted, response=None, **cookies):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    request.COOKIES.update(cookies)
    return CompressionMiddleware(lambda request: response or HttpResponse(PAGE, headers={"ETag": '"1"'}))(request)


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.000", ""),
        ("", ""),
        ("brotli, x-gzip, \u2026", ""),
    ],
)
def test_an_answer_is_sent_in_the_best_way_that_is_taken(accepted, way):
    response = answer(accepted)

    assert response.get("Content-Encoding", "") == way == way_for(accepted)
    assert OPENED[way](response.content) == PAGE
    assert int(response.get("Content-Length", len(PAGE))) == len(response.content)
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"] == ('W/"1"' if way else '"1"')


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"short"),
        HttpResponse(PAGE, content_type="image/png"),
        HttpResponse(PAGE, headers={"Content-Encoding": "identity"}),
    ],
)
def test_what_would_gain_nothing_is_left_alone(response):
    before = response.content

    assert answer("br", response).content == before


def test_nothing_is_compressed_for_somebody_with_a_session():
    response = answer("br", sessionid="x")

    assert response.content == PAGE
    assert "Content-Encoding" not in response
