"""What a trait is called, and its answers, in the reader's language."""

from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guildmark.communities.models import Trait


def spoken(trait: Trait, words: str) -> str:
    """Words of the catalogue in the reader's language; an organisation's own stay as written."""
    return _(words) if words and trait.organisation_id is None else words


def options_in_words(trait: Trait, *, keys: Collection[str] | None = None) -> dict[str, str]:
    """The names of a choice's options by key; of these `keys` alone, where not all are wanted."""
    names = trait.option_names
    wanted = names if keys is None else [key for key in keys if key in names]
    return {key: _name(trait, key) for key in wanted}


def _name(trait: Trait, key: str) -> str:
    """As *Power tools: Bosch* where what is meant has a kind, else the name alone."""
    name, kind = spoken(trait, trait.option_names[key]), trait.option_kinds.get(key)
    return name if kind is None else f"{spoken(trait, kind)}: {name}"


def listed_options(trait: Trait) -> list[dict[str, str]]:
    """The options in their order, with their names; kept with the fact, by language."""
    language = get_language() or ""
    if language not in trait.words:
        names = options_in_words(trait)
        trait.words[language] = [{"key": key, "name": name} for key, name in names.items()]
    listed: list[dict[str, str]] = trait.words[language]
    return listed
