"""Somebody at the door of the desk."""

import time

from django.test import Client
from django_otp.oath import TOTP

from editorial.entrance import factor

PASSWORD = "alias investigations"


def try_to_log_in(name="jeri", password="wrong", code="", client=None, address="203.0.113.5", **headers):
    fields = {"username": name, "password": password, "code": code, "next": "/admin/"}
    return (client or Client()).post("/admin/login/", fields, REMOTE_ADDR=address, **headers)


def statuses(responses) -> list[int]:
    return [response.status_code for response in responses]


def code_of(device, later: int = 0) -> str:
    """What the app shows, so many half minutes from now."""
    code = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    code.time = time.time() + later * device.step
    return f"{code.token():06d}"


def give_device(user):
    """A second factor, and its recovery codes."""
    device = factor.offered(user, factor.offer_key(user))
    return device, factor.turn_on(device, code_of(device, -1))
