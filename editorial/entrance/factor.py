"""The second factor: codes of an app that hold for half a minute, and ten to be used once where the app is lost.

Somebody has one when their device is confirmed. Who has one is let in by sessions alone that were begun with a code of
that very device.
"""

import secrets
from base64 import b32encode
from binascii import unhexlify

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from segno import make_qr

SALT = "editorial.second-factor"
OFFERED_FOR = 60 * 60  # seconds, for which a new key may be confirmed
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LONGEST_CODE = 40


def device_of(user) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def is_let_in(user, session) -> bool:
    """Whether somebody who gave the right password gave all that is asked for."""
    device = device_of(user)
    if device is None:
        return not settings.REQUIRE_SECOND_FACTOR
    return session.get(DEVICE_ID_SESSION_KEY) == device.persistent_id


def accepts(user, code: str) -> bool:
    """Whether the code is right, or none is needed; no code is right twice. The session of the login will know it."""
    code = "".join(code.split()).lower()
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
        if device is None:
            return True
        is_right = (is_of_app(code) and device.verify_token(code)) or is_recovery_code(user, code)
    if is_right:
        user.otp_device = device  # django_otp writes it down in the session.
    return is_right


def is_of_app(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) == 6


def is_recovery_code(user, code: str) -> bool:
    """Whether it is one, which is used up by that."""
    return any(spare.verify_token(kept(user, code)) for spare in StaticDevice.objects.filter(user=user))


def kept(user, code: str) -> str:
    """What the database knows of a recovery code."""
    return salted_hmac(SALT, f"{user.pk} {code.replace('-', '')}").hexdigest()[:16]


def offer_key(user) -> str:
    """A new key, sealed for a form: it is nobody's until a code of it is given."""
    return signing.dumps([user.pk, default_key()], salt=SALT)


def offered(user, sealed: str) -> TOTPDevice | None:
    """The device of a key that was offered to somebody a while ago at most, not saved yet."""
    try:
        pk, key = signing.loads(sealed, salt=SALT, max_age=OFFERED_FOR)
    except signing.BadSignature:
        return None
    return TOTPDevice(user=user, name="app", key=key) if pk == user.pk else None


def turn_on(device: TOTPDevice, code: str) -> list[str] | None:
    """Keep a device if the code is one of its own, and make recovery codes; None if it is not."""
    code = "".join(code.split())
    with transaction.atomic():
        if not (is_of_app(code) and device.verify_token(code)):
            transaction.set_rollback(True)
            return None
        TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
        return make_recovery_codes(device.user)


def turn_off(user) -> None:
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        TOTPDevice.objects.filter(user=user).delete()


@transaction.atomic
def make_recovery_codes(user) -> list[str]:
    """New ones in the place of those before. They are known now alone: what is kept are digests."""
    StaticDevice.objects.filter(user=user).delete()
    spare = StaticDevice.objects.create(user=user, name="recovery")
    codes = ["".join(secrets.choice(LETTERS) for _ in range(12)) for _ in range(RECOVERY_CODES)]
    for code in codes:
        spare.token_set.create(token=kept(user, code))
    return ["-".join([code[:4], code[4:8], code[8:]]) for code in codes]


def recovery_codes_left(user) -> int:
    return sum(spare.token_set.count() for spare in StaticDevice.objects.filter(user=user))


def spelled(device: TOTPDevice) -> str:
    """The key as it is typed into an app, in groups of four."""
    text = b32encode(unhexlify(device.key)).decode()
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def drawn(device: TOTPDevice) -> SafeString:
    """The key as a code for a camera: dark on light in any theme, since most readers want that."""
    code = make_qr(device.config_url, error="m")
    svg = code.svg_inline(svgclass=None, lineclass=None, light="#fff", dark="#000", border=4, omitsize=True)
    return mark_safe(svg)  # noqa: S308  (made of squares alone)
