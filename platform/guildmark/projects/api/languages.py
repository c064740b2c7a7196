"""Languages as requests name them: by tags of BCP 47."""

from guildmark.core.errors import NotFound
from guildmark.projects.languages import LANGUAGE


def require_language(language: str) -> None:
    """Raise NotFound for what is no such tag."""
    if not LANGUAGE.fullmatch(language):
        raise NotFound("Name the language by its tag, as in BCP 47: pt, yue, zh-Hant or pt-BR.")
