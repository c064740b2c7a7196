"""The text of an API key: `gm_<prefix>_<secret>`, kept only as a prefix and a SHA-256."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

_SHAPE = re.compile(r"gm_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class KeyText:
    """A key as its holder sends it, in its two parts."""

    prefix: str
    secret: str

    @property
    def text(self) -> str:
        """What goes after `Authorization: Bearer`."""
        return f"gm_{self.prefix}_{self.secret}"

    @property
    def secret_sha256(self) -> str:
        """What is stored. 256 random bits need no slow hash."""
        return hashlib.sha256(self.secret.encode("ascii")).hexdigest()


def new_key_text() -> KeyText:
    """A fresh key: 48 random bits to find it by, 256 to trust it by."""
    return KeyText(prefix=secrets.token_hex(6), secret=secrets.token_urlsafe(32))


def parse_key_text(text: str) -> KeyText | None:
    """The parts of a key, or None when the text cannot be one."""
    match = _SHAPE.fullmatch(text)
    return KeyText(prefix=match[1], secret=match[2]) if match else None


def is_same_secret(text: KeyText, secret_sha256: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(text.secret_sha256, secret_sha256)
