"""The names that parts of a label have in the reader's language, where they are the service's own.

A fit keeps them in English: the labels of shapes together, and yes and no.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from guildmark.quality.figures import Json

#: As `consensus.findings` keeps them: nobody writes classes of these keys themselves with them.
_OWN = {("true", "Yes"), ("false", "No")}


def named(parts: Iterable[Json]) -> list[Json]:
    """The parts as they were kept, and named for the reader."""
    return [
        {
            **part,
            "name": _("Labels") if part["kind"] == "labels" else part["name"],
            "classes": [named_class(one) for one in part["classes"]],
        }
        for part in parts
    ]


def named_class(one: Json) -> Json:
    """A class of an answer, yes and no named for the reader."""
    if (one.get("key"), one.get("name")) not in _OWN:
        return one
    return {**one, "name": _("Yes") if one["key"] == "true" else _("No")}
