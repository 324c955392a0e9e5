"""What is shipped for the machine that the site runs on."""

import base64
import hashlib
import re

import pytest

from jjsite.environment import BASE_DIR

DEPLOY = BASE_DIR / "deploy"


@pytest.mark.parametrize("page", sorted((DEPLOY / "pages").glob("*.html")), ids=lambda page: page.name)
def test_pages_of_nginx_need_nothing_else_and_their_style_is_let_in(page):
    text = page.read_text()
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"style-src 'sha256-{digest}'" in (DEPLOY / "nginx.conf").read_text()
    assert re.findall(r'(?:src|href)="([^"]+)"', text) == ["/"]
    assert "url(" not in style
