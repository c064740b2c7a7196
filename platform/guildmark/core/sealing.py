"""What has to be stored and must not lie open: read by who holds the installation's secret alone.

Fernet (AES-128 in CBC mode with HMAC-SHA256) under a key made of `SECRET_KEY`.
"""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

_PURPOSE = b"guildmark.core.sealing:"


@lru_cache(maxsize=2)
def _fernet(secret_key: str) -> Fernet:
    digest = hashlib.sha256(_PURPOSE + secret_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def seal(content: bytes) -> bytes:
    """The content, readable only with the secret."""
    return _fernet(settings.SECRET_KEY).encrypt(content)


def unseal(sealed: bytes) -> bytes | None:
    """The content; None when it was sealed under another secret, or changed since."""
    try:
        return _fernet(settings.SECRET_KEY).decrypt(sealed)
    except InvalidToken:
        return None
