"""What a trait is called, and its answers, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from guildmark.communities.models import Trait


def spoken(trait: Trait, words: str) -> str:
    """Words of the catalogue in the reader's language; an organisation's own stay as written."""
    return _(words) if words and trait.organisation_id is None else words


def options_in_words(trait: Trait) -> dict[str, str]:
    """The names of a choice's options by key."""
    options: list[dict[str, Any]] = trait.options  # Any: JSON of the catalogue
    return {option["key"]: spoken(trait, option["name"]) for option in options}


def listed_options(trait: Trait) -> list[dict[str, str]]:
    """The options in their order, with their names."""
    return [{"key": key, "name": name} for key, name in options_in_words(trait).items()]
