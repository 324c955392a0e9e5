import re

from django.contrib.auth import get_user_model
from playwright.sync_api import expect


def test_chief_editor_logs_in_under_the_content_security_policy(page):
    get_user_model().objects.create_superuser("chief", password="alias investigations")

    page.goto("/admin/")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("alias investigations")
    page.get_by_role("button", name="Log in").click()

    expect(page).to_have_url(re.compile("/admin/$"))
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
