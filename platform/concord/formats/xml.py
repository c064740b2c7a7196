"""Text in XML 1.0, which has no place for most control characters."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """Between tags; a character that XML cannot hold becomes U+FFFD."""
    return escape(_ILLEGAL.sub("\ufffd", value))


def attribute(value: str) -> str:
    """With its quotes."""
    return quoteattr(_ILLEGAL.sub("\ufffd", value))
