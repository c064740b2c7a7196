"""What a trait is called, and its answers, in the reader's language."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from guildmark.communities.models import Trait


def spoken(trait: Trait, words: str) -> str:
    """Words of the catalogue in the reader's language; an organisation's own stay as written."""
    return _(words) if words and trait.organisation_id is None else words


def options_in_words(trait: Trait, *, keys: Collection[str] | None = None) -> dict[str, str]:
    """The names of a choice's options by key; of these `keys` alone, where not all are wanted."""
    options: list[dict[str, Any]] = trait.options  # Any: JSON of the catalogue
    return {
        option["key"]: spoken(trait, option["name"])
        for option in options
        if keys is None or option["key"] in keys
    }


def listed_options(trait: Trait) -> list[dict[str, str]]:
    """The options in their order, with their names."""
    return [{"key": key, "name": name} for key, name in options_in_words(trait).items()]
