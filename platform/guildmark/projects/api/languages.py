"""Languages as requests name them: by two letters, as in ISO 639-1."""

import re

from guildmark.core.errors import NotFound

LANGUAGE = re.compile(r"^[a-z]{2}\Z")


def require_language(language: str) -> None:
    """Raise NotFound for what is no such code."""
    if not LANGUAGE.fullmatch(language):
        raise NotFound("Name the language by its two letters, as in ISO 639-1.")
